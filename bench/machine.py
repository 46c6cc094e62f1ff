"""Processes that a run starts: gunicorn, Redis; each group ends with its block."""

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

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60  # seconds
HOST = "127.0.0.1"


def free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def running(log: str, *command: str, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process group with the run's environment; its words go to a file of the run's folder."""
    with (Path(os.environ["BENCH_DIR"]) / f"{log}.log").open("ab") as words:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | more,
            stdout=words,
            stderr=words,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def redis() -> Iterator[str]:
    """The address of a Redis that keeps nothing."""
    port = free_port()
    command = ("redis-server", "--port", str(port), "--save", "", "--appendonly", "no")
    with running("redis", *command):
        until(lambda: _listens(port))
        yield f"rediscache://{HOST}:{port}/0"


@contextmanager
def web(workers: int, *, waits_for: str = "/readyz") -> Iterator[tuple[int, int]]:
    """gunicorn as in production: its port once it answers, and the id of its first process."""
    port = free_port()
    command = (sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py")
    given = {"WEB_WORKERS": str(workers), "BIND": f"{HOST}:{port}"}
    with running("web", *command, **given) as process:
        until(lambda: answers(port, waits_for))
        yield port, process.pid


def until(what: Callable[[], bool], pause: float = 0.02) -> None:
    end = monotonic() + PATIENCE
    while not what():
        if monotonic() > end:
            raise AssertionError("a process did not start: see the logs of the run")
        sleep(pause)


def answers(port: int, path: str) -> bool:
    """Whether it answers 200."""
    asked = HTTPConnection(HOST, port, timeout=10)
    try:
        asked.request("GET", path, headers={"X-Forwarded-Proto": "https"})
        return asked.getresponse().status == 200
    except OSError:
        return False
    finally:
        asked.close()


def _listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex((HOST, port)) == 0
