"""Rooms of the Wagtail admin: lists, and forms that write through a service, never by themselves.

Rows are named by their `uid` and scoped by whoever subclasses; Wagtail's own model viewsets would
save the form's instance and know nothing of tenants.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from commons.core.form_marks import (
    AS_STORED,
    ONCE,
    SEEN,
    Earlier,
    begin,
    end,
    given_back,
    has_saved,
    marks,
    seen,
    sent,
)
from commons.core.refusals import Refused

REDIRECT = 302
CHANGED_MEANWHILE = _(
    "Somebody changed this while you were typing. Open the page again beside this one to see what; "
    "if you send this once more, it takes the place of theirs."
)
CHANGED_BEFORE = _(
    "You saved this form a moment ago, with other content. If you send this once more, it takes "
    "the place of that."
)
NOTHING_CHANGED = _("Nothing was changed.")
DONE_BEFORE = _("This was done already: nothing was saved twice.")

type Answer = Callable[..., HttpResponse]
type Crumb = Mapping[str, object]


class ServiceViewSet(ViewSet):
    """A room: its `pages` each name their `route` and `url_name`.

    A page that takes a POST is a `ServiceView`, which a test checks for every room. One of them is
    named "index".
    """

    pages: ClassVar[Sequence[type[View]]] = ()
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        return [
            path(
                page.route,  # type: ignore[attr-defined]
                self.guarded(self.construct_view(page, viewset=self)),
                name=page.url_name,  # type: ignore[attr-defined]
            )
            for page in self.pages
        ]

    def guarded(self, view: Answer) -> Answer:
        """Wrap every page of the room, so that it opens to whoever may enter."""
        return view

    def url(self, name: str, *args: object) -> str:
        return reverse(self.get_url_name(name), args=args)


class RoomPage(WagtailAdminTemplateMixin):
    """What pages of a room share: an address, and the way back to the room's list."""

    route: ClassVar[str] = ""
    url_name: ClassVar[str] = ""
    viewset: Any = None

    def room_url(self, name: str, *args: object) -> str:
        """The address of a page of the room."""
        return str(self.viewset.url(name, *args))

    def get_breadcrumbs_items(self) -> list[Crumb]:
        home = self.room_url("index")
        parts = (
            [{"url": home, "label": self.viewset.menu_label}] if self.url_name != "index" else []
        )
        return [*self.breadcrumbs_items, *parts, *self.crumbs(), self.here()]

    def crumbs(self) -> Sequence[Crumb]:
        """What stands between the room and this page."""
        return []

    def here(self) -> Crumb:
        return {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}

    def get_header_title(self) -> str:
        """Without the colon of Wagtail's, which is no French one."""
        return ", ".join(
            str(part) for part in (self.get_page_title(), self.get_page_subtitle()) if part
        )

    def get_header_icon(self) -> str:
        return str(self.viewset.icon)


class RowsView(RoomPage, BaseListingView):
    """A list, paged; `rows` is the scoped queryset, `columns` are Wagtail's."""

    route = ""
    url_name = "index"
    paginate_by = 30

    def rows(self) -> Any:
        """Rows of whoever asks, in their order, with all that the columns read."""
        raise NotImplementedError

    def get_table(self, object_list: Any) -> Any:
        """Heads of columns come from the models too.

        Columns belong to the class: each request changes copies, or a capital on the capital of
        every request before would cost twice as much at each, for as long as the process lives.
        """
        table = super().get_table(object_list)
        for name, original in table.columns.items():
            column = table.columns[name] = copy(original)
            column.label = capfirst(original.label)
            column.header = Column.Header(column)  # it shows the column that it was made for
        return table

    def get_base_queryset(self) -> Any:
        return self.rows()

    def get_index_url(self) -> str:
        return str(self.request.path)


