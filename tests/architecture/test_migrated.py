"""On PostgreSQL the suite runs on what the migrations make, not on what the models say."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Collection, Locale, Site, Task, Workflow

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def test_every_migration_was_run() -> None:
    executor = MigrationExecutor(connection)

    assert connection.vendor == "postgresql"
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_what_only_migrations_make_is_there() -> None:
    assert Collection.objects.exists()
    assert Locale.objects.exists()
    assert Site.objects.filter(is_default_site=True).exists()


def test_nothing_is_left_of_the_workflow_that_wagtail_begins_with() -> None:
    names = {
        *Workflow.objects.values_list("name", flat=True),
        *Task.objects.values_list("name", flat=True),
    }

    assert "Moderators approval" not in names


def test_nothing_is_left_of_the_groups_that_wagtail_begins_with() -> None:
    assert not Group.objects.filter(name__in=("Editors", "Moderators")).exists()
