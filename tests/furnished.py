"""The rows of two collectives that the back office names by address, each with words of its own.

What one side says ("… de vallee", "… de plateau") is not read by whoever has nothing to do there.
"""

from datetime import time, timedelta
from typing import Any

from commons.collectives.models import Role
from commons.core.mail_signatures import Signature
from commons.core.models import OutboxMail
from distributions.models import DistributionSeries
from distributions.services import create_series
from farms.models import FarmEngagement, FarmInvitation, Proposal
from farms.services import add_certification
from home.sections import ensure_collective_page
from shop.order.models import Withdrawal
from tests.cast import Cast, Side
from tests.commons.core.outbox_mails import queue
from tests.factories import FRIDAY, MONDAY, make_label, make_place, make_product, make_user
from tests.factories import make_role as give_role
from tests.managing import make_commune

Values = dict[str, object]
RIGHTS = ("may_edit_catalogue", "may_edit_labels", "may_edit_identity", "may_edit_people")


def secret(side: Side) -> str:
    """What every text of a side carries."""
    return f"de {side.collective.slug}"


def furnish(cast: Cast) -> None:
    """Give both sides every kind of row that a room names, and every right over their farm."""
    make_commune()
    for side in (cast.a, cast.b):
        FarmEngagement.objects.filter(collective=side.collective).update(
            **dict.fromkeys(RIGHTS, True)
        )
        ensure_collective_page(side.collective)
        _mark(side)


def _mark(side: Side) -> None:
    side.distribution.place.private_notes = f"Clé {secret(side)}"
    side.distribution.place.save(update_fields=["private_notes"])
    side.own_goods.product.title = f"Sac {secret(side)}"
    side.own_goods.product.save(update_fields=["title"])
    person = side.order.household.persons.get()
    person.last_name = f"Arnoux {secret(side)}"
    person.save(update_fields=["last_name"])


def rows_of(cast: Cast, side: Side) -> dict[str, Values]:
    """By the beginning of an address's name, what its parameters are called with."""
    order, agreement = side.order, side.collective.engagements.get()
    of_order = {"uid": order.uid, "line": order.lines.first().uid}
    of_farm = {
        "uid": agreement.uid,
        "certification": _certificate(cast, side).uid,
        "proposal": _proposal(agreement).uid,
        "invitation": _invitation(cast, side).uid,
        "person": cast.users["preparer"].uid,
    }
    rows = {
        **{
            f"distributions:{name}_series": {"uid": _series(side, n).uid}
            for n, name in enumerate(("delete", "one", "change", "stop", "resume"))
        },
        "distributions:remove": {"uid": _series(side, 5).distributions.get().uid},
        "distributions": {"uid": side.distribution.uid, "listing": side.own_goods.uid},
        "orders:detail": of_order,
        "orders:change": of_order,
        "orders:cancel": of_order,
        "orders:cancel_line": of_order,
        "orders:withdrawal": {"uid": _withdrawal(side).uid},
        "orders": {"distribution": side.distribution.uid},
        "farms": of_farm,
        "products:restore": {"uid": _withdrawn(side).uid},
        "products": {"uid": side.own_goods.product.uid},
        "site": {},
        "presences": {},
        "legal": {},
        "settings": {},
        "figures": {},
        "members": {},
        "places": {"uid": side.distribution.place.uid},
        "members:send_again": {"uid": _lost_mail(side).uid},
        "members:revoke": {"uid": _role(side).uid},
    }
    named = {"collective": side.collective.slug}
    return {name: named | values for name, values in rows.items()}


def _series(side: Side, number: int) -> DistributionSeries:
    place = make_place(side.collective, name=f"Salle {number} {secret(side)}")
    first = FRIDAY + timedelta(weeks=8 + number)
    return create_series(
        collective=side.collective,
        place=place,
        first_on=first,
        last_on=first,
        starts_at=time(17),
        ends_at=time(19),
        opens_time=time(8),
        closes_time=time(12),
        now=MONDAY,
    )


def _certificate(cast: Cast, side: Side) -> Any:
    days = {"valid_from": MONDAY.date(), "valid_until": FRIDAY}
    number = side.collective.slug
    return add_certification(farm=cast.farm, label=make_label(), number=number, **days, now=MONDAY)


def _proposal(agreement: FarmEngagement) -> Proposal:
    days = {"rate_on": MONDAY.date(), "starts_on": agreement.starts_on, "made_at": MONDAY}
    return Proposal.objects.create(engagement=agreement, commission_rate=9, **days)


def _invitation(cast: Cast, side: Side) -> FarmInvitation:
    return FarmInvitation.objects.create(
        farm=cast.farm,
        collective=side.collective,
        email=f"{side.collective.slug}@sillon.example",
        role="prepares",
        made_at=MONDAY,
    )


def _withdrawal(side: Side) -> Withdrawal:
    return Withdrawal.objects.create(order=side.order, made_at=MONDAY)


def _withdrawn(side: Side) -> Any:
    return make_product(f"Bocal {secret(side)}", collective=side.collective, is_public=False)


def _lost_mail(side: Side) -> OutboxMail:
    signature = Signature(side.collective.name, "bureau@lise.example", side.collective.uid)
    slug = side.collective.slug
    mail = queue(key=slug, to=f"perdu-{slug}@sillon.example", signature=signature)
    OutboxMail.objects.filter(pk=mail.pk).update(state="refused", attempts=1, error="550")
    return mail


def _role(side: Side) -> Any:
    user = give_role(side.collective, Role.CASHIER, make_user("Ida", f"Caissière {secret(side)}"))
    return side.collective.roles.get(user=user)
