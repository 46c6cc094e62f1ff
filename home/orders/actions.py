"""What the buttons of an order do; each is a plain form post."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from commons.accounts.models import User
from commons.core.refusals import Refused
from distributions.addresses import basket_path
from home.orders.same import date_again, open_dates
from home.orders.views import order_for
from shop.order import services
from shop.order.again import Again, order_again
from shop.order.exceptions import BasketAdjusted, NotAsShown, Unchanged, sentences_of
from shop.order.models import Order
from shop.order.seen import Seen
from shop.order.selectors import is_own
from shop.order.services import amend_order, cancel_line, cancel_order

Action = Callable[..., HttpResponse]


def action(view: Action) -> Action:
    """A signed-in post about an order that the person may see; a refusal is told on its page."""

    @wraps(view)
    def wrapped(request: HttpRequest, uid: UUID, **more: UUID) -> HttpResponse:
        order = order_for(request, uid)
        try:
            return view(request, order, **more)
        except (BasketAdjusted, NotAsShown) as refused:
            for sentence in sentences_of(refused):
                messages.warning(request, sentence)
            return redirect(basket_path(order.distribution))
        except Unchanged as unchanged:
            messages.info(request, str(unchanged))
            return redirect(order)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect(order)

    return login_required(require_POST(wrapped))


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def _require_own(order: Order, request: HttpRequest) -> None:
    if not is_own(order, request.user):
        raise Http404


@action
def apply_draft(request: HttpRequest, order: Order) -> HttpResponse:
    """Order the changes of the draft, as the page that was sent showed them."""
    _require_own(order, request)
    seen = Seen.parse(request.POST.get("seen", ""))
    done = amend_order(order=order, seen=seen, actor=_user(request), now=timezone.now())
    _say_what_became(request, done)
    return redirect(order)


@action
def drop_draft(request: HttpRequest, order: Order) -> HttpResponse:
    """Forget the changes: the draft says again what the order says."""
    _require_own(order, request)
    if services.drop_draft(order=order):
        messages.success(request, _("The changes are dropped; your order stays as it was."))
    else:
        messages.info(request, _("There was nothing to drop: your order stays as it was."))
    return redirect(order)


def _say_what_became(request: HttpRequest, order: Order) -> None:
    if order.cancelled_at:
        messages.success(request, _("Your order is cancelled."))
    else:
        messages.success(request, _("Your order is changed."))


@action
def cancel(request: HttpRequest, order: Order) -> HttpResponse:
    _require_own(order, request)
    done = cancel_order(order=order, actor=_user(request), now=timezone.now())
    if done.cancelled_at:
        messages.success(request, _("Your order is cancelled."))
    else:
        messages.success(request, _("What could still change is cancelled, the rest is kept."))
    return redirect(order)


@action
def cancel_one(request: HttpRequest, order: Order, *, line: UUID) -> HttpResponse:
    """Cancel one product; a manager says why."""
    found = get_object_or_404(order.lines, uid=line)
    reason = request.POST.get("reason", "")
    cancel_line(line=found, reason=reason, by=_user(request), now=timezone.now())
    messages.success(request, _("%(name)s is cancelled.") % {"name": found.title})
    return redirect(order)


@action
def again(request: HttpRequest, order: Order) -> HttpResponse:
    """Fill the basket of the date that the button named with what this order held."""
    _require_own(order, request)
    now = timezone.now()
    dates = open_dates([order.collective], now)
    named = [date for date in dates if str(date.uid) == request.POST.get("date", "")]
    coming = date_again(order, named or dates)
    if coming is None:
        messages.error(request, _("No other distribution takes orders now."))
        return redirect(order)
    found = order_again(order=order, distribution=coming, now=now)
    _tell_again(request, found)
    return redirect(basket_path(coming))


def _tell_again(request: HttpRequest, found: Again) -> None:
    if found.added:
        put = ngettext(
            "%(count)d product was put into the basket: look through it, then order.",
            "%(count)d products were put into the basket: look through it, then order.",
            found.added,
        )
        messages.success(request, put % {"count": found.added})
    elif not (found.missing or found.lowered):
        messages.info(request, _("The basket already has all of it: nothing was added."))
    if found.missing:
        names = ", ".join(found.missing)
        messages.warning(request, _("Not offered this time: %(names)s.") % {"names": names})
    if found.lowered:
        names = ", ".join(found.lowered)
        messages.warning(request, _("Less is left than last time: %(names)s.") % {"names": names})
