"""`manage.py demo`: builds the demo network in an empty database, or brings it up to date."""

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from collectifs.demo.building import build
from collectifs.demo.people import PASSWORD, accounts
from collectifs.demo.post import deliver_past
from collectifs.demo.progress import Progress
from collectifs.demo.scale.building import build_network
from collectifs.demo.scale.report import gather_statistics, report
from collectifs.demo.scale.sizes import SCALES, Scale
from collectifs.demo.sizes import SIZES
from collectifs.demo.state import State, state_of_database
from collectifs.demo.updating import update


class Command(BaseCommand):
    help = "Builds the demo network in an empty database; later, adds the distributions that miss."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", choices=SIZES, default="full")
        parser.add_argument(
            "--scale", choices=SCALES, help="a whole network with two years of orders, in bulk"
        )
        parser.add_argument("--accounts", action="store_true", help="only print the accounts")

    def handle(self, *, size: str, scale: str | None, **options: Any) -> None:
        self._refuse_elsewhere()
        # Wagtail tells of each page that it makes, in the middle of our lines.
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        if scale and not options["accounts"] and state_of_database() is State.EMPTY:
            self._build_at_scale(SCALES[scale])
        elif not options["accounts"]:
            self._build_or_update(size)
        self._print_accounts()

    def _refuse_elsewhere(self) -> None:
        if not settings.DEMO:
            raise CommandError(_("This is no demo: set DEMO=1 in the environment to build one."))
        if state_of_database() is State.OTHER:
            raise CommandError(
                _("The database holds something else than the demo, which is left as it is.")
            )

    def _build_or_update(self, size: str) -> None:
        now, progress = timezone.now(), Progress(self._write)
        is_new = state_of_database() is State.EMPTY
        with transaction.atomic():
            (build if is_new else update)(SIZES[size], progress, now=now)
        if is_new:
            with progress.step(_("Mails")) as count:
                count(deliver_past())

    def _build_at_scale(self, scale: Scale) -> None:
        started = time.monotonic()
        with transaction.atomic():
            build_network(scale, Progress(self._write), now=timezone.now())
        gather_statistics()
        self.stdout.write("")
        for line in report(started):
            self.stdout.write(line)

    def _print_accounts(self) -> None:
        self.stdout.write(
            "\n   " + _("Accounts, password “%(password)s”:") % {"password": PASSWORD}
        )
        for account in accounts():
            self.stdout.write(f"   {account.email:<32}{account.name}, {account.does}")

    def _write(self, text: str) -> None:
        self.stdout.write(text, ending="")
        self.stdout.flush()
