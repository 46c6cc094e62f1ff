"""Every app's notifications are collected at start, each with its words."""

from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from commons.core.notifications import Notification


def missing(name: str) -> bool:
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return True
    return False


def test_every_kind_of_mail_has_a_text_and_an_html_template() -> None:
    wanted = [
        f"emails/{kind}.{ending}" for kind in Notification.kinds for ending in ("txt", "html")
    ]

    assert [name for name in wanted if missing(name)] == []


def test_each_kind_is_where_every_process_finds_it() -> None:
    """A worker that writes stored facts has imported these modules and maybe no other."""
    ours = [kind for kind in Notification.kinds.values() if not kind.__module__.startswith("tests")]

    assert [each for each in ours if not each.__module__.endswith(".notifications")] == []
