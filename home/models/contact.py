"""The page of a collective's site where one writes to it."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from commons.core.ratelimit import allow_request
from commons.core.refusals import Refused
from home.contact import ContactForm, first_words, write_to_collective
from home.models.collective import SitePage

AN_HOUR, AT_MOST = 3600, 6
TOO_MANY = gettext_lazy(
    "Several messages were sent from here within the hour. Yours stays below: send it in an hour."
)


class ContactPage(SitePage):
    """`/<collectif>/contact/`."""

    introduction = models.CharField(gettext_lazy("introduction"), max_length=250, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    template = "home/contact_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = gettext_lazy("contact page")
        verbose_name_plural = gettext_lazy("contact pages")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, or send what it holds."""
        return answer(request, self)


def answer(request: HttpRequest, page: ContactPage) -> HttpResponse:
    """What was typed stays until it is sent. Whoever falls into the trap is told the same."""
    typed = request.POST if request.method == "POST" else None
    form = ContactForm(typed, initial=first_words(request))
    if form.is_bound and not allow_request(request, "contact", AT_MOST, AN_HOUR):
        form.add_error(None, TOO_MANY)
        return _shown(request, page, form, status=429)
    if form.is_valid() and (form.cleaned_data["trap"] or _sent(form, page)):
        told = _("Your message has gone to %(name)s. The answer will come to %(email)s.")
        names = {"name": page.site.collective, "email": form.cleaned_data["email"]}
        messages.success(request, told % names)
        return HttpResponseRedirect(request.path)
    return _shown(request, page, form, status=422 if form.errors else 200)


def _shown(
    request: HttpRequest, page: ContactPage, form: ContactForm, *, status: int
) -> HttpResponse:
    context = page.get_context(request) | {"form": form}
    return TemplateResponse(request, page.template, context, status=status)


def _sent(form: ContactForm, page: ContactPage) -> bool:
    """Whether it went; else the form says why not."""
    words = {name: form.cleaned_data[name] for name in ("name", "email", "message")}
    try:
        write_to_collective(collective=page.site.collective, **words, now=timezone.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True
