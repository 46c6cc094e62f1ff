"""How a person comes to each page of the URLconf, in the small demo; what is no page, and why.

`tests/architecture/test_visited_pages.py` fails for an address that stands in neither list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from commons.accounts.models import Person, User
from commons.accounts.selectors import household_of
from commons.collectives.models import Collective
from commons.core.models import OutboxMail
from distributions.models import Distribution
from farms.models import Farm, FarmMember
from farms.services import Terms, change_terms, invite_to_farm
from home.models import EventIndexPage, EventPage, NewsIndexPage, NewsPage
from home.models.news import EVENTS_SLUG, NEWS_SLUG
from shop.basket.services import open_basket
from shop.listings.models import Listing
from shop.order.models import Order, Withdrawal
from shop.order.services import choose
from shop.order.withdrawal import link_of
from shop.order.withdrawal_services import withdraw
from shop.partner.models import Partner
from shop.reporting.models import ListPaper
from tests.e2e.browsing import ready
from tests.factories import make_listing, make_product

CONSUMER, FARMER, MANAGER = (
    f"{name}@sillon.example" for name in ("consommateur", "producteur", "gestion")
)
MAIN = "vallee-claire"
HOME = "/"
FOR_MEMBERS = "assurer-les-distributions"


@dataclass(frozen=True)
class Visit:
    """`address` is the full name; `path` may first make what is shown, `then` acts there."""

    address: str
    path: Callable[[], str]
    user: str = ""
    state: str = ""
    then: Callable[[Page], None] | None = None

    def __str__(self) -> str:
        return " ".join(filter(None, (self.address, self.state)))


def at(address: str, user: str = "", *args: object) -> Visit:
    return Visit(address, lambda: reverse(address, args=args), user)


def user_of(email: str) -> User:
    return User.objects.get(email=email)


def distribution(state: str = "open") -> Distribution:
    """One of the main collective: open, closed (orders are over, the farms prepare) or planned."""
    now, every = timezone.now(), Distribution.objects.filter(collective__slug=MAIN)
    chosen = {
        "open": every.filter(opens_at__lte=now, closes_at__gt=now),
        "closed": every.filter(closes_at__lte=now, ends_at__gt=now - timedelta(days=1)),
        "planned": every.filter(opens_at__gt=now),
    }
    found: Distribution = chosen[state].order_by("starts_at").select_related("collective")[0]
    return found


def shop(state: str = "open") -> str:
    return reverse("shop:shop", args=[MAIN, distribution(state).slug])


def fill(email: str = CONSUMER, count: int = 4) -> Distribution:
    """Some of what the open distribution offers, in somebody's basket."""
    chosen, household = distribution(), household_of(user_of(email))
    assert household is not None
    listings = Listing.objects.filter(distribution=chosen).offered().select_related("product")
    wanted: dict[str, str | int] = {
        str(each.uid): each.product.least for each in listings.order_by("pk")[: count * 8 : 8]
    }
    choose(
        basket=open_basket(household=household, distribution=chosen),
        wanted=wanted,
        now=timezone.now(),
    )
    return chosen


def basket(*, filled: bool = True) -> str:
    chosen = fill() if filled else distribution()
    return reverse("checkout:basket", args=[MAIN, chosen.slug])


def product() -> str:
    listing = Listing.objects.filter(distribution=distribution()).offered().earliest("pk")
    return reverse("shop:product", args=[MAIN, distribution().slug, listing.product.uid])


def order(address: str) -> str:
    return reverse(address, args=[Order.objects.filter(user__email=CONSUMER).latest("pk").uid])


def to_withdraw_from(address: str) -> str:
    """Her last order, with goods that keep."""
    chosen = Order.objects.filter(user__email=CONSUMER).latest("pk")
    chosen.lines.update(has_withdrawal_right=True)
    return reverse(address, args=[chosen.uid])


def a_withdrawal() -> Withdrawal:
    """From one product of several, so that the rest is left to choose from."""
    chosen = Order.objects.filter(user__email=CONSUMER).latest("pk")
    made = chosen.withdrawals.first()
    if made is None:
        chosen.lines.update(has_withdrawal_right=True)
        line = chosen.lines.earliest("pk")
        made = withdraw(order=chosen, chosen=[str(line.uid)], actor=None, now=timezone.now())
    found: Withdrawal = made
    return found


