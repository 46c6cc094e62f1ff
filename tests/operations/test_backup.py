"""What is backed up comes back: every row of every table, every file, or nothing changes."""

import hashlib
import json
import tarfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from commons.core.outbox import Attachment
from tests.cast import make_cast
from tests.commons.core.outbox_mails import queue
from tests.home.finding import SOME_COMMUNES
from tests.operations.other_database import Other, other, rows_by_table

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["other"]


@pytest.fixture
def media(settings: Settings, tmp_path: Path) -> Path:
    """Two files, as the site would have stored them."""
    settings.MEDIA_ROOT = tmp_path / "media"
    (settings.MEDIA_ROOT / "original_images").mkdir(parents=True)
    (settings.MEDIA_ROOT / "original_images" / "légumes d’été.jpg").write_bytes(b"\xff\xd8 carrots")
    (settings.MEDIA_ROOT / "notice.pdf").write_bytes(b"%PDF-1.7")
    return Path(settings.MEDIA_ROOT)


@pytest.fixture
def archive(media: Path, tmp_path: Path) -> Path:
    """A backup of a small network with orders, roles and a mail with a file."""
    make_cast()
    queue(key="with a file", attachments=[Attachment("a.pdf", "application/pdf", b"\x00\xff%")])
    call_command("backup", tmp_path / "backup.tar.gz")
    return tmp_path / "backup.tar.gz"


def files(folder: Path) -> dict[str, bytes]:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_every_row_of_every_table_and_every_file_comes_back(
    archive: Path, media: Path, other: Other
) -> None:
    made, taken = rows_by_table(), files(media)

    other.manage("restore", str(archive))

    restored = other.rows_by_table()
    assert list(restored) == list(made)
    assert {name for name in made if restored[name] != made[name]} == set()
    assert sum(map(len, made.values())) > 200
    assert files(other.media) == taken


def test_new_rows_get_new_numbers_after_a_restore(archive: Path, other: Other) -> None:
    other.manage("restore", str(archive))

    before = len(other.rows_by_table()["collectives_commune"])
    other.manage("load_communes", str(SOME_COMMUNES))

    assert len(other.rows_by_table()["collectives_commune"]) > before


def test_a_database_in_use_is_not_replaced_by_mistake(archive: Path, media: Path) -> None:
    made, taken = rows_by_table(), files(media)

    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", archive)

    assert (rows_by_table(), files(media)) == (made, taken)


def test_media_alone_are_not_replaced_by_mistake_either(archive: Path, other: Other) -> None:
    other.media.mkdir()
    (other.media / "precious.jpg").write_bytes(b"x")

    assert "--replace" in other.manage("restore", str(archive), fails=True)
    assert files(other.media) == {"precious.jpg": b"x"}


def test_replace_puts_back_exactly_what_was(archive: Path, media: Path, other: Other) -> None:
    other.manage("restore", str(archive))
    restored = other.rows_by_table()
    other.manage("load_communes", str(SOME_COMMUNES))
    (other.media / "later.jpg").write_bytes(b"x")

    other.manage("restore", str(archive), "--replace")

    assert other.rows_by_table() == restored
    assert files(other.media) == files(media)


def test_the_manifest_says_what_is_inside_and_only_its_owner_reads_it(archive: Path) -> None:
    with tarfile.open(archive) as file:
        manifest = json.load(file.extractfile("manifest.json"))  # type: ignore[arg-type]
        names = set(file.getnames())

    assert manifest["version"] == "0.1.0"
    assert manifest["engine"] == connection.vendor
    assert set(manifest["sha256"]) | {"manifest.json"} == names
    assert archive.stat().st_mode & 0o777 == 0o600


