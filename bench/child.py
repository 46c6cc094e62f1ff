"""One measurement in a process of its own, with the product set up: bench.child NAME OUT.json"""

import json
import sys
from importlib import import_module
from pathlib import Path

import django


def main(name: str, out: str) -> None:
    """`figures()` of a module of the bench, as JSON."""
    django.setup()
    Path(out).write_text(json.dumps(import_module(f"bench.{name}").figures()))


if __name__ == "__main__":
    main(*sys.argv[1:])
