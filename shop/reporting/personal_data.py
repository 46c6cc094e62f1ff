"""Lists that went to farms keep what customers noted for them; papers of lists hold names."""

from collections.abc import Iterable
from datetime import datetime

from commons.accounts.models import User
from commons.accounts.own_data import Part, own_household, register
from shop.order.models import Line
from shop.reporting.models import ListPaper, SentList


def _lines(user: User) -> Iterable[Line]:
    """Of orders that lose their name: of a household of one, else placed by the person."""
    if household := own_household(user):
        return Line.objects.filter(order__household=household)
    return Line.objects.filter(order__user=user.pk)


def _export(user: User) -> object:
    papers = ListPaper.objects.filter(asked_by=user.pk).order_by("pk")
    return {"papers_asked_for": list(papers.values("asked_at", "name"))}


def _erase(user: User, _now: datetime) -> None:
    """Before the orders lose whose they are. Papers are made anew where somebody asks."""
    lines = list(_lines(user))
    uids = {str(line.uid) for line in lines}
    dates = {line.distribution_id for line in lines}
    ListPaper.objects.filter(distribution__in=dates).delete()
    for sent in SentList.objects.filter(distribution__in=dates):
        told = [{**each, "note": ""} if each["line"] in uids else each for each in sent.lines]
        if told != sent.lines:
            SentList.objects.filter(pk=sent.pk).update(lines=told)


register(
    Part(
        name="lists",
        export=_export,
        erase=_erase,
        erases_first=True,
        covers={
            *("reporting.SentList.lines", "reporting.ListPaper.name"),
            "reporting.ListPaper.content",
        },
    )
)
