"""Who gets a sum: the farm, the collective, the platform; to the cent."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from commons.collectives.models import FeeBearer
from commons.core.money import share


@dataclass(frozen=True, slots=True)
class Split:
    """A sum in cents, shared out: the three parts make the whole."""

    farm: int
    collective: int
    platform: int

    def __add__(self, other: "Split") -> "Split":
        return Split(
            self.farm + other.farm,
            self.collective + other.collective,
            self.platform + other.platform,
        )


def split_cents(
    cents: int, *, commission_rate: Decimal | None, fee_rate: Decimal, fee_bearer: str
) -> Split:
    """Share a sum (cents, VAT included) by the rates in percent.

    The commission is taken from the farm; the platform's fee from whoever bears it. Without a
    commission rate the collective itself sells: what is not the platform's is its own.
    """
    fee = _hundredths(fee_rate)
    if commission_rate is None:
        collective, platform = share(cents, [10_000 - fee, fee])
        return Split(0, collective, platform)
    commission = _hundredths(commission_rate)
    if fee_bearer == FeeBearer.FARM:
        weights = [max(10_000 - commission - fee, 0), commission, fee]
    else:
        weights = [10_000 - commission, max(commission - fee, 0), min(fee, commission)]
    return Split(*share(cents, weights))


def _hundredths(percent: Decimal) -> int:
    return int(percent * 100)


@dataclass(frozen=True, slots=True)
class Part:
    """What one of them gets, in cents and in percent of the whole."""

    label: str
    cents: int
    percent: int


def split_parts(splits: Iterable[Split], *, collective: str, farm: str = "") -> list[Part]:
    """What `components/price_split.html` shows; the percentages make 100.

    `farm` names the one farm where there is only one.
    """
    whole = sum(splits, Split(0, 0, 0))
    named = [
        (farm or _("Farms"), whole.farm),
        (collective, whole.collective),
        (_("Platform"), whole.platform),
    ]
    shown = [(label, cents) for label, cents in named if cents > 0]
    percents = share(100 if shown else 0, [cents for _label, cents in shown])
    return [
        Part(label, cents, percent) for (label, cents), percent in zip(shown, percents, strict=True)
    ]
