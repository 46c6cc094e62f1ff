"""Sessions that ended by themselves are not kept; whoever is signed in stays so."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from commons.accounts.models import Session
from commons.accounts.services import prune_sessions
from tests.factories import MONDAY, make_user

pytestmark = pytest.mark.django_db


def test_sessions_go_when_they_have_ended() -> None:
    early, late = Client(), Client()
    with time_machine.travel(MONDAY, tick=False):
        early.force_login(make_user())
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        late.force_login(make_user())

    assert prune_sessions(now=MONDAY + timedelta(days=89)) == 0
    assert prune_sessions(now=MONDAY + timedelta(days=90, minutes=1)) == 1
    assert Session.objects.get().pk == late.session.session_key
