"""Choose the collective to manage, where a person manages several."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from home.backoffice.tenancy import choose_collective, current_collective, managed


class ChoiceView(WagtailAdminTemplateMixin, TemplateView):
    """Nothing is written but the session."""

    template_name = "backoffice/choice.html"
    page_title = _("Choose a collective")
    header_icon = "site"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not managed(self.request):
            raise Http404
        context: dict[str, Any] = super().get_context_data(**kwargs)
        chosen = current_collective(self.request)
        return context | {"collectives": managed(self.request), "chosen": chosen}

    def post(self, request: HttpRequest) -> HttpResponse:
        choose_collective(request, request.POST.get("collective", ""))
        return HttpResponseRedirect(reverse("wagtailadmin_home"))


class SwitchItem(MenuItem):
    """Says which of a person's collectives the rooms show, and leads to the choice."""

    def is_shown(self, request: HttpRequest) -> bool:
        return len(managed(request)) > 1

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        if chosen := current_collective(request):
            component.label = chosen.name
        return component


class Choice(ViewSet):
    name = "backoffice_choice"
    url_prefix = "collectif"
    icon = "site"
    menu_label = _("Choose a collective")
    menu_item_class = SwitchItem
    menu_order = 1
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        return [path("", self.construct_view(ChoiceView), name="index")]
