from django.apps import AppConfig
from django.db.backends.signals import connection_created

from commons.core import alphabet


class CoreConfig(AppConfig):
    name = "commons.core"
    label = "core"

    def ready(self) -> None:
        connection_created.connect(alphabet.teach)
