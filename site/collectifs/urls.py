"""Every address of the product, French and stable. Oscar's own URLs are not mounted."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from commons.accounts.views import admin_entrance
from commons.core.served_files import public_media
from home.views import collective, page_of_site

urlpatterns = [
    path("gestion/login/", admin_entrance, name="admin_entrance"),
    path("_util/login/", admin_entrance, name="page_entrance"),
    path("gestion/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("compte/", include("commons.accounts.urls")),
    path("compte/", include("allauth.urls")),
    path("media/<path:path>", public_media),
    path("", include("collectifs.operations.urls")),
    path("", include("home.urls")),
    path("", include("home.orders.urls")),
    path("", include("collectifs.demo.urls")),
    path("", include("farms.urls")),
    path("", include("shop.producer.urls")),
    path("", include("shop.checkout.shop_urls")),
    path("", include("shop.checkout.urls")),
    # After every fixed first segment: a collective's slug is none of them (RESERVED_SLUGS).
    path("", include("commons.collectives.urls")),
    path("<slug:slug>/", collective, name="collective"),
    path("<slug:collective>/<slug:slug>/", page_of_site, name="page_of_site"),
    path("", include(wagtail_urls)),
]
