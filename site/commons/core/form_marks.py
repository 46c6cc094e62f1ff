"""What a form of the admin carries along: two presses save once, nobody overwrites unseen.

`ONCE` is a token of this showing of the form, noted while it is saved and when it is; `SEEN` is a
digest of the values that the form showed at first.
"""

from enum import StrEnum
from hashlib import blake2b
from uuid import uuid4

from django import forms
from django.core.cache import cache

ONCE, SEEN = "co_once", "co_seen"
KEPT = 600  # seconds: longer than anybody's second press


class Earlier(StrEnum):
    """What the first press came to, when there was one."""

    NONE = ""
    BEGUN = "begun"
    DONE = "done"


def marks(form: forms.Form) -> dict[str, str]:
    """The hidden fields of a form that is shown, by name."""
    return {ONCE: uuid4().hex, SEEN: seen(form)}


def begin(token: str) -> Earlier:
    """Note that something is saved from now on; tell whether it was noted before."""
    if not token or cache.add(_key(token), Earlier.BEGUN, KEPT):
        return Earlier.NONE
    return Earlier(cache.get(_key(token), Earlier.BEGUN))


def end(token: str, *, is_saved: bool) -> None:
    """Note that it is saved, or forget that it was tried."""
    if is_saved:
        cache.set(_key(token), Earlier.DONE, KEPT)
    else:
        cache.delete(_key(token))


def seen(form: forms.Form) -> str:
    """A digest of the values that a form starts from."""
    values = [(name, form.get_initial_for_field(field, name)) for name, field in _shown(form)]
    return blake2b(repr(values).encode(), digest_size=16).hexdigest()


def _shown(form: forms.Form) -> list[tuple[str, forms.Field]]:
    return [each for each in form.fields.items() if not isinstance(each[1], forms.FileField)]


def _key(token: str) -> str:
    return f"once:{token[:64]}"
