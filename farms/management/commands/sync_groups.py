"""`manage.py sync_groups [--check]`: Wagtail's groups follow roles and farm members."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from farms.groups import sync_groups


class Command(BaseCommand):
    help = "Rebuild Wagtail's groups from the roles; --check only tells what differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        differing = sync_groups(repair=not check)
        for name in differing:
            self.stdout.write(name)
        if check and differing:
            raise CommandError("Groups differ from the roles: run `manage.py sync_groups`.")
