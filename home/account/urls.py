"""Below `/compte/`, beside allauth's addresses; named in the namespace of home."""

from django.urls import path
from django.views.decorators.cache import never_cache

from home.account import views

urlpatterns = [
    path("", never_cache(views.account), name="account"),
    path("profil/", views.profile, name="account_profile"),
    path("foyer/", views.add_person, name="account_add_person"),
    path("foyer/<uuid:uid>/retirer/", views.remove_person, name="account_remove_person"),
    path("adhesions/<uuid:uid>/quitter/", views.leave, name="account_leave"),
]
