"""Database and media in one archive (tar, gzip), with a manifest that says what is inside.

    manifest.json     format, version of the product, engine, when, SHA-256 of every file
    database.…        the snapshot (`dumps`)
    media/…           the files; taken after the database, so that what its rows name is there

Last comes the manifest: each file is read once.
"""

import hashlib
import io
import json
import os
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from collectifs.operations.dumps import engine

FORMAT = 1
MANIFEST = "manifest.json"
MEDIA = "media"
# Pictures do not shrink, and a night has hours.
COMPRESSION = 3


def make_backup(*, to: Path, now: datetime) -> int:
    """Write the archive `to`, readable by its owner only; how many files are in it.

    It appears under its name when it is whole. Raises ``BackupRefused``.
    """
    part = to.with_name(f".{to.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=COMPRESSION) as archive:
                count = _fill(archive, beside=to.parent, now=now)
            file.flush()
            os.fsync(file.fileno())
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)
    return count


def _fill(archive: tarfile.TarFile, *, beside: Path, now: datetime) -> int:
    database = engine()
    with tempfile.TemporaryDirectory(dir=beside, prefix=".backup-") as folder:
        dump = Path(folder) / database.file
        database.dump(dump)
        sums = {database.file: _add(archive, dump, database.file)}
    for name, path in media_files():
        sums[name] = _add(archive, path, name)
    manifest = {
        "format": FORMAT,
        "version": product_version(),
        "engine": connection.vendor,
        "made_at": now.isoformat(),
        "sha256": sums,
    }
    _add_bytes(archive, json.dumps(manifest, indent=1).encode())
    return len(sums)


def media_files() -> Iterator[tuple[str, Path]]:
    """Each file under its name in the archive; without what restoring keeps apart for a while."""
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path.is_file() and not path.is_symlink() and not inside.parts[0].startswith("."):
            yield f"{MEDIA}/{inside.as_posix()}", path


def product_version() -> str:
    with (settings.ROOT / "pyproject.toml").open("rb") as file:
        version: str = tomllib.load(file)["project"]["version"]
    return version


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _add(archive: tarfile.TarFile, path: Path, name: str) -> str:
    archive.add(path, arcname=name)
    return sha256(path)


def _add_bytes(archive: tarfile.TarFile, content: bytes) -> None:
    entry = tarfile.TarInfo(MANIFEST)
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))
