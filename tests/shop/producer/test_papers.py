"""The PDF of a long list: asked for, laid out by a worker, seen by whoever may see the list."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from commons.accounts.models import User
from commons.collectives.models import Role
from distributions.models import Distribution
from farms.models import Farm
from shop.listings.models import Listing
from shop.reporting import paper, seller_lists
from shop.reporting.models import LONGEST_SILENCE, ListPaper
from shop.reporting.seller_lists import SellerList
from shop.reporting.services import ask_for_paper, prune_papers
from shop.reporting.services.papers import lay_out
from shop.reporting.standings import standing_of
from tests.factories import (
    MONDAY,
    make_collective,
    make_distribution,
    make_farm,
    make_farm_member,
    make_listing,
    make_product,
    make_role,
)
from tests.listed import ordered
from tests.reading import read

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 of a test"

type Told = Callable[[int], object] | None


def laid_out(_shown: SellerList, told: Told = None) -> bytes:
    """In the place of WeasyPrint: one order, then the other."""
    for done in (1, 2):
        if told:
            told(done)
    return PDF


@pytest.fixture(autouse=True)
def _two_orders_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seller_lists, "ORDERS_LAID_OUT_AT_ONCE", 1)
    monkeypatch.setattr(paper, "missing_package", lambda: "")
    monkeypatch.setattr(paper, "render_pdf", laid_out)


@pytest.fixture
def farm() -> Farm:
    return make_farm("Les Hirondelles")


@pytest.fixture
def listing(farm: Farm) -> Listing:
    """Ordered twice."""
    listing = make_listing(make_product(farm=farm))
    for _ in range(2):
        ordered({listing: 1})
    return listing


@pytest.fixture
def jeanne(farm: Farm, client: Client) -> User:
    user = make_farm_member(farm)
    client.force_login(user)
    return user


@pytest.fixture
def list_path(farm: Farm, listing: Listing) -> str:
    return f"/producteur/{farm.slug}/{listing.distribution.uid}/"


@pytest.fixture
def asked(list_path: str, jeanne: User, client: Client) -> str:
    """Where the page leads whoever asks for the PDF; no worker is at it yet."""
    with time_machine.travel(MONDAY, tick=False):
        return str(client.post(f"{list_path}pdf/").headers["Location"])


def get(client: Client, path: str, minutes: int = 0) -> str:
    with time_machine.travel(MONDAY + timedelta(minutes=minutes), tick=False):
        return read(client.get(path))


def work() -> bool:
    """A worker comes to the paper that was asked for last."""
    return lay_out(ListPaper.objects.latest("pk").pk, now=MONDAY)


def test_the_page_of_a_long_list_lets_its_pdf_be_prepared(
    list_path: str, jeanne: User, client: Client
) -> None:
    page = get(client, list_path)

    assert f'action="{list_path}pdf/"' in page
    assert "Préparer le PDF" in page
    assert "liste.pdf" not in page


def test_who_asks_sees_how_far_it_is_then_gets_it(asked: str, client: Client) -> None:
    waiting = get(client, asked)
    work()
    ready = get(client, asked)
    file = client.get(f"{asked}liste.pdf")

    assert "0 commandes sur 2 sont mises en page." in waiting
    assert f'hx-get="{asked}"' in waiting
    assert "2 commandes sont mises en page." in ready
    assert "hx-get" not in ready
    assert (file.content, file.headers["Content-Type"]) == (PDF, "application/pdf")
    assert "a-apporter-2026-11-27" in file.headers["Content-Disposition"]


def test_each_part_that_is_laid_out_is_told(
    asked: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def watched(shown: SellerList, told: Told = None) -> bytes:
        def then_look(done: int) -> None:
            assert told
            told(done)
            seen.append("1 commandes sur 2" in get(client, asked))

        return laid_out(shown, then_look)

    monkeypatch.setattr(paper, "render_pdf", watched)
    work()

    assert seen == [True, False]


def test_the_request_leaves_it_to_a_worker(
    list_path: str,
    jeanne: User,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True) as queued:
        client.post(f"{list_path}pdf/")

    assert len(queued) == 1
    assert ListPaper.objects.get().state == ListPaper.State.READY


def test_asked_for_again_meanwhile_it_is_the_same(
    asked: str, list_path: str, client: Client
) -> None:
    with time_machine.travel(MONDAY, tick=False):
        again = client.post(f"{list_path}pdf/")

    assert again.headers["Location"] == asked


def test_no_second_worker_lays_it_out(asked: str) -> None:
    assert (work(), work()) == (True, False)


def test_a_worker_that_is_lost_is_not_waited_for(
    asked: str, list_path: str, client: Client
) -> None:
    late = LONGEST_SILENCE + timedelta(minutes=1)
    page = get(client, asked, minutes=late.seconds // 60)
    with time_machine.travel(MONDAY + late, tick=False):
        again = client.post(f"{list_path}pdf/")

    assert "Le PDF n’a pas pu être fait." in page
    assert "Essayer à nouveau" in page
    assert again.headers["Location"] != asked


def test_one_that_fails_is_said_to(
    asked: str, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(paper, "render_pdf", None)

    assert not work()

    assert "Le PDF n’a pas pu être fait." in get(client, asked)
    assert client.get(f"{asked}liste.pdf").status_code == 404
    assert "of a list failed" in caplog.text


def test_one_that_is_not_ready_is_no_file(asked: str, client: Client) -> None:
    assert client.get(f"{asked}liste.pdf").status_code == 404


def test_it_is_written_in_the_language_of_whoever_asked(
    farm: Farm, listing: Listing, jeanne: User
) -> None:
    standing = standing_of(listing.distribution, farm.seller)
    ask_for_paper(standing=standing, language="en", actor=jeanne, now=MONDAY)

    work()

    assert ListPaper.objects.get().name.startswith("to-bring-")


def test_a_short_list_is_laid_out_at_once(
    list_path: str, jeanne: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seller_lists, "ORDERS_LAID_OUT_AT_ONCE", 2)

    assert f'href="{list_path}liste.pdf"' in get(client, list_path)
    assert client.get(f"{list_path}liste.pdf").content == PDF


def test_the_address_of_a_short_one_leads_a_long_one_back(
    list_path: str, jeanne: User, client: Client
) -> None:
    answer = client.get(f"{list_path}liste.pdf", follow=True)

    assert answer.redirect_chain == [(list_path, 302)]
    assert "Cette liste est longue" in read(answer)


def other_farm(_distribution: Distribution) -> User:
    return make_farm_member(make_farm("Le Rucher"))


def cashier(distribution: Distribution) -> User:
    return make_role(distribution.collective, Role.CASHIER)


def manager_elsewhere(_distribution: Distribution) -> User:
    return make_role(make_collective(), Role.MANAGER)


def test_a_manager_of_the_collective_gets_it_too(
    asked: str, listing: Listing, client: Client
) -> None:
    work()
    client.force_login(make_role(listing.distribution.collective, Role.MANAGER))

    assert "liste.pdf" in client.get(asked).content.decode()
    assert client.get(f"{asked}liste.pdf").content == PDF


@pytest.mark.parametrize("who", [other_farm, cashier, manager_elsewhere])
def test_for_others_there_is_none(
    asked: str, listing: Listing, list_path: str, who: Callable[[Distribution], User]
) -> None:
    work()
    client = Client()
    client.force_login(who(listing.distribution))

    assert client.get(asked).status_code == 404
    assert client.get(f"{asked}liste.pdf").status_code == 404
    assert client.post(f"{list_path}pdf/").status_code == 404


def test_a_visitor_is_asked_to_sign_in(asked: str) -> None:
    work()

    for path in (asked, f"{asked}liste.pdf"):
        assert Client().get(path).headers["Location"].startswith("/compte/login/")


def test_it_is_found_beside_its_own_list_only(
    asked: str, farm: Farm, client: Client, listing: Listing
) -> None:
    """Not by the address of another date of the farm, nor of another farm of the person."""
    elsewhere = make_listing(make_product(farm=farm), make_distribution()).distribution
    uid = asked.rstrip("/").rsplit("/", 1)[1]

    assert client.get(f"/producteur/{farm.slug}/{elsewhere.uid}/pdf/{uid}/").status_code == 404


def test_it_goes_after_a_week(asked: str) -> None:
    kept = prune_papers(now=MONDAY + timedelta(days=7))
    gone = prune_papers(now=MONDAY + timedelta(days=7, minutes=1))

    assert (kept, gone) == (0, 1)
    assert not ListPaper.objects.exists()
