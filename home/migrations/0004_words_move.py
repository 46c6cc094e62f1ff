"""What the root of the site said goes to the page below it; collectives' texts become blocks."""

import json

from django.db import migrations

STEP = 4  # characters of a path for each depth of the tree
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def move_words(apps, schema_editor):
    _welcome(apps)
    pages = apps.get_model("home", "CollectivePage").objects
    for page in pages.exclude(body=""):
        page.content = json.dumps([{"type": "text", "value": page.body}])
        page.save(update_fields=["content"])


def _welcome(apps):
    root = apps.get_model("home", "HomePage").objects.first()
    if root is None or not (root.heading or root.introduction):
        return
    types = apps.get_model("contenttypes", "ContentType").objects
    kind, _made = types.get_or_create(app_label="home", model="welcomepage")
    pages = apps.get_model("wagtailcore", "Page").objects
    last = pages.filter(path__startswith=root.path, depth=root.depth + 1).order_by("path").last()
    apps.get_model("home", "WelcomePage").objects.create(
        title="Accueil",
        draft_title="Accueil",
        slug="accueil-du-reseau",
        heading=root.heading,
        introduction=root.introduction,
        path=root.path + (_following(last.path[-STEP:]) if last else "1".zfill(STEP)),
        depth=root.depth + 1,
        numchild=0,
        url_path=f"{root.url_path}accueil-du-reseau/",
        live=True,
        locale=root.locale,
        content_type=kind,
    )
    pages.filter(pk=root.pk).update(numchild=root.numchild + 1)


def _following(step):
    number, written = int(step, 36) + 1, ""
    while number:
        number, digit = divmod(number, 36)
        written = DIGITS[digit] + written
    return written.zfill(STEP)


class Migration(migrations.Migration):
    dependencies = [("home", "0003_sections")]
    operations = [migrations.RunPython(move_words, migrations.RunPython.noop)]
