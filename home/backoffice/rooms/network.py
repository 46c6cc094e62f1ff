"""The network, for its administrators: its legal notice, who publishes the pages of farms."""

from collections.abc import Mapping, Sequence
from functools import wraps
from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import HeaderButton

from commons.collectives.legal import Publisher
from commons.collectives.models import Network
from commons.collectives.permissions import administers_network
from commons.core.viewsets import Answer, ServiceView, ServiceViewSet
from farms.services import set_farm_page_approval
from home.backoffice.rooms.legal import ChangeIdentity, NetworkLegalForm


class FarmPagesForm(forms.Form):
    by_network = forms.ChoiceField(
        label=_("who publishes a farm’s page"),
        choices=[
            ("", _("The farm itself, when it wants")),
            (
                "yes",
                _("The network: the farm submits its page, an editor of the network approves it"),
            ),
        ],
        required=False,
        widget=forms.RadioSelect,
    )


def _network() -> Network:
    network = Network.objects.first()
    if network is None:
        raise Http404
    return network


class ChangeNetwork(ChangeIdentity):
    route, url_name = "mentions-legales/", "index"
    form_class = NetworkLegalForm

    @cached_property
    def header_buttons(self) -> list[Any]:
        pages = self.room_url("farm_pages")
        return [HeaderButton(_("Farms’ pages"), url=pages, icon_name="group")]

    @property
    def publisher(self) -> Publisher:  # type: ignore[override]  # read at each request
        return _network()


class FarmPages(ServiceView):
    route, url_name = "pages-de-fermes/", "farm_pages"
    is_change = True
    page_title = _("Farms’ pages")
    intro = _("What is public stays public, whatever you choose.")
    form_class = FarmPagesForm
    service = staticmethod(set_farm_page_approval)

    def get_initial(self) -> dict[str, Any]:
        return {"by_network": "yes" if _network().approves_farm_pages else ""}

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"by_network": bool(typed["by_network"]), "network": _network()}


class AdministratorsItem(MenuItem):
    """A menu entry for whoever administers the network."""

    def is_shown(self, request: HttpRequest) -> bool:
        return administers_network(request.user)


class NetworkRoom(ServiceViewSet):
    """For the network's administrators; it does not exist for others."""

    name = "backoffice_network"
    url_prefix = "reseau"
    icon = "site"
    menu_label = _("The network")
    menu_order = 90
    menu_item_class = AdministratorsItem
    pages: ClassVar[Sequence[type[View]]] = (ChangeNetwork, FarmPages)

    def guarded(self, view: Answer) -> Answer:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not administers_network(request.user):
                raise Http404
            return view(request, *args, **kwargs)

        return opened
