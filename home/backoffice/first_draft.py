"""A page that is sent while the editor stores its first draft is one page, not two.

Wagtail's editor makes a page by itself, half a second after the first words, and only then learns
its address. Whoever presses a button meanwhile sends the form to where pages are made, and would
read that the address is taken: by that very draft.
"""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

JUST_NOW = timedelta(seconds=20)


def go_on_with_first_draft(
    request: HttpRequest, parent: Page, kind: type[Page]
) -> HttpResponse | None:
    """Where the person began the same page a moment ago, what is sent is about that one."""
    if request.method != "POST" or request.headers.get("Accept") == "application/json":
        return None
    mine = kind.objects.child_of(parent).filter(owner=request.user.pk, live=False)
    begun = mine.filter(
        slug=request.POST.get("slug", ""),
        latest_revision_created_at__gte=timezone.now() - JUST_NOW,
    ).first()
    if begun is None or begun.revisions.count() > 1:
        return None
    answer: HttpResponse = EditView.as_view()(request, page_id=begun.pk)
    return answer
