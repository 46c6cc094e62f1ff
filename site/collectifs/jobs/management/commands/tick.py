"""Does what is due and catches up after any outage: once, or with each minute of the clock."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from collectifs.jobs.minutes import tick_each_minute
from collectifs.jobs.services import TickFailed, summary, tick
from commons.core.stopping import stop


class Command(BaseCommand):
    help = (
        "Closes, reminds and sends what is due, once: run it each minute, or start it with"
        " --each-minute and leave it. Once, it ends with 1 if a step failed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--each-minute",
            action="store_true",
            help="stays, and does it with each minute of the clock, until SIGTERM or Ctrl-C",
        )

    def handle(self, *args: object, each_minute: bool, **options: object) -> None:
        if each_minute:
            stop.listen()
            tick_each_minute()
            return
        try:
            self.report(tick(now=timezone.now()))
        except TickFailed as error:
            self.report(error.counts)
            raise CommandError(str(error)) from error

    def report(self, counts: dict[str, int]) -> None:
        if done := summary(counts):
            self.stdout.write(f"tick: {done}")
