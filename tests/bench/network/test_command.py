"""`python -m bench.network` needs nothing but the environment that `manage.py` takes."""

import subprocess
import sys

from tests.architecture import sources


def test_it_says_what_it_does() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "bench.network", "--help"],
        cwd=sources.ROOT,
        check=True,
        capture_output=True,
        text=True,
    )

    assert "usage: python -m bench.network" in said.stdout
