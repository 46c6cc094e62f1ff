"""The demo network: built once for this module, in small, on a Wednesday morning."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, Sum
from django.test import Client

from collectifs.demo.people import accounts
from commons.accounts.models import User
from commons.collectives.models import Collective, Commune
from commons.core.blocks import refuse_skipped_levels
from commons.core.models import CollectifsImage, OutboxMail
from distributions.models import Distribution
from farms.models import Farm, FarmMember, VatRegime
from home.models import CollectivePage, ContentPage, EventPage, GuidePage, NewsPage
from shop.catalogue.models import Aisle, Product
from shop.listings.models import Listing
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.reporting import paper
from shop.reporting.models import Closing, SentList
from tests.counters import miscounted
from tests.demo.rows import all_rows
from tests.factories import PARIS, make_collective
from tests.home.finding import SOME_COMMUNES
from tests.reading import read

WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=PARIS)

pytestmark = pytest.mark.django_db


def start_demo(at: datetime, **options: Any) -> str:
    out = StringIO()
    with time_machine.travel(at, tick=False):
        call_command("demo", size="small", stdout=out, **options)
    return out.getvalue()


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """What the command printed; the network goes when the module is done. No paper is laid out."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(paper, "missing_package", lambda: "libpango-1.0-0")
        yield start_demo(WEDNESDAY)
        transaction.set_rollback(True)


def main_distributions() -> Any:
    return Distribution.objects.filter(collective__slug="vallee-claire").order_by("starts_at")


def test_the_network_has_its_size() -> None:
    assert Collective.objects.count() == 3
    assert Farm.objects.count() == 18
    assert Aisle.objects.count() == 12
    assert Product.objects.count() == 72
    assert Commune.objects.count() == len(SOME_COMMUNES.read_text().splitlines()) - 1


def test_farms_keep_the_slugs_and_regimes_of_their_files() -> None:
    assert Farm.objects.filter(slug="la-bergerie-d-anselme").exists()
    assert Farm.objects.filter(vat_statuses__regime=VatRegime.FRANCHISE).count() == 1
    served = Farm.objects.annotate(served=Count("engagements")).filter(served=2)
    assert served.count() == 2


@pytest.mark.parametrize("email", [account.email for account in accounts()])
def test_each_account_signs_in_with_its_password(client: Client, email: str) -> None:
    user = User.objects.get(email=email)

    assert client.login(email=email, password="demo")
    assert EmailAddress.objects.filter(user=user, verified=True, primary=True).exists()


def test_each_role_is_held() -> None:
    roles = dict(
        User.objects.filter(collective_roles__isnull=False).values_list(
            "email", "collective_roles__role"
        )
    )
    network = dict(
        User.objects.filter(network_roles__isnull=False).values_list("email", "network_roles__role")
    )
    farm = dict(
        FarmMember.objects.filter(user__email__endswith="@sillon.example").values_list(
            "user__email", "role"
        )
    )

    assert roles == {
        "gestion@sillon.example": "manager",
        "tresorerie@sillon.example": "treasurer",
        "caisse@sillon.example": "cashier",
        "redaction@sillon.example": "editor",
    }
    assert network == {
        "fiches@sillon.example": "editor",
        "reseau@sillon.example": "administrator",
    }
    assert farm == {
        "producteur@sillon.example": "manages",
        "preparation@sillon.example": "prepares",
    }


def test_four_lie_behind_one_is_today_one_is_open_two_are_planned() -> None:
    ordered = main_distributions().annotate(placed=Count("orders"))
    past = ordered.filter(ends_at__lt=WEDNESDAY)
    today = ordered.get(day=WEDNESDAY.date())

    assert past.count() == 4
    assert all(each.placed for each in past)
    assert today.closes_at < WEDNESDAY < today.starts_at
    assert today.placed
    assert ordered.open_at(WEDNESDAY).get().placed
    assert main_distributions().filter(opens_at__gt=WEDNESDAY).count() == 2


@pytest.mark.parametrize("slug", ["vallee-claire", "trois-ponts", "plateau"])
def test_each_collective_is_open_and_has_sold(slug: str) -> None:
    distributions = Distribution.objects.filter(collective__slug=slug)

    assert distributions.open_at(WEDNESDAY).exists()
    assert Order.objects.filter(distribution__in=distributions.filter(ends_at__lt=WEDNESDAY))


def test_who_comes_every_second_week_comes_when_one_can_order() -> None:
    bergerie = Farm.objects.get(slug="la-bergerie-d-anselme")
    weekly = main_distributions().exclude(day=WEDNESDAY.date())
    came = bergerie.attendances.filter(distribution__in=weekly).order_by("distribution__day")

    assert bergerie.attendances.present().filter(
        distribution=main_distributions().open_at(WEDNESDAY).get()
    )
    states = [each.state for each in came]
    assert all(before != after for before, after in zip(states, states[1:], strict=False))


def test_the_visitor_has_ordered_before_and_can_order_now() -> None:
    orders = Order.objects.filter(user__email="consommateur@sillon.example")

    assert orders.filter(distribution__ends_at__lt=WEDNESDAY).count() == 4
    assert not orders.filter(distribution__in=Distribution.objects.open_at(WEDNESDAY))


