"""How a manager comes to each page of the back office's rooms, in the small demo.

`tests/architecture/test_visited_pages.py` fails for a page of a room that stands in neither list.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from commons.collectives.models import Collective, Role
from commons.collectives.services import grant_role
from commons.core.models import OutboxMail
from distributions.models import DistributionSeries
from farms.models import FarmEngagement
from shop.catalogue.models import Product
from shop.order.models import Order
from tests.e2e.visits import MAIN, MANAGER, Visit, a_withdrawal, distribution, user_of

ADMINISTRATOR = "reseau@sillon.example"


def collective() -> Collective:
    return Collective.objects.get(slug=MAIN)


def engagement() -> FarmEngagement:
    """One whose farm lets managers edit, with a label, and a change of its rate to come."""
    running = collective().engagements.filter(state="active", farm__certifications__isnull=False)
    found = running.earliest("pk")
    found.may_edit_catalogue = found.may_edit_labels = found.may_edit_people = True
    found.may_edit_identity = True
    found.next_commission_rate, found.next_rate_on = 9, timezone.localdate() + timedelta(days=9)
    found.save()
    return found


def mail_that_was_refused(name: str = "mails") -> str:
    mail = OutboxMail.objects.filter(kind="order_placed").latest("pk")
    mail.state, mail.error = OutboxMail.State.REFUSED, "SMTPRecipientsRefused 550"
    mail.collective_uid = collective().uid
    mail.save()
    return room(f"members:{name}", *([mail.uid] if name == "send_again" else []))


def farm_pages() -> str:
    return reverse("backoffice_network:farm_pages")


def of_farm(name: str) -> str:
    return room(f"farms:{name}", engagement().uid)


def label_to_end() -> str:
    agreed = engagement()
    certification = agreed.farm.certifications.earliest("pk")
    return room("farms:end_label", agreed.uid, certification.uid)


def of_product(name: str, *, is_public: bool = True) -> str:
    own = Product.objects.filter(seller__farm=engagement().farm, picture__isnull=False)
    product = own.earliest("pk")
    Product.objects.filter(pk=product.pk).update(is_public=is_public)
    return room(f"products:{name}", product.uid)


def of_distribution(name: str, state: str = "open") -> str:
    return room(f"distributions:{name}", distribution(state).uid)


def never_ordered(name: str) -> str:
    found = collective().distributions.filter(last_order_number=0).latest("starts_at")
    return room(f"distributions:{name}", found.uid)


def listing() -> str:
    found = distribution().listings.earliest("pk")
    return room("distributions:listing", found.distribution.uid, found.uid)


def series(name: str) -> str:
    found = DistributionSeries.objects.filter(collective=collective()).earliest("pk")
    return room(f"distributions:{name}_series", found.uid)


def orders(name: str) -> str:
    return room(f"orders:{name}", distribution("closed").uid)


def order() -> Order:
    found: Order = distribution("closed").orders.filter(cancelled_at__isnull=True).earliest("pk")
    return found


def line_to_cancel() -> str:
    chosen = order()
    line = chosen.lines.earliest("pk")
    return room("orders:cancel_line", chosen.uid, line.uid)


def withdrawal(name: str) -> str:
    made = a_withdrawal()
    return room(f"orders:{name}", *([made.uid] if name == "withdrawal" else []))


def place() -> str:
    return room("places:edit", collective().places.earliest("pk").uid)


def of_several(path: str) -> str:
    """As whoever manages two collectives."""
    other = Collective.objects.exclude(slug=MAIN).earliest("pk")
    now, user = timezone.now(), user_of(MANAGER)
    grant_role(collective=other, user=user, role=Role.MANAGER, actor=None, now=now)
    return reverse(path)


def send_nothing(page: Page) -> None:
    """The form as it comes back with its errors."""
    page.locator("main form").first.evaluate(
        """(form) => {
          for (const field of form.elements) if (field.type !== "hidden") field.value = "";
          form.submit();
        }"""
    )
    page.locator(".error-message").first.wait_for()


def season() -> str:
    return room("distributions:add_series")


def show_dates(page: Page) -> None:
    """Of a season from the dates of the last one on."""
    first = timezone.localdate() + timedelta(days=200)
    for name, weeks in (("first_on", 0), ("last_on", 9)):
        page.locator(f"[name={name}]").fill((first + timedelta(weeks=weeks)).isoformat())
    page.locator("button[name=preview]").click()
    page.locator("input[name=days]").first.wait_for()


def room(name: str, *args: object) -> str:
    return reverse(f"backoffice_{name}", args=[MAIN, *args])


def at(name: str, path: Callable[[], str] | None = None, state: str = "") -> Visit:
    return Visit(f"backoffice_{name}", path or (lambda: room(name)), MANAGER, state)


def refused(name: str) -> Visit:
    return Visit(f"backoffice_{name}", lambda: room(name), MANAGER, "refused", send_nothing)


ROOMS = [
    Visit("wagtailadmin_home", lambda: reverse("wagtailadmin_home"), MANAGER),
    at("choice:index", lambda: of_several("backoffice_choice:index")),
    at("distributions:index"),
    at("distributions:add"),
    refused("distributions:add"),
    at("distributions:series"),
    at("distributions:add_series"),
    Visit(
        *("backoffice_distributions:add_series", season, MANAGER, "its dates shown"),
        show_dates,
    ),
    *(
        at(f"distributions:{name}_series", partial(series, name))
        for name in ("delete", "one", "change", "stop", "resume")
    ),
    at("distributions:remove", lambda: never_ordered("remove")),
    at("distributions:sheet_line", lambda: of_distribution("sheet_line")),
    at("distributions:detail", lambda: of_distribution("detail")),
    at("distributions:edit", lambda: never_ordered("edit")),
    at("distributions:extend", lambda: of_distribution("extend")),
    at("distributions:cancel", lambda: of_distribution("cancel")),
    at("distributions:listings", lambda: of_distribution("listings")),
    at("distributions:listing", listing),
    at("orders:orders", lambda: orders("orders")),
    at("orders:orders", lambda: f"{orders('orders')}?q=zzz", "nothing found"),
    at("orders:print_list", lambda: orders("print_list")),
    at("orders:print_sheets", lambda: orders("print_sheets")),
    at("orders:print_whole_list", lambda: orders("print_whole_list")),
    at("orders:print_all_sheets", lambda: orders("print_all_sheets")),
    at("orders:detail", lambda: room("orders:detail", order().uid)),
    at("orders:change", lambda: room("orders:change", order().uid)),
    at("orders:cancel", lambda: room("orders:cancel", order().uid)),
    at("orders:cancel_line", line_to_cancel),
    at("orders:withdrawals", lambda: withdrawal("withdrawals")),
    at("orders:withdrawal", lambda: withdrawal("withdrawal")),
    at("presences:index"),
    at("farms:index"),
    at("farms:add"),
    refused("farms:add"),
    at("farms:engage"),
    at("farms:detail", lambda: of_farm("detail")),
    at("farms:change", lambda: of_farm("change")),
    at("farms:terms", lambda: of_farm("terms")),
    at("farms:end", lambda: of_farm("end")),
    at("farms:certify", lambda: of_farm("certify")),
    at("farms:end_label", label_to_end),
    at("farms:add_person", lambda: of_farm("add_person")),
    at("products:index"),
    at("products:add"),
    refused("products:add"),
    at("products:edit", lambda: of_product("edit")),
    at("products:withdraw", lambda: of_product("withdraw")),
    at("products:restore", lambda: of_product("restore", is_public=False)),
    at("places:index"),
    at("places:add"),
    refused("places:add"),
    at("places:edit", place),
    at("members:index"),
    at("members:mails", mail_that_was_refused),
    at("members:send_again", lambda: mail_that_was_refused("send_again")),
    at("members:roles"),
    at("members:grant"),
    refused("members:grant"),
    at("legal:index"),
    at("figures:index"),
    at("figures:index", lambda: f"{room('figures:index')}?first=2020-01-01", "refused"),
    at("settings:index"),
    at("settings:commission"),
    refused("settings:commission"),
    at("settings:vat"),
    at("settings:orders"),
    at("settings:pause"),
    at("site:look", lambda: room("site:look")),
    at("site:index", lambda: room("site:index")),
    Visit("backoffice_network:index", lambda: reverse("backoffice_network:index"), ADMINISTRATOR),
    Visit("backoffice_network:farm_pages", farm_pages, ADMINISTRATOR),
]
ROOMS_EXEMPT = {
    "figures:sheet": "a file for a spreadsheet",
    "orders:index": "a redirect to the orders of the next distribution",
    **dict.fromkeys(
        ("distributions:listings_found", "orders:results", "products:results", "members:results"),
        "the rows of a list that is searched, put into its page",
    ),
}
