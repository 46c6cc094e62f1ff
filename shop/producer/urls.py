"""The farm's space; a collective's managers find the list of its own goods beside it."""

from django.urls import include, path

from shop.producer import views

app_name = "producer"

_list = [
    path("", views.recap, name="recap"),
    path("<slug:sheet>.csv", views.sheet, name="sheet"),
    path("liste.pdf", views.paper, name="paper"),
]

urlpatterns = [
    path("producteur/", views.home, name="home"),
    path("producteur/<slug:farm>/<uuid:distribution>/", include(_list)),
    path("producteur/collectif/<slug:collective>/<uuid:distribution>/", include(_list)),
]
