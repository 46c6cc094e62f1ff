"""A mail server, and processes that write to it, on the test's database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mail_server import MailServer, mail_server
from tests.resilience.machines import Machines, machines


@pytest.fixture
def post() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def site(tmp_path: Path, post: MailServer, transactional_db: None) -> Iterator[Machines]:
    with machines(tmp_path, post.port) as made:
        made.start_redis()
        yield made
