"""What a seller answers: its terms, its VAT, who is told; its row, made when it first sells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from commons.accounts.models import User
from commons.collectives.models import Collective, Role
from commons.collectives.selectors import is_liable_to_vat
from farms.models import Farm, VatRegime
from farms.selectors import sales_terms, vat_regime_on
from shop.partner.models import Partner


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for a seller's sales of a day at a collective.

    `commission_rate` is the percentage withheld, None on the collective's own goods; `regime` is
    that of its VAT, None where it is not known.
    """

    commission_rate: Decimal | None
    regime: VatRegime | None

    def vat(self, rate: Decimal | None) -> Decimal | None:
        """What of a product's rate may be frozen: none where the seller charges no VAT."""
        return None if self.regime == VatRegime.FRANCHISE else rate


def seller_of(owner: Farm | Collective) -> Partner:
    """The seller that a farm or a collective is, made when it first sells."""
    owned = {"farm": owner} if isinstance(owner, Farm) else {"collective": owner}
    seller: Partner = Partner.objects.get_or_create(**owned)[0]
    return seller


def terms_of(sellers: set[Partner], collective: Collective, day: date) -> dict[int, Terms]:
    """The terms of sellers, by their id: one query for all farms, one for own goods."""
    farms = sales_terms([seller.farm_id for seller in sellers if seller.farm_id], collective, day)
    terms = {}
    for seller in sellers:
        if agreed := farms.get(seller.farm_id):
            terms[seller.pk] = Terms(agreed.commission_rate, agreed.regime)
        else:
            terms[seller.pk] = Terms(None, vat_regime(seller, day))
    return terms


def vat_regime(seller: Partner, day: date) -> VatRegime | None:
    """How a seller is taxed on a day; None for a farm before its first regime that is known.

    An association that is not liable charges no VAT, like a farm in franchise.
    """
    owner = seller.owner
    if isinstance(owner, Farm):
        return vat_regime_on(owner, day)
    return VatRegime.REAL if is_liable_to_vat(owner, day) else VatRegime.FRANCHISE


def addressees(seller: Partner) -> Sequence[User | str]:
    """Who is told: the persons of a farm (they manage or prepare), else its address.

    Of the collective's own goods its managers, else its address. Maybe nobody.
    """
    owner = seller.owner
    if isinstance(owner, Farm):
        people, address = User.objects.filter(farm_memberships__farm=owner), owner.email
    else:
        managers = Q(collective_roles__collective=owner, collective_roles__role=Role.MANAGER)
        people, address = User.objects.filter(managers), owner.contact_email
    found = list(people.filter(is_active=True).order_by("pk"))
    return found or ([address] if address else [])
