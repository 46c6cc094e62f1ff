"""The site of a collective in five fields, for those who write there: editors and managers."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.views import View

from commons.accounts.models import User
from commons.collectives.addresses import collective_path
from commons.collectives.colours import OURS
from commons.collectives.models import Collective
from commons.collectives.services import dress_collective
from commons.core.dates import closing
from commons.core.models import CollectifsImage
from commons.core.viewsets import Answer, ServiceView
from home.backoffice.base import InCollective, ManagersItem, Room
from home.backoffice.rooms.site_forms import FiveFieldsForm, LookForm
from home.backoffice.tenancy import for_writers, managed, written
from home.drafts import waiting_draft
from home.five_fields_services import SiteWords, fill_site, keep_site_picture, words_of


class OfSite(InCollective, ServiceView):
    """About the site of the collective that the address names, for those who write there."""

    is_change = True

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
                (self.room_url(page.url_name), page.page_title)
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
        return self.room_url(self.url_name)


class SiteView(OfSite):
    url_name = "index"
    page_title = _("Your site in five fields")
    form_class = FiveFieldsForm
    service = staticmethod(fill_site)
    submit_label = _("Publish")
    success_message = _("Published.")
    kept_files = ("picture",)
    image: CollectifsImage | None = None

    @property
    def intro(self) -> str:
        """Below the ways on, what of the home waits: it is neither published nor lost here."""
        collective = self.collective
        draft = waiting_draft(collective.page)
        if draft is None:
            return super().intro
        said = _(
            "A draft of the home waits in the editor (%(person)s, %(moment)s). What you publish"
            " here goes online without it, and into it too."
        )
        moment = closing(draft.created_at, collective.zone)
        facts = {"person": draft.user or _("somebody"), "moment": moment}
        return format_html("{}<br>{}", super().intro, said % facts)

    def get_initial(self) -> dict[str, Any]:
        return asdict(words_of(self.collective))

    def get_form(self, form_class: Any = None) -> Any:
        """Shows the picture that is there."""
        form = super().get_form(form_class)
        form.collective = self.collective
        if self.collective not in managed(self.request):
            form.only_read_contact()
        if picture := self.collective.page.picture:
            self.show_picture(form, picture)
        return form

    def show_picture(self, form: forms.Form, picture: CollectifsImage) -> None:
        small, text = picture.get_rendition("max-320x240"), form.fields["picture"].help_text
        shown = format_html('<img src="{}" alt="{}">', small.url, picture.description)
        form["picture"].help_text = format_html("{}<br>{}", shown, text)

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        words = {field.name: typed[field.name] for field in fields(SiteWords)}
        picture = self.picture_of(typed)
        return {"collective": self.collective, "words": SiteWords(**words), "picture": picture}

    def picture_of(self, typed: Mapping[str, Any]) -> CollectifsImage | None:
        """The one that is sent, in the library from now on; else the one that was sent before."""
        if self.image is None and typed.get("picture"):
            text, actor = typed.get("picture_text", ""), self.request.user
            assert isinstance(actor, User)  # noqa: S101  (the admin's door saw to it)
            self.image = keep_site_picture(
                collective=self.collective, picture=typed["picture"], text=text, actor=actor
            )
        return self.image or typed.get("kept")

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """The picture is not asked for again."""
        if picture := self.picture_of(form.cleaned_data):
            form.data = {**self.request.POST.dict(), "kept": str(picture.uid)}
            self.show_picture(form, picture)
            shown, told = form["picture"].help_text, _("It is kept: do not choose it again.")
            form["picture"].help_text = format_html("{}<br>{}", shown, told)
        return super().form_invalid(form)

    def told(self, waiting: Any) -> str:
        if not waiting:
            return super().told(waiting)
        said = _("Published. A draft waits in the editor as before, with this in it: %(pages)s.")
        return said % {"pages": ", ".join(waiting)}


class LookView(OfSite):
    """Its logo and colour stand on its site, its shop and the rooms of who works for it."""

    route = "presentation/"
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


class WritersItem(ManagersItem):
    """A menu entry for whoever writes the site of a collective."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(written(request))

    def shown(self, request: HttpRequest) -> Collective:
        return super().shown(request) or written(request)[0]


class SiteRoom(Room):
    """Of the collective that the address names, for those who write there."""

    name = "site"
    segment = "site"
    icon = "desktop"
    menu_label = _("The site")
    menu_order = 75
    menu_item_class = WritersItem
    pages: ClassVar[Sequence[type[View]]] = (SiteView, LookView)

    def guarded(self, view: Answer) -> Answer:
        return for_writers(view)
