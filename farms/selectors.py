"""Reads over a farm's dated facts: VAT regime, engagements, certificates."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    Count,
    DecimalField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from commons.collectives.models import Collective
from commons.collectives.permissions import Someone
from commons.core.alphabet import by_name
from farms.models import Farm, FarmEngagement, FarmMember, FarmVatStatus, Proposal, VatRegime

RATE = DecimalField(max_digits=5, decimal_places=2)


def vat_regime_on(farm: Farm, day: date) -> VatRegime | None:
    """The farm's VAT regime on a day; None before the first that is known."""
    return vat_regimes_on([farm.pk], day).get(farm.pk)


def vat_regimes_on(farm_ids: Collection[int], day: date) -> dict[int, VatRegime]:
    """The regimes of many farms on a day, by farm id, in one query."""
    statuses = FarmVatStatus.objects.filter(farm__in=farm_ids, since__lte=day).order_by("since")
    return {status.farm_id: VatRegime(status.regime) for status in statuses}


@dataclass(frozen=True, slots=True)
class SalesTerms:
    """What holds for a farm's sales of a day: the percentage withheld, the regime if known."""

    commission_rate: Decimal
    regime: VatRegime | None


def sales_terms(
    farm_ids: Collection[int], collective: Collective, day: date
) -> dict[int, SalesTerms]:
    """The terms of many farms, by farm id, in one query.

    Without a rate of its own a farm has the collective's.
    """
    farm = OuterRef("pk")
    engagement = engagements_on(day).filter(farm=farm, collective=collective)
    status = FarmVatStatus.objects.filter(farm=farm, since__lte=day).order_by("-since")
    rows = Farm.objects.filter(pk__in=farm_ids).values_list(
        "pk",
        Coalesce(
            Subquery(engagement.values(rate=_rate_on(day))[:1]),
            Value(collective.default_commission_rate),
            output_field=RATE,
        ),
        Subquery(status.values("regime")[:1]),
    )
    return {
        pk: SalesTerms(rate, VatRegime(regime) if regime else None) for pk, rate, regime in rows
    }


def engagements_on(day: date) -> QuerySet[FarmEngagement]:
    """Active engagements whose dates cover a day."""
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    return FarmEngagement.objects.filter(
        lasts, state=FarmEngagement.State.ACTIVE, starts_on__lte=day
    )


def _rate_on(day: date) -> Case:
    """An engagement's own rate on a day, as `rate_of` says it."""
    changed = When(next_rate_on__lte=day, then=F("next_commission_rate"))
    return Case(changed, default=F("commission_rate"))


def rate_of(engagement: FarmEngagement, day: date) -> Decimal | None:
    """The engagement's own rate on a day; None where the collective's default holds."""
    if engagement.next_rate_on and engagement.next_rate_on <= day:
        return engagement.next_commission_rate
    return engagement.commission_rate


def places_of(user: Someone) -> list[Any]:
    """A person's places in farms, by the farm's name, with how many proposals are `waiting`.

    The farm's page is read too.
    """
    asked = Proposal.objects.filter(
        engagement__farm=OuterRef("farm"), answer=Proposal.Answer.WAITING
    )
    counted = asked.order_by().values("engagement__farm").annotate(n=Count("pk")).values("n")
    rows = FarmMember.objects.filter(user=user.pk).select_related("farm__page")
    return list(
        rows.annotate(waiting=Coalesce(Subquery(counted), 0)).order_by(by_name("farm__name"), "pk")
    )


def waiting_for(farm_ids: Collection[int]) -> list[Proposal]:
    """What is proposed to farms and not answered, the oldest first."""
    rows = Proposal.objects.filter(engagement__farm__in=farm_ids, answer=Proposal.Answer.WAITING)
    return list(rows.select_related("engagement__collective").order_by("made_at", "pk"))


def is_engaged(farm: Farm, collective: Collective, day: date) -> bool:
    """Whether the farm may serve the collective on a day."""
    return engagements_on(day).filter(farm=farm, collective=collective).exists()
