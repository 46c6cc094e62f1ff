"""All measurements on one database, each in a process of its own. bench.measure DATABASE FOLDER

Writes `figures.json` into the folder. For PostgreSQL it is started by `tools/with_postgres`.
Networks that are named behind the folder are measured alone.
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
from bench.budgets import LARGE, NETWORKS, POSTGRESQL, YOUNG
from bench.machine import HOST, ROOT, redis

CHILDREN = {
    LARGE: ("starting", "idle", "pages", "crowd", "browser", "closing", "grown"),
    YOUNG: ("pages", "crowd"),
}
"""Modules of the bench, in turn; last are those that change what the others look at."""


def main(database: str, where: str, *networks: str) -> None:
    folder, chosen = Path(where), networks or NETWORKS
    clear(folder)
    given = {network: environment(database, network, folder) for network in chosen}
    for network in chosen:
        with step(f"{database}: the {network} network"), as_given(given[network]):
            data.prepare(database, network, folder)
    with as_given(given[chosen[0]]):
        data.manage("collectstatic", "--no-input", "--verbosity", "0")
    if database == POSTGRESQL:
        data.make_durable()
    found = {}
    for network in chosen:
        with as_given(given[network]):
            found[network] = figures_of(database, network)
    (folder / "figures.json").write_text(json.dumps(found))


def clear(folder: Path) -> None:
    """Of a run before, all but the data that is kept."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in (*folder.glob("*.sqlite3*"), *folder.glob("*/marks.json")):
        left.unlink()


def environment(database: str, network: str, folder: Path) -> dict[str, str]:
    """That of production, over http on this machine."""
    own = folder / network
    own.mkdir(exist_ok=True)
    return {
        "DJANGO_SETTINGS_MODULE": "collectifs.settings.production",
        "PYTHONPATH": "site",
        "BENCH_DIR": str(own),
        "BENCH_NETWORK": network,
        "DATABASE_URL": data.url(database, network, folder),
        "MEDIA_ROOT": str(own / "media"),
        "SECRET_KEY": "only-for-a-run-of-the-bench-" + "x" * 40,
        "ALLOWED_HOSTS": HOST,
        "SECURE_SSL_REDIRECT": "false",
        "DEMO": "true",
    }


@contextmanager
def as_given(environment: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(environment)
    yield
    os.environ.clear()
    os.environ.update(before)


def figures_of(database: str, network: str) -> dict[str, Any]:
    """With a cache of its own: ids are the same in each network."""
    found: dict[str, Any] = {}
    with redis() if database == POSTGRESQL else nullcontext() as cache:
        os.environ["CACHE_URL"] = cache or "locmemcache://"
        for name in CHILDREN[network]:
            with step(f"{database}, {network}: {name}"):
                merge(found, measured(name, Path(os.environ["BENCH_DIR"])))
    return found


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
