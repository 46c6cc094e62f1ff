"""`manage.py load_communes [FILE]`: the towns that people search for."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from commons.collectives.services import load_communes
from commons.collectives.services.communes import DEFAULT_FILE


class Command(BaseCommand):
    help = "Take in French communes from a CSV file; by default the one that comes with the code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=DEFAULT_FILE)

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        self.stdout.write(f"{load_communes(path)} communes")
