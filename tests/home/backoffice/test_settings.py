"""A collective's settings: who reads them, what changes with them, and what does not."""

from datetime import date
from decimal import Decimal

import pytest

from commons.collectives.models import CollectiveVatStatus
from commons.core.models import AuditEntry
from farms.selectors import sales_terms
from tests.factories import make_collective, make_engagement, make_farm
from tests.managing import manager_of, office, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
FRIDAY = date(2026, 11, 27)


def test_a_new_rate_is_for_farms_to_come_and_the_others_keep_what_they_accepted() -> None:
    collective = make_collective(default_commission_rate=7)
    engagement = make_engagement(make_farm(), collective)
    path = f"{office(collective)}/reglages/commission/"

    told = send(manager_of(collective), path, default_commission_rate="9,5 %").text

    collective.refresh_from_db()
    agreed = sales_terms([engagement.farm_id], collective, FRIDAY)[engagement.farm_id]
    assert "1 convention garde son ancien taux" in told
    assert agreed.commission_rate == Decimal(7)
    assert collective.default_commission_rate == Decimal("9.5")


def test_the_same_rate_changes_nothing_and_says_so() -> None:
    collective = make_collective(default_commission_rate=7)
    engagement = make_engagement(make_farm(), collective)

    told = send(manager_of(collective), f"{office(collective)}/reglages/commission/").text

    engagement.refresh_from_db()
    assert "Rien n’a été changé" in told
    assert engagement.commission_rate is None


def test_other_terms_of_sale_are_a_new_version() -> None:
    collective = make_collective(terms="Vous payez au retrait.", terms_version=3)
    client, path = manager_of(collective), f"{office(collective)}/reglages/commandes/"

    send(client, path, customer_name="number")
    collective.refresh_from_db()
    before = collective.terms_version
    send(client, path, terms="Vous payez en ligne.")

    collective.refresh_from_db()
    assert (before, collective.terms_version) == (3, 4)
    assert (collective.terms, collective.customer_name) == ("Vous payez en ligne.", "number")


def test_the_day_from_which_vat_is_due_is_written_down() -> None:
    collective = make_collective()
    client = manager_of(collective)

    send(client, f"{office(collective)}/reglages/tva/", liable="yes", since="2026-11-20")

    status = CollectiveVatStatus.objects.get()
    assert (status.liable, status.since) == (True, date(2026, 11, 20))
    assert "assujettie depuis le 20" in client.get(f"{office(collective)}/reglages/").text


def test_a_change_to_come_is_shown_beside_what_holds() -> None:
    collective = make_collective()
    client, path = manager_of(collective), f"{office(collective)}/reglages/"
    send(client, f"{path}tva/", liable="no", since="2026-01-01")

    send(client, f"{path}tva/", liable="yes", since="2027-01-01")

    assert "non assujettie depuis le 1er janvier 2026 · assujettie depuis le 1er janvier 2027" in (
        client.get(path).text
    )


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_year_that_nobody_means_is_refused(day: str) -> None:
    collective = make_collective()
    client, path = manager_of(collective), f"{office(collective)}/reglages/"

    vat = send(client, f"{path}tva/", liable="yes", since=day)
    pause = send(client, f"{path}pause/", paused_from="2027-02-01", paused_until=day)

    assert vat.context["form"].errors["since"]
    assert pause.context["form"].errors["paused_until"]
    assert not CollectiveVatStatus.objects.exists()


def test_a_pause_that_ends_before_it_starts_is_refused_beside_its_end() -> None:
    collective = make_collective()
    typed = {"paused_from": "2027-02-14", "paused_until": "2027-02-01"}

    page = send(manager_of(collective), f"{office(collective)}/reglages/pause/", **typed)

    assert "Une pause" in page.context["form"].errors["paused_until"][0]
    assert 'value="2027-02-14"' in page.text


def test_the_page_tells_what_was_changed_and_by_whom() -> None:
    collective = make_collective()
    client = manager_of(collective)
    path = f"{office(collective)}/reglages/"
    send(client, f"{path}commission/", default_commission_rate="8")

    page = client.get(path).text

    assert AuditEntry.objects.filter(action="set_commission").count() == 1
    assert "commission et frais" in page
    assert "Commission\N{NO-BREAK SPACE}: 8" not in page
    assert "8\N{NARROW NO-BREAK SPACE}%" in page or "8\N{NO-BREAK SPACE}%" in page
