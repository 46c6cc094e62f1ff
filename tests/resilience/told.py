"""What arrived by mail while processes were killed."""

from collections import Counter

from tests.mail_server import MailServer


def told_once(post: MailServer) -> set[str]:
    """Who was written to; the mail of the killed worker may come again under its Message-ID."""
    ids = {(str(each["To"]), str(each["Message-ID"])) for each in post.received}
    people = Counter(to for to, _ in ids)
    assert set(people.values()) == {1}
    assert len(post.received) - len(ids) <= 1
    return set(people)
