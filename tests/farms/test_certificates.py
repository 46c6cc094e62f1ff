"""Who opens the paper of a certificate, at its address by Wagtail and as a file."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import Settings

from commons.core.models import CollectifsDocument
from commons.core.sent_files import read_paper
from farms.models import Certification, FarmEngagement
from farms.services import add_certification, end_engagement
from tests.cast import PEOPLE, STRANGER, Cast, make_cast
from tests.factories import MONDAY, make_label
from tests.pictures import sent

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(MONDAY, tick=False)]
TODAY = MONDAY.date()
YEAR = timedelta(days=365)
OF_FARM = {"producer", "preparer", "manager_a", "manager_b"}


@pytest.fixture
def cast(settings: Settings, tmp_path: object) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


def certify(cast: Cast, valid_from: date, valid_until: date) -> Certification:
    return add_certification(
        farm=cast.farm,
        label=make_label(),
        valid_from=valid_from,
        valid_until=valid_until,
        proof=read_paper(sent(b"%PDF-1.7 certificat")),
        now=MONDAY,
    )


def opens(cast: Cast, document: CollectifsDocument) -> set[str]:
    """Who reads a document; the others are told that there is none."""
    found = set()
    for name in PEOPLE:
        client = Client()
        if name != STRANGER:
            client.force_login(cast.users[name])
        answer = client.get(document.url)
        assert answer.status_code in (200, 404)
        if answer.status_code == 200:
            assert b"".join(answer.streaming_content).startswith(b"%PDF-")  # type: ignore[arg-type]
            found.add(name)
    return found


def test_anybody_opens_the_certificate_of_a_label_that_is_shown(cast: Cast) -> None:
    certificate = certify(cast, TODAY, TODAY + YEAR)

    assert opens(cast, certificate.proof) == set(PEOPLE)


@pytest.mark.parametrize(
    ("valid_from", "valid_until"),
    [(TODAY - YEAR, TODAY - timedelta(days=1)), (TODAY + timedelta(days=1), TODAY + YEAR)],
    ids=["over", "not begun"],
)
def test_the_farm_and_its_collectives_alone_open_one_that_is_not(
    cast: Cast, valid_from: date, valid_until: date
) -> None:
    certificate = certify(cast, valid_from, valid_until)

    assert opens(cast, certificate.proof) == OF_FARM


def test_a_collective_whose_agreement_ended_no_longer_opens_it(cast: Cast) -> None:
    certificate = certify(cast, TODAY - YEAR, TODAY - timedelta(days=1))
    agreement = FarmEngagement.objects.get(farm=cast.farm, collective=cast.a.collective)
    end_engagement(
        engagement=agreement,
        ends_on=TODAY - timedelta(days=1),
        actor=cast.users["manager_a"],
        now=MONDAY,
    )

    assert opens(cast, certificate.proof) == OF_FARM - {"manager_a"}


def test_a_paper_that_proves_nothing_any_more_opens_for_nobody(cast: Cast) -> None:
    certificate = certify(cast, TODAY, TODAY + YEAR)
    paper = certificate.proof
    certificate.delete()

    assert opens(cast, paper) == set()


def test_a_document_that_stands_on_no_page_opens_for_nobody(cast: Cast) -> None:
    document = CollectifsDocument.objects.create(
        title="Statuts", file=ContentFile(b"%PDF-1.7", name="statuts.pdf")
    )

    assert opens(cast, document) == set()


@pytest.mark.parametrize("way", ["", "x/../", "./", "//"])
def test_no_document_is_served_as_a_file(cast: Cast, client: Client, way: str) -> None:
    certificate = certify(cast, TODAY, TODAY + YEAR)

    assert client.get(f"/media/{way}{certificate.proof.file.name}").status_code == 404


def test_what_restoring_keeps_apart_is_not_served(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    (settings.MEDIA_ROOT / ".restoring-1").mkdir()
    (settings.MEDIA_ROOT / ".restoring-1" / "database.sqlite3").write_bytes(b"x")

    assert client.get("/media/.restoring-1/database.sqlite3").status_code == 404
