"""`/fermes/`: find a farm by what it is called, where it is, what it sells, for whom."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from commons.collectives.models import Collective, Commune
from farms.models import Farm, FarmEngagement
from farms.services import create_farm, update_farm
from farms.services.identity import IDENTITY
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_aisle,
    make_collective,
    make_engagement,
    make_farm,
    make_label,
    make_place,
    make_product,
)
from tests.pictures import in_library
from tests.reading import read
from tests.shop.checkout.shop_rows import make_certificate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
HERE = (46.95, 4.30)


@pytest.fixture
def collective() -> Collective:
    return make_collective("Vallée claire", slug="vallee-claire")


def serving(collective: Collective, name: str, **fields: Any) -> Farm:
    farm = make_farm(name, **fields)
    make_engagement(farm, collective)
    return farm


def found(client: Client, **asked: str) -> list[str]:
    """The names of the farms, in their order."""
    page = BeautifulSoup(client.get(reverse("farms:farms"), asked).content, "html.parser")
    return [title.get_text(strip=True) for title in page.select(".farms h3")]


def test_a_farm_is_found_by_its_name_its_town_or_what_it_sells_whatever_the_accents(
    client: Client, collective: Collective
) -> None:
    tuilerie = serving(collective, "La Tuilière", town="Épervans", postcode="71380")
    serving(collective, "Le Rucher", town="Saint-Aubert", postcode="71490")
    make_product("Pâté de campagne", farm=tuilerie)

    for text in ("tuiliere", "epervans", "pates", "PÂTE", "71380"):
        assert found(client, q=text) == ["La Tuilière"], text
    assert found(client, q="st aubert") == ["Le Rucher"]
    assert found(client, q="rucher pates") == []


def test_who_is_called_so_comes_before_who_sells_it(client: Client, collective: Collective) -> None:
    baker = serving(collective, "Aux bons pains")
    make_product("Miel de châtaignier", farm=baker)
    serving(collective, "Le Miel du Gué")

    assert found(client, q="miel") == ["Le Miel du Gué", "Aux bons pains"]


def test_only_farms_that_serve_a_collective_today_are_there(
    client: Client, collective: Collective
) -> None:
    serving(collective, "Présente")
    make_engagement(make_farm("Partie"), collective, state=FarmEngagement.State.ENDED)
    make_farm("De nulle part")

    assert found(client) == ["Présente"]


def test_aisle_label_and_collective_narrow_the_list_together(
    client: Client, collective: Collective
) -> None:
    both, one = serving(collective, "Les deux"), serving(collective, "Sans label")
    other = serving(make_collective("Plateau", slug="plateau"), "D’à côté")
    for farm in (both, one, other):
        make_product(farm=farm, aisle=make_aisle("Miel", "miel"))
    for farm in (both, other):
        make_certificate(farm, make_label("ab"))

    assert found(client, rayon="miel") == ["D’à côté", "Les deux", "Sans label"]
    assert found(client, rayon="miel", label="ab") == ["D’à côté", "Les deux"]
    asked = {"rayon": "miel", "label": "ab", "collectif": "vallee-claire"}
    assert found(client, **asked) == ["Les deux"]


def test_a_label_that_is_over_finds_nobody(client: Client, collective: Collective) -> None:
    farm = serving(collective, "D’hier")
    make_certificate(farm, make_label("ab"), valid_until=FRIDAY - timedelta(days=30))

    assert found(client, label="ab") == []


def test_what_was_chosen_stays_in_the_form_and_can_be_taken_back_one_by_one(
    client: Client, collective: Collective
) -> None:
    farm = serving(collective, "Les deux")
    make_product(farm=farm, aisle=make_aisle("Miel", "miel"))

    answer = client.get("/fermes/", {"q": "deux", "rayon": "miel"})

    page = BeautifulSoup(answer.content, "html.parser")
    assert page.select_one("#q")["value"] == "deux"
    assert page.select_one("#f-rayon option[selected]").text == "Miel"
    links = {link["href"] for link in page.select(".picked a")}
    assert links == {"/fermes/?rayon=miel", "/fermes/?q=deux", "/fermes/"}


def test_near_a_commune_the_nearest_come_first_with_their_distance(
    client: Client, collective: Collective
) -> None:
    place(71400, "Autun", *HERE)
    serving(collective, "Loin", latitude=47.45, longitude=4.30)
    serving(collective, "Près", latitude=47.0, longitude=4.30)
    serving(collective, "On ne sait où")

    assert found(client, lieu="autun") == ["Près", "Loin", "On ne sait où"]
    page = said(client.get("/fermes/", {"lieu": "autun"}))
    assert "3 fermes autour d’Autun" in page
    assert "6 km" in page


def test_within_a_distance_the_others_are_left_out(client: Client, collective: Collective) -> None:
    place(71400, "Autun", *HERE)
    serving(collective, "Loin", latitude=47.45, longitude=4.30)
    serving(collective, "Près", latitude=47.0, longitude=4.30)
    serving(collective, "On ne sait où")

    assert found(client, lieu="autun", km="20") == ["Près"]
    assert "1 ferme à moins de 20 km d’Autun" in said(
        client.get("/fermes/", {"lieu": "autun", "km": "20"})
    )
    assert len(found(client, km="20")) == 3


def test_a_distance_without_a_place_asks_for_one(client: Client, collective: Collective) -> None:
    place(71400, "Autun", *HERE)
    serving(collective, "Pré Joli")

    page = said(client.get("/fermes/", {"km": "20"}))
    field = BeautifulSoup(page, "html.parser").select_one("#lieu")

    assert "Dites près de quel lieu" in page
    assert field["aria-describedby"] == "lieu_error"
    assert "Pré Joli" in page
    assert 'class="chip"' not in page
    assert "Dites près de quel lieu" not in said(client.get("/fermes/?km=20&lieu=Autun"))


def test_near_the_place_of_a_collective_its_town_is_named(
    client: Client, collective: Collective
) -> None:
    make_place(collective, name="Salle des fêtes", town="Le Gué", postcode="71499")
    serving(collective, "Pré Joli", latitude=46.9, longitude=4.6)

    for text in ("le gue", "vallee claire"):
        assert "1 ferme autour du Gué" in said(client.get("/fermes/", {"lieu": text})), text


def test_a_farm_that_was_stored_without_a_position_stands_in_its_commune(
    client: Client, collective: Collective, django_assert_max_num_queries: Any
) -> None:
    place(71400, "Autun", *HERE)
    place(21000, "Dijon", 47.32, 5.04)
    serving(collective, "D’Autun", postcode="71400", town="AUTUN")
    serving(collective, "De Dijon", postcode="21000", town="Dijon 3e")
    serving(collective, "On ne sait où", postcode="99999", town="Nulle part")

    with django_assert_max_num_queries(15):
        page = said(client.get("/fermes/", {"lieu": "autun"}))

    assert found(client, lieu="autun") == ["D’Autun", "De Dijon", "On ne sait où"]
    assert "1 km" in page
    assert found(client, lieu="autun", km="20") == ["D’Autun"]


def test_a_position_goes_on_with_the_form_until_a_place_is_typed(
    client: Client, collective: Collective
) -> None:
    place(21000, "Dijon", 47.32, 5.04)
    serving(collective, "D’Autun", latitude=46.95, longitude=4.30)
    serving(collective, "Dijonnaise", latitude=47.32, longitude=5.04)

    page = client.get("/fermes/", {"lat": "46.95", "lon": "4.30"})
    kept = BeautifulSoup(page.content, "html.parser").select_one("[name=ici]")["value"]

    assert found(client, ici=kept)[0] == "D’Autun"
    assert found(client, ici=kept, lieu="dijon")[0] == "Dijonnaise"


def test_an_unknown_place_is_said_and_every_farm_is_there(
    client: Client, collective: Collective
) -> None:
    serving(collective, "Pré Joli")

    page = said(client.get("/fermes/", {"lieu": "xyzzy"}))

    assert "Nous ne trouvons pas « xyzzy »." in page
    assert "Pré Joli" in page


@pytest.mark.parametrize(
    "asked",
    [
        {"km": "abc", "page": "x", "lat": "1e999", "lon": "?"},
        {"ici": "a b", "km": "-1", "page": "-3"},
        {"q": "a" * 500, "rayon": "…", "collectif": "%00"},
        {"q": "de la"},
    ],
)
def test_an_address_that_makes_no_sense_is_answered(
    client: Client, collective: Collective, asked: dict[str, str]
) -> None:
    serving(collective, "Pré Joli")

    assert client.get("/fermes/", asked).status_code == 200


def test_nothing_found_says_so_and_leads_back(client: Client, collective: Collective) -> None:
    serving(collective, "Pré Joli")

    page = said(client.get("/fermes/", {"q": "autruche"}))

    assert "Aucune ferme trouvée" in page
    assert 'href="/fermes/"' in page


def test_twenty_at_a_time_with_what_was_asked(client: Client, collective: Collective) -> None:
    for number in range(21):
        serving(collective, f"Ferme {number:02}")

    page = said(client.get("/fermes/", {"q": "ferme"}))

    assert "21 fermes" in page
    assert "Page 1 sur 2" in page
    assert 'href="?q=ferme&page=2"' in page
    assert found(client, q="ferme", page="2") == ["Ferme 20"]


def test_it_asks_no_more_for_more_farms(client: Client, django_assert_max_num_queries: Any) -> None:
    place(71400, "Autun", *HERE)
    for number in range(24):
        farm = create_farm(name=f"Ferme {number}", latitude=47.0, longitude=4.3, now=MONDAY)
        farm.page.picture = in_library(f"Vue {number}")
        farm.page.save_revision().publish()
        for side in range(2):
            make_engagement(farm, make_collective(f"Collectif {number} {side}"))
        make_certificate(farm, make_label("ab"))
        make_product(f"Miel {number}", farm=farm, aisle=make_aisle("Miel", "miel"))
    asked = {"q": "miel", "lieu": "autun", "km": "20", "rayon": "miel", "label": "ab"}
    client.get("/fermes/", asked)
    cache.clear()

    with django_assert_max_num_queries(15):
        page = client.get("/fermes/", asked)

    assert "24 fermes" in said(page)


def test_machines_read_the_list(client: Client, collective: Collective) -> None:
    farm = serving(collective, "Pré Joli", slug="pre-joli")

    page = said(client.get("/fermes/"))

    assert '"@type": "ItemList"' in page
    assert f'/fermes/{farm.slug}/"' in page


def test_a_farm_stands_where_its_commune_is_unless_it_says_better(db: None) -> None:
    place(71400, "Autun", *HERE)
    place(21000, "Dijon", 47.32, 5.04)
    farm = create_farm(name="Pré Joli", postcode="71400", town="Autun", now=MONDAY)
    exact = create_farm(
        name="Rucher", postcode="71400", town="Autun", latitude=46.9, longitude=4.2, now=MONDAY
    )
    identity = {name: getattr(farm, name) for name in IDENTITY}
    assert (farm.latitude, farm.longitude) == HERE
    assert (exact.latitude, exact.longitude) == (46.9, 4.2)

    moved = {"postcode": "21000", "town": "Dijon"}
    update_farm(farm=farm, identity=identity | moved, actor=None, now=MONDAY)
    same = {name: getattr(exact, name) for name in IDENTITY}
    update_farm(farm=exact, identity=same | {"name": "Le Rucher"}, actor=None, now=MONDAY)

    farm.refresh_from_db()
    exact.refresh_from_db()
    assert (farm.latitude, farm.longitude) == (47.32, 5.04)
    assert (exact.latitude, exact.longitude) == (46.9, 4.2)


def said(answer: Any) -> str:
    """With plain spaces."""
    return read(answer).replace("\N{NO-BREAK SPACE}", " ")


def place(postcode: int, name: str, latitude: float, longitude: float) -> None:
    Commune.objects.create(
        name=name,
        folded=name.lower(),
        postcode=str(postcode),
        department=str(postcode)[:2],
        population=10_000,
        latitude=latitude,
        longitude=longitude,
    )
