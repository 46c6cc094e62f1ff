"""`manage.py messages`: keeps the French catalogue in step with the code.

Without an option it merges; `--check` changes nothing and fails where something is not translated.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from commons.core import catalogue_messages


class Command(BaseCommand):
    help = "Extracts the messages of the code and merges them into the French catalogue."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say what is not in order")
        parser.add_argument("--compile", action="store_true", help="write the .mo as well")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.LOCALE_PATHS[0]) / "fr" / "LC_MESSAGES" / "django.po"
        said = catalogue_messages.said_under(settings.ROOT)
        catalog = catalogue_messages.read(path)
        if not options["check"]:
            catalogue_messages.merge(catalog, said)
            catalogue_messages.write(catalog, path)
            self.stdout.write(f"{len(catalog)} messages")
        if options["compile"]:
            catalogue_messages.compile_to(catalog, path.with_suffix(".mo"))
        self.report(catalogue_messages.problems(catalog, said), fail=options["check"])

    def report(self, problems: list[str], *, fail: bool) -> None:
        for problem in problems:
            self.stderr.write(problem)
        if problems and fail:
            raise CommandError(f"The French catalogue: {len(problems)} messages to look at.")
