#!/usr/bin/env python3
"""Vendor Leaflet, which draws the map on tap, with its licence and checksums that a test reads.

    python3 tools/vendor_leaflet.py

Takes the files named below from the npm package `leaflet` (BSD 2-Clause). Only needed for another
version: the result is committed. Needs Python and npm, nothing else.
"""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "leaflet@1.9.4"
TARGET = Path(__file__).parents[1] / "site/collectifs/static/vendor/leaflet"
FILES = {
    **{name: f"dist/{name}" for name in ("leaflet.js", "leaflet.css")},
    # What the sheet names; our pins have pictures of their own.
    **{
        f"images/{name}": f"dist/images/{name}"
        for name in ("layers.png", "layers-2x.png", "marker-icon.png")
    },
    "LICENSE": "LICENSE",
}
"""Where each is put, and where it stands in the package."""
SOURCE_MAP = b"//# sourceMappingURL=leaflet.js.map"


def read_package() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--pack-destination", folder, PACKAGE]
        subprocess.run(command, check=True, capture_output=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            return {name: member(archive, path) for name, path in FILES.items()}


def member(archive: tarfile.TarFile, path: str) -> bytes:
    """A file without the name of its map: static files that name others must come with them."""
    content = archive.extractfile(f"package/{path}")
    assert content is not None, f"{path} is not a file of {PACKAGE}"
    return content.read().replace(SOURCE_MAP, b"")


def main() -> None:
    sums = []
    for name, content in read_package().items():
        path = TARGET / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
    (TARGET / "checksums.txt").write_text("".join(sums))
    print(f"{len(sums)} files in {TARGET}")


if __name__ == "__main__":
    main()
