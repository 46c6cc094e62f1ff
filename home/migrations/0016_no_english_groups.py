"""Wagtail begins with groups of its own, named in English, whose rights reach over all sites."""

from django.db import migrations

NAMES = ("Editors", "Moderators")


def remove(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=NAMES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("home", "0015_blocks_of_the_network"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(remove, migrations.RunPython.noop)]
