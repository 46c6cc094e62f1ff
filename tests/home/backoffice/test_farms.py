"""The room of farms, through the screens."""

from datetime import date
from decimal import Decimal

import pytest

from commons.core.models import AuditEntry
from farms.models import Farm, FarmEngagement, VatRegime
from farms.permissions import is_kept_by
from farms.selectors import vat_regime_on
from tests.factories import (
    FRIDAY,
    make_collective,
    make_engagement,
    make_farm,
    make_farm_member,
    make_user,
)
from tests.managing import manager_of, office, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
NEW = {
    "name": "Jardin de Silène",
    "vat_regime": "franchise",
    "starts_on": "2026-11-23",
    "commission_rate": "7,5",
}


def path_of(engagement: FarmEngagement) -> str:
    return f"{office(engagement.collective)}/fermes/{engagement.uid}/"


def test_a_manager_adds_a_farm_and_its_agreement() -> None:
    collective = make_collective()

    reply = manager_of(collective).post(f"{office(collective)}/fermes/ajouter/", NEW)

    engagement = FarmEngagement.objects.get()
    assert reply["Location"] == f"{office(collective)}/fermes/{engagement.uid}/"
    assert engagement.commission_rate == Decimal("7.5")
    assert is_kept_by(engagement.farm, collective)
    assert vat_regime_on(engagement.farm, FRIDAY) == VatRegime.FRANCHISE


def test_the_page_of_a_farm_shows_its_agreement_and_its_people() -> None:
    engagement = make_engagement(make_farm(phone=""), make_collective())
    make_farm_member(engagement.farm)

    page = manager_of(engagement.collective).get(path_of(engagement))

    assert "Jeanne Marchal" in page.content.decode()
    assert "Commission\N{NO-BREAK SPACE}: 7" in page.content.decode()


@pytest.mark.parametrize("typed", ["7,5 %", "7.5", "7,5\N{NO-BREAK SPACE}%"])
def test_a_commission_is_read_as_people_write_it(typed: str) -> None:
    collective = make_collective()
    manager_of(collective).post(
        f"{office(collective)}/fermes/ajouter/", NEW | {"commission_rate": typed}
    )

    assert FarmEngagement.objects.get().commission_rate == Decimal("7.5")


def test_every_wrong_number_is_told_at_once() -> None:
    wrong = {"siret": "123", "commission_rate": "-3", "postcode": "7140", "phone": "06"}

    collective = make_collective()
    reply = manager_of(collective).post(f"{office(collective)}/fermes/ajouter/", NEW | wrong)

    assert set(reply.context["form"].errors) == set(wrong)


def test_a_wrong_siret_is_told_beside_it_and_adds_nothing() -> None:
    collective = make_collective()
    reply = manager_of(collective).post(
        f"{office(collective)}/fermes/ajouter/", NEW | {"siret": "12345678901234"}
    )

    assert "SIRET" in reply.context["form"].errors["siret"][0]
    assert "Jardin de Silène" in reply.content.decode()
    assert not Farm.objects.exists()


def test_a_farm_of_the_network_is_engaged_once() -> None:
    collective, farm = make_collective(), make_farm()
    client = manager_of(collective)
    typed = {"farm": farm.uid, "starts_on": "2026-11-23"}

    client.post(f"{office(collective)}/fermes/convention/", typed)
    again = client.post(f"{office(collective)}/fermes/convention/", typed)

    assert FarmEngagement.objects.get().farm == farm
    assert "farm" in again.context["form"].errors


def test_an_agreement_is_paused_resumed_and_ended() -> None:
    engagement = make_engagement(make_farm(), make_collective())
    client = manager_of(engagement.collective)
    states = []

    for action, typed in (
        ("suspendre", {}),
        ("reprendre", {}),
        ("terminer", {"ends_on": "2026-11-01"}),
    ):
        client.post(f"{path_of(engagement)}{action}/", typed)
        engagement.refresh_from_db()
        states.append(str(engagement.state))

    assert states == ["paused", "active", "ended"]


