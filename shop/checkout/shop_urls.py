"""The shop's addresses. What shows quantities is asked for again by "Back", also without script."""

from django.urls import path
from django.views.decorators.cache import never_cache

from shop.checkout import shop_views as views
from shop.checkout.gone import leads_on

app_name = "shop"

urlpatterns = [
    path("<slug:collective>/boutique/", views.next_shop, name="next"),
    path(
        "<slug:collective>/boutique/<slug:distribution>/",
        never_cache(leads_on(views.ShopView.as_view())),
        name="shop",
    ),
    path(
        "<slug:collective>/boutique/<slug:distribution>/produits/<uuid:product>/",
        never_cache(leads_on(views.product)),
        name="product",
    ),
]
