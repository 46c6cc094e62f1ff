"""The addresses of probes, without a final slash as their readers expect."""

from django.urls import path

from collectifs.operations.probes import PROBES

app_name = "operations"
urlpatterns = [path(name, probe, name=name) for name, probe in PROBES.items()]
