"""What a form of the admin carries along: two presses save once, nobody overwrites unseen.

`ONCE` is a token of this showing of the form, noted while it is saved and, with what was sent, when
it is; `SEEN` is a digest of the values that the form showed at first. What was sent by somebody
whose session had ended is hung on the request of its page, which shows it again.
"""

from enum import StrEnum
from hashlib import blake2b
from uuid import uuid4

from django import forms
from django.core.cache import cache
from django.http import HttpRequest, QueryDict

ONCE, SEEN = MARKS = "co_once", "co_seen"
AS_STORED = "as_stored"  # in an address: without what was given back
KEPT = 600  # seconds: longer than anybody's second press


class Earlier(StrEnum):
    """What an earlier press came to, when there was one: `DONE` with the same content."""

    NONE = ""
    BEGUN = "begun"
    DONE = "done"


def marks(form: forms.Form, given_back: QueryDict | None) -> dict[str, str]:
    """The hidden fields of a form that is shown, by name; one that is given back keeps `SEEN`."""
    shown_before = given_back.get(SEEN) if given_back else None
    return {ONCE: uuid4().hex, SEEN: str(shown_before or seen(form))}


def give_back(request: HttpRequest, typed: QueryDict) -> None:
    """Let the form of this page show what was typed while a session ended."""
    setattr(request, "_given_back", typed)  # noqa: B010  (ours, on Django's request)


def given_back(request: HttpRequest) -> QueryDict | None:
    """What was typed, for the page that shows it again; nothing of it was saved."""
    return getattr(request, "_given_back", None)


def begin(token: str, content: str) -> Earlier:
    """Note that something is saved from now on; tell what an earlier press came to.

    `content` is a digest of what is sent: other content than what was saved last begins anew.
    """
    if token and not cache.add(_being_saved(token), True, KEPT):
        return Earlier.BEGUN
    if token and cache.get(_saved(token)) == content:
        cache.delete(_being_saved(token))
        return Earlier.DONE
    return Earlier.NONE


def end(token: str, content: str, *, is_saved: bool) -> None:
    """Note what is saved, or forget that it was tried."""
    if is_saved:
        cache.set(_saved(token), content, KEPT)
    cache.delete(_being_saved(token))


def has_saved(token: str) -> bool:
    """Whether an earlier press on this showing of the form saved something."""
    return bool(token) and cache.get(_saved(token)) is not None


def sent(request: HttpRequest) -> str:
    """A digest of what a form sends: its fields, and its files."""
    digest = blake2b(repr(sorted(request.POST.lists())).encode(), digest_size=16)
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest.update(name.encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return digest.hexdigest()


def seen(form: forms.Form) -> str:
    """A digest of the values that a form starts from."""
    values = [(name, form.get_initial_for_field(field, name)) for name, field in _shown(form)]
    return blake2b(repr(values).encode(), digest_size=16).hexdigest()


def _shown(form: forms.Form) -> list[tuple[str, forms.Field]]:
    return [each for each in form.fields.items() if not isinstance(each[1], forms.FileField)]


def _being_saved(token: str) -> str:
    return f"once:{token[:64]}:being-saved"


def _saved(token: str) -> str:
    return f"once:{token[:64]}:saved"
