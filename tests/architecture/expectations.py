"""Who gets what at each address: the table that the cast tries.

A new address needs a line here, by its full name ("shop:shop"); the test says which is missing.
An answer is a status ("200", "404"), "login" (sent to the login page), "-> /where/" (the beginning
of a redirect's target), or two of them with " or " between. A POST without expectation is refused
(405) or answers as a GET. Parameters are filled by `default_values`, or by the line's own `values`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from farms.models import FarmInvitation, Proposal
from home.models import GuidePage, GuidesPage
from home.models.news import NEWS_SLUG
from home.sections import ensure_collective_page
from shop.listings.models import Listing
from shop.order.withdrawal import link_of
from shop.reporting.models import ListPaper
from tests.cast import PEOPLE, STRANGER, Cast
from tests.factories import MONDAY
from tests.guides import add_guide

Answers = Mapping[str, str]
Values = Callable[[Cast], Mapping[str, object]]


@dataclass(frozen=True)
class Row:
    get: Answers
    post: Answers | None = None
    values: Values | None = None


def everyone(answer: str, **others: str) -> Answers:
    """The same for all, but for those who are named."""
    return dict.fromkeys(PEOPLE, answer) | others


def signed_in(answer: str, **others: str) -> Answers:
    """For whoever is signed in; a stranger is sent to the login page."""
    return everyone(answer, stranger="login") | others


def only(*names: str, answer: str = "200") -> Answers:
    """For these; it does not exist for the others, and a stranger is sent to the login page."""
    return signed_in("404") | dict.fromkeys(names, answer)


POST_ONLY = everyone("405")
POST_SIGNED_IN = signed_in("405")


def default_values(cast: Cast) -> Mapping[str, object]:
    """Everything in collective A; `uid` is the order of its consumer."""
    return {
        "collective": cast.a.collective.slug,
        "distribution": cast.a.distribution.slug,
        "product": cast.a.listing.product.uid,
        "farm": cast.farm.slug,
        "uid": cast.a.order.uid,
        "line": cast.a.order.lines.get(listing=cast.a.listing).uid,
    }


def by_mailed_link(cast: Cast) -> Mapping[str, object]:
    return {"token": link_of(cast.a.order).rstrip("/").rpartition("/")[2]}


def by_uid(cast: Cast) -> Mapping[str, object]:
    """Addresses of lists name the distribution by its uid."""
    return {"distribution": cast.a.distribution.uid, "sheet": "par-produit"}


def the_paper(cast: Cast) -> Mapping[str, object]:
    """The PDF of the farm's list in collective A, ready."""
    return {**by_uid(cast), "uid": _paper(cast, cast.a.listing).uid}


def the_own_paper(cast: Cast) -> Mapping[str, object]:
    """That of the collective's own goods."""
    return {**by_uid(cast), "uid": _paper(cast, cast.a.own_goods).uid}


def _paper(cast: Cast, listing: Listing) -> ListPaper:
    return ListPaper.objects.create(
        distribution=cast.a.distribution,
        seller=listing.product.seller,
        state=ListPaper.State.READY,
        orders=1,
        asked_at=MONDAY,
        seen_at=MONDAY,
        name="liste.pdf",
        content=b"%PDF",
    )


def the_engagement(cast: Cast) -> Mapping[str, object]:
    return {"uid": cast.farm.engagements.get(collective=cast.a.collective).uid}


def the_proposal(cast: Cast) -> Mapping[str, object]:
    """Other terms that collective A proposes to the farm."""
    engagement = cast.farm.engagements.get(collective=cast.a.collective)
    days = {"rate_on": MONDAY.date(), "starts_on": engagement.starts_on}
    proposal, _created = Proposal.objects.get_or_create(
        engagement=engagement, defaults={**days, "commission_rate": 9, "made_at": MONDAY}
    )
    return {"uid": proposal.uid}


