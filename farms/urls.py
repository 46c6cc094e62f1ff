"""The farms' addresses."""

from django.urls import path

from farms import views

app_name = "farms"

urlpatterns = [
    path("fermes/", views.farms, name="farms"),
    path("fermes/<slug:slug>/", views.farm, name="farm"),
]
