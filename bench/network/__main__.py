"""`python -m bench.network`: the network of full size in an empty database, see docs/bench.md."""

import os
import sys
from importlib import import_module
from pathlib import Path

import django

SITE = Path(__file__).resolve().parents[2] / "site"


def main() -> None:
    """The command needs the product set up before it is imported."""
    sys.path.insert(0, str(SITE))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collectifs.settings.development")
    django.setup()
    command = import_module("bench.network.command").Command()
    command.run_from_argv(["python -m", "bench.network", *sys.argv[1:]])


if __name__ == "__main__":
    main()
