"""`manage.py start`: from an installed product to a collective that somebody manages."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email, validate_slug
from django.utils import timezone, translation
from django.utils.text import slugify

from collectifs.operations.first_start import Answers, start_network
from commons.collectives.addresses import collective_path
from commons.collectives.validators import validate_collective_slug
from commons.core.refusals import Refused

QUESTIONS = {
    "network": "Name of the network",
    "collective": "Name of its first collective",
    "slug": "First segment of the collective's addresses",
    "email": "E-mail of who manages it",
    "first_name": "First name of this person",
    "last_name": "Last name of this person",
}


class Command(BaseCommand):
    help = (
        "Makes the network, its first collective and the account of its manager; asks for the rest."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        for name, question in QUESTIONS.items():
            parser.add_argument(f"--{name.replace('_', '-')}", help=question)
        parser.add_argument(
            "--no-input", action="store_true", help="fail where an option is missing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        answers = Answers(**self._answers(options))
        try:
            with translation.override("en"):
                check(answers)
            collective = start_network(answers=answers, now=timezone.now())
        except Refused as refused:
            with translation.override("en"):
                raise CommandError(str(refused)) from refused
        self.stdout.write(
            f"{answers.collective} is at {collective_path(collective)}."
            f" A mail tells {answers.email} how to sign in and manage it at /gestion/."
        )

    def _answers(self, options: dict[str, Any]) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, question in QUESTIONS.items():
            proposal = slugify(found["collective"]) if name == "slug" else ""
            ask = _refuse if options["no_input"] else input
            found[name] = (options[name] or _asked(ask, question, proposal)).strip()
        return found


def check(answers: Answers) -> None:
    """Raises ``CommandError`` for an address that is none."""
    try:
        validate_email(answers.email)
        validate_slug(answers.slug)
        validate_collective_slug(answers.slug)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error


def _asked(ask: Callable[[str], str], question: str, proposal: str) -> str:
    """Asked again until something is said; an empty line takes the proposal."""
    while True:
        said = ask(f"{question}{f' [{proposal}]' if proposal else ''}: ").strip() or proposal
        if said:
            return said


def _refuse(question: str) -> str:
    raise CommandError(f"An option is missing: {question.rstrip(': ')}.")
