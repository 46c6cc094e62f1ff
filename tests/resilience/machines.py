"""Real processes of the product on the test's database: web, workers, Redis, each killed alone."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep

from django.conf import settings
from django.db import connection

PATIENCE = 60  # seconds


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def until(what: Callable[[], bool], said: str, pause: float = 0.05) -> None:
    """Wait for what other processes do."""
    end = monotonic() + PATIENCE
    while not what():
        assert monotonic() < end, f"waited for: {said}"
        sleep(pause)


def is_ready(port: int) -> bool:
    asked = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asked.request("GET", "/readyz")
        return asked.getresponse().status == 200
    except OSError:
        return False
    finally:
        asked.close()


class Machines:
    """Processes by name; each leads a group of its own, which dies with it."""

    def __init__(self, logs: Path, mail_port: int) -> None:
        self.logs = logs
        self.redis_port = free_port()
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        given = connection.settings_dict
        self.env = {
            **{name: value for name, value in os.environ.items() if name != "TEST_TEMPLATE"},
            "DJANGO_SETTINGS_MODULE": "collectifs.settings.development",
            "SECRET_KEY": settings.SECRET_KEY,  # that of the sessions which the test makes
            "DATABASE_URL": (
                f"postgres://{given['USER']}:{given['PASSWORD']}"
                f"@{given['HOST']}:{given['PORT']}/{given['NAME']}"
            ),
            "CACHE_URL": f"rediscache://127.0.0.1:{self.redis_port}/0",
            "MAIL_HOST": "127.0.0.1",
            "MAIL_PORT": str(mail_port),
            "DEMO": "false",
            "WEB_WORKERS": "1",
        }

    def start(self, name: str, *command: str, **more: str) -> None:
        with (self.logs / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                command,
                cwd=settings.ROOT,
                env=self.env | more,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def start_redis(self) -> None:
        # Nothing kept: what is lost with it is what a restart loses.
        options = ("--port", str(self.redis_port), "--save", "", "--appendonly", "no")
        self.start("redis", "redis-server", *options)

    def start_web(self, name: str) -> int:
        """The port on which it will listen."""
        port = free_port()
        command = ("-m", "gunicorn", "--config", "deploy/gunicorn.conf.py")
        self.start(name, sys.executable, *command, BIND=f"127.0.0.1:{port}")
        return port

    def start_worker(self, name: str) -> None:
        options = ("--queue-name", "*", "--no-startup-delay", "--interval", "0.2")
        self.start(name, sys.executable, "manage.py", "db_worker", *options)

    def start_tick(self, name: str) -> None:
        self.start(name, sys.executable, "manage.py", "tick", "--each-minute")

    def kill(self, name: str) -> None:
        """As the power cut does: no chance to end what it was at."""
        process = self.running.pop(name)
        assert process.poll() is None, f"{name} had stopped by itself: see its log"
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self, name: str) -> int:
        """As an upgrade does: it ends what it is at. Its exit code."""
        process = self.running.pop(name)
        process.terminate()
        return process.wait(timeout=PATIENCE)


@contextmanager
def machines(logs: Path, mail_port: int) -> Iterator[Machines]:
    made = Machines(logs, mail_port)
    try:
        yield made
    finally:
        for name in list(made.running):
            made.kill(name)
