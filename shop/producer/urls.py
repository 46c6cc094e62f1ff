"""The farm's space; a collective's managers find the list of its own goods beside it."""

from django.urls import include, path

from shop.producer import agreement_views, paper_views, views

app_name = "producer"

_list = [
    path("", views.recap, name="recap"),
    path("<slug:sheet>.csv", views.sheet, name="sheet"),
    path("impression/", views.whole, name="whole"),
    path("liste.pdf", paper_views.paper, name="paper"),
    path("pdf/", paper_views.ask, name="ask_for_paper"),
    path("pdf/<uuid:uid>/", paper_views.progress, name="progress"),
    path("pdf/<uuid:uid>/liste.pdf", paper_views.made, name="made_paper"),
]

urlpatterns = [
    path("producteur/", views.home, name="home"),
    path("producteur/conventions/", agreement_views.agreements, name="agreements"),
    path("producteur/conventions/<uuid:uid>/droits/", agreement_views.rights, name="rights"),
    path("producteur/propositions/<uuid:uid>/", agreement_views.proposal, name="proposal"),
    path("producteur/invitations/<uuid:uid>/", agreement_views.invitation, name="invitation"),
    path("producteur/<slug:farm>/personnes/inviter/", agreement_views.invite, name="invite"),
    path(
        "producteur/<slug:farm>/personnes/<uuid:uid>/retirer/",
        agreement_views.remove,
        name="remove_person",
    ),
    path(
        "producteur/<slug:farm>/invitations/<uuid:uid>/retirer/",
        agreement_views.uninvite,
        name="uninvite",
    ),
    path("producteur/<slug:farm>/<uuid:distribution>/", include(_list)),
    path("producteur/collectif/<slug:collective>/<uuid:distribution>/", include(_list)),
]
