"""Addresses that pages had before they were renamed or moved."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware


class MovedPages(RedirectMiddleware):
    """Wagtail's, where a page that was called back to its old name and taken away is not found.

    Its old address would lead to itself for ever.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer: HttpResponse = super().process_response(request, response)
        return response if answer.headers.get("Location") == request.path else answer
