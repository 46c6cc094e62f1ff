"""A form that is sent twice, or in two tabs."""

import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from commons.core.form_marks import ONCE, SEEN, begin, sent
from distributions.models import PickupPlace
from tests.factories import make_collective, make_place
from tests.managing import make_commune, manager_of, office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
TYPED = {"name": "Halle aux Grains", "postcode": "71490", "town": "Saint-Aubert-sur-Lise"}


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    cache.clear()


def adding() -> tuple[Client, str]:
    """A manager, and where a place is added."""
    collective = make_collective()
    return manager_of(collective), f"{office(collective)}/lieux/ajouter/"


def carried(client: Client, path: str) -> dict[str, str]:
    """The hidden fields of the form that a tab shows."""
    page = client.get(path).content.decode()
    return {
        name: found[1]
        for name in (ONCE, SEEN)
        if (found := re.search(rf'name="{name}" value="(\w+)"', page))
    }


def test_two_presses_save_once_and_both_are_told() -> None:
    make_commune()
    client, add = adding()
    form = TYPED | carried(client, add)

    first = client.post(add, form)
    second = client.post(add, form, follow=True)

    assert first.status_code == 302
    assert "Enregistré" in second.content.decode()
    assert "déjà fait" in second.content.decode()
    assert PickupPlace.objects.count() == 1


def test_a_second_press_with_other_content_is_saved_too() -> None:
    make_commune()
    client, add = adding()
    form = TYPED | carried(client, add)
    client.post(add, form)

    second = client.post(add, form | {"name": "Café des Sports"}, follow=True)

    assert "déjà fait" not in second.content.decode()
    assert {place.name for place in PickupPlace.objects.all()} == {
        "Halle aux Grains",
        "Café des Sports",
    }


def test_a_change_that_follows_ones_own_from_the_same_form_is_told_and_then_saved() -> None:
    make_commune()
    place = make_place(make_collective(), name="Halle", postcode="71490", town="Saint-Aubert")
    client, path = manager_of(place.collective), f"{office(place.collective)}/lieux/{place.uid}/"
    kept = {**TYPED, "latitude": "46,9", "longitude": "4,6", "is_active": "on"}
    form = kept | carried(client, path)
    client.post(path, form | {"street": "12 place du Marché"})

    told = client.post(path, form | {"street": "14 place du Marché"})

    place.refresh_from_db()
    assert place.street == "12 place du Marché"
    assert "Vous avez enregistré ce formulaire" in told.content.decode()
    assert 'value="14 place du Marché"' in told.content.decode()
    client.post(path, kept | {"street": "14 place du Marché"} | told.context["marks"])
    place.refresh_from_db()
    assert place.street == "14 place du Marché"


def test_another_picture_under_the_same_name_is_other_content() -> None:
    one, same, other = (
        RequestFactory().post("/", {"picture": SimpleUploadedFile("poule.jpg", content)})
        for content in (b"brune", b"brune", b"noire")
    )

    assert sent(one) == sent(same) != sent(other)
    assert one.FILES["picture"].read() == b"brune"


def test_a_press_while_the_first_is_being_saved_saves_nothing() -> None:
    make_commune()
    client, add = adding()
    form = TYPED | carried(client, add)
    begin(form[ONCE], "what was typed first")

    reply = client.post(add, form)

    assert "en cours d’enregistrement" in reply.content.decode()
    assert not PickupPlace.objects.exists()


def test_what_was_refused_is_sent_again_from_the_same_form() -> None:
    collective = make_collective()
    client = manager_of(collective)
    path = f"{office(collective)}/adherents/roles/ajouter/"
    form = carried(client, path)

    refused = client.post(path, form | {"email": "personne@sillon.example", "role": "editor"})
    again = client.post(path, form | {"email": "personne@sillon.example", "role": "editor"})

    assert "compte" in refused.context["form"].errors["email"][0]
    assert "compte" in again.context["form"].errors["email"][0]


def test_a_tab_does_not_overwrite_unseen_what_another_one_changed() -> None:
    make_commune()
    place = make_place(make_collective(), name="Halle", postcode="71490", town="Saint-Aubert")
    client, path = manager_of(place.collective), f"{office(place.collective)}/lieux/{place.uid}/"
    kept = {**TYPED, "name": "Halle", "latitude": "46,9", "longitude": "4,6", "is_active": "on"}
    one, two = carried(client, path), carried(client, path)
    client.post(path, kept | {"street": "12 place du Marché"} | one)

    warned = client.post(path, kept | {"opening_notes": "Par la cour"} | two)

    place.refresh_from_db()
    assert place.street == "12 place du Marché"
    assert "a modifié" in warned.content.decode()
    assert "Par la cour" in warned.content.decode()
    sent_again = kept | {"opening_notes": "Par la cour", SEEN: warned.context["marks"][SEEN]}
    assert client.post(path, sent_again).status_code == 302
    place.refresh_from_db()
    assert (place.street, place.opening_notes) == ("", "Par la cour")
