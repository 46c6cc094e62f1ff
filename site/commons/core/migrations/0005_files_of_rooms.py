"""Tell what rooms keep (pictures of goods, certificates) from what is content of pages.

Our services store a file without a person, Wagtail's forms with one; and nobody but a superuser
could use those forms before.
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def mark_what_rooms_keep(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    for name in ("CollectifsImage", "CollectifsDocument"):
        rows = apps.get_model("core", name)._default_manager
        rows.filter(uploaded_by_user__isnull=True).update(is_content=False)


class Migration(migrations.Migration):
    dependencies = [("core", "0004_mails_that_did_not_arrive")]
    operations = [
        *(
            migrations.AddField(
                model, "is_content", models.BooleanField(default=True, editable=False)
            )
            for model in ("collectifsimage", "collectifsdocument")
        ),
        migrations.RunPython(mark_what_rooms_keep, migrations.RunPython.noop),
    ]
