"""Django starts without the heavy libraries: each is imported in the function that uses it."""

import subprocess
import sys

from tests.architecture import sources

HEAVY = ("faker", "openpyxl", "playwright", "stripe", "weasyprint")
START = f"""
import sys
sys.path[:0] = ["site", "."]
import django
django.setup()
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_no_heavy_library_is_imported_at_start() -> None:
    started = subprocess.run(
        [sys.executable, "-c", START],
        cwd=sources.ROOT,
        check=True,
        capture_output=True,
        text=True,
    )

    assert started.stdout.strip() == "[]"
