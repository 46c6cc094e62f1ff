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
from commons.collectives.colours import OURS
from commons.collectives.models import Collective
from commons.collectives.services import dress_collective
from commons.collectives.services.look import checked_colour
from commons.core.alternative_text import NO_TEXT, refuse_file_name
from commons.core.refusals import Refused
from commons.core.viewsets import Answer, ServiceView, ServiceViewSet
from home.backoffice.fields import picture_field
from home.backoffice.tenancy import current_collective, written
from home.exceptions import DraftWaits
from home.five_fields_services import SiteWords, fill_site, words_of


def passing_colour(typed: str) -> None:
    """A validator that says what the service would, beside the field."""
    try:
        checked_colour(typed)
    except Refused as refused:
        raise forms.ValidationError(str(refused)) from refused


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
        help_text=_("For whoever does not see it."),
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


class LookForm(forms.Form):
    """How the site looks; the other colours follow from the one that is chosen."""

    colour = forms.CharField(
        label=_("Colour of buttons and links"),
        required=False,
        max_length=7,
        widget=forms.TextInput({"type": "color"}),
        help_text=_("Dark enough for white text; the dark theme lightens it by itself."),
        validators=[passing_colour],
    )
    logo = picture_field(
        label=_("Logo"),
        help_text=_("JPEG, PNG or WebP; 10 MB at most. It is shown 36 pixels high."),
    )
    removes_logo = forms.BooleanField(label=_("Remove the logo"), required=False)


class OfSite(ServiceView):
    """About the site of the collective that the address names, for those who write there."""

    is_change = True

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
            *(
                (self.viewset.url(page.url_name, collective.slug), page.page_title)
                for page in (SiteView, LookView)
                if page.url_name != self.url_name
            ),
        ]
        ways += [
            (self.viewset.url(self.url_name, each.slug), each.name)
            for each in written(self.request)
            if each != collective
        ]
        return format_html_join(" · ", '<a href="{}">{}</a>', ways)

    def get_page_subtitle(self) -> str:
        return self.collective.name

    def done_url(self, _result: Any) -> str:
        return str(self.viewset.url(self.url_name, self.kwargs["collective"]))


class SiteView(OfSite):
    route = "<slug:collective>/"
    url_name = "five"
    page_title = _("Your site in five fields")
    form_class = FiveFieldsForm
    service = staticmethod(fill_site)
    submit_label = _("Publish")
    success_message = _("Published.")
    refusal_fields: ClassVar[Mapping[Any, str]] = {DraftWaits: "sentence"}

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


class LookView(OfSite):
    """Its logo and colour stand on its site, its shop and the rooms of who works for it."""

    route = "<slug:collective>/presentation/"
    url_name = "look"
    page_title = _("Logo and colour")
    form_class = LookForm
    service = staticmethod(dress_collective)

    def get_initial(self) -> dict[str, Any]:
        return {"colour": self.collective.colour or OURS}

    def get_form(self, form_class: Any = None) -> Any:
        """Shows the logo that is there."""
        form = super().get_form(form_class)
        if not self.collective.logo:
            del form.fields["removes_logo"]
            return form
        shown = format_html('<img src="{}" alt="" height="36">', self.collective.logo.url)
        form.fields["logo"].help_text = format_html(
            "{}<br>{}", shown, form.fields["logo"].help_text
        )
        return form

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**typed, "collective": self.collective}


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
    menu_label = _("The site")
    menu_order = 75
    menu_item_class = WritersItem
    pages: ClassVar[Sequence[type[View]]] = (Index, SiteView, LookView)

    def guarded(self, view: Answer) -> Answer:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not written(request):
                raise Http404
            return view(request, *args, **kwargs)

        return opened
