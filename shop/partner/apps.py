from oscar.apps.dashboard.partners import apps as dashboard
from oscar.apps.partner import apps


class PartnerConfig(apps.PartnerConfig):
    name = "shop.partner"


class PartnersDashboardConfig(dashboard.PartnersDashboardConfig):
    """Oscar's dashboard of partners, which is never mounted and cannot be left out.

    Without its views: their form asks for the name that our seller does not store.
    """

    def ready(self) -> None:
        pass
