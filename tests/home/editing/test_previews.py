"""A page before it is published, in the frame of its editor and nowhere else."""

import hashlib
import json

import pytest
from django.test import Client

from home.backoffice.content_checks import WORDS
from home.models import CollectivePage
from tests.editing import edit_path, form_of
from tests.reading import read

pytestmark = pytest.mark.django_db


def preview(client: Client, page: CollectivePage, **fields: str) -> str:
    path = f"{edit_path(page)}preview/"
    answer = client.post(path, form_of(page, **fields))
    assert answer.json() == {"is_valid": True, "is_available": True}
    return path


def test_the_preview_shows_what_is_typed_and_not_what_is_published(
    client: Client, page: CollectivePage
) -> None:
    path = preview(client, page, introduction="Depuis 2012, au lavoir.")

    assert "Depuis 2012, au lavoir." in read(client.get(path))
    assert "Depuis 2012" not in read(client.get("/vallee-claire/"))


def test_our_own_editor_alone_may_frame_a_preview(client: Client, page: CollectivePage) -> None:
    answer = client.get(preview(client, page))

    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_a_preview_has_the_policy_of_the_page_that_it_will_be(
    client: Client, page: CollectivePage
) -> None:
    answer = client.get(preview(client, page))

    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe-inline" not in answer["Content-Security-Policy"]


def test_nobody_frames_the_page_itself(client: Client, page: CollectivePage) -> None:
    answer = client.get("/vallee-claire/")

    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"


def test_the_panel_checks_the_page_and_visitors_get_nothing_of_it(
    client: Client, page: CollectivePage
) -> None:
    path = preview(client, page)

    assert "wagtail-userbar" in client.get(f"{path}?in_preview_panel=true").content.decode()
    assert "wagtail-userbar" not in client.get(path).content.decode()
    assert "wagtail-userbar" not in client.get("/vallee-claire/").content.decode()


def test_the_checker_runs_every_rule_in_french(client: Client, page: CollectivePage) -> None:
    editor = client.get(edit_path(page)).content.decode()

    start = editor.index('id="checker-axe-configuration"')
    written = editor[editor.index(">", start) + 1 : editor.index("</script>", start)]
    found = json.loads(written)
    assert "runOnly" not in found["options"]
    assert found["options"]["rules"]["p-as-heading"] == {"enabled": True}
    said = {name: words["error_name"] for name, words in found["messages"].items()}
    assert said["image-alt"] == "Les images doivent avoir une alternative textuelle"
    assert said["heading-order"] == "Hiérarchie de titre incorrecte"


def test_the_french_of_axe_is_what_was_vendored_with_its_licence() -> None:
    checksum, name = (WORDS.parent / "checksums.txt").read_text().split()

    assert hashlib.sha256((WORDS.parent / name).read_bytes()).hexdigest() == checksum
    assert "Mozilla Public License" in (WORDS.parent / "LICENSE").read_text()