def piece_of_news() -> str:
    below = NewsIndexPage.objects.get(slug=NEWS_SLUG, url_path__contains=f"/{MAIN}/")
    page = NewsPage(title="Les fraises arrivent", summary="Deux variétés dès vendredi.")
    below.add_child(instance=page)
    return str(page.url)


def event(days: int = 9) -> str:
    below = EventIndexPage.objects.get(url_path__contains=f"/{MAIN}/")
    starts = timezone.now() + timedelta(days=days)
    words = {"title": "Fête de la soupe", "slug": f"soupe-{days}", "summary": "Apportez un bol."}
    page = EventPage(**words, place="Au lavoir")
    page.starts_at, page.ends_at = starts, starts + timedelta(hours=3)
    below.add_child(instance=page)
    return str(page.url)


def agenda() -> str:
    event(9)
    event(-9)
    return f"/{MAIN}/{EVENTS_SLUG}/"


def with_another_person() -> str:
    household = household_of(user_of(CONSUMER))
    assert household is not None
    Person.objects.create(household=household, first_name="Noé", last_name="Arnoux")
    return reverse("home:account")


def farm_list(name: str, **more: object) -> str:
    farm = Farm.objects.get(members__user__email=FARMER)
    names = {"farm": farm.slug, "distribution": distribution("closed").uid}
    return reverse(f"producer:{name}", kwargs=names | more)


def own_list(name: str, **more: object) -> str:
    chosen = distribution("closed")
    make_listing(make_product("Sac en toile", collective=chosen.collective), chosen)
    names = {"collective": MAIN, "distribution": chosen.uid}
    return reverse(f"producer:{name}", kwargs=names | more)


def proposal() -> str:
    """Other terms that the main collective proposes to the farm."""
    farm = Farm.objects.get(members__user__email=FARMER)
    engagement = farm.engagements.get(collective__slug=MAIN)
    waiting = engagement.proposals.filter(answer="waiting").first()
    if waiting is None:
        days = {"rate_on": timezone.localdate(), "starts_on": engagement.starts_on}
        terms = Terms(commission_rate=Decimal(12), **days)
        waiting = change_terms(engagement=engagement, terms=terms, actor=None, now=timezone.now())
    assert waiting is not None
    return reverse("producer:proposal", args=[waiting.uid])


def with_a_proposal() -> str:
    proposal()
    return reverse("producer:agreements")


def invitation() -> str:
    farm = Farm.objects.get(members__user__email=FARMER)
    role = FarmMember.Role.PREPARES
    given = {"email": CONSUMER, "role": role, "actor": None, "now": timezone.now()}
    return reverse("producer:invitation", args=[invite_to_farm(farm=farm, **given).uid])


def paper_on_its_way() -> str:
    seller = Partner.objects.get(farm__members__user__email=FARMER)
    return farm_list("progress", uid=make_paper(seller).uid)


def paper_that_failed() -> str:
    own_list("recap")
    seller = Partner.objects.get(collective__slug=MAIN)
    return own_list("progress", uid=make_paper(seller, state=ListPaper.State.FAILED).uid)


def make_paper(seller: Partner, **fields: object) -> ListPaper:
    """One of 400 orders that was asked for just now."""
    now, chosen = timezone.now(), distribution("closed")
    moments = {"asked_at": now, "seen_at": now}
    return ListPaper.objects.create(
        distribution=chosen, seller=seller, orders=400, done=200, **moments, **fields
    )


def mail(address: str) -> str:
    return reverse(address, args=[OutboxMail.objects.filter(kind="order_placed").latest("pk").uid])


def password_link() -> str:
    """Where the link of the mail leads to: the key in it becomes part of the session."""
    from allauth.account.utils import user_pk_to_url_str

    user = user_of(CONSUMER)
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])


def press(name: str, role: Literal["button", "link"] = "button") -> Callable[[Page], None]:
    return lambda page: page.get_by_role(role, name=name).first.click()


def send_nothing(page: Page) -> None:
    page.locator("main form").first.evaluate("(form) => form.submit()")
    page.wait_for_selector("[aria-invalid=true]")
    ready(page)


