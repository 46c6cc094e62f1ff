"""Where Wagtail finds the rooms."""

from collections.abc import Sequence

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.images.forms import ImageInsertionForm
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry

from commons.collectives.permissions import administers_network
from commons.core.alternative_text import refuse_file_name
from commons.core.page_forms import check_pages
from home.backoffice import face
from home.backoffice.content_checks import check_everything
from home.backoffice.dashboard import MissingOfNetwork, Overview
from home.backoffice.doors import pages_shown
from home.backoffice.editor_bar import (
    back_to_the_farm,
    lead_with_what_one_came_for,
    say_what_was_decided,
)
from home.backoffice.files_api import Documents, Images
from home.backoffice.first_draft import go_on_with_first_draft
from home.backoffice.rooms.choice import Choice
from home.backoffice.rooms.distributions import DistributionsRoom
from home.backoffice.rooms.farms import FarmsRoom
from home.backoffice.rooms.figures import FiguresRoom
from home.backoffice.rooms.legal import LegalRoom
from home.backoffice.rooms.members import MembersRoom
from home.backoffice.rooms.network import NetworkRoom
from home.backoffice.rooms.orders import OrdersRoom
from home.backoffice.rooms.places import PlacesRoom
from home.backoffice.rooms.presences import PresencesRoom
from home.backoffice.rooms.products import ProductsRoom
from home.backoffice.rooms.settings import SettingsRoom
from home.backoffice.rooms.site import SiteRoom
from home.backoffice.tenancy import current_collective
from home.files import keep_for_readers
from home.guides.page_policy import PagePolicy
from home.place_chooser import place_chooser


def rooms() -> Sequence[ViewSet]:
    return [
        Choice(),
        DistributionsRoom(),
        OrdersRoom(),
        PresencesRoom(),
        FiguresRoom(),
        FarmsRoom(),
        ProductsRoom(),
        PlacesRoom(),
        MembersRoom(),
        LegalRoom(),
        SettingsRoom(),
        SiteRoom(),
        NetworkRoom(),
        place_chooser,
    ]


def panels(request: HttpRequest, found: list[Component]) -> None:
    """The next distribution above all that Wagtail says itself, and what the network lacks."""
    if administers_network(request.user):
        found.insert(0, MissingOfNetwork())
    if current_collective(request):
        found.insert(0, Overview())


def reports(_request: HttpRequest, items: list[MenuItem]) -> None:
    """Without the one that is not offered (`doors`)."""
    items[:] = [item for item in items if item.name != "page-types-usage"]


# Wagtail has no setting for its form of a picture in a text.
ImageInsertionForm.base_fields["alt_text"].validators.append(refuse_file_name)


def no_embeds(features: FeatureRegistry) -> None:
    """Texts show nothing of another host."""
    features.default_features.remove("embed")


def files_for_pages(router: WagtailAPIRouter) -> None:
    """Wagtail's own endpoints list every file to whoever enters."""
    router.register_endpoint("images", Images)
    router.register_endpoint("documents", Documents)


register_permission_policy(Page, PagePolicy())

LAST = 1  # after Wagtail's own
face.dress_account()
face.name_fields_of_links()
face.title_in_french()
check_pages()
say_what_was_decided()
hooks.register("construct_page_action_menu", lead_with_what_one_came_for)
hooks.register("before_create_page", go_on_with_first_draft)
hooks.register("after_edit_page", back_to_the_farm)
hooks.register("construct_admin_api", files_for_pages, order=LAST)
hooks.register("construct_reports_menu", reports)
hooks.register("construct_page_chooser_queryset", pages_shown)
hooks.register("before_serve_document", keep_for_readers)
hooks.register("register_rich_text_features", no_embeds, order=LAST)
hooks.register("construct_homepage_panels", panels)
hooks.register("construct_wagtail_userbar", check_everything)
hooks.register("register_admin_viewset", rooms)
hooks.register("insert_global_admin_css", face.styles)
hooks.register("insert_editor_js", face.last_words)
hooks.register("construct_help_menu", face.no_help_of_wagtails)
hooks.register("construct_main_menu", face.no_version)
hooks.register("register_admin_menu_item", face.way_to_producer)
hooks.register("get_avatar_url", face.pictogram)
hooks.register("register_account_menu_item", face.way_to_account)
