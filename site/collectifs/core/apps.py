from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "collectifs.core"
    label = "core"
