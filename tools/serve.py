"""Serves the demo: web, worker and tick, stopped together by Ctrl-C or SIGTERM.

What they say goes to var/demo.log, so that the console stays readable.

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
LOG = ROOT / "var/demo.log"
PATIENCE = 6
BESIDE_WEB = {
    "worker": (
        *("db_worker", "--queue-name", "*", "--interval", "2"),
        *("--no-startup-delay", "--no-reload"),
    ),
    "tick": ("tick", "--each-minute"),
}

Processes = dict[str, subprocess.Popen[bytes]]


class StopAsked(Exception):
    """A signal asked for the end."""


def stop(number: int, _frame: FrameType | None) -> None:
    raise StopAsked(signal.strsignal(number))


def manage(*arguments: str) -> subprocess.Popen[bytes]:
    quiet = {**os.environ, "DJANGO_RUNSERVER_HIDE_WARNING": "true"}
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("ab") as log:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=quiet, stdout=log, stderr=log)


def answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=10).close()  # noqa: S310  (our own address)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def last_words() -> str:
    """The end of the log."""
    return "\n".join(LOG.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])


def wait_for(url: str, web: subprocess.Popen[bytes]) -> None:
    while not answers(url):
        if web.poll() is not None:
            sys.exit(f"The web process ended before it answered; {LOG} says why:\n{last_words()}")
        time.sleep(0.3)
    beside = f"Ctrl-C stops it; its log is {LOG.relative_to(ROOT)}"
    print(f"\n   Collectifs answers at {url}   ({beside})\n", flush=True)


def watch(running: Processes) -> None:
    """Start what is beside the web, again if it ends; returns when the web process ends."""
    running |= {name: manage(*command) for name, command in BESIDE_WEB.items()}
    while running["web"].poll() is None:
        for name, command in BESIDE_WEB.items():
            if running[name].poll() is not None:
                print(f"The {name} ended; starting it again.", flush=True)
                time.sleep(2)
                running[name] = manage(*command)
        time.sleep(0.5)


def end(running: Processes) -> None:
    for process in running.values():
        process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in running.values():
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
    running = {"web": web}
    try:
        wait_for(f"http://127.0.0.1:{port}/", web)
        watch(running)
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
