"""`manage.py restore FILE`: puts an archive of `manage.py backup` back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from collectifs.operations.dumps import BackupRefused
from collectifs.operations.restore import restore_backup


class Command(BaseCommand):
    help = "Restores database and media from an archive; stop web, worker and tick first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="lose the database and media that are here"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            version = restore_backup(archive=options["file"], replace=options["replace"])
        except BackupRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored, from version {version}. Run migrate if this one is newer.")