def test_a_person_is_invited_by_e_mail_and_the_invitation_taken_back() -> None:
    engagement = make_engagement(make_farm(), make_collective())
    client, base = (
        manager_of(engagement.collective),
        path_of(engagement),
    )

    client.post(f"{base}personnes/ajouter/", {"email": "Jeanne@sillon.example", "role": "manages"})
    page = client.get(base).content.decode()
    invitation = engagement.farm.invitations.get()
    client.post(f"{base}invitations/{invitation.uid}/retirer/")

    assert "jeanne@sillon.example" in page
    assert not engagement.farm.members.exists()
    assert not engagement.farm.invitations.exists()


def test_a_farm_with_people_is_not_a_collectives_to_change() -> None:
    engagement = make_engagement(make_farm(), make_collective())
    member = make_farm_member(engagement.farm)
    client, base = (
        manager_of(engagement.collective),
        path_of(engagement),
    )

    invited = client.post(
        f"{base}personnes/ajouter/", {"email": make_user().email, "role": "manages"}
    )
    client.post(f"{base}personnes/{member.uid}/retirer/")

    assert "c’est à la ferme" in invited.content.decode().lower()
    assert engagement.farm.members.get().user == member
    assert not engagement.farm.invitations.exists()
    assert "ferme" in changed(engagement)["__all__"][0]
    page = client.get(base).content.decode()
    assert not [part for part in ("coordonnees/", "labels/", "personnes/") if base + part in page]


def test_what_a_farm_lets_managers_do_is_done() -> None:
    engagement = make_engagement(make_farm(), make_collective(), may_edit_identity=True)
    make_farm_member(engagement.farm)

    assert changed(engagement) == {}
    assert engagement.farm.name == "Ferme du Gué"


def test_a_farm_with_people_is_asked_and_the_proposal_can_be_withdrawn() -> None:
    collective, farm = make_collective(), make_farm()
    make_farm_member(farm)
    client = manager_of(collective)

    told = client.post(
        f"{office(collective)}/fermes/convention/",
        {"farm": farm.uid, "starts_on": "2026-11-23"},
        follow=True,
    ).content.decode()
    engagement = FarmEngagement.objects.get()
    proposal = engagement.proposals.get()
    client.post(
        f"{office(collective)}/fermes/{engagement.uid}/propositions/{proposal.uid}/retirer/"
    )

    assert "La proposition est envoyée" in told
    assert "Jeanne Marchal" not in told
    assert farm.email not in told
    assert engagement.state == "proposed"
    engagement.refresh_from_db()
    assert engagement.state == "ended"


def test_a_farm_is_found_by_its_siret_before_it_is_made_twice() -> None:
    make_farm("Ferme du Gué", siret="73282932000074")

    collective = make_collective()
    reply = manager_of(collective).post(
        f"{office(collective)}/fermes/ajouter/", NEW | {"siret": "732 829 320 00074"}
    )

    assert "Ferme du Gué" in reply.context["form"].errors["siret"][0]
    assert Farm.objects.count() == 1


def test_the_agreement_of_another_collective_does_not_exist() -> None:
    engagement = make_engagement(make_farm(), make_collective())
    collective = make_collective()
    client = manager_of(collective)

    assert client.get(f"{office(collective)}/fermes/{engagement.uid}/").status_code == 404
    assert (
        client.post(f"{office(collective)}/fermes/{engagement.uid}/suspendre/").status_code == 404
    )


def changed(engagement: FarmEngagement, **fields: str) -> dict[str, list[str]]:
    """The errors of the form; none where it was saved."""
    typed = {"name": "Ferme du Gué", "vat_regime": "real", "vat_since": "2026-11-23"} | fields
    client = manager_of(engagement.collective)
    reply = client.post(f"{path_of(engagement)}coordonnees/", typed)
    engagement.farm.refresh_from_db()
    return {} if reply.status_code == 302 else dict(reply.context["form"].errors)