def ask_for_a_code(page: Page) -> None:
    page.locator("#id_login").fill(CONSUMER)
    page.get_by_role("button", name="Recevoir un code").click()
    page.wait_for_url("**/code/confirm/")
    ready(page)


def sign_up(page: Page) -> None:
    typed = {"first_name": "Noé", "last_name": "Brun", "email": "noe@foyers.example"}
    for name, text in {**typed, "phone": "06 39 98 12 35"}.items():
        page.locator(f"#id_{name}").fill(text)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/confirm-email/")
    ready(page)


def joined_by_nobody() -> str:
    slug = Collective.objects.exclude(slug=MAIN).order_by("-pk")[0].slug
    return reverse("collectives:join", args=[slug])


FARMS_ASKED = "q=ferme&lieu=71490&label=bio&km=60"
VISITS = [
    Visit("home:landing", lambda: HOME),
    Visit("home:landing", lambda: f"{HOME}?lieu=71490", state="near a postcode"),
    Visit("home:landing", lambda: f"{HOME}?lieu=00000", state="near an unknown postcode"),
    at("collective", "", MAIN),
    Visit("page_of_site", lambda: f"/{MAIN}/actualites/", state="a list of news"),
    Visit("page_of_site", lambda: f"/{MAIN}/nous-rejoindre/", state="a page of a site"),
    Visit("page_of_site", lambda: f"/{MAIN}/contact/", "", "contact, refused", send_nothing),
    Visit("wagtail_serve", piece_of_news),
    at("home:guides"),
    Visit("home:guides", lambda: f"{reverse('home:guides')}?q=caisse", state="searched"),
    at("home:guide", "", "tenir-la-caisse"),
    Visit("home:guide", lambda: reverse("home:guide", args=[FOR_MEMBERS]), CONSUMER, "for members"),
    Visit("wagtail_serve", event, state="an event"),
    Visit("page_of_site", agenda, state="an agenda"),
    at("home:charter"),
    Visit("home:search", lambda: "/recherche/?q=tomattes", state="with a slip"),
    Visit("home:search", lambda: "/recherche/?q=fromage&groupe=produits", state="one kind"),
    Visit("home:search", lambda: "/recherche/?q=xylophone", state="nothing found"),
    at("home:accessibility"),
    at("home:legal"),
    at("home:collective_legal", "", MAIN),
    at("home:styleguide"),
    at("farms:farms"),
    Visit("farms:farms", lambda: f"{reverse('farms:farms')}?{FARMS_ASKED}", state="narrowed"),
    Visit("farms:farms", lambda: f"{reverse('farms:farms')}?q=zzz&lieu=00000", state="nothing"),
    at("farms:farm", "", "ferme-des-hirondelles"),
    Visit("shop:shop", shop),
    Visit("shop:shop", lambda: f"{shop()}?q=carote", state="searched"),
    Visit("shop:shop", lambda: (fill(), shop())[1], CONSUMER, "with a basket"),
    Visit("shop:shop", shop, state="filters", then=press("Filtrer", role="link")),
    Visit("shop:shop", lambda: shop("closed"), state="closed"),
    Visit("shop:shop", lambda: shop("planned"), state="not open yet"),
    Visit("shop:product", product),
    Visit("checkout:basket", basket, CONSUMER),
    Visit("checkout:basket", lambda: basket(filled=False), state="empty"),
    Visit("checkout:confirmation", lambda: order("checkout:confirmation"), CONSUMER),
    at("orders:list", CONSUMER),
    Visit("orders:detail", lambda: order("orders:detail"), CONSUMER),
    Visit("orders:withdraw", lambda: to_withdraw_from("orders:withdraw"), CONSUMER),
    Visit("orders:withdraw_by_link", lambda: link_of(a_withdrawal().order)),
    at("producer:home", FARMER),
    Visit("producer:recap", lambda: farm_list("recap"), FARMER, "of a farm"),
    Visit("producer:recap", lambda: own_list("recap"), MANAGER, "of a collective's own goods"),
    Visit("producer:whole", lambda: farm_list("whole"), FARMER, "of a farm"),
    Visit("producer:whole", lambda: own_list("whole"), MANAGER, "of a collective's own goods"),
    Visit("producer:agreements", with_a_proposal, FARMER),
    Visit("producer:proposal", proposal, FARMER),
    Visit("producer:invitation", invitation, CONSUMER),
    Visit("producer:invitation", invitation, MANAGER, "for another address"),
    Visit("producer:progress", paper_on_its_way, FARMER, "on its way"),
    Visit("producer:progress", paper_that_failed, MANAGER, "failed"),
    Visit("collectives:join", joined_by_nobody, CONSUMER),
    at("home:account", CONSUMER),
    Visit("home:account", with_another_person, CONSUMER, "leaving", press("Quitter", role="link")),
    at("home:account_own_data", CONSUMER),
    at("home:own_calendar", CONSUMER),
    at("demo:mailbox"),
    Visit("demo:mail", lambda: mail("demo:mail")),
    at("account_login"),
    Visit("account_login", lambda: reverse("account_login"), "", "refused", send_nothing),
    at("account_signup"),
    Visit("account_signup", lambda: reverse("account_signup"), "", "refused", send_nothing),
    Visit("account_confirm_login_code", lambda: reverse("account_login"), then=ask_for_a_code),
    Visit("account_email_verification_sent", lambda: reverse("account_signup"), then=sign_up),
    at("account_logout", CONSUMER),
    at("account_inactive"),
    at("account_reauthenticate", CONSUMER),
    at("account_email", CONSUMER),
    at("account_change_password", CONSUMER),
    at("account_reset_password"),
    at("account_reset_password_done"),
    at("account_reset_password_from_key_done"),
    Visit("account_reset_password_from_key", password_link),
    at("account_request_login_code"),
    at("mfa_index", CONSUMER),
    at("mfa_activate_totp", CONSUMER),
    at("mfa_list_webauthn", CONSUMER),
    at("mfa_add_webauthn", CONSUMER),
]

