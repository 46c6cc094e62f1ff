"""All measurements on one database, each in a process of its own. bench.measure DATABASE FOLDER

Writes `figures.json` into the folder. For PostgreSQL it is started by `tools/with_postgres`.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from time import monotonic
from typing import Any

from bench import data
from bench.budgets import POSTGRESQL
from bench.machine import HOST, ROOT, redis

CHILDREN = ("starting", "pages", "crowd", "browser", "closing")
"""Modules of the bench, in turn; the closing is last, since it ends what the others look at."""


def main(database: str, where: str) -> None:
    folder = Path(where)
    os.environ |= environment(database, folder)
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("run.sqlite3*"):
        left.unlink()
    (folder / "marks.json").unlink(missing_ok=True)
    with step(f"{database}: the network"):
        data.prepare(database, folder)
    found: dict[str, Any] = {}
    with redis() if database == POSTGRESQL else nullcontext() as cache:
        os.environ["CACHE_URL"] = cache or "locmemcache://"
        for name in CHILDREN:
            with step(f"{database}: {name}"):
                merge(found, measured(name, folder))
    (folder / "figures.json").write_text(json.dumps(found))


def environment(database: str, folder: Path) -> dict[str, str]:
    """That of production, over http on this machine."""
    url = (
        os.environ["DATABASE_URL"] if database == POSTGRESQL else f"sqlite:///{folder}/run.sqlite3"
    )
    return {
        "DJANGO_SETTINGS_MODULE": "collectifs.settings.production",
        "PYTHONPATH": "site",
        "BENCH_DIR": str(folder),
        "DATABASE_URL": url,
        "MEDIA_ROOT": str(folder / "media"),
        "SECRET_KEY": "only-for-a-run-of-the-bench-" + "x" * 40,
        "ALLOWED_HOSTS": HOST,
        "SECURE_SSL_REDIRECT": "false",
        "DEMO": "true",
    }


def measured(name: str, folder: Path) -> dict[str, Any]:
    out = folder / f"{name}.json"
    with (folder / f"{name}.log").open("wb") as words:
        code = subprocess.run(
            [sys.executable, "-m", "bench.child", name, str(out)], cwd=ROOT, stderr=words
        ).returncode
    if code:
        told = Path(words.name).read_text(errors="replace")[-2000:]
        sys.exit(f"{told}\nbench.{name} failed; its last words are above.")
    figures: dict[str, Any] = json.loads(out.read_text())
    return figures


def merge(found: dict[str, Any], more: dict[str, Any]) -> None:
    """Several children may know a part of one figure."""
    for name, value in more.items():
        if isinstance(value, dict):
            found[name] = found.get(name, {}) | value
        else:
            found[name] = value


@contextmanager
def step(name: str) -> Iterator[None]:
    print(f"== {name}…", flush=True)
    begun = monotonic()
    yield
    print(f"== {name}: {monotonic() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
