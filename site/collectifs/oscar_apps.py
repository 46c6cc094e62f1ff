"""Oscar's apps that are installed for their models alone: none of their pages is mounted.

Oscar imports the views of all of them, with their forms and tables, whenever Django starts.
"""

from oscar.apps.catalogue.reviews import apps as reviews
from oscar.apps.customer import apps as customer
from oscar.apps.dashboard import apps as dashboard
from oscar.apps.dashboard.catalogue import apps as dashboard_catalogue
from oscar.apps.dashboard.communications import apps as dashboard_communications
from oscar.apps.dashboard.offers import apps as dashboard_offers
from oscar.apps.dashboard.orders import apps as dashboard_orders
from oscar.apps.dashboard.pages import apps as dashboard_pages
from oscar.apps.dashboard.partners import apps as dashboard_partners
from oscar.apps.dashboard.ranges import apps as dashboard_ranges
from oscar.apps.dashboard.reports import apps as dashboard_reports
from oscar.apps.dashboard.reviews import apps as dashboard_reviews
from oscar.apps.dashboard.shipping import apps as dashboard_shipping
from oscar.apps.dashboard.users import apps as dashboard_users
from oscar.apps.dashboard.vouchers import apps as dashboard_vouchers
from oscar.apps.offer import apps as offer
from oscar.apps.search import apps as search
from oscar.apps.wishlists import apps as wishlists


class ModelsOnly:
    def ready(self) -> None:
        """Nothing: Oscar's own imports the views."""


class CatalogueReviewsConfig(ModelsOnly, reviews.CatalogueReviewsConfig): ...


class CustomerConfig(ModelsOnly, customer.CustomerConfig): ...


class OfferConfig(ModelsOnly, offer.OfferConfig): ...


class SearchConfig(ModelsOnly, search.SearchConfig): ...


class WishlistsConfig(ModelsOnly, wishlists.WishlistsConfig): ...


class DashboardConfig(ModelsOnly, dashboard.DashboardConfig): ...


class CatalogueDashboardConfig(ModelsOnly, dashboard_catalogue.CatalogueDashboardConfig): ...


class CommunicationsDashboardConfig(
    ModelsOnly, dashboard_communications.CommunicationsDashboardConfig
): ...


class OffersDashboardConfig(ModelsOnly, dashboard_offers.OffersDashboardConfig): ...


class OrdersDashboardConfig(ModelsOnly, dashboard_orders.OrdersDashboardConfig): ...


class PagesDashboardConfig(ModelsOnly, dashboard_pages.PagesDashboardConfig): ...


class PartnersDashboardConfig(ModelsOnly, dashboard_partners.PartnersDashboardConfig): ...


class RangesDashboardConfig(ModelsOnly, dashboard_ranges.RangesDashboardConfig): ...


class ReportsDashboardConfig(ModelsOnly, dashboard_reports.ReportsDashboardConfig): ...


class ReviewsDashboardConfig(ModelsOnly, dashboard_reviews.ReviewsDashboardConfig): ...


class ShippingDashboardConfig(ModelsOnly, dashboard_shipping.ShippingDashboardConfig): ...


class UsersDashboardConfig(ModelsOnly, dashboard_users.UsersDashboardConfig): ...


class VouchersDashboardConfig(ModelsOnly, dashboard_vouchers.VouchersDashboardConfig): ...