def changed(archive: Path, to: Path, edit: dict[str, bytes]) -> Path:
    """A copy in which some files have another content."""
    folder = to / "changed"
    with tarfile.open(archive) as file:
        file.extractall(folder, filter="data")
    for name, content in edit.items():
        (folder / name).write_bytes(content)
    with tarfile.open(to / "changed.tar.gz", "w:gz") as file:
        for path in folder.rglob("*"):
            if path.is_file():
                file.add(path, path.relative_to(folder).as_posix())
    return to / "changed.tar.gz"


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ({"media/notice.pdf": b"%PDF-1.8"}, "media/notice.pdf"),
        ({"media/more.pdf": b"%PDF"}, "media/more.pdf"),
        ({"manifest.json": b"{}"[:1]}, "no backup"),
        ({"manifest.json": b'{"format": 99}'}, "Format 99"),
        ({"manifest.json": b'{"format": 1, "engine": "oracle"}'}, "oracle"),
    ],
)
def test_a_damaged_archive_changes_nothing(
    archive: Path, media: Path, tmp_path: Path, edit: dict[str, bytes], said: str
) -> None:
    made, taken = rows_by_table(), files(media)

    with pytest.raises(CommandError, match=said):
        call_command("restore", changed(archive, tmp_path, edit), replace=True)

    assert (rows_by_table(), files(media)) == (made, taken)


def entry(name: str, kind: bytes, to: str = "") -> tarfile.TarInfo:
    """Of a tar file, without content."""
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, to
    return made


@pytest.mark.parametrize(
    "bad",
    [
        entry("media/inside", tarfile.SYMTYPE, "notice.pdf"),
        entry("media/outside", tarfile.SYMTYPE, "/etc/passwd"),
        entry("media/other-name", tarfile.LNKTYPE, "manifest.json"),
        entry("media/device", tarfile.CHRTYPE),
        entry("media/pipe", tarfile.FIFOTYPE),
        entry("media/../../up.pdf", tarfile.REGTYPE),
        entry("/media/absolute.pdf", tarfile.REGTYPE),
    ],
    ids=lambda bad: str(bad.name),
)
def test_links_devices_and_ways_out_are_refused(
    archive: Path, media: Path, tmp_path: Path, bad: tarfile.TarInfo
) -> None:
    made, taken = rows_by_table(), files(media)
    with tarfile.open(archive) as whole, tarfile.open(tmp_path / "bad.tar.gz", "w:gz") as file:
        for member in whole.getmembers():
            file.addfile(member, whole.extractfile(member))
        file.addfile(bad)

    with pytest.raises(CommandError, match="not what a backup holds"):
        call_command("restore", tmp_path / "bad.tar.gz", replace=True)

    assert (rows_by_table(), files(media)) == (made, taken)


@pytest.mark.postgres
@pytest.mark.parametrize("where", ["\\! touch {}\n", "SELECT 1 \\! touch {}\n;\n"])
def test_a_command_in_a_dump_is_not_obeyed(
    archive: Path, media: Path, tmp_path: Path, where: str
) -> None:
    made, trace = rows_by_table(), tmp_path / "trace"
    with tarfile.open(archive) as file:
        dump, manifest = (
            file.extractfile(name).read()  # type: ignore[union-attr]
            for name in ("database.sql", "manifest.json")
        )
    bad = where.format(trace).encode() + dump
    said = json.loads(manifest)
    said["sha256"]["database.sql"] = hashlib.sha256(bad).hexdigest()
    edit = {"database.sql": bad, "manifest.json": json.dumps(said).encode()}

    with pytest.raises(CommandError, match="refused the dump"):
        call_command("restore", changed(archive, tmp_path, edit), replace=True)

    assert not trace.exists()
    assert rows_by_table() == made


def test_half_an_archive_changes_nothing(archive: Path, tmp_path: Path) -> None:
    half = tmp_path / "half.tar.gz"
    half.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])

    with pytest.raises(CommandError, match="cannot be read"):
        call_command("restore", half, replace=True)


def test_a_backup_that_fails_leaves_the_one_of_yesterday(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    yesterday = archive.read_bytes()
    monkeypatch.setattr(tarfile.TarFile, "add", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        call_command("backup", archive)

    assert archive.read_bytes() == yesterday
    assert [path.name for path in archive.parent.iterdir() if path.name.startswith(".")] == []
