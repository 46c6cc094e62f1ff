"""Who answers for the farms that are there; a right over a farm with people is theirs to give."""

from typing import Any

from django.db import migrations


def say_who_answers(apps: Any, _editor: object) -> None:
    """The first collective that engaged a farm made it, as far as is known."""
    engagements = apps.get_model("farms", "FarmEngagement").objects
    for farm in apps.get_model("farms", "Farm").objects.filter(made_by=None):
        first = engagements.filter(farm=farm).order_by("pk").first()
        if first is not None:
            farm.made_by_id = first.collective_id
            farm.save(update_fields=["made_by"])


def take_rights_back(apps: Any, _editor: object) -> None:
    """Managers had given themselves this one."""
    managed = apps.get_model("farms", "FarmMember").objects.filter(role="manages")
    engagements = apps.get_model("farms", "FarmEngagement").objects
    given = engagements.filter(may_edit_catalogue=True, farm__in=managed.values("farm"))
    given.update(may_edit_catalogue=False)


def keep_one_farm_per_siret(apps: Any, _editor: object) -> None:
    """Of farms with the same number the first keeps it; the others are asked for theirs."""
    farms = apps.get_model("farms", "Farm").objects
    known: set[str] = set()
    for farm in farms.exclude(siret="").order_by("pk"):
        if farm.siret in known:
            farms.filter(pk=farm.pk).update(siret="")
        known.add(farm.siret)


class Migration(migrations.Migration):
    dependencies = [("farms", "0004_consent")]
    operations = [
        migrations.RunPython(say_who_answers, migrations.RunPython.noop),
        migrations.RunPython(take_rights_back, migrations.RunPython.noop),
        migrations.RunPython(keep_one_farm_per_siret, migrations.RunPython.noop),
    ]
