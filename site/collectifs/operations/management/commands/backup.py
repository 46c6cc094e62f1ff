"""`manage.py backup FILE`: database and media in one archive, while the site runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from collectifs.operations.backup import make_backup
from collectifs.operations.dumps import BackupRefused


class Command(BaseCommand):
    help = "Writes database and media into one archive (.tar.gz), readable by its owner only."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="such as /var/backups/collectifs.tar.gz")

    def handle(self, *args: Any, **options: Any) -> None:
        to: Path = options["file"].resolve()
        try:
            count = make_backup(to=to, now=timezone.now())
        except (BackupRefused, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{to}: {count} files, {to.stat().st_size / 1e6:.1f} MB")
