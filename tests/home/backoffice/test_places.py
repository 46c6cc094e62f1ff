"""The room of places, through the screens."""

import pytest

from distributions.models import PickupPlace
from tests.factories import make_collective, make_place
from tests.managing import form_on, make_commune, manager_of, office, send

pytestmark = pytest.mark.django_db
TYPED = {"name": "Salle des fêtes", "postcode": "71490", "town": "Saint-Aubert-sur-Lise"}


def test_a_manager_adds_a_place_where_its_town_is() -> None:
    collective = make_collective()
    make_commune()

    answer = manager_of(collective).post(f"{office(collective)}/lieux/ajouter/", TYPED)

    assert answer.status_code == 302, answer.content.decode()
    place = PickupPlace.objects.get()
    assert (place.collective, place.slug, place.latitude) == (collective, "salle-des-fetes", 46.9)


def test_an_unknown_town_asks_for_the_position_and_keeps_what_was_typed() -> None:
    collective = make_collective()
    answer = manager_of(collective).post(f"{office(collective)}/lieux/ajouter/", TYPED)

    page = answer.content.decode()
    assert "latitude et longitude" in page
    assert "Salle des fêtes" in page
    assert not PickupPlace.objects.exists()


def test_a_town_without_a_position_is_taken_as_it_is() -> None:
    make_commune(latitude=None, longitude=None)

    collective = make_collective()
    answer = manager_of(collective).post(f"{office(collective)}/lieux/ajouter/", TYPED)

    assert answer.status_code == 302, answer.content.decode()
    assert PickupPlace.objects.get().position is None


def test_a_place_without_a_position_is_changed_without_one() -> None:
    make_commune(latitude=None, longitude=None)
    place = make_place(make_collective(), latitude=None, longitude=None)
    client = manager_of(place.collective)

    send(client, f"{office(place.collective)}/lieux/{place.uid}/", **TYPED)

    place.refresh_from_db()
    assert (place.name, place.position) == ("Salle des fêtes", None)


def test_a_manager_changes_a_place() -> None:
    collective = make_collective()
    place = make_place(collective)

    manager_of(collective).post(
        f"{office(collective)}/lieux/{place.uid}/", TYPED | {"latitude": "46,5", "longitude": "4,5"}
    )

    place.refresh_from_db()
    assert (place.name, place.latitude, place.is_active) == ("Salle des fêtes", 46.5, False)


def test_the_place_of_another_collective_does_not_exist() -> None:
    place = make_place(make_collective())

    collective = make_collective()
    client = manager_of(collective)

    assert client.get(f"{office(collective)}/lieux/{place.uid}/").status_code == 404
    assert place.name not in client.get(f"{office(collective)}/lieux/").content.decode()


def test_a_manager_of_two_collectives_chooses_one() -> None:
    first, second = make_collective("Plateau"), make_collective("Vallée")
    make_place(second, name="Halle de la Vallée")
    client = manager_of(first, second)

    before = client.get("/gestion/").text
    client.post("/gestion/collectif/", {"collective": second.slug})
    after = client.get("/gestion/").text

    assert f"{office(first)}/lieux/" not in before
    assert f"{office(second)}/lieux/" not in before
    assert f"{office(second)}/lieux/" in after
    assert "Halle de la Vallée" in client.get(f"{office(second)}/lieux/").text


def test_a_form_opened_for_one_collective_is_saved_there_whatever_another_tab_shows() -> None:
    make_commune()
    first, second = make_collective("Plateau"), make_collective("Vallée")
    client, path = manager_of(first, second), f"{office(first)}/lieux/ajouter/"
    form = form_on(client, path)
    client.post("/gestion/collectif/", {"collective": second.slug})
    client.get(f"{office(second)}/lieux/")

    client.post(path, form | TYPED)

    assert first.places.count() == 1
    assert not second.places.exists()
