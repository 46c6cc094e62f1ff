"""`manage.py demo`: builds the demo network in an empty database, or brings it up to date."""

import logging
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from collectifs.demo.building import build
from collectifs.demo.data_files import read_json
from collectifs.demo.mailbox import deliver_past
from collectifs.demo.people import PASSWORD, accounts
from collectifs.demo.progress import Progress
from collectifs.demo.sizes import SIZES, Size
from collectifs.demo.state import State, state_of_database
from collectifs.demo.updating import update


class Command(BaseCommand):
    help = "Builds the demo network in an empty database; later, adds the distributions that miss."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", choices=SIZES, default="full")
        parser.add_argument("--accounts", action="store_true", help="only print the accounts")

    def handle(self, *, size: str, **options: Any) -> None:
        self._refuse_elsewhere()
        # Wagtail tells of each page that it makes, in the middle of our lines.
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        if not options["accounts"]:
            make = self.build if state_of_database() is State.EMPTY else self.update
            make(SIZES[size], Progress(self._write), timezone.now())
        self._print_accounts()

    def build(self, size: Size, progress: Progress, now: datetime) -> None:
        with transaction.atomic():
            build(size, progress, now=now)
        with progress.step(_("Mails")) as count:
            count(deliver_past())

    def update(self, size: Size, progress: Progress, now: datetime) -> None:
        with transaction.atomic():
            update(size, progress, read_json("collectives"), now=now)

    def _refuse_elsewhere(self) -> None:
        if not settings.DEMO:
            raise CommandError(_("This is no demo: set DEMO=1 in the environment to build one."))
        if state_of_database() is State.OTHER:
            raise CommandError(
                _("The database holds something else than the demo, which is left as it is.")
            )

    def _print_accounts(self) -> None:
        self.stdout.write(
            "\n   " + _("Accounts, password “%(password)s”:") % {"password": PASSWORD}
        )
        for account in accounts():
            self.stdout.write(f"   {account.email:<32}{account.name}, {account.does}")

    def _write(self, text: str) -> None:
        self.stdout.write(text, ending="")
        self.stdout.flush()
