"""A second sending finds the order that stands: it needs no number of its own."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("order", "0027_fill_ordered_and_due")]

    operations = [migrations.RemoveField("order", "submission")]
