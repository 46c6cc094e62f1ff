"""Lieux: where a collective's distributions take place."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import Count
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from commons.accounts.fields import PostcodeField
from commons.collectives.selectors import find_communes
from commons.core.alphabet import by_name
from commons.core.viewsets import RowsView
from distributions.models import PickupPlace
from distributions.services import announced_at, create_place, update_place
from home.backoffice.base import ForCollective, InCollective, Room, RowLink
from home.backoffice.labels import yes_no
from home.backoffice.rooms.telling import Telling, TellingView, without_tick
from home.backoffice.selectors import told_of


# Django's form takes no type argument at run time; its stubs ask for one.
class PlaceForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in its stubs alone
    """A place; without a position, that of its town is taken, where one is known."""

    postcode = PostcodeField()
    latitude = forms.FloatField(
        label=_("latitude"), required=False, min_value=-90, max_value=90, localize=True
    )
    longitude = forms.FloatField(
        label=_("longitude"),
        required=False,
        min_value=-180,
        max_value=180,
        localize=True,
        help_text=_(
            "Without both, the place stands on the map at the middle of its town."
            " Where that is not known either, the place counts all the same,"
            " and its distance is not shown."
        ),
    )

    class Meta:
        model = PickupPlace
        fields: ClassVar[Sequence[str]] = (
            *("name", "street", "postcode", "town", "opening_notes", "private_notes"),
            *("latitude", "longitude"),
        )
        widgets: ClassVar[Mapping[str, Any]] = {
            "opening_notes": forms.Textarea(attrs={"rows": 3}),
            "private_notes": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        is_placed = typed.get("latitude") is not None and typed.get("longitude") is not None
        if not is_placed and typed.get("postcode"):
            self._locate(typed)
        return typed

    def _locate(self, typed: dict[str, Any]) -> None:
        near = find_communes(f"{typed['postcode']} {typed.get('town', '')}", limit=1)
        found = next(iter(near), None)
        if found is None:
            sentence = _("This postcode is not known: give the position (latitude and longitude).")
            self.add_error("postcode", sentence)
        else:
            typed["latitude"], typed["longitude"] = found.latitude, found.longitude

    def _post_clean(self) -> None:
        """The instance is for the service to write: the form leaves it alone."""


class ChangedPlaceForm(Telling, PlaceForm):
    announced = ("name", "street", "postcode", "town", "opening_notes")

    class Meta(PlaceForm.Meta):
        fields: ClassVar[Sequence[str]] = (*PlaceForm.Meta.fields, "is_active")


class Places(InCollective, RowsView):
    page_title = _("Pick-up places")
    columns: ClassVar[Sequence[Column]] = [
        RowLink(
            "name",
            label=_("name"),
            url_name="places:edit",
        ),
        Column("town", label=_("town")),
        Column("dates", label=_("distributions")),
        Column("is_active", label=_("in use"), accessor=lambda each: yes_no(each.is_active)),
    ]

    def rows(self) -> Any:
        return self.collective.places.annotate(dates=Count("distributions")).order_by(
            by_name("name"), "pk"
        )

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [HeaderButton(_("Add a place"), url=self.room_url("add"), icon_name="plus")]


class AddPlace(ForCollective):
    route, url_name = "ajouter/", "add"
    page_title = _("Add a place")
    form_class = PlaceForm
    service = staticmethod(create_place)
    submit_label = page_title


class ChangePlace(InCollective, TellingView):
    route, url_name = "<uuid:uid>/", "edit"
    is_change = True
    form_class = ChangedPlaceForm
    service = staticmethod(update_place)

    @cached_property
    def place(self) -> PickupPlace:
        found: PickupPlace = self.found(self.collective.places)
        return found

    def get_page_title(self) -> str:
        return self.place.name

    def get_form_kwargs(self) -> dict[str, Any]:
        told = told_of(announced_at(self.place, timezone.now()))
        return super().get_form_kwargs() | {"instance": self.place, "told": told}

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**without_tick(typed), "place": self.place}


class PlacesRoom(Room):
    name = "places"
    segment = "lieux"
    icon = "home"
    menu_label = _("Pick-up places")
    menu_order = 60
    pages = (Places, AddPlace, ChangePlace)
