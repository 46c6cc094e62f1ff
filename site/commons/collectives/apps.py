from django.apps import AppConfig


class CollectivesConfig(AppConfig):
    name = "commons.collectives"
    label = "collectives"
