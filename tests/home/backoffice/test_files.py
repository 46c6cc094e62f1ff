"""Wagtail's screens of images and documents: by the right over a collection, never what rooms keep.

An editor has every right over the first collection, and nobody any over the second.
"""

import json
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image
from pytest_django import Settings
from wagtail.models import Collection, GroupCollectionPermission, UploadedFile
from wagtail.search.index import insert_or_update_object

from commons.collectives.groups import collective_group, ensure_group
from commons.collectives.models import Role
from commons.core.models import CollectifsDocument, CollectifsImage
from commons.core.sent_files import keep_paper, keep_picture, read_paper, read_picture
from tests.cast import Cast, make_cast
from tests.pictures import PLACE, drawn, files_left_open, sent, with_position

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
RIGHTS = ("add", "change", "choose", "delete")
HIDDEN = "Certificat secret"
"""In the title of each file that the editor may not see."""


@dataclass(frozen=True)
class Files:
    """Of each kind: one that the editor may see, then those that they may not."""

    own: CollectifsImage | CollectifsDocument
    others: tuple[CollectifsImage | CollectifsDocument, ...]


@pytest.fixture
def cast(settings: Settings, tmp_path: object) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


@pytest.fixture
def editor(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.users["editor_a"])
    return client


@pytest.fixture
def collections(cast: Cast) -> tuple[Collection, Collection]:
    root = Collection.get_first_root_node()
    own, other = root.add_child(name="Vallée"), root.add_child(name="Plateau")
    group = ensure_group(collective_group(cast.a.collective, Role.EDITOR))
    for right in RIGHTS:
        for kind in ("image", "document"):
            permission = Permission.objects.get(
                content_type__app_label=f"wagtail{kind}s".replace("uments", "s"),
                codename=f"{right}_{kind}",
            )
            GroupCollectionPermission.objects.create(
                group=group, collection=own, permission=permission
            )
    return own, other


@pytest.fixture
def images(collections: tuple[Collection, Collection]) -> Files:
    own, other = collections
    kept = keep_picture(read_picture(sent(drawn("PNG"))), title=HIDDEN, description="")
    CollectifsImage.objects.filter(pk=kept.pk).update(collection=own)
    kept.refresh_from_db()

    def store(title: str, collection: Collection) -> CollectifsImage:
        file = ContentFile(drawn("PNG"), name="photo.png")
        made: CollectifsImage = CollectifsImage.objects.create(
            title=title, file=file, width=40, height=30, collection=collection
        )
        return made

    return Files(store("Affiche", own), (kept, store(HIDDEN, other)))


@pytest.fixture
def documents(collections: tuple[Collection, Collection]) -> Files:
    own, other = collections
    kept = keep_paper(read_paper(sent(b"%PDF-1.7")), title=HIDDEN)
    CollectifsDocument.objects.filter(pk=kept.pk).update(collection=own)
    kept.refresh_from_db()

    def store(title: str, collection: Collection) -> CollectifsDocument:
        file = ContentFile(b"%PDF-1.7", name="statuts.pdf")
        made: CollectifsDocument = CollectifsDocument.objects.create(
            title=title, file=file, collection=collection
        )
        return made

    return Files(store("Statuts", own), (kept, store(HIDDEN, other)))


LISTS = (
    *("/gestion/{}/", "/gestion/{}/results/", "/gestion/{}/chooser/"),
    *("/gestion/{}/chooser/results/", "/gestion/api/main/{}/", "/gestion/{}/?layout=list"),
)
SEARCHES = (
    *("/gestion/{}/?q=secret", "/gestion/{}/chooser/results/?q=secret"),
    "/gestion/api/main/{}/?search=secret",
)
OF_IMAGE = (
    *("/gestion/images/{}/", "/gestion/images/{}/delete/", "/gestion/images/usage/{}/"),
    *("/gestion/images/{}/generate_url/", "/gestion/images/{}/preview/original/"),
    *("/gestion/images/chooser/chosen/{}/", "/gestion/images/chooser/{}/select_format/"),
    *("/gestion/images/chooser/chosen-multiple/?id={}", "/gestion/api/main/images/{}/"),
)
OF_DOCUMENT = (
    *("/gestion/documents/edit/{}/", "/gestion/documents/delete/{}/"),
    *("/gestion/documents/usage/{}/", "/gestion/documents/chooser/chosen/{}/"),
    *("/gestion/documents/chooser/chosen-multiple/?id={}", "/gestion/api/main/documents/{}/"),
)
BULK = ("delete", "add_tags", "add_to_collection")


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("kind", ["images", "documents"])
def test_lists_show_what_the_person_may_see(
    editor: Client, images: Files, documents: Files, kind: str, path: str
) -> None:
    answer = editor.get(path.format(kind))
    own = images.own if kind == "images" else documents.own

    assert answer.status_code == 200
    assert HIDDEN not in json_or_text(answer.content)
    assert own.title in json_or_text(answer.content)


