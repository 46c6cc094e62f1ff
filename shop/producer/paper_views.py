"""A list as PDF: a short one at once, a long one laid out by a worker while its page waits."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shop.producer.views import standing_asked
from shop.reporting import files
from shop.reporting.models import ListPaper
from shop.reporting.paper import PackageMissing
from shop.reporting.selectors import current_list
from shop.reporting.seller_lists import list_path
from shop.reporting.services import ask_for_paper
from shop.reporting.standings import Standing


@login_required
@require_safe
def paper(
    request: HttpRequest, distribution: UUID, farm: str = "", collective: str = ""
) -> HttpResponse:
    """Both lists on A4, where laying them out is a matter of seconds."""
    standing = standing_asked(request, distribution, farm, collective)
    if standing.is_long:
        messages.info(request, _("This list is long: let its PDF be prepared."))
        return redirect(_path(standing))
    shown = current_list(standing.distribution, standing.seller, timezone.now())
    try:
        made = files.pdf(shown)
    except PackageMissing as missing:
        names = {"package": missing.package}
        messages.error(
            request, _("No PDF here: the server misses the package %(package)s.") % names
        )
        return redirect(_path(standing))
    return _download(made.name, made.content)


@login_required
@require_POST
def ask(
    request: HttpRequest, distribution: UUID, farm: str = "", collective: str = ""
) -> HttpResponse:
    """Let a worker lay it out, and see how far it is."""
    standing = standing_asked(request, distribution, farm, collective)
    asked = ask_for_paper(
        standing=standing,
        language=get_language() or "",
        actor=request.user,  # type: ignore[arg-type]  # whoever is signed in
        now=timezone.now(),
    )
    return redirect(f"{_path(standing)}pdf/{asked.uid}/")


@login_required
@require_safe
def progress(
    request: HttpRequest, *, distribution: UUID, uid: UUID, farm: str = "", collective: str = ""
) -> HttpResponse:
    """How far a paper is; then the way to it."""
    standing = standing_asked(request, distribution, farm, collective)
    found = get_object_or_404(_papers(standing).defer("content"), uid=uid)
    context = {
        "paper": found,
        "is_on_the_way": found.is_on_the_way(timezone.now()),
        "distribution": standing.distribution,
        "collective": standing.distribution.collective,
        "seller": standing.seller,
        "path": _path(standing),
        "farms": [] if standing.is_managers or not standing.seller.farm else [standing.seller.farm],
    }
    return render(request, "producer/paper.html", context)


@login_required
@require_safe
def made(
    request: HttpRequest, *, distribution: UUID, uid: UUID, farm: str = "", collective: str = ""
) -> HttpResponse:
    """The paper, once it is ready."""
    standing = standing_asked(request, distribution, farm, collective)
    found = get_object_or_404(_papers(standing), uid=uid, state=ListPaper.State.READY)
    return _download(found.name, bytes(found.content))


def _papers(standing: Standing) -> Any:
    return ListPaper.objects.filter(distribution=standing.distribution, seller=standing.seller)


def _path(standing: Standing) -> str:
    return list_path(standing.distribution, standing.seller)


def _download(name: str, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