ELSEWHERE = "a redirect, never a page"
POST = "answers to POST only"
PROBE = "read by programs"
FILE = "a file, not a page"
WAGTAIL = "Wagtail's own screen, with Wagtail's look"
SECOND_FACTOR = "the demo has no second factor; the page is made of the same elements as mfa_index"
EXEMPT = {
    "": "the files of the media folder",
    "operations:healthz": PROBE,
    "operations:readyz": PROBE,
    "operations:metrics": PROBE,
    "admin_entrance": ELSEWHERE,
    "page_entrance": ELSEWHERE,
    "shop:next": ELSEWHERE,
    "account_language": POST,
    "home:guide_answer": POST,
    "home:account_profile": POST,
    "home:account_add_person": POST,
    "home:account_remove_person": POST,
    "home:account_leave": POST,
    "home:account_export": POST,
    "home:give_calendar": POST,
    "home:withdraw_calendar": POST,
    "home:account_erase": POST,
    **dict.fromkeys(
        (f"orders:{do}" for do in ("apply", "drop", "cancel", "again", "cancel_line")), POST
    ),
    "producer:ask_for_paper": POST,
    **dict.fromkeys(
        (f"producer:{do}" for do in ("rights", "invite", "remove_person", "uninvite")), POST
    ),
    "home:security": FILE,
    "home:dates": FILE,
    "home:own_dates": FILE,
    "home:robots": FILE,
    "home:manifest": FILE,
    "home:favicon": FILE,
    "home:sitemap": FILE,
    "home:colours": FILE,
    **dict.fromkeys(
        (
            *("orders:calendar", "demo:attachment"),
            *("producer:sheet", "producer:paper", "producer:made_paper"),
        ),
        FILE,
    ),
    "demo:mail_body": "the mail itself, in a frame of demo:mail, as mail programs show it",
    "mfa_download_recovery_codes": FILE,
    "wagtaildocs_serve": FILE,
    "wagtaildocs_authenticate_with_password": WAGTAIL,
    "wagtailcore_authenticate_with_password": WAGTAIL,
    "wagtailcore_login": ELSEWHERE,
    "account_set_password": "only without a password; the same form as account_change_password",
    **dict.fromkeys(
        (
            "mfa_authenticate",
            "mfa_reauthenticate",
            "mfa_deactivate_totp",
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
            "mfa_reauthenticate_webauthn",
            "mfa_remove_webauthn",
            "mfa_edit_webauthn",
            "mfa_login_webauthn",
        ),
        SECOND_FACTOR,
    ),
}
