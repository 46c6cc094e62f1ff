from django.apps import AppConfig
from django.utils.module_loading import import_string


class HomeConfig(AppConfig):
    name = "home"

    def ready(self) -> None:
        """By its name: models can be imported only once Django is ready."""
        import_string("home.files.follow")()
        import_string("home.searching.freshness.follow")()
        import_string("home.headlines.follow")()
