"""Who follows the comments of a page reads of them in a mail of ours, and answers who commented."""

import pytest
from django.core import mail as sent
from wagtail.users.models import UserProfile

from commons.accounts.models import User
from commons.collectives.models import Collective, Role, RoleInNetwork
from commons.collectives.services import grant_network_role, grant_role
from commons.core.models import OutboxMail
from home.models import CollectivePage, GuidePage, GuideShelf
from home.sections import found_collective
from tests.factories import MONDAY, make_network, make_user
from tests.guides import add_guide, comment, follow_comments

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def lise() -> Collective:
    return found_collective(network=make_network(), name="La Lise", slug="lise", now=MONDAY)


@pytest.fixture
def colette(lise: Collective) -> User:
    user = make_user("Colette", "Vidal")
    grant_role(collective=lise, user=user, role=Role.EDITOR, actor=None, now=MONDAY)
    return user


@pytest.fixture
def mathieu(lise: Collective) -> User:
    user, role = make_user("Mathieu", "Sorel"), RoleInNetwork.EDITOR
    grant_network_role(network=lise.network, user=user, role=role, actor=None, now=MONDAY)
    return user


@pytest.fixture(params=["guide", "site"])
def page(
    request: pytest.FixtureRequest, lise: Collective, colette: User, mathieu: User
) -> GuidePage | CollectivePage:
    """A guide that the network reads over, and the home of a site that two people write."""
    made: GuidePage | CollectivePage = lise.page
    if request.param == "guide":
        made = add_guide(GuideShelf.objects.get(), "Peser", text="À plat.")
    else:
        grant_role(collective=lise, user=mathieu, role=Role.MANAGER, actor=None, now=MONDAY)
    follow_comments(made, colette)
    return made


def mails() -> list[OutboxMail]:
    return list(OutboxMail.objects.filter(kind="page_commented").order_by("pk"))


def test_who_follows_reads_the_comment_and_answers_who_made_it(
    page: GuidePage | CollectivePage, colette: User, mathieu: User
) -> None:
    comment(page, mathieu, "Quelle balance ?")

    [mail] = mails()
    assert (mail.to, mail.reply_to) == (colette.email, mathieu.email)
    assert mail.subject == f"«\u00a0{page.title}\u00a0»\u00a0: commentaires"
    assert "Mathieu Sorel" in mail.text
    assert "Quelle balance ?" in mail.text
    assert f"/gestion/pages/{page.pk}/edit/" in mail.text
    assert [each for each in sent.outbox if mathieu.email not in each.reply_to] == []


def test_each_reads_it_in_their_language(
    page: GuidePage | CollectivePage, colette: User, mathieu: User
) -> None:
    User.objects.filter(pk=colette.pk).update(language="en")

    comment(page, mathieu, "Quelle balance ?")

    assert [mail.subject for mail in mails()] == [f"“{page.title}”: comments"]


def test_each_comment_is_told(page: GuidePage | CollectivePage, mathieu: User) -> None:
    comment(page, mathieu, "Quelle balance ?")
    comment(page, mathieu, "Et la tare ?")

    assert ["tare" in mail.text for mail in mails()] == [False, True]


def test_who_wants_no_mails_of_comments_gets_none(
    page: GuidePage | CollectivePage, colette: User, mathieu: User
) -> None:
    profile = UserProfile.get_for_user(colette)
    profile.updated_comments_notifications = False
    profile.save()

    comment(page, mathieu, "Quelle balance ?")

    assert mails() == []
