"""A number belongs to a person; that of a household was a copy of its first account's."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def give_to_persons(apps, _schema_editor):
    """To those of a household who have an account and no number of their own."""
    household = apps.get_model("accounts", "Household")
    person = apps.get_model("accounts", "Person")
    known = household.objects.filter(pk=OuterRef("household")).values("phone")[:1]
    person.objects.filter(user__isnull=False, phone="").update(phone=Subquery(known))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_who_is_signed_in_stays_so")]

    operations = [
        migrations.RunPython(give_to_persons, migrations.RunPython.noop),
        migrations.RemoveField("household", "phone"),
    ]
