from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    name = "home.backoffice"
    label = "backoffice"
