"""The network's own addresses."""

from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from home import styleguide, views, web_views
from home.guides import views as guide_views
from home.searching.views import search
from home.sitemaps import SITEMAPS

app_name = "home"

urlpatterns = [
    path("", views.landing, name="landing"),
    path("compte/", include("home.account.urls")),
    path("charte/", views.charter, name="charter"),
    path("recherche/", search, name="search"),
    path("fiches/", guide_views.guides, name="guides"),
    path("fiches/<str:slug>/", guide_views.guide, name="guide"),
    path("fiches/<str:slug>/avis/", guide_views.answer, name="guide_answer"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("mentions-legales/", views.legal, name="legal"),
    path("<slug:collective>/mentions-legales/", views.collective_legal, name="collective_legal"),
    path("<slug:collective>/distributions.ics", views.distributions_calendar, name="dates"),
    path(".well-known/security.txt", views.security, name="security"),
    path("robots.txt", web_views.robots, name="robots"),
    path("manifest.webmanifest", web_views.manifest, name="manifest"),
    path("favicon.ico", web_views.favicon, name="favicon"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("couleurs/<slug:colour>.css", web_views.colours, name="colours"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
