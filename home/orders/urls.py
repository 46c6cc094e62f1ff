"""`/commandes/`: what the household has ordered, never as it was."""

from django.urls import path
from django.views.decorators.cache import never_cache

from home.orders import actions, views, withdrawal_views

app_name = "orders"

urlpatterns = [
    path("commandes/", never_cache(views.history), name="list"),
    path(
        "commandes/retractation/<str:token>/",
        never_cache(withdrawal_views.withdraw_by_link),
        name="withdraw_by_link",
    ),
    path("commandes/<uuid:uid>/", never_cache(views.detail), name="detail"),
    path(
        "commandes/<uuid:uid>/retractation/",
        never_cache(withdrawal_views.withdraw),
        name="withdraw",
    ),
    path("commandes/<uuid:uid>/retrait.ics", views.calendar, name="calendar"),
    path("commandes/<uuid:uid>/modifications/", actions.apply_draft, name="apply"),
    path("commandes/<uuid:uid>/abandonner/", actions.drop_draft, name="drop"),
    path("commandes/<uuid:uid>/annuler/", actions.cancel, name="cancel"),
    path("commandes/<uuid:uid>/recommander/", actions.again, name="again"),
    path(
        "commandes/<uuid:uid>/lignes/<uuid:line>/annuler/", actions.cancel_one, name="cancel_line"
    ),
]