def test_the_details_of_a_farm_are_corrected() -> None:
    engagement = make_engagement(make_farm(), make_collective())
    slug = engagement.farm.slug

    errors = changed(engagement, email="gue@fermes.example", phone="06 39 98 12 34")

    farm = engagement.farm
    assert errors == {}
    assert (farm.name, farm.email, farm.phone) == (
        "Ferme du Gué", "gue@fermes.example", "+33639981234",
    )  # fmt: skip
    assert farm.slug == slug


def test_a_vat_regime_changes_from_a_day_on() -> None:
    engagement = make_engagement(make_farm(), make_collective())
    changed(engagement)

    changed(engagement, vat_regime="franchise", vat_since="2026-12-01")

    days = (FRIDAY, date(2026, 12, 1))
    found = [vat_regime_on(engagement.farm, day) for day in days]
    assert found == [VatRegime.REAL, VatRegime.FRANCHISE]


def test_wrong_details_are_told_beside_their_fields_and_change_nothing() -> None:
    engagement = make_engagement(make_farm("Ferme du Bourg"), make_collective())

    errors = changed(engagement, siret="12345678901234")

    assert list(errors) == ["siret"]
    assert list(changed(engagement, email="gue", phone="12")) == ["email", "phone"]
    assert engagement.farm.name == "Ferme du Bourg"


def test_the_details_of_a_farm_are_not_for_a_collective_that_does_not_answer_for_it() -> None:
    farm = make_farm("Ferme du Bourg")
    make_engagement(farm, make_collective())
    engagement = make_engagement(farm, make_collective())

    assert "ferme" in changed(engagement)["__all__"][0]
    assert engagement.farm.name == "Ferme du Bourg"


@pytest.mark.parametrize("page", ["coordonnees/", "labels/ajouter/", "personnes/ajouter/"])
@pytest.mark.parametrize("state", ["proposed", "active", "ended"])
def test_a_form_that_is_not_ours_to_send_tells_nothing_of_the_farm(page: str, state: str) -> None:
    farm = make_farm(email="secret@fermes.example", phone="+33639981011", street="4 chemin creux")
    make_farm_member(farm)
    engagement = make_engagement(farm, make_collective(), state=state)
    client, base = (
        manager_of(engagement.collective),
        path_of(engagement),
    )

    shown = client.get(f"{base}{page}", follow=True)

    assert shown.redirect_chain == [(base, 302)]
    told = shown.content.decode()
    assert "la ferme" in told
    assert state == "active" or not [each for each in ("secret@", "4 chemin") if each in told]


def test_with_the_right_over_people_a_manager_offers_no_say_over_the_farm() -> None:
    engagement = make_engagement(make_farm(), make_collective(), may_edit_people=True)
    decides = make_farm_member(engagement.farm)
    make_farm_member(engagement.farm)
    client, base = (
        manager_of(engagement.collective),
        path_of(engagement),
    )
    url = f"{base}personnes/ajouter/"

    refused = client.post(url, {"email": "moi@sillon.example", "role": "manages"})
    allowed = client.post(url, {"email": "aide@sillon.example", "role": "prepares"})
    client.post(f"{base}personnes/{decides.uid}/retirer/")

    assert "role" in refused.context["form"].errors
    assert allowed.status_code == 302
    assert [each.role for each in engagement.farm.invitations.all()] == ["prepares"]
    assert engagement.farm.members.filter(user=decides).exists()


def test_details_sent_as_they_were_shown_change_nothing_and_that_is_said() -> None:
    engagement = make_engagement(make_farm("Ferme du Gué"), make_collective())
    client = manager_of(engagement.collective)
    url = f"{path_of(engagement)}coordonnees/"

    told = send(client, url, vat_regime="real").content.decode()

    assert "Rien n’a été changé" in told
    assert not AuditEntry.objects.filter(action="update_farm").exists()