class ServiceView(RoomPage, FormView[forms.Form]):
    """A form, or a bare button, bound to one `service`; refusals show beside what was typed.

    `refusal_fields` says which field a refusal is about; one with a `field` of its own says so
    itself; any other stands above the form. Where `is_change` is set, the form shows a row: it is
    not saved over what somebody else made of that row meanwhile, unless sent once more; sent as it
    was shown, it writes nothing and says so. `kept_files` are fields whose files the page keeps by
    itself where something else is wrong.
    """

    template_name = "core/admin_form.html"
    form_class: Any = forms.Form
    service: ClassVar[Callable[..., Any]]
    refusal_fields: ClassVar[Mapping[type[Refused], str]] = {}
    actor_argument = "actor"
    submit_label: Any = _("Save")
    submit_class = "button"
    intro: Any = ""
    success_message: Any = _("Saved.")
    is_change = False
    kept_files: ClassVar[Sequence[str]] = ()

    def get_form_kwargs(self) -> dict[str, Any]:
        """What was typed while a session ended is shown with what is wrong with it."""
        kwargs: dict[str, Any] = super().get_form_kwargs()
        typed = given_back(self.request)
        return kwargs if typed is None else kwargs | {"data": typed}

    def get_form(self, form_class: Any = None) -> Any:
        """Labels come from the models, in lower case: a form shows them with a capital."""
        form = super().get_form(form_class)
        for field in form.fields.values():
            field.label = capfirst(field.label)
        return form

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the service is called with, beside `actor` and `now`."""
        return typed

    def done_url(self, _result: Any) -> str:
        """Where one goes next; the room's list."""
        return self.room_url("index")

    def perform(self, typed: Mapping[str, Any]) -> Any:
        who = {self.actor_argument: self.request.user}
        given = {**who, "now": timezone.now(), **self.arguments(typed)}
        return type(self).service(**given)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Save what was typed once, however often the button was pressed."""
        token, content = self.request.POST.get(ONCE, ""), sent(self.request)
        earlier = begin(token, content)
        if earlier == Earlier.DONE:
            return self._done(None, DONE_BEFORE)
        if earlier == Earlier.BEGUN:
            form.add_error(
                None, _("This is being saved: look at the list before you send it again.")
            )
            return self.form_invalid(form)
        answer = None
        try:
            answer = self._save(form)
        finally:
            is_saved = answer is not None and answer.status_code == REDIRECT
            end(token, content, is_saved=is_saved)
        return answer

    def _save(self, form: forms.Form) -> HttpResponse:
        shown = self.request.POST.get(SEEN)
        if self.is_change and shown and shown != seen(form):
            is_own = has_saved(self.request.POST.get(ONCE, ""))
            form.add_error(None, CHANGED_BEFORE if is_own else CHANGED_MEANWHILE)
            return self.form_invalid(form)
        if self.is_change and not form.has_changed():
            messages.info(self.request, NOTHING_CHANGED)
            return HttpResponseRedirect(self.done_url(None))
        try:
            result = self.perform(form.cleaned_data)
        except Refused as refused:
            self.show(refused, form)
            return self.form_invalid(form)
        return self._done(result, self.told(result))

    def _done(self, result: Any, told: Any) -> HttpResponse:
        messages.success(self.request, told)
        return HttpResponseRedirect(self.done_url(result))

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """What was typed is shown again; a browser keeps no file, so that is said."""
        for name in form.files:
            if name in form.fields and name not in {*form.errors, *self.kept_files}:
                form.add_error(name, _("Choose the file again: the browser does not keep it."))
        return super().form_invalid(form)

    def told(self, _result: Any) -> str:
        return str(self.success_message)

    def show(self, refused: Refused, form: forms.Form) -> None:
        """Put the sentence of a refusal next to the field that it is about."""
        field = getattr(refused, "field", None) or next(
            (name for kind, name in self.refusal_fields.items() if isinstance(refused, kind)), None
        )
        form.add_error(field if field in form.fields else None, str(refused))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        typed = given_back(self.request)
        return context | {
            "as_stored": f"{self.request.path}?{AS_STORED}" if typed else "",
            "action_url": self.request.get_full_path(),
            "submit_button_label": self.submit_label,
            "submit_button_active_label": self.submit_label,
            "submit_class": self.submit_class,
            "intro": self.intro,
            "back_url": self.done_url(None),
            "media": context["form"].media,
            "marks": marks(context["form"], typed),
        }


class ButtonView(ServiceView):
    """A service behind a bare button of another page: a POST, then back with a sentence."""

    http_method_names = ["post"]

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        for errors in form.errors.values():
            messages.error(self.request, " ".join(map(str, errors)))
        return HttpResponseRedirect(self.done_url(None))


def posts(page: type[View]) -> bool:
    """Whether a page takes a POST."""
    return "post" in page.http_method_names and hasattr(page, "post")
