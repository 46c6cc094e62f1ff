"""The demo's command, for the network of full size."""

import time
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.db import transaction

from bench.network.building import build_network
from bench.network.invented import collective_entries
from bench.network.report import gather_statistics, report
from bench.network.sizes import SCALES
from collectifs.demo.management.commands import demo
from collectifs.demo.progress import Progress
from collectifs.demo.sizes import Size
from collectifs.demo.updating import update


class Command(demo.Command):
    help = "Builds a network with two years of orders; later, adds the distributions that miss."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--scale", choices=SCALES, default="large")

    def handle(self, *, scale: str = "large", **options: Any) -> None:
        self.scale = SCALES[scale]
        super().handle(**options)

    def build(self, size: Size, progress: Progress, now: datetime) -> None:
        started = time.monotonic()
        with transaction.atomic():
            build_network(self.scale, progress, now=now)
        gather_statistics()
        self.stdout.write("")
        for line in report(started):
            self.stdout.write(line)

    def update(self, size: Size, progress: Progress, now: datetime) -> None:
        with transaction.atomic():
            update(size, progress, collective_entries(self.scale), now=now)
