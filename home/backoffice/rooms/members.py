"""Adhérents et rôles: the households of the collective, and who does what in it."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from commons.collectives.models import Membership, Role
from commons.collectives.permissions import ROLES_WITH_ROOMS
from commons.core.alphabet import by_name
from commons.core.dates import day_and_year
from commons.core.phones import format_phone
from commons.core.viewsets import ButtonView, RoomPage
from home.backoffice.base import ForCollective, InCollective, Room, SearchedRows
from home.backoffice.rooms.mails import MailsNotArrived, SendAgain
from home.backoffice.services import grant_role_by_email, take_role


class Members(SearchedRows):
    """Households, with the phone that serves when a product is missing."""

    page_title = _("Members")
    search_fields: ClassVar[Sequence[str]] = ("household__name", "household__persons__last_name")
    paginate_by = 50
    columns: ClassVar[Sequence[Column]] = [
        Column("household", label=_("household"), accessor="household.name"),
        Column("phone", label=_("phone"), accessor=lambda each: phones_of(each)),
        Column("state", label=_("state"), accessor="get_state_display"),
        Column(
            "since",
            label=_("since"),
            accessor=lambda each: day_and_year(each.since),
        ),
    ]

    def rows(self) -> Any:
        rows = self.collective.memberships.select_related("household", "collective")
        rows = rows.prefetch_related("household__persons")
        return rows.order_by(by_name("household__name"), "pk").distinct()

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [
            HeaderButton(_("Roles"), url=self.room_url("roles"), icon_name="key"),
            HeaderButton(
                _("Mails that did not arrive"), url=self.room_url("mails"), icon_name="mail"
            ),
        ]


class MembersFound(Members):
    route, url_name = "resultats/", "results"
    results_only = True


def phones_of(membership: Membership) -> str:
    """Of all its persons, with a name where they are several."""
    persons = membership.household.persons.all()
    if len(persons) == 1:
        return "".join(format_phone(person.phone) for person in persons if person.phone)
    told = [f"{person} {format_phone(person.phone)}" for person in persons if person.phone]
    return ", ".join(told)


class Roles(InCollective, RoomPage, TemplateView):
    """Who holds which role, with the button that takes it back."""

    route, url_name = "roles/", "roles"
    template_name = "backoffice/roles.html"
    page_title = _("Roles")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        roles = self.collective.roles.select_related("user").order_by(
            "role", by_name("user__last_name"), by_name("user__first_name"), "pk"
        )
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"roles": roles}

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [HeaderButton(_("Give a role"), url=self.room_url("grant"), icon_name="plus")]


class RoleForm(forms.Form):
    email = forms.EmailField(label=_("e-mail address"))
    role = forms.TypedChoiceField(
        label=_("role"), choices=[(role, role.label) for role in ROLES_WITH_ROOMS], coerce=Role
    )


class GrantRole(ForCollective):
    route, url_name = "roles/ajouter/", "grant"
    page_title = submit_label = _("Give a role")
    intro = _("Managers see and do everything here; editors write the pages and the news.")
    form_class = RoleForm
    service = staticmethod(grant_role_by_email)

    def done_url(self, _result: Any) -> str:
        return self.room_url("roles")


class RevokeRole(InCollective, ButtonView):
    route, url_name = "roles/<uuid:uid>/retirer/", "revoke"
    service = staticmethod(take_role)

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        given = get_object_or_404(
            self.collective.roles.select_related("user", "collective"), uid=self.kwargs["uid"]
        )
        return {"given": given}

    def done_url(self, _result: Any) -> str:
        return self.room_url("roles")


class MembersRoom(Room):
    name = "members"
    segment = "adherents"
    icon = "user"
    menu_label = _("Members and roles")
    menu_order = 70
    pages = (Members, MembersFound, Roles, GrantRole, RevokeRole, MailsNotArrived, SendAgain)
