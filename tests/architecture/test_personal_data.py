"""Every field that can hold something of a person is exported or erased, or it is said why not.

A new text, file or JSON field of ours fails here until it stands in `covers` of its app's
`personal_data.py`, or below with its reason. Choices and addresses made by the platform (slugs)
hold nothing of a person.
"""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import (
    CASCADE,
    SET_NULL,
    BinaryField,
    CharField,
    Field,
    FileField,
    ForeignKey,
    GenericIPAddressField,
    JSONField,
    Model,
    SlugField,
    TextField,
)

from commons.accounts.models import Household, Person, User
from commons.accounts.own_data import parts
from tests.architecture import sources

HOLDING = (CharField, TextField, JSONField, BinaryField, FileField, GenericIPAddressField)
OURS = (*sources.PACKAGES, "commons", "collectifs")

# "app.Model": all of it; "app.Model.field": one field. Each with the reason.
NEITHER = {
    "what is sold, by a farm or a collective": (
        *("catalogue.Product", "catalogue.Aisle", "catalogue.Container", "farms.Label"),
        *("partner.StockRecord.partner_sku", "partner.StockRecord.price_currency"),
        *("catalogue.ProductClass", "listings.StockMove.reference"),
    ),
    "what was ordered, which the books keep": tuple(
        f"order.Line.{name}"
        for name in (
            *("title", "seller_name", "produced_by", "unit_label", "noun_one", "noun_many"),
            *("container_name", "reason", "upc", "status", "tax_code"),
            *("partner_name", "partner_sku", "partner_line_reference", "partner_line_notes"),
        )
    )
    + tuple(
        f"order.Order.{name}"
        for name in (
            *("number", "currency", "shipping_tax_code", "shipping_method", "shipping_code"),
            *("status", "cancel_reason"),
        )
    )
    + ("order.OrderEvent.data",),
    "numbers and codes of a basket, of nobody": (
        *("basket.Basket.status", "basket.Line.line_reference", "basket.Line.price_currency"),
        *("basket.Line.tax_code", "basket.LineAttribute.value"),
    ),
    "the farm's own, a business: its managers change it, it stays when one of them leaves": (
        *(f"farms.Farm.{name}" for name in ("name", "legal_name", "street", "postcode", "town")),
        *(f"farms.Farm.{name}" for name in ("siret", "email", "phone", "presentation")),
        *("farms.Certification.body_code", "farms.Certification.number"),
        *(f"farms.FarmPage.{name}" for name in ("story", "practices", "opening", "website")),
        "distributions.Attendance.brought_by",
    ),
    "the association's own, published by law or told to customers": (
        *(
            f"collectives.{model}.{name}"
            for model in ("Network", "Collective")
            for name in (
                *("name", "contact_email", "legal_name", "legal_form", "seat", "phone"),
                *("siren", "rna", "publication_director", "mediator", "privacy"),
            )
        ),
        *("collectives.Network.host", "collectives.Collective.summary"),
        *("collectives.Collective.colour", "collectives.Collective.logo"),
        "collectives.Collective.headlines",
        *("collectives.Collective.terms", "collectives.Collective.timezone"),
    ),
    "places, which belong to nobody": (
        *("distributions.PickupPlace", "collectives.Commune"),
        *("distributions.FormerSlug", "distributions.GoneDate", "distributions.DistributionSeries"),
        "distributions.Distribution.sheet_line",
    ),
    "pages that a collective publishes": (
        *("home.HomePage", "home.WelcomePage", "home.CollectivePage", "charter.CharterPage"),
        *("home.ContactPage", "home.ContentPage", "home.EventPage", "home.NewsPage"),
        # What the search repeats of these, of farms, of what is sold, of places.
        *("home.SearchEntry", "home.SearchWord"),
        *("home.GuidePage", "home.GuideShelf", "home.GuidesPage"),
        *("core.CollectifsImage", "core.CollectifsRendition", "core.CollectifsDocument"),
    ),
    "acts, by uids: exported, and kept without who did them": (
        *("core.AuditEntry.action", "core.AuditEntry.target_type", "core.AuditEntry.data"),
    ),
    "how the platform sends a mail, and what it answered, redacted": (
        *("core.OutboxMail.kind", "core.OutboxMail.mailer", "core.OutboxMail.error"),
        "core.OutboxAttachment.mimetype",
    ),
    "a digest of a secret, which goes with the account": ("home.CalendarAddress.digest",),
    "which text of a mandate was signed": ("farms.FarmEngagement.mandate_version",),
    "a language": ("accounts.User.language", "reporting.ListPaper.language"),
}
UNUSED = "Oscar's, which nothing here writes: no rows"
LIBRARIES = {
    **dict.fromkeys(
        (
            *("address", "analytics", "catalogue", "communication", "customer", "offer"),
            *("order", "partner", "payment", "reviews", "shipping", "voucher", "wishlists"),
        ),
        UNUSED,
    ),
    **dict.fromkeys(("auth", "contenttypes", "sites"), "groups, rights and names of the site"),
    **dict.fromkeys(("sessions", "flatpages"), "Django's own, in whose place we have others"),
    "wagtailcore": "pages and their history; what is somebody's refers to them, and goes with them",
    "wagtailadmin": "what an editor has open: it goes with the account",
    "wagtailusers": "it goes with the account",
    "admin": "it goes with the account, and nothing writes it",
    "account": "it goes with the account",
    "mfa": "it goes with the account",
    **dict.fromkeys(
        ("wagtaildocs", "wagtailimages", "wagtailembeds"), "in whose place we have others, or none"
    ),
    **dict.fromkeys(("wagtailredirects", "wagtailsearch", "taggit"), "about pages"),
    "django_tasks_database": "ids of rows, no text of anybody",
}
"""By app, models of libraries: why none of their fields needs a line of its own."""
KEPT = {name for names in NEITHER.values() for name in names}


