"""Below `/compte/`, beside allauth's addresses; named in the namespace of home."""

from django.urls import path
from django.views.decorators.cache import never_cache

from home.account import calendar_views, own_data_views, views

urlpatterns = [
    path("", never_cache(views.account), name="account"),
    path("profil/", views.profile, name="account_profile"),
    path("foyer/", views.add_person, name="account_add_person"),
    path("foyer/<uuid:uid>/retirer/", views.remove_person, name="account_remove_person"),
    path("adhesions/<uuid:uid>/quitter/", views.leave, name="account_leave"),
    path("calendrier/", never_cache(calendar_views.own_calendar), name="own_calendar"),
    path("calendrier/adresse/", never_cache(calendar_views.give), name="give_calendar"),
    path("calendrier/retirer/", calendar_views.withdraw, name="withdraw_calendar"),
    path("calendrier/<slug:token>.ics", never_cache(calendar_views.own_dates), name="own_dates"),
    path("donnees/", own_data_views.own_data, name="account_own_data"),
    path("donnees/exporter/", own_data_views.export, name="account_export"),
    path("donnees/effacer/", own_data_views.erase, name="account_erase"),
]
