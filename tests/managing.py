"""Steps that tests of the back office share."""

from django.test import Client

from commons.collectives.models import Collective, Commune, Role
from commons.collectives.services import grant_role
from tests.factories import MONDAY, make_user


def manager_of(*collectives: Collective) -> Client:
    """A browser in which a manager of these collectives is signed in."""
    user = make_user()
    for each in collectives:
        grant_role(collective=each, user=user, role=Role.MANAGER, actor=None, now=MONDAY)
    client = Client()
    client.force_login(user)
    return client


def make_commune() -> Commune:
    return Commune.objects.create(
        name="Saint-Aubert-sur-Lise",
        folded="saint aubert sur lise",
        postcode="71490",
        department="71",
        latitude=46.9,
        longitude=4.6,
    )
