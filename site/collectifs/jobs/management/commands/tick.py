"""To be run each minute: does what is due, once, and catches up after any outage."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from collectifs.jobs.services import TickFailed, tick


class Command(BaseCommand):
    help = (
        "Closes, reminds and sends what is due; run it each minute. Ends with 1 if a step failed."
    )

    def handle(self, *args: object, **options: object) -> None:
        try:
            self.report(tick(now=timezone.now()))
        except TickFailed as error:
            self.report(error.counts)
            raise CommandError(str(error)) from error

    def report(self, counts: dict[str, int]) -> None:
        """Only what was done: a minute without work says nothing in the log."""
        done = [f"{name} {count}" for name, count in counts.items() if count]
        if done:
            self.stdout.write("tick: " + ", ".join(done))
