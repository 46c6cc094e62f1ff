"""A real SMTP server on a free port, which behaves as it is told."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import Enum
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Mood(Enum):
    ACCEPTS = "accepts"
    REFUSES = "refuses every address"
    FULL = "has no room for any address now"
    DOWN = "takes nothing from anybody now"
    HANGS = "says nothing more after MAIL"
    CUTS = "cuts the connection in the middle of DATA"
    LOSES_ANSWER = "keeps the mail and cuts before it says so"


class MailServer(Controller):
    """`received`: what it took, oldest first; `mood`: how it behaves, to be changed at will."""

    def __init__(self) -> None:
        super().__init__(self, hostname="127.0.0.1", port=0)
        self.mood = Mood.ACCEPTS
        self.received: list[EmailMessage] = []
        self.calls = 0

    def factory(self) -> SMTP:
        return _Conversation(self, ident="test")

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]

    def mailers(self, timeout: float = 5) -> dict[str, dict[str, Any]]:
        """Settings of Django that send here."""
        options = {"host": "127.0.0.1", "port": self.port, "timeout": timeout}
        smtp = {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
        return {"default": smtp, "bulk": smtp}

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.calls += 1
        if self.mood is Mood.DOWN:
            return "451 try later"
        if self.mood is Mood.HANGS:
            await asyncio.Event().wait()
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.mood is Mood.REFUSES:
            return f"550 no such person: {address}"
        if self.mood is Mood.FULL:
            return f"452 mailbox full: {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.received.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.mood is Mood.LOSES_ANSWER:
            _cut(server)
        return "250 kept"


class _Conversation(SMTP):
    async def smtp_DATA(self, arg: str) -> None:
        if self.event_handler.mood is not Mood.CUTS:
            await super().smtp_DATA(arg)
            return
        await self.push("354 go on")
        await self._reader.readline()
        _cut(self)


def _cut(conversation: SMTP) -> None:
    assert isinstance(conversation.transport, asyncio.WriteTransport)
    conversation.transport.abort()


@contextmanager
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()
