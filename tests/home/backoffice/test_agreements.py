"""The terms of a farm's agreement and its labels, through the screens."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from commons.core.models import CollectifsDocument
from farms.models import Certification, FarmEngagement
from farms.selectors import sales_terms
from tests.factories import FRIDAY, make_collective, make_engagement, make_farm, make_label
from tests.managing import manager_of, office
from tests.pictures import drawn, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
TODAY, FROM, LATER = "2026-11-23", "2026-12-01", "2026-12-31"


def path_of(engagement: FarmEngagement) -> str:
    return f"{office(engagement.collective)}/fermes/{engagement.uid}/"


def make_agreement(**fields: object) -> FarmEngagement:
    return make_engagement(make_farm(), make_collective(), **fields)


def certify(client: Client, engagement: FarmEngagement, **fields: object) -> dict[str, list[str]]:
    """The errors of the form; none where it was saved."""
    typed = {
        "label": make_label().uid,
        "body_code": "FR-BIO-01",
        "number": "71-204",
        "valid_from": TODAY,
        "valid_until": LATER,
    }
    reply = client.post(f"{path_of(engagement)}labels/ajouter/", typed | fields)
    return {} if reply.status_code == 302 else dict(reply.context["form"].errors)


def test_a_commission_changes_from_a_day_on() -> None:
    engagement = make_agreement(commission_rate=7, starts_on=date(2026, 1, 5))
    client, base = (
        manager_of(engagement.collective),
        path_of(engagement),
    )

    reply = client.post(
        f"{base}conditions/",
        {"commission_rate": "8,5", "rate_on": FROM},
    )

    assert reply.status_code == 302, reply.context["form"].errors
    engagement.refresh_from_db()
    farm, collective = engagement.farm, engagement.collective
    rates = [
        sales_terms([farm.pk], collective, day)[farm.pk].commission_rate
        for day in (FRIDAY, date(2026, 12, 1))
    ]
    assert rates == [7, Decimal("8.5")]
    page = client.get(base).content.decode()
    assert "Commission\N{NO-BREAK SPACE}: 7\N{NO-BREAK SPACE}%" in page
    assert "8,5\N{NO-BREAK SPACE}%" in page
    assert 'value="2026-12-01"' in client.get(f"{base}conditions/").content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"commission_rate": "beaucoup", "rate_on": FROM}, "commission_rate"),
        ({"commission_rate": "101", "rate_on": FROM}, "commission_rate"),
        ({"commission_rate": "8", "rate_on": "2026-11-22"}, "rate_on"),
        ({"commission_rate": "8", "rate_on": LATER, "ends_on": FROM}, "rate_on"),
        ({"commission_rate": "8", "rate_on": ""}, "rate_on"),
        ({"commission_rate": "7", "rate_on": TODAY, "ends_on": "2026-11-20"}, "ends_on"),
    ],
)
def test_wrong_terms_are_told_beside_their_field(typed: dict[str, str], field: str) -> None:
    engagement = make_agreement(commission_rate=7, starts_on=date(2026, 1, 5))

    reply = manager_of(engagement.collective).post(f"{path_of(engagement)}conditions/", typed)

    assert list(reply.context["form"].errors) == [field]
    engagement.refresh_from_db()
    assert (engagement.commission_rate, engagement.next_rate_on) == (7, None)


def test_an_agreement_that_has_ended_does_not_change() -> None:
    engagement = make_agreement(state="ended")
    client, base = (
        manager_of(engagement.collective),
        path_of(engagement),
    )

    reply = client.post(f"{base}conditions/", {"commission_rate": "8", "rate_on": FROM})

    assert "terminée" in reply.content.decode()
    assert "conditions/" not in client.get(base).content.decode()


def test_a_label_is_added_with_its_certificate() -> None:
    engagement = make_agreement()
    client = manager_of(engagement.collective)

    errors = certify(client, engagement, proof=sent(drawn("JPEG"), "certificat.jpg"))

    assert errors == {}
    certification = Certification.objects.select_related("proof").get()
    assert certification.farm == engagement.farm
    page = client.get(path_of(engagement)).content.decode()
    assert certification.proof.url in page
    with certification.proof.open_file() as file:
        assert file.read(5) == b"%PDF-"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"valid_until": "2026-11-22"}, "valid_until"),
        ({"valid_from": "demain"}, "valid_from"),
        ({"label": ""}, "label"),
        ({"proof": sent(b"<html></html>", "certificat.pdf")}, "proof"),
    ],
)
def test_a_wrong_certificate_is_told_beside_its_field(
    fields: dict[str, object], field: str
) -> None:
    engagement = make_agreement()

    errors = certify(manager_of(engagement.collective), engagement, **fields)

    assert list(errors) == [field]
    assert not Certification.objects.exists()
    assert not CollectifsDocument.objects.exists()


def test_the_same_certificate_is_added_once() -> None:
    engagement = make_agreement()
    client = manager_of(engagement.collective)

    certify(client, engagement)

    assert list(certify(client, engagement)) == ["number"]
    assert Certification.objects.count() == 1


def test_a_label_is_ended() -> None:
    engagement = make_agreement()
    client = manager_of(engagement.collective)
    certify(client, engagement)
    certification = Certification.objects.get()
    url = f"{path_of(engagement)}labels/{certification.uid}/terminer/"

    too_late = client.post(url, {"valid_until": "2027-01-31"})
    too_early = client.post(url, {"valid_until": "2026-11-22"})
    client.post(url, {"valid_until": TODAY})

    assert "valid_until" in too_late.context["form"].errors
    assert "valid_until" in too_early.context["form"].errors
    certification.refresh_from_db()
    assert certification.valid_until.isoformat() == TODAY


def test_labels_of_a_farm_that_left_are_not_for_the_collective_to_change() -> None:
    engagement = make_agreement()
    client = manager_of(engagement.collective)
    certify(client, engagement)
    certification = Certification.objects.get()
    FarmEngagement.objects.update(state="ended")
    url = f"{path_of(engagement)}labels/{certification.uid}/terminer/"

    refused = client.post(url, {"valid_until": TODAY})

    assert "terminée" in refused.content.decode()
    assert list(certify(client, engagement, number="autre")) == ["__all__"]
    certification.refresh_from_db()
    assert certification.valid_until.isoformat() == LATER


def test_terms_and_labels_of_another_collective_do_not_exist() -> None:
    engagement = make_agreement()
    certify(manager_of(engagement.collective), engagement)
    elsewhere = make_agreement()
    certification = Certification.objects.get()
    client = manager_of(elsewhere.collective)

    for path in (f"{engagement.uid}/conditions/", f"{engagement.uid}/labels/ajouter/",
                 f"{engagement.uid}/labels/{certification.uid}/terminer/",
                 f"{elsewhere.uid}/labels/{certification.uid}/terminer/"):  # fmt: skip
        assert client.get(f"{office(elsewhere.collective)}/fermes/{path}").status_code == 404
