"""The site of a collective in five fields, for those who write there: editors and managers."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import wraps
from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.menu import MenuItem

from commons.accounts.fields import PhoneField
from commons.collectives.addresses import collective_path
from commons.collectives.models import Collective
from commons.core.alternative_text import NO_TEXT, WHAT_IT_SHOWS, refuse_file_name
from commons.core.viewsets import Answer, ServiceView, ServiceViewSet
from home.backoffice.fields import picture_field
from home.backoffice.tenancy import current_collective, written
from home.exceptions import DraftWaits
from home.five_fields_services import SiteWords, fill_site, words_of


class FiveFieldsForm(forms.Form):
    """The fifth is of two lines, as the second."""

    has_picture = False

    sentence = forms.CharField(
        label=_("1. What you are, in one sentence"),
        max_length=250,
        help_text=_("It stands at the top of your site, and in what search engines show."),
    )
    picture = picture_field(
        label=_("2. A picture of you"),
        help_text=_("JPEG, PNG or WebP; 10 MB at most. It takes the place of the one before."),
    )
    picture_text = forms.CharField(
        label=_("What the picture shows"),
        required=False,
        max_length=255,
        validators=[refuse_file_name],
        help_text=WHAT_IT_SHOWS,
    )
    where = forms.CharField(
        label=_("3. Where and when one collects"),
        required=False,
        max_length=600,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Beside it stand the address of your places and the next dates."),
    )
    dues = forms.CharField(
        label=_("4. What joining costs"),
        required=False,
        max_length=120,
        help_text=_("For example “10 € a year, 5 € for students”."),
    )
    contact_email = forms.EmailField(
        label=_("5. Where one writes to you"),
        help_text=_("Messages from your site arrive there, and answers to your mails."),
    )
    phone = PhoneField(label=_("Phone"), required=False)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("picture") and not typed.get("picture_text"):
            self.add_error("picture_text", NO_TEXT)
        if typed.get("picture_text") and not (typed.get("picture") or self.has_picture):
            self.add_error("picture", _("Choose the picture that these words describe."))
        return typed


class SiteView(ServiceView):
    """Of the collective that the address names, for those who write there."""

    route = "<slug:collective>/"
    url_name = "five"
    page_title = _("Your site in five fields")
    form_class = FiveFieldsForm
    service = staticmethod(fill_site)
    is_change = True
    submit_label = _("Publish")
    success_message = _("Published.")
    refusal_fields: ClassVar[Mapping[Any, str]] = {DraftWaits: "sentence"}

    @property
    def collective(self) -> Collective:
        for each in written(self.request):
            if each.slug == self.kwargs["collective"]:
                return each
        raise Http404

    @property
    def intro(self) -> str:
        """The ways on, and to the other sites of whoever writes for several."""
        collective = self.collective
        ways: list[tuple[str, Any]] = [
            (collective_path(collective), _("See the site")),
            (
                reverse("wagtailadmin_pages:edit", args=[collective.page.pk]),
                _("Edit its home in the editor"),
            ),
            (reverse("wagtailadmin_explore", args=[collective.page.pk]), _("All its pages")),
        ]
        ways += [
            (self.viewset.url("five", each.slug), each.name)
            for each in written(self.request)
            if each != collective
        ]
        return format_html_join(" · ", '<a href="{}">{}</a>', ways)

    def get_page_subtitle(self) -> str:
        return self.collective.name

    def get_initial(self) -> dict[str, Any]:
        return asdict(words_of(self.collective))

    def get_form(self, form_class: Any = None) -> Any:
        """Shows the picture that is there."""
        form = super().get_form(form_class)
        picture = self.collective.page.picture
        form.has_picture = picture is not None
        if picture:
            small = picture.get_rendition("max-320x240")
            shown = format_html('<img src="{}" alt="{}">', small.url, picture.description)
            text = form.fields["picture"].help_text
            form.fields["picture"].help_text = format_html("{}<br>{}", shown, text)
        return form

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        words = {name: text for name, text in typed.items() if name != "picture"}
        return {
            "collective": self.collective,
            "words": SiteWords(**words),
            "picture": typed["picture"],
        }

    def done_url(self, _result: Any) -> str:
        return str(self.viewset.url("five", self.kwargs["collective"]))


class Index(View):
    """To the site of the collective that is looked after now, else of the first."""

    route = ""
    url_name = "index"
    http_method_names: ClassVar[Sequence[str]] = ["get"]  # type: ignore[misc]  # as Django has it
    viewset: Any = None

    def get(self, request: HttpRequest) -> HttpResponse:
        chosen = current_collective(request) or written(request)[0]
        return HttpResponseRedirect(self.viewset.url("five", chosen.slug))


class WritersItem(MenuItem):
    """A menu entry for whoever writes the site of a collective."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(written(request))


class SiteRoom(ServiceViewSet):
    name = "backoffice_site"
    url_prefix = "site"
    icon = "desktop"
    menu_label = _("Site in five fields")
    menu_order = 75
    menu_item_class = WritersItem
    pages: ClassVar[Sequence[type[View]]] = (Index, SiteView)

    def guarded(self, view: Answer) -> Answer:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not written(request):
                raise Http404
            return view(request, *args, **kwargs)

        return opened
