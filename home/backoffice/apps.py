from django.apps import AppConfig

from home.backoffice.library_signs import set_libraries_in_french


class BackofficeConfig(AppConfig):
    name = "home.backoffice"
    label = "backoffice"

    def ready(self) -> None:
        set_libraries_in_french()
