"""The room of distributions, through the screens."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail

from commons.core.outbox import deliver_due
from distributions.models import Distribution
from shop.order.models import Order
from tests.factories import (
    MONDAY,
    PARIS,
    make_attendance,
    make_collective,
    make_distribution,
    make_farm,
    make_listing,
    make_place,
    make_product,
)
from tests.managing import form_on, manager_of, office, send
from tests.ordering import buy
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
SLOT = {
    "day": "2026-12-04",
    "starts_at": "17:30",
    "ends_at": "19:30",
    "opens_at": "2026-11-28T08:00",
    "closes_at": "2026-12-03T12:00",
}


def test_a_manager_plans_a_distribution_in_local_time() -> None:
    collective = make_collective()
    place = make_place(collective)

    answer = manager_of(collective).post(
        f"{office(collective)}/distributions/ajouter/", SLOT | {"place": place.uid}
    )

    planned = Distribution.objects.get()
    assert answer["Location"] == f"{office(collective)}/distributions/{planned.uid}/"
    assert planned.starts_at == datetime(2026, 12, 4, 17, 30, tzinfo=PARIS)
    assert planned.closes_at == datetime(2026, 12, 3, 12, tzinfo=PARIS)


def test_a_date_of_the_past_is_a_slip_of_the_finger() -> None:
    collective = make_collective()
    typed = {"place": make_place(collective).uid, "opens_at": "", "closes_at": ""}
    client = manager_of(collective)

    one = client.post(
        f"{office(collective)}/distributions/ajouter/", SLOT | typed | {"day": "2025-12-04"}
    )
    many = client.post(
        f"{office(collective)}/distributions/calendriers/ajouter/",
        SLOT | typed | {"first_on": "2025-12-04", "last_on": "2026-12-04"},
    )

    assert "passé" in one.context["form"].errors["day"][0]
    assert "passé" in many.context["form"].errors["first_on"][0]
    assert not Distribution.objects.exists()


def test_a_closing_of_the_past_does_not_close_the_orders_by_a_slip() -> None:
    distribution = make_distribution()
    typed = SLOT | {"place": distribution.place.uid, "closes_at": "2026-11-22T12:00"}

    answer = manager_of(distribution.collective).post(
        f"{office(distribution.collective)}/distributions/{distribution.uid}/modifier/", typed
    )

    assert "Cette heure est passée" in answer.context["form"].errors["closes_at"][0]
    before = distribution.closes_at
    distribution.refresh_from_db()
    assert distribution.closes_at == before


@pytest.mark.parametrize("closes_at", ["2026-11-20T12:00", "2026-11-26T11:00"])
def test_a_closing_is_only_put_off(closes_at: str) -> None:
    distribution = make_distribution()
    before = distribution.closes_at

    reply = manager_of(distribution.collective).post(
        f"{office(distribution.collective)}/distributions/{distribution.uid}/cloture/",
        {"closes_at": closes_at},
    )

    assert "plus tardive" in reply.context["form"].errors["closes_at"][0]
    distribution.refresh_from_db()
    assert distribution.closes_at == before


def test_a_place_that_is_taken_is_told_beside_the_date_and_nothing_is_lost() -> None:
    collective = make_collective()
    place = make_distribution(collective).place

    answer = manager_of(collective).post(
        f"{office(collective)}/distributions/ajouter/",
        SLOT | {"place": place.uid, "day": "2026-11-27", "opens_at": "", "closes_at": ""},
    )

    form = answer.context["form"]
    assert "déjà une distribution" in form.errors["day"][0]
    assert 'value="17:30"' in answer.content.decode()
    assert Distribution.objects.count() == 1


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "1890-01-01T00:00", "9999-12-31T23:59"])
def test_a_moment_that_nobody_means_is_refused_beside_it(moment: str) -> None:
    place = make_place(make_collective())
    client, path = (
        manager_of(place.collective),
        f"{office(place.collective)}/distributions/ajouter/",
    )

    answer = client.post(path, SLOT | {"place": place.uid, "opens_at": moment})

    assert "de 2000 à 2100" in answer.context["form"].errors["opens_at"][0]
    assert not Distribution.objects.exists()


def test_the_place_of_another_collective_cannot_be_chosen() -> None:
    place = make_place(make_collective())

    collective = make_collective()
    answer = manager_of(collective).post(
        f"{office(collective)}/distributions/ajouter/", SLOT | {"place": place.uid}
    )

    assert "place" in answer.context["form"].errors
    assert not Distribution.objects.exists()


def test_a_manager_plans_a_calendar_and_deletes_it() -> None:
    collective = make_collective()
    client = manager_of(collective)
    typed = {
        **{"place": make_place(collective).uid, "first_on": "2026-12-04", "every_weeks": 1},
        **{"last_on": "2026-12-18", "starts_at": "17:30", "ends_at": "19:30"},
        **{"opens_days_before": 6, "opens_time": "08:00"},
        **{"closes_days_before": 1, "closes_time": "12:00"},
    }

    client.post(f"{office(collective)}/distributions/calendriers/ajouter/", typed)
    planned = Distribution.objects.count()
    series = collective.series.get()
    page = send(client, f"{office(collective)}/distributions/calendriers/{series.uid}/supprimer/")

    assert planned == 3
    assert "Le calendrier est supprimé." in page.content.decode()
    assert not Distribution.objects.exists()


def test_a_manager_puts_the_closing_off() -> None:
    distribution = make_distribution()
    client = manager_of(distribution.collective)
    url = f"{office(distribution.collective)}/distributions/{distribution.uid}/cloture/"

    refused = client.post(url, {"closes_at": "2026-11-20T12:00"})
    client.post(url, {"closes_at": "2026-11-26T20:00"})

    distribution.refresh_from_db()
    assert "closes_at" in refused.context["form"].errors
    assert distribution.closes_at == datetime(2026, 11, 26, 20, tzinfo=PARIS)


def test_a_date_with_orders_is_not_moved_without_a_word() -> None:
    listing = make_listing()
    distribution = listing.distribution
    buy({listing: 1})
    client = manager_of(distribution.collective)

    answer = client.post(
        f"{office(distribution.collective)}/distributions/{distribution.uid}/modifier/",
        SLOT | {"place": distribution.place.uid},
    )

    distribution.refresh_from_db()
    assert "ce qui a été annoncé ne change pas sans un mot" in answer.content.decode()
    assert distribution.day.isoformat() == "2026-11-27"


def test_a_date_corrected_to_an_earlier_one_closes_its_farms_in_time() -> None:
    distribution = make_distribution(day=date(2026, 12, 11))
    attendance = make_attendance(
        distribution, make_farm(), closes_at=distribution.closes_at - timedelta(hours=1)
    )

    manager_of(distribution.collective).post(
        f"{office(distribution.collective)}/distributions/{distribution.uid}/modifier/",
        SLOT | {"place": distribution.place.uid},
    )

    attendance.refresh_from_db()
    assert Distribution.objects.get().day == date(2026, 12, 4)
    assert attendance.closes_at is None


def test_the_page_says_who_comes_and_what_is_ordered() -> None:
    distribution = make_distribution()
    silent = make_farm("Ferme des Hirondelles")
    make_attendance(distribution, silent)
    listing = make_listing(make_product(farm=make_farm("Verger de la Combe")), distribution)
    buy({listing: 2})

    page = manager_of(distribution.collective).get(
        f"{office(distribution.collective)}/distributions/{distribution.uid}/"
    )

    text = page.content.decode()
    assert "Ferme des Hirondelles" in text
    assert "5,40" in text
    assert "Commandes ouvertes" in text


@pytest.mark.parametrize("path", ["", "modifier/", "cloture/"])
def test_the_distribution_of_another_collective_does_not_exist(path: str) -> None:
    distribution = make_distribution()

    collective = make_collective()
    answer = manager_of(collective).get(
        f"{office(collective)}/distributions/{distribution.uid}/{path}"
    )

    assert answer.status_code == 404


def test_the_past_is_apart() -> None:
    distribution = make_distribution()
    client = manager_of(distribution.collective)

    with time_machine.travel(MONDAY.replace(month=12, day=1), tick=False):
        coming = client.get(f"{office(distribution.collective)}/distributions/").content.decode()
        past = client.get(
            f"{office(distribution.collective)}/distributions/?passees=1"
        ).content.decode()

    assert str(distribution.uid) not in coming
    assert str(distribution.uid) in past


@pytest.mark.parametrize(
    ("last", "closing"),
    [
        (date(2026, 10, 23), datetime(2026, 10, 29, 12, tzinfo=PARIS)),
        (date(2027, 3, 26), datetime(2027, 4, 1, 12, tzinfo=PARIS)),
    ],
    ids=["back to winter time", "on to summer time"],
)
def test_the_next_date_keeps_the_hours_over_a_change_of_the_clock(
    last: date, closing: datetime
) -> None:
    distribution = make_distribution(day=last)

    form = manager_of(distribution.collective).get(
        f"{office(distribution.collective)}/distributions/ajouter/"
    )

    shown = form.context["form"]
    assert shown["day"].value() == last + timedelta(days=7)
    assert shown["closes_at"].value() == closing.replace(tzinfo=None)
    assert f'value="{closing:%Y-%m-%dT%H:%M}"' in form.content.decode()
    assert 'value="17:30"' in form.content.decode()


def test_the_page_of_a_date_leads_to_the_list_of_each_farm_as_pdf_and_csv() -> None:
    collective = make_collective()
    distribution = make_distribution(collective)
    farm = make_farm("Les Hirondelles")
    buy({make_listing(make_product(farm=farm), distribution): 1})

    page = manager_of(collective).get(f"{office(collective)}/distributions/{distribution.uid}/")

    for name in ("", "liste.pdf", "par-produit.csv", "par-client.csv"):
        path = f"/producteur/{farm.slug}/{distribution.uid}/{name}"
        assert f'href="{path}"' in page.content.decode()


def test_a_date_is_cancelled_with_a_reason_and_everybody_is_told() -> None:
    listing = make_listing(quota=5)
    date, farm = listing.distribution, listing.product.seller.farm
    order = buy({listing: 2})
    client, address = (
        manager_of(date.collective),
        f"{office(date.collective)}/distributions/{date.uid}/annuler/",
    )
    shown = read(client.get(address))
    assert "Cela touche 1 commande (5,40\xa0€) et 1 ferme" in shown

    page = read(send(client, address, reason="La salle est inondée"))

    assert "La distribution est annulée, avec 1 commande" in page
    assert "Annulée" in page
    order.refresh_from_db()
    assert order.cancel_reason == "La salle est inondée"
    deliver_due(now=MONDAY)
    to_farm = [each for each in mail.outbox if farm.email in each.to]
    assert "La salle est inondée" in to_farm[-1].body
    assert "/annuler/" not in read(
        client.get(f"{office(date.collective)}/distributions/{date.uid}/")
    )


def test_orders_that_came_meanwhile_are_shown_before_the_date_is_cancelled() -> None:
    listing = make_listing(quota=5)
    date = listing.distribution
    client, address = (
        manager_of(date.collective),
        f"{office(date.collective)}/distributions/{date.uid}/annuler/",
    )
    form = form_on(client, address)
    buy({listing: 2})

    page = client.post(address, form | {"reason": "Neige"})

    assert "relisez, puis annulez" in read(page)
    assert Order.objects.standing().count() == 1
    again = BeautifulSoup(page.content, "html.parser").select_one("[name=orders]")
    assert again is not None
    assert again["value"] == "1"
