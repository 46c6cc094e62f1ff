"""Landscapes of the demo's sites."""

import io

from PIL import Image

from collectifs.demo.scenes import SIZE, draw_scene


def test_a_scene_is_a_light_webp_and_the_same_each_time() -> None:
    drawn = draw_scene("morning", ["carrot", "tomato"], seed=7)

    with Image.open(io.BytesIO(drawn)) as picture:
        assert (picture.format, picture.size) == ("WEBP", SIZE)
    assert len(drawn) < 40_000
    assert draw_scene("morning", ["carrot", "tomato"], seed=7) == drawn
    assert draw_scene("morning", ["carrot", "tomato"], seed=8) != drawn
