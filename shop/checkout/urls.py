"""The basket and the thanks."""

from django.urls import path

from shop.checkout import views

app_name = "checkout"

urlpatterns = [
    path("commandes/<uuid:uid>/merci/", views.confirmation, name="confirmation"),
    path(
        "<slug:collective>/panier/<slug:distribution>/",
        views.BasketView.as_view(),
        name="basket",
    ),
]
