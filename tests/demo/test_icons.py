"""The vendored icons are the ones that were vendored, light, and drawn the same each time."""

import hashlib
import io

import pytest
from PIL import Image

from collectifs.demo import pictures

SUMS: dict[str, str] = {}
for line in (pictures.ICONS / "checksums.txt").read_text().splitlines():
    checksum, file_name = line.split()
    SUMS[file_name] = checksum


def test_every_icon_has_its_recorded_checksum() -> None:
    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in pictures.ICONS.glob("*.png")
    }

    assert found == SUMS


def test_the_licence_travels_with_the_icons() -> None:
    assert "MIT License" in (pictures.ICONS / "LICENSE").read_text()


def test_icons_are_small_square_and_transparent() -> None:
    for name in SUMS:
        path = pictures.ICONS / name
        with Image.open(path) as image:
            drawing = image.convert("RGBA")

        assert drawing.size == (256, 256), name
        assert path.stat().st_size < 12_000, name
        assert drawing.getpixel((0, 0))[3:] == (0,), name  # type: ignore[index]


def test_a_picture_is_the_icon_and_lets_the_tile_show_around_it() -> None:
    picture = Image.open(io.BytesIO(pictures.draw("carrot"))).convert("RGBA")

    alpha = picture.getchannel("A")
    assert picture.size == (672, 504)
    assert alpha.getextrema() == (0, 255)
    assert alpha.getpixel((5, 5)) == 0


def test_a_picture_is_light_and_deterministic() -> None:
    first, second = (pictures.draw("bread") for _ in range(2))

    assert first == second
    assert len(first) < 12_000


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        pictures.draw("no-such-icon")
