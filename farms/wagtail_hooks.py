"""Certificates are served by Wagtail, to whom they may be shown."""

from django.http import Http404, HttpRequest
from wagtail import hooks

from commons.core.models import CollectifsDocument
from farms.certificates import may_open


def refuse_what_is_not_shown(document: CollectifsDocument, request: HttpRequest) -> None:
    """Content of pages is Wagtail's to serve; of the rest there are certificates alone."""
    if not (document.is_content or may_open(document, request.user)):
        raise Http404


hooks.register("before_serve_document", refuse_what_is_not_shown)
