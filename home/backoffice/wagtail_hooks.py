"""Where Wagtail finds the rooms."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet

from commons.collectives.permissions import administers_network
from home.backoffice.dashboard import MissingOfNetwork, NextDistribution
from home.backoffice.rooms.choice import Choice
from home.backoffice.rooms.distributions import DistributionsRoom
from home.backoffice.rooms.farms import FarmsRoom
from home.backoffice.rooms.legal import LegalRoom, NetworkRoom
from home.backoffice.rooms.members import MembersRoom
from home.backoffice.rooms.orders import OrdersRoom
from home.backoffice.rooms.places import PlacesRoom
from home.backoffice.rooms.presences import PresencesRoom
from home.backoffice.rooms.products import ProductsRoom
from home.backoffice.tenancy import current_collective


def rooms() -> Sequence[ViewSet]:
    return [
        Choice(),
        DistributionsRoom(),
        OrdersRoom(),
        PresencesRoom(),
        FarmsRoom(),
        ProductsRoom(),
        PlacesRoom(),
        MembersRoom(),
        LegalRoom(),
        NetworkRoom(),
    ]


def styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/backoffice.css"))


def panels(request: HttpRequest, found: list[Component]) -> None:
    """The next distribution above all that Wagtail says itself, and what the network lacks."""
    if administers_network(request.user):
        found.insert(0, MissingOfNetwork())
    if current_collective(request):
        found.insert(0, NextDistribution())


hooks.register("construct_homepage_panels", panels)
hooks.register("register_admin_viewset", rooms)
hooks.register("insert_global_admin_css", styles)
