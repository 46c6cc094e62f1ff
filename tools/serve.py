"""Serves the demo: web, worker and a tick each minute, stopped together by Ctrl-C or SIGTERM.

Usage: .venv/bin/python tools/serve.py [PORT]. The three stay in one process group, so that a signal
to the group reaches each of them; they are ended one by one too, in case only this process got it.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
TICK_EVERY = 60
PATIENCE = 6


class StopAsked(Exception):
    """A signal asked for the end."""


def stop(number: int, _frame: FrameType | None) -> None:
    raise StopAsked(signal.strsignal(number))


def manage(*arguments: str) -> subprocess.Popen[bytes]:
    quiet = {**os.environ, "DJANGO_RUNSERVER_HIDE_WARNING": "true"}
    return subprocess.Popen([sys.executable, "manage.py", *arguments], cwd=ROOT, env=quiet)


def start_worker() -> subprocess.Popen[bytes]:
    return manage("db_worker", "--queue-name", "*", "--no-startup-delay", "--no-reload")


def answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=10).close()  # noqa: S310  (our own address)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def wait_for(url: str, web: subprocess.Popen[bytes]) -> None:
    while not answers(url):
        if web.poll() is not None:
            sys.exit("The web process ended before it answered; its message is above.")
        time.sleep(0.3)
    print(f"\n   Collectifs answers at {url}   (Ctrl-C stops it)\n", flush=True)


def watch(web: subprocess.Popen[bytes], running: list[subprocess.Popen[bytes]]) -> None:
    """Start the worker again if it ends, tick each minute; returns when the web process ends."""
    worker, tick, next_tick = start_worker(), None, 0.0
    while web.poll() is None:
        if worker.poll() is not None:
            print("The worker ended; starting it again.", flush=True)
            time.sleep(2)
            worker = start_worker()
        if time.monotonic() >= next_tick and (tick is None or tick.poll() is not None):
            tick, next_tick = manage("tick"), time.monotonic() + TICK_EVERY
        running[:] = [process for process in (web, worker, tick) if process]
        time.sleep(0.5)


def end(running: list[subprocess.Popen[bytes]]) -> None:
    for process in running:
        process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def main() -> int:
    port = sys.argv[1] if len(sys.argv) > 1 else "8000"
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)
    web = manage("runserver", "--noreload", f"127.0.0.1:{port}")
    running = [web]
    try:
        wait_for(f"http://127.0.0.1:{port}/", web)
        watch(web, running)
        print("The web process ended.", file=sys.stderr)
        return 1
    except StopAsked as reason:
        print(f"\nStopping ({reason}).", flush=True)
        return 0
    finally:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        end(running)


if __name__ == "__main__":
    sys.exit(main())
