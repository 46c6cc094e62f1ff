"""Puts an archive of `backup` back: all is checked before anything is touched."""

import json
import shutil
import tarfile
import tempfile
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.db import connection

from collectifs.operations.backup import FORMAT, MANIFEST, MEDIA, sha256
from collectifs.operations.dumps import BackupRefused, engine, is_in_use

# Inside the media folder, so that files are moved and not copied; no backup takes it.
APART = ".restoring-"


def restore_backup(*, archive: Path, replace: bool) -> str:
    """Restore the database, then the media; the version of the product that made the archive.

    The database is replaced in one transaction. `replace` allows to lose what is there. Raises
    ``BackupRefused``.
    """
    media = Path(settings.MEDIA_ROOT)
    if not replace and (is_in_use() or _has_files(media)):
        raise BackupRefused("There is data here already: --replace puts the archive in its place.")
    media.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=media, prefix=APART) as folder:
        unpacked = Path(folder)
        _unpack(archive, unpacked)
        manifest = _checked(unpacked)
        engine().load(unpacked / engine().file)
        _replace_media(media, unpacked / MEDIA)
    return str(manifest["version"])


def _has_files(folder: Path) -> bool:
    return any(path.is_file() for path in folder.rglob("*"))


def _unpack(archive: Path, to: Path) -> None:
    try:
        with tarfile.open(archive, mode="r:gz") as file:
            file.extractall(to, filter=_plain)  # noqa: S202  (plain files alone)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise BackupRefused(f"{archive} cannot be read: {error}") from error


def _plain(member: tarfile.TarInfo, to: str) -> tarfile.TarInfo | None:
    """Files and folders alone: a backup holds no link, no device and no way out of its folder."""
    path = PurePosixPath(member.name)
    if not (member.isreg() or member.isdir()) or path.is_absolute() or ".." in path.parts:
        raise BackupRefused(f"{member.name!r} is not what a backup holds: nothing was restored.")
    return tarfile.data_filter(member, to)


def _checked(unpacked: Path) -> dict[str, Any]:
    """The manifest, once every file is as it says and none is missing or added."""
    try:
        manifest: dict[str, Any] = json.loads((unpacked / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise BackupRefused("This is no backup of Collectifs, or an incomplete one.") from error
    if manifest.get("format") != FORMAT:
        raise BackupRefused(f"Format {manifest.get('format')} of the archive is not known here.")
    if manifest["engine"] != connection.vendor:
        raise BackupRefused(
            f"The archive is of {manifest['engine']} and this database is {connection.vendor}."
        )
    found = {
        path.relative_to(unpacked).as_posix(): sha256(path)
        for path in unpacked.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    if wrong := sorted(dict(found.items() ^ manifest["sha256"].items())):
        raise BackupRefused(f"Not as when the backup was made: {', '.join(wrong[:5])}")
    return manifest


def _replace_media(media: Path, restored: Path) -> None:
    """The folder itself stays: it may be a mounted disk."""
    for old in media.iterdir():
        if old.name.startswith(APART):
            continue
        shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
    for new in restored.iterdir() if restored.exists() else ():
        new.rename(media / new.name)
