"""What choosers hide, a form can name by its key: it is refused, and nothing of it is shown."""

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from commons.core.models import CollectifsDocument
from home.models import CollectivePage
from home.sections import ensure_collective_page
from tests.editing import draftail, edit_path, form_of
from tests.factories import make_collective
from tests.home.editing.test_pictures import make_image
from tests.reading import read

pytestmark = pytest.mark.django_db
FOREIGN = "n’est pas à vous"


@pytest.fixture
def elsewhere() -> CollectivePage:
    return ensure_collective_page(make_collective("Trois Ponts"))


def document_of(site: CollectivePage) -> CollectifsDocument:
    file = ContentFile(b"%PDF-1.7", name="comptes.pdf")
    return CollectifsDocument.objects.create(title="Comptes", file=file, collection=site.files)


def block(kind: str, value: dict[str, Any]) -> dict[str, str]:
    head = {"content-count": "1", "content-0-type": kind, "content-0-order": "0"}
    head |= {"content-0-deleted": "", "content-0-id": ""}
    return head | {f"content-0-value{name}": str(said) for name, said in value.items()}


def publish(client: Client, page: CollectivePage, typed: dict[str, str]) -> str:
    answer = client.post(edit_path(page), form_of(page) | typed | {"action-publish": "1"})
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), read(answer))


def test_a_document_of_another_collective_is_refused_and_stays_closed(
    client: Client, page: CollectivePage, elsewhere: CollectivePage
) -> None:
    document = document_of(elsewhere)

    answer = publish(client, page, block("document", {"-document": document.pk, "-title": "x"}))

    assert FOREIGN in answer
    assert Client().get(document.url).status_code == 404


def test_so_is_one_that_a_text_leads_to(
    client: Client, page: CollectivePage, elsewhere: CollectivePage
) -> None:
    document = document_of(elsewhere)
    entity = {"type": "DOCUMENT", "mutability": "MUTABLE", "data": {"id": document.pk}}
    there = [{"offset": 0, "length": 4, "key": 0}]
    text = draftail("Voir", {"0": entity}, entityRanges=there)

    assert FOREIGN in publish(client, page, block("text", {"": text}))
    assert Client().get(document.url).status_code == 404


def test_a_document_of_ones_own_is_published(client: Client, page: CollectivePage) -> None:
    document = document_of(page)

    publish(client, page, block("document", {"-document": document.pk, "-title": "Comptes"}))

    answer = Client().get(document.url)
    assert b"".join(answer) == b"%PDF-1.7"


def test_the_picture_of_another_is_not_taken(
    client: Client, page: CollectivePage, elsewhere: CollectivePage
) -> None:
    image = make_image(collection=elsewhere.files)

    assert FOREIGN in publish(client, page, {"picture": str(image.pk)})
    page.refresh_from_db()
    assert page.picture is None
