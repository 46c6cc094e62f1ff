from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "collectifs.demo"
    label = "demo"
