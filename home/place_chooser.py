"""Choose a pick-up place in the editor: one of the collectives that the person writes for."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.blocks import StreamValue

from commons.collectives.models import Collective
from commons.collectives.permissions import ROLES_WITH_ROOMS, collectives_of
from commons.core.alphabet import by_name
from distributions.models import PickupPlace


class _Own:
    """Nothing of another collective is shown, or said by its key."""

    request: HttpRequest

    def get_object_list(self) -> QuerySet[PickupPlace]:
        own = collectives_of(self.request.user, *ROLES_WITH_ROOMS)
        rows = PickupPlace.objects.filter(collective__in=own, is_active=True)
        return rows.order_by(by_name("name"), "pk")

    def get_object(self, pk: Any) -> PickupPlace:
        return self.get_object_list().get(pk=pk)

    def get_objects(self, pks: Any) -> QuerySet[PickupPlace]:
        return self.get_object_list().filter(pk__in=pks)


class Choose(_Own, ChooseView):
    pass


class Results(_Own, ChooseResultsView):
    pass


class Chosen(_Own, ChosenView):
    pass


class SeveralChosen(_Own, ChosenMultipleView):
    pass


class PlaceChooser(ChooserViewSet):
    model = PickupPlace
    icon = "site"
    choose_one_text = gettext_lazy("Choose a pick-up place")
    choose_another_text = gettext_lazy("Choose another pick-up place")
    register_widget = False
    choose_view_class = Choose
    choose_results_view_class = Results
    chosen_view_class = Chosen
    chosen_multiple_view_class = SeveralChosen

    def get_urlpatterns(self) -> list[Any]:
        """Places are made in their room, not here."""
        return [each for each in super().get_urlpatterns() if each.name != "create"]


place_chooser = PlaceChooser("place_chooser", url_prefix="lieu")
PlaceBlock = place_chooser.get_block_class(name="PlaceBlock", module_path="home.place_chooser")


def refuse_places_of_others(stream: StreamValue, collective: Collective) -> None:
    """Whoever writes for two collectives is offered the places of both.

    :raises ValidationError: a block names a place of another.
    """
    ways = (each.value.get("place") for each in stream if each.block_type == "way")
    for place in filter(None, ways):
        if place.collective_id != collective.pk:
            told = _("%(place)s is a place of another collective: choose one of yours.")
            raise ValidationError({"content": told % {"place": place}})
