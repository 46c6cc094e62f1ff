"""Somebody with a browser who tries again where an answer does not come."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPException
from time import sleep
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from distributions.addresses import basket_path
from shop.basket.models import Basket
from tests.ordering import user_of

FIELD = re.compile(r'<input[^>]*name="(csrfmiddlewaretoken)"[^>]*value="([^"]+)"')
SEEN = re.compile(r'<textarea[^>]*name="(seen)"[^>]*>([^<]*)<')
TRIES = 20


@dataclass
class Answer:
    status: int
    text: str
    cookies: list[str]
    location: str


@dataclass
class Buyer:
    """Opens the basket, then orders; `statuses` is all that the site answered."""

    basket: Basket
    session: str
    ports: Sequence[int]
    statuses: list[int] = field(default_factory=list)
    retries: int = 0

    def order(self) -> bool:
        """Whether they were thanked for an order; the same form is sent until an answer comes."""
        page = self._ask("GET")
        token = next(each for each in page.cookies if each.startswith(settings.CSRF_COOKIE_NAME))
        text = unescape(page.text)
        form = dict([*FIELD.findall(text), *SEEN.findall(text)])
        form |= {"name": "Camille Arnoux", "phone": "06 39 98 12 34", "commander": "1"}
        answer = self._ask("POST", urlencode(form), token.partition(";")[0])
        return answer.status == 302 and answer.location.endswith("/merci/")

    def _ask(self, method: str, body: str = "", cookie: str = "") -> Answer:
        for attempt in range(TRIES):
            port = self.ports[attempt % len(self.ports)]
            try:
                answer = self._once(port, method, body, cookie)
            except (OSError, HTTPException):
                self.retries += 1
                sleep(0.05 * attempt)
                continue
            self.statuses.append(answer.status)
            return answer
        raise AssertionError("no process answered any more")

    def _once(self, port: int, method: str, body: str, cookie: str) -> Answer:
        asked = HTTPConnection("127.0.0.1", port, timeout=30)
        cookies = f"{settings.SESSION_COOKIE_NAME}={self.session}; {cookie}".rstrip("; ")
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            asked.request(method, basket_path(self.basket.distribution), body or None, headers)
            response = asked.getresponse()
            text = response.read().decode()
        finally:
            asked.close()
        kept = response.headers.get_all("Set-Cookie") or []
        return Answer(response.status, text, kept, response.headers.get("Location", ""))


def buyer(basket: Basket, ports: Sequence[int]) -> Buyer:
    """The member whose basket it is, signed in."""
    client = Client()
    assert basket.household is not None
    client.force_login(user_of(basket.household))
    return Buyer(basket, client.cookies[settings.SESSION_COOKIE_NAME].value, ports)
