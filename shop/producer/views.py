"""`/producteur/`: what do I bring, for whom, when."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons.core.outbox import Attachment
from shop.producer.selectors import dates_of, farm_list, own_list
from shop.reporting import files
from shop.reporting import paper as papers
from shop.reporting.selectors import current_list
from shop.reporting.seller_lists import SellerList


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
        shown = current_list(soonest.distribution, soonest.farm.seller, now)
        context |= shown.context() | {"missing": papers.missing_package()}
    return render(request, "producer/home.html", context)


@login_required
@require_safe
def recap(
    request: HttpRequest, distribution: UUID, farm: str = "", collective: str = ""
) -> HttpResponse:
    """What to bring to one distribution, by product and by customer."""
    shown = _shown(request, distribution, farm, collective)
    farms = [shown.farm] if shown.farm else []
    context = shown.context() | {"farms": farms, "missing": papers.missing_package()}
    return render(request, "producer/recap.html", context)


@login_required
@require_safe
def sheet(
    request: HttpRequest, *, distribution: UUID, sheet: str, farm: str = "", collective: str = ""
) -> HttpResponse:
    """One of the lists as CSV."""
    shown = _shown(request, distribution, farm, collective)
    try:
        return _download(files.sheet(sheet, shown))
    except KeyError:
        raise Http404 from None


@login_required
@require_safe
def paper(
    request: HttpRequest, distribution: UUID, farm: str = "", collective: str = ""
) -> HttpResponse:
    """Both lists on A4."""
    shown = _shown(request, distribution, farm, collective)
    try:
        return _download(files.pdf(shown))
    except papers.PackageMissing as missing:
        names = {"package": missing.package}
        messages.error(
            request, _("No PDF here: the server misses the package %(package)s.") % names
        )
        return redirect(shown.path)


def _shown(request: HttpRequest, uid: UUID, farm: str, collective: str) -> SellerList:
    if collective:
        distribution, seller = own_list(request.user, collective, uid)
    else:
        distribution, seller = farm_list(request.user, farm, uid)
    return current_list(distribution, seller, timezone.now())


def _download(file: Attachment) -> HttpResponse:
    kind = f"{file.mimetype}; charset=utf-8" if file.mimetype == "text/csv" else file.mimetype
    answer = HttpResponse(file.content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer
