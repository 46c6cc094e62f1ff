"""`manage.py load_communes [FILE]`: the towns that people search for."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from commons.collectives.services import load_communes


class Command(BaseCommand):
    help = "Take in French communes from a CSV file; by default all, as they come with the code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        columns = "see the README beside the file that comes with the code"
        parser.add_argument("path", nargs="?", type=Path, help=columns)

    def handle(self, *args: Any, path: Path | None, **options: Any) -> None:
        self.stdout.write(f"{load_communes(path)} communes")