def the_invitation(cast: Cast) -> Mapping[str, object]:
    """For the address of nobody of the cast."""
    made, _created = FarmInvitation.objects.get_or_create(
        farm=cast.farm,
        email="paul@sillon.example",
        defaults={"role": "prepares", "made_at": MONDAY},
    )
    return {"uid": made.uid}


def the_guide(_cast: Cast) -> Mapping[str, object]:
    """One that the network published for everybody."""
    made = GuidePage.objects.filter(slug="peser").first()
    return {"slug": (made or add_guide(GuidesPage.objects.get(), "Peser")).slug}


def the_preparer(cast: Cast) -> Mapping[str, object]:
    return {"uid": cast.farm.members.get(role="prepares").uid}


def the_mail(cast: Cast) -> Mapping[str, object]:
    return {"uid": cast.mail.uid, "number": 1}


def the_news(cast: Cast) -> Mapping[str, object]:
    """The list of collective A, which has a site."""
    site = ensure_collective_page(cast.a.collective)
    return {"collective": site.slug, "slug": NEWS_SLUG}


def membership_of_a(cast: Cast) -> Mapping[str, object]:
    return {"uid": cast.a.collective.memberships.get().uid}


def person_of_a(cast: Cast) -> Mapping[str, object]:
    return {"uid": cast.a.order.household.persons.get().uid}


FARM = ("producer", "preparer")
LIST_OF_FARM = (*FARM, "manager_a")
ORDER_OF_A = ("consumer_a", "manager_a")
OFFICE = ("manager_a", "editor_a", "manager_b", "network_editor", "network_admin")
OWN_ROOM = (
    signed_in("-> /compte/")
    | dict.fromkeys(OFFICE, "-> /gestion/")
    | dict.fromkeys(FARM, "-> /producteur/")
)
"""Where one lands who is signed in."""
STRANGER_MAY = {STRANGER: "200"}
PDF = "200 or -> /producteur/"
"""Without Pango the page says which package is missing."""

