"""The network's own addresses."""

from django.urls import include, path

from home import styleguide, views

app_name = "home"

urlpatterns = [
    path("compte/", include("home.account.urls")),
    path("charte/", views.charter, name="charter"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("mentions-legales/", views.legal, name="legal"),
    path("<slug:collective>/mentions-legales/", views.collective_legal, name="collective_legal"),
    path(".well-known/security.txt", views.security, name="security"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
