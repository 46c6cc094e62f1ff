"""`manage.py search_index`: writes anew what the search of the site finds; tells how much it is."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count

from home.models import SearchEntry
from home.searching.index import rebuild


class Command(BaseCommand):
    help = "Rebuild the index of the site's search: after an upgrade, or rows written in bulk."

    def handle(self, *args: Any, **options: Any) -> None:
        """Each kind with how many of it can be found."""
        rebuild()
        kinds = SearchEntry.objects.values_list("kind").annotate(count=Count("pk"))
        for kind, count in kinds.order_by("kind"):
            self.stdout.write(f"{kind} {count}")
