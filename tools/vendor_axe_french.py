#!/usr/bin/env python3
"""Vendor the French words of axe, the checker of pages in Wagtail's editor.

    .venv/bin/python tools/vendor_axe_french.py

Takes what each rule says from the npm package `axe-core` (Deque, MPL 2.0), in the version that Wagtail
brings, and writes it with its licence and a `checksums.txt` that a test reads. Needs npm.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "axe-core@4.11.1"
TARGET = Path(__file__).parents[1] / "home/backoffice/axe"


def read_package() -> tuple[dict[str, dict[str, str]], bytes]:
    """Return what the rules say in French, by their ids, and the licence."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--pack-destination", folder, PACKAGE]
        subprocess.run(command, check=True, capture_output=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            words = archive.extractfile("package/locales/fr.json")
            licence = archive.extractfile("package/LICENSE")
            assert words is not None
            assert licence is not None
            rules: dict[str, dict[str, str]] = json.load(words)["rules"]
            return rules, licence.read()


def main() -> None:
    rules, licence = read_package()
    content = (json.dumps(rules, ensure_ascii=False, indent=1) + "\n").encode()
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "fr.json").write_bytes(content)
    (TARGET / "LICENSE").write_bytes(licence)
    (TARGET / "checksums.txt").write_text(f"{hashlib.sha256(content).hexdigest()}  fr.json\n")
    print(f"{len(rules)} rules in {TARGET}")


if __name__ == "__main__":
    main()
