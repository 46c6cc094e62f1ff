"""From the empty collective to its first distribution: the steps, and which are done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commons.collectives.legal import missing
from commons.collectives.models import Collective
from distributions.models import Attendance, Distribution, PickupPlace
from farms.models import FarmEngagement
from shop.listings.models import Listing
from shop.order.models import Order


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done once, with a sentence of help, and where."""

    title: Any
    help: Any
    url: str
    is_done: bool


# Title, sentence of help, room, and the fact that tells that it is done.
STEPS: Sequence[tuple[Any, Any, str, str]] = (
    (
        _("Commission and terms of sale"),
        _("What is withheld from farms, and what customers accept."),
        *("settings:index", "terms"),
    ),
    (
        _("Legal notice"),
        _("Who the association is: the law has the site say it."),
        *("legal:index", "legal"),
    ),
    (
        _("The site"),
        _("Five fields make a home: a sentence, a picture, a contact."),
        *("site:index", "site"),
    ),
    (
        _("Pick-up place"),
        _("Where one comes: its address, and how to find the door."),
        *("places:add", "place"),
    ),
    (
        _("Farms"),
        _("Who brings what; each farm accepts its agreement by mail."),
        *("farms:add", "farm"),
    ),
    (
        _("Distribution"),
        _("A place, a day, and from when until when people order."),
        *("distributions:add", "date"),
    ),
    (
        _("Presences"),
        _("Say which farms come; each can answer by itself too."),
        *("presences:index", "present"),
    ),
    (
        _("Products"),
        _("What the farms bring, with price and quantity: then the shop is full."),
        *("products:add", "listed"),
    ),
)


def steps_of(collective: Collective, now: datetime) -> Sequence[Step]:
    """In their order; none any more once somebody has ordered. In one query."""
    done = _done(collective, now)
    if done["ordered"]:
        return []
    return [
        Step(title, help_text, reverse(f"backoffice_{room}", args=[collective.slug]), done[fact])
        for title, help_text, room, fact in STEPS
    ]


def _done(collective: Collective, now: datetime) -> dict[str, bool]:
    its, coming = Q(collective=OuterRef("pk")), Q(distribution__ends_at__gte=now)
    of_date = Q(distribution__collective=OuterRef("pk"))
    facts = {
        "place": PickupPlace.objects.filter(its, is_active=True),
        "farm": FarmEngagement.objects.filter(its).exclude(state="ended"),
        "date": Distribution.objects.filter(its).upcoming(now),
        "present": Attendance.objects.present().filter(of_date, coming),
        "listed": Listing.objects.filter(its, coming),
        "ordered": Order.objects.filter(its),
    }
    asked = Collective.objects.filter(pk=collective.pk)
    found = asked.values(**{name: Exists(rows.order_by()) for name, rows in facts.items()})
    return {
        "terms": bool(collective.terms),
        "legal": not missing(collective),
        "site": bool(collective.summary and collective.contact_email),
        **{name: bool(value) for name, value in found.get().items()},
    }
