"""The managers see which mail did not arrive, why, and send it again."""

import pytest
from django.test import Client

from commons.collectives.models import Collective
from commons.core.mail_signatures import Signature
from commons.core.models import OutboxMail
from tests.commons.core.outbox_mails import queue
from tests.factories import MONDAY, make_collective, make_farm
from tests.managing import manager_of, office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]


def room(collective: Collective) -> str:
    return f"{office(collective)}/adherents/courriels/"


def lost(collective: Collective, state: str = "refused", **fields: object) -> OutboxMail:
    """As `deliver` leaves it; see tests/commons/core/test_outbox_smtp.py."""
    signature = Signature(collective.name, "bureau@lise.example", collective.uid)
    mail = queue(to="camile@sillon.example", signature=signature, **fields)
    OutboxMail.objects.filter(pk=mail.pk).update(state=state, attempts=1, error="550")
    return mail


def read(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_it_is_named_with_its_reason_and_told_on_the_first_screen() -> None:
    collective = make_collective()
    lost(collective)
    make_farm("Ferme du Gué", email="camile@sillon.example")
    client = manager_of(collective)

    assert "1 courriel n’est pas arrivé" in read(client, "/gestion/")
    page = read(client, room(collective))
    assert "camile@sillon.example" in page
    assert "n’existe pas" in page
    assert "Ferme du Gué" in page


def test_it_is_sent_again_to_the_address_that_was_mended() -> None:
    mail = lost(collective := make_collective())
    client = manager_of(collective)

    reply = client.post(f"{room(collective)}{mail.uid}/renvoyer/", {"to": "camille@sillon.example"})

    assert reply.status_code == 302
    mail.refresh_from_db()
    assert (mail.to, mail.state, mail.attempts) == ("camille@sillon.example", "waiting", 0)
    assert mail.next_try_at == MONDAY


def test_a_wrong_address_is_told_beside_it_and_nothing_is_sent() -> None:
    mail = lost(collective := make_collective())

    reply = manager_of(collective).post(
        f"{room(collective)}{mail.uid}/renvoyer/", {"to": "camille@"}
    )

    assert "to" in reply.context["form"].errors
    mail.refresh_from_db()
    assert mail.state == "refused"


def test_mails_of_others_and_those_on_their_way_are_not_there() -> None:
    collective = make_collective()
    of_other, on_its_way = lost(make_collective()), lost(collective, "waiting", key="k2")
    client = manager_of(collective)

    assert "camile@" not in read(client, room(collective))
    for mail in (of_other, on_its_way):
        assert (
            client.post(
                f"{room(collective)}{mail.uid}/renvoyer/", {"to": "a@b.example"}
            ).status_code
            == 404
        )