@pytest.mark.postgres
@pytest.mark.parametrize("path", SEARCHES)
@pytest.mark.parametrize("kind", ["images", "documents"])
def test_a_search_finds_what_the_person_may_see(
    editor: Client, images: Files, documents: Files, kind: str, path: str
) -> None:
    """Its index is made by migrations, which tests on SQLite do without."""
    own = images.own if kind == "images" else documents.own
    type(own).objects.filter(pk=own.pk).update(title="Notre secret")
    for model in (CollectifsImage, CollectifsDocument):
        for file in model.objects.all():
            insert_or_update_object(file)

    answer = editor.get(path.format(kind))

    assert answer.status_code == 200
    assert HIDDEN not in json_or_text(answer.content)
    assert "Notre secret" in json_or_text(answer.content)


def json_or_text(content: bytes) -> str:
    """Modals send their page inside of JSON."""
    text = content.decode()
    return str(json.loads(text)) if text.startswith("{") else text


@pytest.mark.parametrize("path", OF_IMAGE)
def test_an_image_of_another_does_not_open(editor: Client, images: Files, path: str) -> None:
    assert_opens_own_alone(editor, images, path)


@pytest.mark.parametrize("path", OF_DOCUMENT)
def test_a_document_of_another_does_not_open(editor: Client, documents: Files, path: str) -> None:
    assert_opens_own_alone(editor, documents, path)


def assert_opens_own_alone(editor: Client, files: Files, path: str) -> None:
    def asks(file: CollectifsImage | CollectifsDocument) -> str:
        answer = editor.get(path.format(file.pk))
        shown = b"".join(answer) if answer.streaming else answer.content
        return f"{answer.status_code} {HIDDEN in shown.decode(errors='replace')}"

    chosen_many = "chosen-multiple" in path
    assert asks(files.own) == "200 False" or "generate_url" in path or "preview" in path
    refused = ("200 False",) if chosen_many else ("302 False", "404 False")
    assert [asks(file) for file in files.others if asks(file) not in refused] == []


@pytest.mark.parametrize("action", BULK)
@pytest.mark.parametrize("method", ["get", "post"])
def test_bulk_actions_neither_touch_nor_name_what_is_anothers(
    editor: Client, images: Files, documents: Files, action: str, method: str
) -> None:
    for model, files in (("image", images), ("document", documents)):
        path = f"/gestion/bulk/core/collectifs{model}/{action}/?id="
        for file in files.others:
            answer = getattr(editor, method)(f"{path}{files.own.pk}&id={file.pk}")

            assert answer.status_code == 404
        assert editor.get(f"{path}{files.own.pk}").status_code == 200
        assert type(files.own).objects.count() == 3


def test_a_file_is_not_sent_into_anothers_collection(
    editor: Client, collections: tuple[Collection, Collection]
) -> None:
    picture = sent(drawn("PNG"), "photo.png")
    typed = {"title": "Photo", "collection": collections[1].pk}

    editor.post("/gestion/images/multiple/add/", {**typed, "files[]": picture})

    assert not CollectifsImage.objects.filter(collection=collections[1]).exists()


def test_nothing_is_put_aside_as_it_came(
    editor: Client, collections: tuple[Collection, Collection]
) -> None:
    """Where another field is wrong, or its text lacks, the file waits for a second form."""
    photo = sent(with_position())

    with files_left_open():
        editor.post("/gestion/images/multiple/add/", {"title": "x" * 300, "files[]": photo})

    waiting = UploadedFile.objects.get()
    with waiting.file.open() as kept, Image.open(kept) as picture:
        assert picture.getexif().get(PLACE) is None
        assert "xmp" not in picture.info
