"""Whose basket a request speaks of: the household's, or that of a visitor's signed cookie."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from commons.accounts.models import Household
from commons.accounts.selectors import household_of
from shop.basket.models import Basket
from shop.basket.visitors import KEPT, keep_baskets

COOKIE = "panier"
SALT = "shop.basket"
TOKEN_BYTES = 24
_CACHED = "_basket_owner"


@dataclass(frozen=True, slots=True)
class Owner:
    """One of the two, or nobody yet: a visitor who has chosen nothing."""

    household: Household | None = None
    token: str | None = None


def owner_of(request: HttpRequest) -> Owner:
    """Whose baskets the request sees; one query for a signed-in person, once a request."""
    owner: Owner | None = getattr(request, _CACHED, None)
    if owner is None:
        household = household_of(request.user) if request.user.is_authenticated else None
        owner = Owner(household=household) if household else Owner(token=token_of(request))
        setattr(request, _CACHED, owner)
    return owner


def own_from_now_on(request: HttpRequest, household: Household) -> None:
    """What a visitor chose is the household's now: the rest of the request sees it there."""
    setattr(request, _CACHED, Owner(household=household))


def token_of(request: HttpRequest) -> str | None:
    """The token of the signed cookie; None without one, or with one that is forged or too old."""
    token: str | None = request.get_signed_cookie(COOKIE, None, salt=SALT, max_age=KEPT)
    return token


def remember(response: HttpResponse, basket: Basket) -> None:
    """Leave the cookie with a visitor whose basket holds something; each change renews it."""
    if basket.token and basket.pk is not None:
        keep_token(response, basket.token)


def keep_token(response: HttpResponse, token: str) -> None:
    """For another thirty days, with the baskets that it opens."""
    keep_baskets(token=token, now=timezone.now())
    response.set_signed_cookie(
        COOKIE,
        token,
        salt=SALT,
        max_age=KEPT,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
