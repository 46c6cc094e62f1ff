"""The basket and the thanks, never as they were."""

from django.urls import path
from django.views.decorators.cache import never_cache

from shop.checkout import views
from shop.checkout.gone import leads_on

app_name = "checkout"

urlpatterns = [
    path("commandes/<uuid:uid>/merci/", never_cache(views.confirmation), name="confirmation"),
    path(
        "<slug:collective>/panier/<slug:distribution>/",
        never_cache(leads_on(views.BasketView.as_view())),
        name="basket",
    ),
]
