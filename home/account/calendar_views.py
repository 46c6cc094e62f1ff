"""`/compte/calendrier/`: one's dates in one's own calendar."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commons.accounts.models import User
from commons.core.ratelimit import limited
from commons.core.web import absolute
from home.account.calendar_services import (
    dates_of,
    give_calendar_address,
    owner_of,
    withdraw_calendar_address,
)
from home.calendars import calendar_of_dates
from home.models import CalendarAddress
from home.models.events import IN_CALENDAR

AN_HOUR, AT_MOST = 3600, 20


@login_required
@require_safe
def own_calendar(request: HttpRequest) -> HttpResponse:
    """Whether there is an address; it is shown only when it is made."""
    return _page(request)


@login_required
@limited("own-calendar", AT_MOST, AN_HOUR)
@require_POST
def give(request: HttpRequest) -> HttpResponse:
    """Make the address, and show it; the one before answers no more."""
    token = give_calendar_address(user=cast(User, request.user), now=timezone.now())
    return _page(request, absolute(reverse("home:own_dates", args=[token])))


@login_required
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    had_one = withdraw_calendar_address(user=cast(User, request.user), now=timezone.now())
    told = _("The address answers no more.") if had_one else _("There was no address.")
    messages.success(request, told)
    return redirect("home:own_calendar")


@require_safe
def own_dates(request: HttpRequest, token: str) -> HttpResponse:
    """For a calendar that knows the address, without signing in."""
    user, now = owner_of(token), timezone.now()
    if user is None:
        raise Http404
    dates = dates_of(user, now).select_related("place", "collective")
    return calendar_of_dates(dates[:IN_CALENDAR], now)


def _page(request: HttpRequest, feed_url: str = "") -> HttpResponse:
    given = CalendarAddress.objects.filter(user=cast(User, request.user)).first()
    return render(request, "home/own_calendar.html", {"given": given, "feed_url": feed_url})
