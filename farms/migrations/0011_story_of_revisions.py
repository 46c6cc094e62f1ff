"""Drafts and earlier versions of farms' pages call their text by its new name, and so do links."""

import uuid

from django.db import migrations

# By which Wagtail names where a reference stands (`ReferenceIndex._get_content_path_hash`).
PATHS = uuid.UUID("bdc70d8b-e7a2-4c2a-bf43-2a3e3fcbbe86")


def rename_text(apps, schema_editor):
    kind = apps.get_model("contenttypes", "ContentType").objects.filter(
        app_label="farms", model="farmpage"
    )
    for revision in apps.get_model("wagtailcore", "Revision").objects.filter(content_type__in=kind):
        if "body" in revision.content:
            revision.content["story"] = revision.content.pop("body")
            revision.save(update_fields=["content"])
    references = apps.get_model("wagtailcore", "ReferenceIndex").objects
    references.filter(content_type__in=kind, model_path="body").update(
        model_path="story", content_path="story", content_path_hash=uuid.uuid5(PATHS, "story")
    )


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("farms", "0010_what_a_farm_tells"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(rename_text, migrations.RunPython.noop)]