ENTRANCE = {
    "account_login": Row(OWN_ROOM | STRANGER_MAY, OWN_ROOM | STRANGER_MAY),
    "account_signup": Row(OWN_ROOM | STRANGER_MAY, OWN_ROOM | STRANGER_MAY),
    "account_request_login_code": Row(OWN_ROOM | STRANGER_MAY),
    "account_confirm_login_code": Row(OWN_ROOM),
    "account_email_verification_sent": Row(signed_in("-> /compte/email/")),
    "account_logout": Row(everyone("200", stranger="-> /"), everyone("-> /")),
    "account_inactive": Row(everyone("200")),
    "account_language": Row(POST_ONLY, everyone("-> /")),
    "account_reset_password": Row(everyone("200")),
    "account_reset_password_done": Row(everyone("200")),
    "account_reset_password_from_key": Row(everyone("200")),
    "account_reset_password_from_key_done": Row(everyone("200")),
    "mfa_authenticate": Row(OWN_ROOM),
    "mfa_login_webauthn": Row(OWN_ROOM),
}
ACCOUNT = {
    "account_email": Row(signed_in("200"), signed_in("-> /compte/email/")),
    "account_change_password": Row(signed_in("200")),
    "account_set_password": Row(signed_in("-> /compte/password/change/")),
    "account_reauthenticate": Row(signed_in("200")),
    "mfa_index": Row(signed_in("200")),
    **{
        name: Row(signed_in("-> /compte/reauthenticate/"))
        for name in (
            *("mfa_activate_totp", "mfa_generate_recovery_codes", "mfa_reauthenticate"),
            *("mfa_add_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn"),
            "mfa_reauthenticate_webauthn",
        )
    },
    # Nobody of the cast has a second factor.
    **{
        name: Row(signed_in("404"))
        for name in (
            "mfa_deactivate_totp",
            "mfa_view_recovery_codes",
            "mfa_download_recovery_codes",
        )
    },
    "mfa_list_webauthn": Row(signed_in("200")),
    "home:account": Row(signed_in("200")),
    "home:account_profile": Row(POST_SIGNED_IN, signed_in("422")),
    "home:account_add_person": Row(POST_SIGNED_IN, signed_in("422")),
    "home:account_remove_person": Row(
        POST_SIGNED_IN, only("consumer_a", answer="-> /compte/"), person_of_a
    ),
    "home:account_leave": Row(
        POST_SIGNED_IN, only("consumer_a", answer="-> /compte/"), membership_of_a
    ),
    "home:account_own_data": Row(signed_in("200")),
    "home:own_calendar": Row(signed_in("200")),
    "home:give_calendar": Row(POST_SIGNED_IN, signed_in("200")),
    "home:withdraw_calendar": Row(POST_SIGNED_IN, signed_in("-> /compte/calendrier/")),
    "home:own_dates": Row(everyone("404"), values=lambda _cast: {"token": "rien"}),
    **{
        name: Row(POST_SIGNED_IN, signed_in("-> /compte/reauthenticate/"))
        for name in ("home:account_export", "home:account_erase")
    },
    "collectives:join": Row(signed_in("200", consumer_a="-> /vallee/")),
}
NETWORK = {
    "home:landing": Row(everyone("200")),
    "home:search": Row(everyone("200")),
    "home:accessibility": Row(everyone("200")),
    "home:legal": Row(everyone("200")),
    "home:collective_legal": Row(everyone("200")),
    "home:dates": Row(everyone("200")),
    "home:styleguide": Row(everyone("200")),
    # The network of the cast has no address to write to.
    "home:security": Row(everyone("404")),
    "home:robots": Row(everyone("200")),
    "home:manifest": Row(everyone("200")),
    "home:favicon": Row(everyone("-> /static/favicon")),
    "home:sitemap": Row(everyone("200")),
    "home:guides": Row(everyone("200")),
    "home:guide": Row(everyone("200"), values=the_guide),
    "home:colours": Row(everyone("200"), values=lambda _cast: {"colour": "8a1538"}),
    "home:guide_answer": Row(POST_ONLY, everyone("-> /fiches/peser/"), the_guide),
    "home:charter": Row(everyone("404")),
    "farms:farms": Row(everyone("200")),
    "farms:farm": Row(everyone("200"), values=lambda cast: {"slug": cast.farm.slug}),
    "collective": Row(everyone("200"), values=lambda cast: {"slug": cast.a.collective.slug}),
    "page_of_site": Row(
        everyone("200"),
        values=the_news,
    ),
    "wagtail_serve": Row(everyone("200"), values=lambda _cast: {"": ""}),
    "demo:mailbox": Row(everyone("200")),
    "demo:mail": Row(everyone("200"), values=the_mail),
    "demo:mail_body": Row(everyone("200"), values=the_mail),
    "demo:attachment": Row(everyone("200"), values=the_mail),
    "media/<path:path>": Row(everyone("404")),
}
# Asked by machines; the test's own address is that of a machine next to ours.
PROBES = {
    name: Row(everyone("200"))
    for name in ("operations:healthz", "operations:readyz", "operations:metrics")
}
SHOP = {
    "shop:next": Row(everyone("-> /vallee/boutique/")),
    "shop:shop": Row(everyone("200"), everyone("-> /vallee/")),
    "shop:product": Row(everyone("200")),
    "checkout:basket": Row(everyone("200"), everyone("-> /vallee/panier/")),
    "checkout:confirmation": Row(only(*ORDER_OF_A)),
    "orders:list": Row(signed_in("200")),
    "orders:detail": Row(only(*ORDER_OF_A)),
    "orders:calendar": Row(only(*ORDER_OF_A)),
    "orders:withdraw": Row(only("consumer_a"), only("consumer_a", answer="422")),
    "orders:withdraw_by_link": Row(everyone("200"), everyone("422"), values=by_mailed_link),
    "orders:apply": Row(POST_SIGNED_IN, only("consumer_a", answer="-> /vallee/panier/")),
    "orders:drop": Row(POST_SIGNED_IN, only("consumer_a", answer="-> /commandes/")),
    "orders:cancel": Row(POST_SIGNED_IN, only("consumer_a", answer="-> /commandes/")),
    # No other date is open there.
    "orders:again": Row(POST_SIGNED_IN, only("consumer_a", answer="-> /commandes/")),
    "orders:cancel_line": Row(POST_SIGNED_IN, only(*ORDER_OF_A, answer="-> /commandes/")),
}
PRODUCER = {
    "producer:home": Row(only(*FARM)),
    "producer:agreements": Row(only("producer")),
    "producer:rights": Row(
        POST_SIGNED_IN, only("producer", answer="-> /producteur/"), the_engagement
    ),
    "producer:proposal": Row(only("producer"), values=the_proposal),
    "producer:invitation": Row(
        signed_in("200"), signed_in("-> /producteur/"), values=the_invitation
    ),
    "producer:invite": Row(POST_SIGNED_IN, only("producer", answer="422")),
    "producer:remove_person": Row(
        POST_SIGNED_IN, only("producer", answer="-> /producteur/"), the_preparer
    ),
    "producer:uninvite": Row(
        POST_SIGNED_IN, only("producer", answer="-> /producteur/"), the_invitation
    ),
    "producer:recap": Row(only(*LIST_OF_FARM), values=by_uid),
    "producer:sheet": Row(only(*LIST_OF_FARM), values=by_uid),
    "producer:paper": Row(only(*LIST_OF_FARM, answer=PDF), values=by_uid),
    "producer:whole": Row(only(*LIST_OF_FARM), values=by_uid),
    "producer:ask_for_paper": Row(
        POST_SIGNED_IN, only(*LIST_OF_FARM, answer="-> /producteur/"), values=by_uid
    ),
    "producer:progress": Row(only(*LIST_OF_FARM), values=the_paper),
    "producer:made_paper": Row(only(*LIST_OF_FARM), values=the_paper),
}
# Two patterns share a name where farms and collectives have the same page: told apart by route.
COLLECTIVE_LISTS = {
    f"producteur/collectif/<slug:collective>/<uuid:distribution>/{end}": Row(
        only("manager_a", answer=answer), values=by_uid
    )
    for end, answer in (
        *(("", "200"), ("<slug:sheet>.csv", "200"), ("liste.pdf", PDF)),
        ("impression/", "200"),
    )
} | {
    "producteur/collectif/<slug:collective>/<uuid:distribution>/pdf/": Row(
        POST_SIGNED_IN, only("manager_a", answer="-> /producteur/"), values=by_uid
    ),
    **{
        f"producteur/collectif/<slug:collective>/<uuid:distribution>/pdf/<uuid:uid>/{end}": Row(
            only("manager_a"), values=the_own_paper
        )
        for end in ("", "liste.pdf")
    },
}
DOCUMENTS = {
    name: Row(everyone("404"))
    for name in (
        *("wagtaildocs_serve", "wagtaildocs_authenticate_with_password"),
        "wagtailcore_authenticate_with_password",
    )
}
EXPECTED: dict[str, Row] = (
    ENTRANCE | ACCOUNT | NETWORK | PROBES | SHOP | PRODUCER | COLLECTIVE_LISTS | DOCUMENTS
)

IN_ADMIN = (*OFFICE, "producer")
OUTSIDE_ADMIN = tuple(name for name in PEOPLE if name not in (*IN_ADMIN, STRANGER))
"""Whoever is signed in and has nothing to do in the Wagtail admin: a 403 at its door."""

ADMIN_ENTRANCES = {
    "admin_entrance", "page_entrance", "wagtailadmin_login", "wagtailcore_login",
}  # fmt: skip
"""Ours take the place of Wagtail's own login forms, at the same address."""

ADMIN_OPEN = {
    "gestion/logout/": "302",
    "gestion/sprite/": "200",
    "gestion/jsi18n/": "200",
}
"""What the Wagtail admin serves to anybody: nothing that belongs to somebody."""

ADMIN_OF_NETWORK = ("users", "groups", "sites", "collections", "workflows", "redirects")
"""Screens of Wagtail that know nothing of collectives: for the network's administrator."""
