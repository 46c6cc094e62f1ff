"""What a legal page needs: who says it, what is refused, what is missing."""

import pytest

from commons.collectives.exceptions import ClosedPlatform, InvalidRna, InvalidSiren
from commons.collectives.legal import missing
from commons.collectives.models import Collective, Network
from commons.collectives.services import set_legal_identity
from commons.core.legal_numbers import is_rna, is_siren
from commons.core.models import AuditEntry
from commons.core.refusals import Refused
from tests.factories import MONDAY, make_collective, make_network

pytestmark = pytest.mark.django_db
WHOLE = {
    "legal_form": "association loi 1901",
    "seat": "3 rue des Lavoirs",
    "contact_email": "contact@sillon.example",
    "phone": "03 53 01 00 10",
    "rna": "W712000100",
    "publication_director": "Ariane Vasseur",
    "mediator": "Médiation du Sillon",
    "privacy": "Le bureau répond.",
}


def say(publisher: Network | Collective, **identity: str) -> None:
    set_legal_identity(publisher=publisher, identity=identity, actor=None, now=MONDAY)


@pytest.mark.parametrize(
    ("number", "is_right"),
    [
        ("732829320", True),
        ("732829321", False),
        ("73282932", False),
        ("000000000", False),
        ("\u0667\u0663\u0662829320", False),
    ],
)
def test_a_siren_adds_up(number: str, is_right: bool) -> None:
    assert is_siren(number) is is_right


@pytest.mark.parametrize(
    ("number", "is_right"), [("W712000100", True), ("712000100", False), ("W71200010", False)]
)
def test_an_rna_number_is_w_and_nine_digits(number: str, is_right: bool) -> None:
    assert is_rna(number) is is_right


def test_numbers_are_stored_without_spaces() -> None:
    collective = make_collective()

    say(collective, siren="732 829 320", rna="w 712 000 100", phone="03 53 01 00 10")

    collective.refresh_from_db()
    stored = (collective.siren, collective.rna, collective.phone)
    assert stored == ("732829320", "W712000100", "+33353010010")


@pytest.mark.parametrize(
    ("identity", "refused"),
    [
        ({"siren": "732829321"}, InvalidSiren),
        ({"rna": "712000100"}, InvalidRna),
        ({"mediator": "https://ec.europa.eu/consumers/odr/"}, ClosedPlatform),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_stored(
    identity: dict[str, str], refused: type[Refused]
) -> None:
    collective = make_collective()

    with pytest.raises(refused):
        say(collective, seat="3 rue des Lavoirs", **identity)

    collective.refresh_from_db()
    assert collective.seat == ""


def test_what_is_missing_is_named() -> None:
    network, collective = make_network(), make_collective()
    assert len(missing(collective)) == 8
    say(collective, **WHOLE)
    say(network, **WHOLE)

    assert missing(collective) == []
    assert missing(network) == ["hébergeur"]


def test_one_of_the_two_numbers_is_enough() -> None:
    collective = make_collective()

    say(collective, **WHOLE | {"rna": "", "siren": "732829320"})
    assert missing(collective) == []

    say(collective, **WHOLE | {"rna": ""})
    assert missing(collective) == ["SIREN ou RNA"]


def test_the_audit_names_the_fields_and_keeps_no_name() -> None:
    collective = make_collective()

    say(collective, publication_director="Ariane Vasseur")

    entry = AuditEntry.objects.get(action="set_legal_identity")
    assert entry.data == {"changed": ["publication_director"]}
