"""Where Wagtail finds the rooms."""

from collections.abc import Sequence

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from home.backoffice.rooms.choice import Choice
from home.backoffice.rooms.distributions import DistributionsRoom
from home.backoffice.rooms.farms import FarmsRoom
from home.backoffice.rooms.places import PlacesRoom
from home.backoffice.rooms.presences import PresencesRoom


def rooms() -> Sequence[ViewSet]:
    return [Choice(), DistributionsRoom(), PresencesRoom(), FarmsRoom(), PlacesRoom()]


def styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/backoffice.css"))


hooks.register("register_admin_viewset", rooms)
hooks.register("insert_global_admin_css", styles)