def own_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in OURS]


def holds(field: Field[object, object]) -> bool:
    is_text = isinstance(field, HOLDING) and not isinstance(field, SlugField)
    return is_text and not field.choices


def fields() -> Iterator[str]:
    for model in own_models():
        for field in model._meta.local_fields:
            if holds(field):
                yield f"{model._meta.label}.{field.name}"


def test_each_library_that_stores_text_is_known() -> None:
    ours = own_models()
    others = {
        model._meta.app_label
        for model in apps.get_models()
        if model not in ours and any(map(holds, model._meta.local_fields))
    }

    assert others == LIBRARIES.keys()


def covered() -> set[str]:
    return {name for part in parts.values() for name in part.covers}


def unsaid(names: Iterator[str] | list[str]) -> list[str]:
    return [
        name
        for name in names
        if name not in covered() and name not in KEPT and name.rpartition(".")[0] not in KEPT
    ]


def test_every_field_is_exported_or_erased_or_it_is_said_why_not() -> None:
    assert unsaid(fields()) == []


@pytest.mark.parametrize("name", ["accounts.Person.birthday", "order.Order.door_code"])
def test_a_new_field_is_found(name: str) -> None:
    assert unsaid([name]) == [name]


def test_nothing_is_named_that_is_not_there() -> None:
    known = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
    }
    models = {model._meta.label for model in apps.get_models()}

    assert covered() - known == set()
    assert KEPT - known - models == set()
    assert covered() & KEPT == set()


def test_whatever_refers_to_a_person_goes_with_them_or_lets_go() -> None:
    stays = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey)
        and field.related_model in (User, Person)
        and field.remote_field.on_delete not in (CASCADE, SET_NULL)
    ]
    # Wagtail's logs keep a number of nobody.
    assert set(stays) == {"wagtailcore.ModelLogEntry.user", "wagtailcore.PageLogEntry.user"}


def test_a_household_stays_for_its_orders_alone() -> None:
    keeping = [
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey)
        and field.related_model is Household
        and field.remote_field.on_delete is not CASCADE
    ]

    assert keeping == ["order.Order.household"]


def test_each_app_that_holds_something_has_a_part() -> None:
    assert set(parts) == {
        *("account", "mails", "collectives", "farms"),
        *("baskets", "orders", "lists", "office"),
    }
