"""The second factor's pages, beyond what `test_axe` sees."""

import pytest

from tests.e2e.browsing import PHONE, Theme, visit
from tests.e2e.conftest import PageAt
from tests.factories import make_collective, make_member
from tests.ordering import user_of

pytestmark = pytest.mark.browser
WHITE = "rgb(255, 255, 255)"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_code_to_scan_is_dark_on_white(page_at: PageAt, theme: Theme) -> None:
    page = page_at(PHONE, theme, user=user_of(make_member(make_collective())))

    visit(page, "/compte/2fa/totp/activate/")

    code = page.get_by_alt_text("Code QR à scanner")
    assert code.evaluate("(image) => getComputedStyle(image).backgroundColor") == WHITE
