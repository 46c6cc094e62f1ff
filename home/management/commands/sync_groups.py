"""`manage.py sync_groups [--check]`: Wagtail's groups follow the roles, the site what there is."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from farms.groups import sync_groups
from home.sections import ensure_sections, lacking


class Command(BaseCommand):
    help = "Rebuild groups, pages and rights from roles, collectives, farms; --check only tells."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        differing = [*sync_groups(repair=not check), *lacking()]
        if not check:
            ensure_sections()
        for name in differing:
            self.stdout.write(name)
        if check and differing:
            raise CommandError("Groups or pages differ: run `manage.py sync_groups`.")
