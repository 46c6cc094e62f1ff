from django.db import migrations

from home.platform import seed_platform


def seed(apps, schema_editor):
    seed_platform(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("catalogue", "0034_product_constraints"),
        ("sites", "0002_alter_domain_unique"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
