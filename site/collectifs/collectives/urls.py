"""Below a collective's address."""

from django.urls import path

from collectifs.collectives import views

app_name = "collectives"

urlpatterns = [path("<slug:collective>/adherer/", views.join, name="join")]
