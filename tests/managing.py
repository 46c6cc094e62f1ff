"""Steps that tests of the back office share."""

from typing import Any

from bs4 import BeautifulSoup, Tag
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


def form_on(client: Client, url: str) -> dict[str, str]:
    """What the form of a page would send as it stands, hidden fields included."""
    found = BeautifulSoup(client.get(url).content, "html.parser").select("form[method=post] [name]")
    return {str(field["name"]): value for field in found if (value := _sent_by(field)) is not None}


def _sent_by(field: Tag) -> str | None:
    """What a field would send as it stands; None where it sends nothing."""
    if field.name == "textarea":
        return field.get_text().removeprefix("\n")
    if field.name == "select":
        chosen = field.select_one("option[selected]") or field.select_one("option")
        return str(chosen.get("value", "")) if chosen else None
    is_off = field.get("type") in {"checkbox", "radio"} and not field.has_attr("checked")
    if field.name != "input" or is_off:
        return None
    return str(field.get("value", "on" if field.get("type") == "checkbox" else ""))


def first_of_bar(page: str) -> str:
    """The button that leads the bar below an editor of pages."""
    buttons = BeautifulSoup(page, "html.parser").select("footer button:not([aria-hidden])")
    return buttons[0].get_text(strip=True)


def send(client: Client, url: str, **typed: str) -> Any:
    """Open a form, type into it, send it."""
    return client.post(url, form_on(client, url) | typed, follow=True)


def make_commune(**position: float | None) -> Commune:
    return Commune.objects.create(
        name="Saint-Aubert-sur-Lise",
        folded="saint aubert sur lise",
        postcode="71490",
        department="71",
        **{"latitude": 46.9, "longitude": 4.6} | position,
    )


def office(collective: Collective) -> str:
    """Where the rooms of a collective stand."""
    return f"/gestion/c/{collective.slug}"
