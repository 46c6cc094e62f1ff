from django.apps import AppConfig


class ProducerConfig(AppConfig):
    name = "shop.producer"
    label = "producer"
