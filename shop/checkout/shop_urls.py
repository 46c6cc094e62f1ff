"""The shop's addresses."""

from django.urls import path

from shop.checkout import shop_views as views

app_name = "shop"

urlpatterns = [
    path("<slug:collective>/boutique/", views.next_shop, name="next"),
    path(
        "<slug:collective>/boutique/<slug:distribution>/",
        views.ShopView.as_view(),
        name="shop",
    ),
    path(
        "<slug:collective>/boutique/<slug:distribution>/produits/<uuid:product>/",
        views.product,
        name="product",
    ),
]
