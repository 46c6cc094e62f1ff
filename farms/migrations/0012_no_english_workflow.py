"""Wagtail begins with a workflow of its own, named in English, for groups that are gone."""

from django.db import migrations

NAME = "Moderators approval"


def remove_unused(apps, schema_editor):
    workflows = apps.get_model("wagtailcore", "Workflow").objects.filter(name=NAME)
    workflows.filter(workflow_states__isnull=True).delete()
    workflows.update(name="Relecture", active=False)
    tasks = apps.get_model("wagtailcore", "Task").objects.filter(name=NAME)
    tasks.filter(task_states__isnull=True, workflow_tasks__isnull=True).delete()
    tasks.update(name="Relecture", active=False)


class Migration(migrations.Migration):
    dependencies = [
        ("farms", "0011_story_of_revisions"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(remove_unused, migrations.RunPython.noop)]
