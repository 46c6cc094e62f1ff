"""Whether a guide is useful: one answer for each reader, which may change, and is told."""

import pytest
from django.test import Client
from django.urls import reverse

from commons.accounts.models import User
from commons.accounts.own_data_services import erase_person
from home.models import GuideAnswer, GuidePage, GuidesPage
from tests.factories import MONDAY, make_user
from tests.guides import add_guide
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
PATH = "/fiches/peser/avis/"


@pytest.fixture
def guide() -> GuidePage:
    return add_guide(GuidesPage.objects.get(), "Peser")


def say(client: Client, answer: str) -> str:
    return read(client.post(PATH, {"utile": answer}, follow=True))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def answers() -> list[bool]:
    return list(GuideAnswer.objects.order_by("pk").values_list("is_useful", flat=True))


def test_a_stranger_answers_and_reads_how_many_found_it_useful(guide: GuidePage) -> None:
    page = say(Client(), "oui")

    assert "Merci, votre réponse est notée." in page
    assert "1 personne l’a trouvée utile." in page
    assert "Vous avez répondu" in page
    assert "1 personne l’a trouvée utile." in read(Client().get(guide.url))
    assert "Vous avez répondu" not in read(Client().get(guide.url))


def test_who_answers_twice_is_told_that_nothing_changed(client: Client, guide: GuidePage) -> None:
    say(client, "oui")

    assert "rien n’a changé." in say(client, "oui")
    assert answers() == [True]


def test_who_changes_their_mind_is_told_so(client: Client, guide: GuidePage) -> None:
    say(client, "oui")

    page = say(client, "non")

    assert "Votre réponse est changée." in page
    assert "trouvée utile" not in page
    assert answers() == [False]


def test_two_people_count_twice(guide: GuidePage) -> None:
    for each in (Client(), signed_in(make_user()), signed_in(make_user())):
        page = say(each, "oui")

    assert "3 personnes l’ont trouvée utile." in page


def test_a_person_has_one_answer_wherever_they_sign_in(guide: GuidePage) -> None:
    user = make_user()
    say(signed_in(user), "oui")
    say(signed_in(user), "non")

    assert answers() == [False]


def test_what_was_answered_before_signing_in_is_the_persons(
    client: Client, guide: GuidePage
) -> None:
    user = make_user()
    say(client, "oui")
    client.force_login(user)

    say(client, "non")

    assert list(GuideAnswer.objects.values_list("user", "is_useful")) == [(user.pk, False)]


def test_neither_yes_nor_no_is_told_and_nothing_is_kept(client: Client, guide: GuidePage) -> None:
    assert "rien n’a été noté." in say(client, "peut-être")
    assert answers() == []


def test_of_a_guide_for_members_strangers_say_nothing(client: Client, guide: GuidePage) -> None:
    GuidePage.objects.update(is_for_members=True)

    answer = client.post(PATH, {"utile": "oui"})

    assert answer["Location"] == f"{reverse('account_login')}?next=/fiches/peser/"
    assert answers() == []


def test_a_guide_that_is_not_online_takes_no_answer(client: Client, guide: GuidePage) -> None:
    guide.unpublish()

    assert client.post(PATH, {"utile": "oui"}).status_code == 404


def test_one_address_does_not_answer_for_ever(client: Client, guide: GuidePage) -> None:
    statuses = [client.post(PATH, {"utile": "oui"}).status_code for _time in range(61)]

    assert statuses[-2:] == [302, 429]


def test_an_answer_goes_with_the_account(guide: GuidePage) -> None:
    user = make_user()
    say(signed_in(user), "oui")

    erase_person(user=user, now=MONDAY)

    assert answers() == []


def test_a_draft_without_an_address_is_previewed(guide: GuidePage) -> None:
    draft = GuidePage(title="", introduction="Savoir peser.", live=False)
    draft.path, draft.depth = f"{guide.path[:-4]}0099", guide.depth

    assert draft.make_preview_request().status_code == 200
