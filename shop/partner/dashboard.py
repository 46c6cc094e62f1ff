"""Oscar's dashboard of partners, which is never mounted and cannot be left out."""

from oscar.apps.dashboard.partners import apps


class PartnersDashboardConfig(apps.PartnersDashboardConfig):
    """Without its views: their form asks for the name that our seller does not store."""

    def ready(self) -> None:
        pass
