"""The farm's space: its dates, its lists, its files, and nobody else's."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from commons.accounts.models import User
from commons.collectives.models import Role
from distributions.models import Distribution
from farms.models import Farm
from shop.reporting import pages
from shop.reporting.services import process_due_closings, send_due_differences
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_attendance,
    make_collective,
    make_distribution,
    make_engagement,
    make_farm,
    make_farm_member,
    make_listing,
    make_product,
    make_role,
)
from tests.listed import AT_CLOSING, HOUR, a_days_list, ordered
from tests.ordering import managed

pytestmark = pytest.mark.django_db

HOME = "/producteur/"


@pytest.fixture
def farm() -> Farm:
    return make_farm("Les Hirondelles")


@pytest.fixture
def distribution() -> Distribution:
    return make_distribution(make_collective("Vallée claire"))


@pytest.fixture
def jeanne(farm: Farm) -> User:
    return make_farm_member(farm)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def get(user: User | Client, path: str, now: datetime = MONDAY) -> str:
    client = user if isinstance(user, Client) else signed_in(user)
    with time_machine.travel(now, tick=False):
        answer = client.get(path)
    assert answer.status_code == 200
    return answer.getvalue().decode().replace("\N{NO-BREAK SPACE}", " ")


def path_of(farm: Farm, distribution: Distribution) -> str:
    return f"{HOME}{farm.slug}/{distribution.uid}/"


def test_the_first_screen_greets_and_shows_the_next_list(
    farm: Farm, distribution: Distribution, jeanne: User
) -> None:
    ordered({make_listing(make_product(farm=farm), distribution): 3})
    before = make_distribution(distribution.collective, FRIDAY - timedelta(days=7))
    make_attendance(before, farm)

    page = get(jeanne, HOME)

    assert "Bonjour Jeanne" in page
    assert "Préparer vendredi 27 novembre" in page
    assert "Clôture jeudi 26 nov., 12 h, 1 commande à ce jour" in page
    assert "3 bottes" in page
    assert "1 commande au lundi 23 novembre, 10 h. Définitif jeudi 26 nov., 12 h." in page
    assert "Dates passées" in page


def test_a_date_counts_the_orders_that_hold_something_of_the_farm(
    farm: Farm, distribution: Distribution, jeanne: User
) -> None:
    """An order of two products counts once, one that holds nothing more of it not at all."""
    carrots, leeks = (make_listing(make_product(farm=farm), distribution) for _ in range(2))
    other = make_listing(make_product(), distribution)
    ordered({carrots: 1, leeks: 2})
    ordered({carrots: 3, other: 1})
    ordered({other: 1})
    managed(ordered({carrots: 1, other: 1}), {carrots: 0})

    assert "12 h, 2 commandes à ce jour" in get(jeanne, HOME)


def test_a_date_of_today_is_named_so(farm: Farm, distribution: Distribution, jeanne: User) -> None:
    make_engagement(farm, distribution.collective)
    make_attendance(distribution, farm)

    page = get(jeanne, HOME, now=distribution.starts_at)

    assert "Aujourd’hui, vendredi 27 novembre" in page
    assert "Commandes closes, rien de commandé" in page


def test_dates_whose_orders_are_not_open_need_no_preparing(
    farm: Farm, distribution: Distribution, jeanne: User
) -> None:
    make_engagement(farm, distribution.collective)
    make_attendance(distribution, farm)

    page = get(jeanne, HOME, now=MONDAY - timedelta(days=7))

    assert "Rien à préparer" in page
    assert "Ouverture des commandes samedi 21 nov., 17 h 30" in page


def test_who_prepares_sees_the_lists_too(farm: Farm, distribution: Distribution) -> None:
    ordered({make_listing(make_product(farm=farm), distribution): 3})

    page = get(make_farm_member(farm, "prepares"), path_of(farm, distribution))

    assert "3 bottes" in page
    assert "Camille A." in page


def test_a_list_says_that_it_is_final(farm: Farm, distribution: Distribution, jeanne: User) -> None:
    ordered({make_listing(make_product(farm=farm), distribution): 3})

    assert "1 commande, liste définitive, établie le" in get(
        jeanne, path_of(farm, distribution), AT_CLOSING
    )


def test_what_changed_since_the_list_was_sent_stays_marked(
    farm: Farm, distribution: Distribution, jeanne: User
) -> None:
    """Also after the difference was told: the paper in the barn is the first one."""
    carrots, leeks = (
        make_listing(make_product(name, farm=farm), distribution) for name in ("Carottes", "Radis")
    )
    order = ordered({carrots: 3})
    gone = ordered({leeks: 1}, "Samir Benali")
    process_due_closings(now=AT_CLOSING)
    before = get(jeanne, path_of(farm, distribution), AT_CLOSING)
    managed(order, {carrots: 1}, now=AT_CLOSING)
    managed(gone, {leeks: 0}, now=AT_CLOSING)
    send_due_differences(now=AT_CLOSING + HOUR)

    after = get(jeanne, path_of(farm, distribution), AT_CLOSING + 2 * HOUR)

    assert "Changé depuis la liste envoyée" not in before
    assert "Changé depuis la liste envoyée jeudi 26 nov., 12 h" in after
    assert "<b>Radis</b> : 1 botte → 0 botte" in after
    assert "<span data-co-was>3 bottes</span>" in after
    assert "Samir" not in after


@pytest.mark.parametrize(
    ("name", "words"), [("par-produit", "Carottes des sables"), ("par-client", "Camille A.")]
)
def test_the_lists_are_downloaded_as_sheets(
    farm: Farm, distribution: Distribution, jeanne: User, name: str, words: str
) -> None:
    ordered({make_listing(make_product(farm=farm), distribution): 3})

    assert words in get(jeanne, f"{path_of(farm, distribution)}{name}.csv")


def test_a_sheet_of_another_name_is_not_found(
    farm: Farm, distribution: Distribution, jeanne: User, client: Client
) -> None:
    make_attendance(distribution, farm)
    client.force_login(jeanne)

    assert client.get(f"{path_of(farm, distribution)}par-lune.csv").status_code == 404


def test_without_pango_the_page_names_the_package(
    farm: Farm, distribution: Distribution, jeanne: User, client: Client
) -> None:
    ordered({make_listing(make_product(farm=farm), distribution): 3})
    client.force_login(jeanne)

    answer = client.get(f"{path_of(farm, distribution)}liste.pdf", follow=True)

    assert answer.redirect_chain == [(path_of(farm, distribution), 302)]
    page = answer.content.decode()
    assert "il manque le paquet libpango-1.0-0 sur le serveur" in page
    assert "liste.pdf" not in page


def test_managers_find_the_list_of_the_collectives_own_goods(distribution: Distribution) -> None:
    collective = distribution.collective
    bags = make_product("Sacs", collective=collective)
    ordered({make_listing(bags, distribution): 3})
    path = f"{HOME}collectif/{collective.slug}/{distribution.uid}/"

    page = get(make_role(collective, Role.MANAGER), path)

    assert "Sacs" in page
    assert "versés à la ferme" not in page


def test_managers_open_the_list_of_each_farm_of_their_distribution(
    distribution: Distribution, client: Client
) -> None:
    farm = make_farm("Les Hirondelles")
    ordered({make_listing(make_product("Panais", farm=farm), distribution): 3})
    path = path_of(farm, distribution)
    client.force_login(make_role(distribution.collective, Role.MANAGER))

    assert "Panais" in client.get(path).content.decode()
    sheet = client.get(f"{path}par-produit.csv")
    assert "Panais" in b"".join(sheet.streaming_content).decode()  # type: ignore[attr-defined]
    assert client.get(f"{path}liste.pdf").status_code in {200, 302}


def test_managers_of_another_collective_do_not(distribution: Distribution, client: Client) -> None:
    farm = make_farm()
    ordered({make_listing(make_product(farm=farm), distribution): 3})
    client.force_login(make_role(make_collective(), Role.MANAGER))

    assert client.get(path_of(farm, distribution)).status_code == 404


@pytest.mark.parametrize("role", [Role.CASHIER, None])
def test_others_do_not(distribution: Distribution, role: Role | None, client: Client) -> None:
    collective = distribution.collective
    make_listing(make_product("Sacs", collective=collective), distribution)
    other = make_collective()
    client.force_login(make_role(collective, role) if role else make_role(other, Role.MANAGER))

    path = f"{HOME}collectif/{collective.slug}/{distribution.uid}/"

    assert client.get(path).status_code == 404


def test_who_belongs_to_no_farm_has_no_such_space(client: Client) -> None:
    client.force_login(make_role(make_collective(), Role.MANAGER))

    assert client.get(HOME).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(HOME).headers["Location"].startswith("/compte/")


@pytest.fixture
def two_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "ORDERS_OF_A_PAGE", 2)


@pytest.mark.usefixtures("two_on_a_page")
@pytest.mark.parametrize("is_home", [True, False], ids=["home", "list"])
def test_a_long_list_is_read_a_page_at_a_time(
    farm: Farm, distribution: Distribution, jeanne: User, is_home: bool
) -> None:
    listing = make_listing(make_product(farm=farm), distribution)
    for name in ("Ada Un", "Bea Deux", "Cid Trois"):
        ordered({listing: 1}, name)
    path = HOME if is_home else path_of(farm, distribution)

    first, second = get(jeanne, path), get(jeanne, f"{path}?page=2")

    assert ("Ada U." in first, "Cid T." in first) == (True, False)
    assert ("Ada U." in second, "Cid T." in second) == (False, True)
    for page in (first, second):
        assert "3 bottes" in page
        assert "3 commandes au lundi 23 novembre" in page
        assert f'href="{path_of(farm, distribution)}impression/"' in page
    assert "Du nº 1 au nº 2, sur 3 commandes." in first
    assert 'href="?page=2"' in first


@pytest.mark.usefixtures("two_on_a_page")
def test_the_list_to_print_is_whole_and_sent_in_parts(
    farm: Farm, distribution: Distribution, jeanne: User
) -> None:
    listing = make_listing(make_product(farm=farm), distribution)
    for name in ("Ada Un", "Bea Deux", "Cid Trois"):
        ordered({listing: 1}, name, note=f"Mot de {name}")
    client = signed_in(jeanne)

    with time_machine.travel(MONDAY, tick=False):
        answer = client.get(f"{path_of(farm, distribution)}impression/")
    page = answer.getvalue().decode()

    assert answer.streaming
    assert all(f"Mot de {name}" in page for name in ("Ada Un", "Bea Deux", "Cid Trois"))
    assert page.count("<tr data-co-row") == 4
    assert page.rstrip().endswith("</html>")
    assert "data-co-print" in page
    assert "?page=" not in page


def test_of_a_short_list_the_page_is_what_one_prints(
    farm: Farm, distribution: Distribution, jeanne: User
) -> None:
    ordered({make_listing(make_product(farm=farm), distribution): 3})

    page = get(jeanne, f"{path_of(farm, distribution)}impression/")

    assert "Camille A." in page
    assert "data-co-print" in page
    assert "impression/" not in page.partition("<main")[2]


@pytest.mark.parametrize("orders", [2, 20])
def test_pages_cost_the_same_however_much_is_ordered(
    farm: Farm,
    distribution: Distribution,
    jeanne: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    orders: int,
) -> None:
    a_days_list(distribution, farm, orders)
    for week in range(1, 1 + orders):
        make_attendance(make_distribution(day=FRIDAY + timedelta(weeks=week)), farm)
    process_due_closings(now=AT_CLOSING)
    client = signed_in(jeanne)

    with django_assert_max_num_queries(15):
        get(client, HOME, AT_CLOSING)
    with django_assert_max_num_queries(15):
        get(client, path_of(farm, distribution), AT_CLOSING)


@pytest.mark.parametrize("orders", [1, 5])
def test_what_changed_costs_the_same_however_much_it_is(
    farm: Farm,
    distribution: Distribution,
    jeanne: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    orders: int,
) -> None:
    """The dearest page of all: several pages of orders, with notes, and changes since the list."""
    listing = make_listing(make_product(farm=farm), distribution)
    placed = [ordered({listing: 2}, note="Mûres") for _ in range(orders)]
    process_due_closings(now=AT_CLOSING)
    for order in placed:
        managed(order, {listing: 1}, now=AT_CLOSING)
    client = signed_in(jeanne)

    for path, queries in ((HOME, 15), (path_of(farm, distribution), 13)):
        with django_assert_num_queries(queries):
            assert "2 bottes → 1 botte" in get(client, path, AT_CLOSING + HOUR)
