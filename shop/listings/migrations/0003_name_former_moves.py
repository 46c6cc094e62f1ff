from django.db import migrations
from django.db.models import OuterRef, Subquery


def name_former_moves(apps, schema_editor):
    """All moves so far were promises. What past dates hold is handed over by the first tick."""
    moves = apps.get_model("listings", "StockMove").objects
    listings = apps.get_model("listings", "Listing").objects.filter(pk=OuterRef("listing"))
    moves.update(stockrecord=Subquery(listings.values("stockrecord")))
    moves.filter(delta__lt=0).update(kind="given_back")


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0002_promises_and_facts"),
    ]
    operations = [migrations.RunPython(name_former_moves, migrations.RunPython.noop)]
