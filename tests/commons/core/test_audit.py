"""The audit names the act, the person and the thing, and nothing more."""

import pytest

from commons.core.audit import record
from commons.core.models import AuditEntry
from tests.factories import MONDAY, make_farm, make_user

pytestmark = pytest.mark.django_db


def test_an_act_is_noted_with_who_did_it_and_to_what() -> None:
    user, farm = make_user(), make_farm()

    record(actor=user, action="rename", target=farm, data={"name": "Le Pré"}, now=MONDAY)

    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.target_type) == (user, "rename", "farm")
    assert (entry.target_uid, entry.at, entry.data) == (farm.uid, MONDAY, {"name": "Le Pré"})


def test_what_the_platform_does_has_no_actor() -> None:
    record(actor=None, action="close", target=make_farm(), now=MONDAY)

    assert AuditEntry.objects.get().actor is None