def test_totals_are_the_sums_of_the_lines() -> None:
    for order in Order.objects.annotate(sum=Sum("lines__due_cents")):
        assert order.total_cents == order.sum
        assert order.total_cents > 0


def test_counters_are_the_sums_of_the_lines() -> None:
    assert miscounted() == []


def test_what_is_over_has_left_the_shelves() -> None:
    over = Listing.objects.filter(distribution__ends_at__lte=WEDNESDAY)

    assert over.filter(stockrecord__num_in_stock__isnull=False, ordered__gt=0).exists()
    assert not over.filter(handed_over_at=None).exists()
    assert not StockRecord.objects.filter(short_by__gt=0).exists()


def test_farms_have_their_lists_for_what_is_closed(demo: str) -> None:
    closed = Distribution.objects.filter(closes_at__lte=WEDNESDAY)
    told = SentList.objects.filter(distribution=main_distributions().get(day=WEDNESDAY.date()))

    assert Closing.objects.filter(processed_at=None).count() == 0
    assert set(SentList.objects.values_list("distribution", flat=True)) == set(
        closed.values_list("pk", flat=True)
    )
    assert told.count() == 12
    assert all(each.sent_at < WEDNESDAY for each in told)


def test_pictures_are_encoded_before_a_page_asks() -> None:
    shown = Product.objects.exclude(picture=None).values("picture")
    images = CollectifsImage.objects.filter(pk__in=shown).annotate(made=Count("renditions"))

    assert [image.made for image in images] == [2, 2]


def test_farms_and_collectives_tell_of_themselves(client: Client) -> None:
    farm = client.get("/fermes/ferme-des-hirondelles/").content.decode()
    path = "/vallee-claire/actualites/"
    news = client.get(path).content.decode()
    piece = client.get(f"{path}deux-distributions-pour-les-fetes/").content.decode()

    assert "Jeanne est arrivée en 2011" in farm
    assert "Les poireaux en février" in farm
    assert "Deux distributions pour les fêtes" in news
    assert "Collines en hiver (dessin)" in piece


def test_mails_of_the_past_have_gone_at_their_time() -> None:
    mails = OutboxMail.objects.all()

    assert mails.filter(kind="order_placed").count() == Order.objects.count()
    assert all(mail.sent_at == mail.created_at for mail in mails)


def test_pages_are_published_at_their_addresses(client: Client) -> None:
    with time_machine.travel(WEDNESDAY, tick=False):
        for address in ("/", "/vallee-claire/", "/fermes/ferme-des-hirondelles/", "/charte/"):
            assert client.get(address).status_code == 200, address


def test_progress_and_accounts_are_printed(demo: str) -> None:
    assert "Produits" in demo
    assert "   72   " in demo
    assert "reseau@sillon.example" in demo


def test_a_second_start_on_the_same_day_touches_nothing() -> None:
    before = all_rows()

    start_demo(WEDNESDAY + timedelta(hours=3))

    assert all_rows() == before


@pytest.mark.parametrize("days", [1, 10, 40])
def test_a_later_start_adds_what_misses_and_changes_no_row(days: int) -> None:
    later = WEDNESDAY + timedelta(days=days)
    before = all_rows()

    start_demo(later)

    after = all_rows()
    assert {key: after.get(key) for key in before} == before
    today = main_distributions().get(day=later.date())
    assert today.orders.exists()
    assert main_distributions().open_at(later).filter(listings__isnull=False).exists()
    assert main_distributions().filter(opens_at__gt=later).count() >= 1


def test_only_accounts_can_be_asked_for() -> None:
    before = all_rows()

    printed = start_demo(WEDNESDAY + timedelta(days=10), accounts=True)

    assert "consommateur@sillon.example" in printed
    assert all_rows() == before


def test_without_the_setting_it_refuses(settings: Any) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO"):
        start_demo(WEDNESDAY)


def test_another_database_is_left_alone() -> None:
    User.objects.filter(email="reseau@sillon.example").update(email="autre@sillon.example")
    make_collective("Mon collectif")

    with pytest.raises(CommandError, match="autre chose"):
        start_demo(WEDNESDAY)


def test_a_stranger_reads_eight_guides_and_hears_of_no_other(client: Client) -> None:
    page = client.get("/fiches/").text

    assert len(set(re.findall(r'href="/fiches/([a-z-]+)/"', page))) == 8
    assert "Assurer les distributions" not in page
    for slug in ("trouver-un-lieu", "garder-le-froid"):
        assert client.get(f"/fiches/{slug}/").status_code == 200


def test_the_networks_home_shows_what_its_collectives_do(client: Client) -> None:
    page = read(client.get("/"))

    for words in ("Produits du moment", "Les fermes qui viennent", "Rejoindre un collectif"):
        assert words in page


def test_homes_differ_in_their_colours_and_pictures_say_whose_they_are() -> None:
    colours = Collective.objects.values_list("colour", flat=True)
    homes = CollectivePage.objects.all()

    assert len(set(colours)) == len(colours) == 3
    assert len({tuple(block.block_type for block in home.content) for home in homes}) == 3
    assert not CollectifsImage.objects.filter(credit="").exists()


def test_headings_of_what_the_demo_writes_are_in_order() -> None:
    for kind in (CollectivePage, ContentPage, NewsPage, EventPage, GuidePage):
        for page in kind.objects.all():
            refuse_skipped_levels(page.content)
