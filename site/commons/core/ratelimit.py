"""A limit on what strangers may repeat, beside allauth's own on signing in."""

import hashlib
from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

View = Callable[..., HttpResponse]


def allow(key: str, limit: int, window_seconds: int) -> bool:
    """Count one more of `key`; tell whether it stays within `limit` for this window.

    The window starts with the first and does not slide. Counts live in the cache, so several
    processes need a shared one. Keys are hashed: they may hold an e-mail or an address.
    """
    name = f"ratelimit:{hashlib.sha256(key.encode()).hexdigest()}"
    if cache.add(name, 1, window_seconds):
        return True
    try:
        return cache.incr(name) <= limit
    except ValueError:  # it ended between the two
        cache.set(name, 1, window_seconds)
        return True


def allow_request(request: HttpRequest, name: str, limit: int, window_seconds: int) -> bool:
    """`allow` for a person, or for an address."""
    return allow(f"{name}:{_who(request)}", limit, window_seconds)


def limited(
    name: str, limit: int, window_seconds: int, methods: Collection[str] = ("POST",)
) -> Callable[[View], View]:
    """Answer 429 to a person, or to an address, that posts to a view too often, or reads it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            counts = request.method in methods
            if counts and not allow_request(request, name, limit, window_seconds):
                return render(request, "429.html", status=429)
            return view(request, *args, **kwargs)

        return wrapped

    return decorate


def _who(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    return f"ip:{get_adapter().get_client_ip(request)}"
