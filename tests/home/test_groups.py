"""Wagtail's groups equal the roles; the command rebuilds and checks them."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from commons.collectives.models import Role
from tests.factories import make_collective, make_farm, make_farm_member, make_role

pytestmark = pytest.mark.django_db


def sync(*options: str) -> list[str]:
    out = StringIO()
    call_command("sync_groups", *options, stdout=out)
    return out.getvalue().split()


def test_missing_groups_are_rebuilt_with_their_members() -> None:
    editor = make_role(make_collective(slug="lise"), Role.EDITOR)
    producer = make_farm_member(make_farm(slug="pre"))

    assert {"collectif:lise:editor", "ferme:pre", "reseau:administrator"} <= set(sync())

    assert editor.groups.get().name == "collectif:lise:editor"
    assert editor.has_perm("wagtailadmin.access_admin")
    assert producer.groups.get().name == "ferme:pre"
    assert sync() == []


def test_a_check_changes_nothing_and_fails() -> None:
    make_farm(slug="pre")

    with pytest.raises(CommandError):
        sync("--check")

    assert not Group.objects.filter(name="ferme:pre").exists()


def test_a_check_passes_where_all_is_well() -> None:
    sync()

    assert sync("--check") == []


def test_who_crept_in_is_put_out() -> None:
    sync()
    make_role(make_collective(slug="lise"), Role.EDITOR)
    sync()
    stranger = make_farm_member(make_farm())
    stranger.groups.set([Group.objects.get(name="collectif:lise:editor")])

    sync()

    assert not stranger.groups.filter(name="collectif:lise:editor").exists()


def test_groups_of_what_is_gone_are_removed_and_others_stay() -> None:
    for name in ("ferme:disparue", "Editors", "Amis"):
        Group.objects.get_or_create(name=name)

    sync()

    assert not Group.objects.filter(name__in=("ferme:disparue", "Editors")).exists()
    assert Group.objects.filter(name="Amis").exists()


def test_a_lost_entrance_to_the_admin_is_noticed() -> None:
    make_collective(slug="lise")
    sync()
    Group.objects.get(name="collectif:lise:manager").permissions.clear()

    assert sync() == ["collectif:lise:manager"]
    assert sync() == []
