"""What is sent by Wagtail's own forms is read by our reader of files."""

from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image
from pytest_django import Settings
from wagtail.models import Collection, GroupCollectionPermission
from wagtail.users.models import UserProfile

from commons.accounts.models import User
from commons.collectives.groups import ensure_group
from commons.core.models import CollectifsDocument, CollectifsImage
from tests.factories import make_user
from tests.pictures import drawn, files_left_open, sent, with_position

pytestmark = pytest.mark.django_db
NAMES_FORMATS = "envoyez un fichier JPEG, PNG ou WebP"
NAMES_PAPERS = "Envoyez un PDF, ou une photo du document (JPEG, PNG ou WebP)."
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(60)


@pytest.fixture
def user(settings: Settings, tmp_path: object) -> User:
    """Somebody who may add images and documents."""
    settings.MEDIA_ROOT = tmp_path
    group = ensure_group("reseau:editor")
    for codename in ("add_image", "choose_image", "add_document", "choose_document"):
        GroupCollectionPermission.objects.create(
            group=group,
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(
                codename=codename, content_type__app_label__startswith="wagtail"
            ),
        )
    user = make_user()
    user.groups.add(group)
    return user


@pytest.fixture
def client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def send(client: Client, path: str, content: bytes, name: str) -> str:
    """The answer to a file, sent as one of Wagtail's two forms does."""
    file, collection = sent(content, name), Collection.get_first_root_node().pk
    if "chooser" in path:
        prefix = "image-chooser-upload" if "images" in path else "document-chooser-upload"
        typed = {f"{prefix}-title": "Photo", f"{prefix}-file": file, f"{prefix}-tags": ""}
        more = {"description": "Un lavoir", "collection": collection}
        typed |= {f"{prefix}-{field}": value for field, value in more.items()}
        return str(client.post(path, typed).json())
    typed = {"title": "Photo", "files[]": file, "collection": collection}
    answer = client.post(path, typed).json()
    if number := answer.get("uploaded_file_id"):
        say(client, number)
    return str(answer)


def say(client: Client, number: int) -> None:
    """What a picture among many shows is asked for once it is sent."""
    prefix = f"uploaded-image-{number}"
    collection = Collection.get_first_root_node().pk
    typed = {"title": "Photo", "tags": "", "description": "Un lavoir", "collection": collection}
    with files_left_open():
        client.post(
            f"/gestion/images/multiple/create_from_uploaded_image/{number}/",
            {f"{prefix}-{name}": text for name, text in typed.items()},
        )


def stored(file: Any) -> bytes:
    with default_storage.open(file.name) as opened:
        content: bytes = opened.read()
    return content


IMAGES = ("/gestion/images/multiple/add/", "/gestion/images/chooser/create/")
DOCUMENTS = ("/gestion/documents/multiple/add/", "/gestion/documents/chooser/create/")


@pytest.mark.parametrize("path", IMAGES)
@pytest.mark.parametrize("name", ["photo.jpg", "IMG_0001.HEIC"])
def test_an_image_is_drawn_anew_whatever_its_name(client: Client, path: str, name: str) -> None:
    send(client, path, with_position(), name)

    image = CollectifsImage.objects.get()
    assert image.is_content
    content = stored(image.file)
    assert b"chez moi" not in content
    with Image.open(BytesIO(content)) as drawn_anew:
        assert (drawn_anew.format, drawn_anew.size) == ("WEBP", (40, 30))
        assert not drawn_anew.getexif()
    assert (image.width, image.height, image.file_size) == (40, 30, len(content))


@pytest.mark.parametrize("path", IMAGES)
def test_what_is_no_picture_is_refused_with_the_formats(client: Client, path: str) -> None:
    for content, name in ((HEIC, "photo.heic"), (b"<svg/>", "a.svg"), (b"GIF89a", "a.gif")):
        assert NAMES_FORMATS in send(client, path, content, name)
    assert not CollectifsImage.objects.exists()


@pytest.mark.parametrize("path", IMAGES)
def test_too_many_pixels_are_refused(client: Client, settings: Settings, path: str) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100

    assert "millions de pixels" in send(client, path, drawn("PNG"), "photo.png")


@pytest.mark.parametrize("path", DOCUMENTS)
def test_the_photo_of_a_paper_becomes_a_pdf(client: Client, path: str) -> None:
    send(client, path, with_position(), "statuts.jpg")

    document = CollectifsDocument.objects.get()
    content = stored(document.file)
    assert content.startswith(b"%PDF-")
    assert b"chez moi" not in content
    assert document.filename.endswith(".pdf")


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_paper_that_is_none_is_refused(client: Client, path: str) -> None:
    assert NAMES_PAPERS in send(client, path, b"<html></html>", "statuts.pdf")
    assert NAMES_PAPERS in send(client, path, HEIC, "statuts.heic")
    assert not CollectifsDocument.objects.exists()


def test_nobody_sends_a_portrait(client: Client, user: User) -> None:
    chosen = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}

    client.post("/gestion/account/", {**chosen, "avatar-avatar": sent(drawn("PNG"))})

    assert not UserProfile.get_for_user(user).avatar
