"""`/producteur/`: what do I bring, for whom, when."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from commons.core.streams import filled, streamed
from shop.producer.selectors import dates_of, farm_list, own_list
from shop.reporting import files
from shop.reporting import paper as papers
from shop.reporting.pages import fits_a_page, list_page
from shop.reporting.prints import list_to_print, rows_to_print
from shop.reporting.seller_lists import SellerList
from shop.reporting.standings import Standing


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The farm's dates, and the list of the next one."""
    now = timezone.now()
    dates = dates_of(request.user, now)
    if not dates.farms:
        raise Http404
    context: dict[str, object] = {"dates": dates, "farms": dates.farms}
    soonest = next((date for date in dates.coming if date.is_to_prepare), None)
    if soonest:
        shown = list_page(soonest.standing, request.GET.get("page"), now)
        context |= shown.context() | {"missing": papers.missing_package()}
    return render(request, "producer/home.html", context)


@login_required
@require_safe
def recap(
    request: HttpRequest, distribution: UUID, farm: str = "", collective: str = ""
) -> HttpResponse:
    """What to bring to one distribution, by product and by customer."""
    standing = standing_asked(request, distribution, farm, collective)
    shown = list_page(standing, request.GET.get("page"), timezone.now())
    return HttpResponse(_page(request, standing, shown))


@login_required
@require_safe
def whole(
    request: HttpRequest, distribution: UUID, farm: str = "", collective: str = ""
) -> HttpResponseBase:
    """The same to print, with all orders."""
    standing = standing_asked(request, distribution, farm, collective)
    if fits_a_page(standing.orders):
        shown = list_page(standing, None, timezone.now())
        return HttpResponse(_page(request, standing, shown))
    shown = list_to_print(standing, timezone.now())
    return streamed(filled(_page(request, standing, shown), shown.follow, rows_to_print(shown)))


@login_required
@require_safe
def sheet(
    request: HttpRequest, *, distribution: UUID, sheet: str, farm: str = "", collective: str = ""
) -> HttpResponseBase:
    """One of the lists as CSV."""
    standing = standing_asked(request, distribution, farm, collective)
    try:
        name, parts = files.streamed_sheet(sheet, standing, timezone.now())
    except KeyError:
        raise Http404 from None
    answer = streamed(parts, "text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def standing_asked(request: HttpRequest, uid: UUID, farm: str, collective: str) -> Standing:
    """Of whoever may see the list; else ``Http404``."""
    if collective:
        return own_list(request.user, collective, uid)
    return farm_list(request.user, farm, uid)


def _page(request: HttpRequest, standing: Standing, shown: SellerList) -> str:
    farms = [shown.farm] if shown.farm and not standing.is_managers else []
    context = shown.context() | {"farms": farms, "missing": papers.missing_package()}
    return render_to_string("producer/recap.html", context, request)
