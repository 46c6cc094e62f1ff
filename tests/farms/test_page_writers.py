"""Who writes a farm's page: its people, else the collective that keeps it."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from commons.accounts.models import User
from commons.collectives.models import Collective, Role
from commons.collectives.services import grant_role
from farms.models import Farm, FarmMember
from farms.services import (
    accept_invitation,
    add_farm_member,
    create_farm,
    engage_farm,
    invite_to_farm,
)
from home.sections import found_collective
from tests.factories import MONDAY, make_network, make_user
from tests.reading import read

pytestmark = pytest.mark.django_db
MANAGES = FarmMember.Role.MANAGES


@pytest.fixture
def keeper(db: None) -> Collective:
    return found_collective(network=make_network(), name="La Lise", slug="lise", now=MONDAY)


def one_who(collective: Collective, role: Role) -> User:
    user = make_user()
    grant_role(collective=collective, user=user, role=role, actor=None, now=MONDAY)
    return user


def writes(user: User, farm: Farm) -> bool:
    """The page, and puts pictures beside it."""
    fresh = User.objects.get(pk=user.pk)
    on_page = farm.page.permissions_for_user(fresh)
    files = GroupCollectionPermission.objects.filter(
        collection=farm.page.files, group__user=fresh, permission__codename="add_image"
    )
    assert on_page.can_edit() == on_page.can_publish() == files.exists()
    return bool(on_page.can_edit())


def check() -> str:
    out = StringIO()
    call_command("sync_groups", "--check", stdout=out)
    return out.getvalue()


def test_who_writes_for_the_collective_that_made_a_farm_writes_its_page(
    keeper: Collective,
) -> None:
    other = found_collective(network=make_network(), name="Le Gué", slug="gue", now=MONDAY)

    farm = create_farm(name="Pré Joli", made_by=keeper, now=MONDAY)

    assert writes(one_who(keeper, Role.EDITOR), farm)
    assert writes(one_who(keeper, Role.MANAGER), farm)
    assert not writes(one_who(keeper, Role.CASHIER), farm)
    assert not writes(one_who(other, Role.MANAGER), farm)


def test_whoever_takes_the_farm_over_takes_its_page_over(keeper: Collective) -> None:
    farm = create_farm(name="Pré Joli", made_by=keeper, now=MONDAY)
    editor, jeanne = one_who(keeper, Role.EDITOR), make_user()
    invitation = invite_to_farm(farm=farm, email=jeanne.email, role=MANAGES, actor=None, now=MONDAY)

    accept_invitation(invitation=invitation, user=jeanne, now=MONDAY)

    assert writes(jeanne, farm)
    assert not writes(editor, farm)


def test_who_only_prepares_takes_nothing_over(keeper: Collective) -> None:
    farm = create_farm(name="Pré Joli", made_by=keeper, now=MONDAY)
    leo = make_user()

    add_farm_member(farm=farm, user=leo, role=FarmMember.Role.PREPARES, now=MONDAY)

    assert not writes(leo, farm)
    assert writes(one_who(keeper, Role.EDITOR), farm)


def test_a_farm_of_nobody_is_written_by_the_collective_that_takes_it_in(
    keeper: Collective,
) -> None:
    farm = create_farm(name="Pré Joli", now=MONDAY)
    editor = one_who(keeper, Role.EDITOR)
    assert not writes(editor, farm)

    engage_farm(farm=farm, collective=keeper, starts_on=MONDAY.date(), now=MONDAY)

    assert writes(editor, farm)


def test_rights_that_are_lost_or_too_many_are_told_and_repaired(keeper: Collective) -> None:
    call_command("sync_groups", stdout=StringIO())
    kept = create_farm(name="Pré Joli", made_by=keeper, now=MONDAY)
    own = create_farm(name="Rucher", made_by=keeper, now=MONDAY)
    add_farm_member(farm=own, user=make_user(), role=MANAGES, now=MONDAY)
    assert check() == ""

    GroupPagePermission.objects.filter(page=kept.page, group__name="collectif:lise:editor").delete()
    theirs = GroupPagePermission.objects.filter(page=own.page).first()
    group = Group.objects.get(name="collectif:lise:manager")
    GroupPagePermission.objects.create(page=own.page, group=group, permission=theirs.permission)

    with pytest.raises(CommandError):
        check()
    out = StringIO()
    call_command("sync_groups", stdout=out)
    assert out.getvalue().split() == ["rights:pre-joli", "rights:rucher"]
    assert check() == ""
    assert writes(one_who(keeper, Role.EDITOR), kept)
    assert not writes(one_who(keeper, Role.MANAGER), own)


def test_the_farms_space_leads_who_decides_to_the_editor_and_others_to_the_page() -> None:
    farm = create_farm(name="Pré Joli", now=MONDAY)
    editor = reverse("wagtailadmin_pages:edit", args=[farm.page.pk])
    shown = {}
    for role in FarmMember.Role:
        user, client = make_user(), Client()
        add_farm_member(farm=farm, user=user, role=role, now=MONDAY)
        client.force_login(user)
        shown[role] = read(client.get("/producteur/"))

    assert f'href="{editor}">La page de la ferme' in shown[MANAGES]
    assert editor not in shown[FarmMember.Role.PREPARES]
    assert all('href="/fermes/pre-joli/">Voir la page' in page for page in shown.values())
