from django.apps import AppConfig


class CollectivesConfig(AppConfig):
    name = "collectifs.collectives"
    label = "collectives"
