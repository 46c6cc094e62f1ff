"""Below a collective's address."""

from django.urls import path

from commons.collectives import views

app_name = "collectives"

urlpatterns = [path("<slug:collective>/adherer/", views.join, name="join")]
