"""The sheet of components in every state, in development only: what the audits visit."""

from datetime import datetime, timedelta

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from commons.core.dates import CalendarTile
from distributions.presentation import Band
from shop.listings.price_split import Part

AISLES = (
    *("legumes", "fruits", "cremerie", "oeufs", "viandes", "poissons"),
    *("pains", "epicerie", "miel", "boissons", "plantes", "hygiene"),
)
SWATCHES = (
    ("ink", "bg"),
    ("ink", "surface"),
    ("ink-2", "surface"),
    ("ink", "sunken"),
    ("on-brand", "brand"),
    ("brand-ink", "brand-soft"),
    ("on-accent", "accent"),
    ("accent-ink", "accent-soft"),
    ("on-danger", "danger"),
    ("danger-ink", "danger-soft"),
    ("info-ink", "info-soft"),
    ("plum-ink", "plum-soft"),
    ("on-slate", "slate"),
    ("on-slate-2", "slate"),
)


class SampleForm(forms.Form):
    """Each kind of field, filled so that one of them is wrong."""

    name = forms.CharField(label="Prénom et nom")
    phone = forms.CharField(label="Téléphone", help_text="Utilisé seulement si un produit manque.")
    note = forms.CharField(label="Mot pour la ferme", widget=forms.Textarea, required=False)
    means = forms.ChoiceField(
        label="Paiement", choices=[("place", "Payer au retrait")], widget=forms.RadioSelect
    )
    terms = forms.BooleanField(label="J’accepte les conditions de vente")

    def clean_phone(self) -> str:
        raise forms.ValidationError("Le numéro est incomplet\u00a0: indiquez 10 chiffres.")


def _card(uid: str, name: str, price: str, **more: object) -> dict[str, object]:
    card = {
        "uid": uid, "url": f"#p-{uid}", "name": name, "farm_name": "Ferme des Hirondelles",
        "tint": "legumes", "aisle_icon": "legumes", "badge": "Bio",
        "badge_kind": "bio", "unit_label": "la botte", "price_label": price,
    }  # fmt: skip
    return card | more


def _qty(uid: str, name: str, value: str, **more: object) -> dict[str, object]:
    qty = {
        "uid": uid,
        "name": name,
        "value": value,
        "is_chosen": value != "0",
        "label": "Quantité",
        "add_label": f"Ajouter {name}",
        "inputmode": "numeric",
        "price_cents": 270,
        "max": None,
    }
    return qty | more


def _products() -> list[tuple[dict[str, object], dict[str, object] | None]]:
    leek = {
        "unit": "kg",
        "label": "Quantité en kilos",
        "step": "0,5",
        "inputmode": "decimal",
        "price_cents": 320,
    }
    tomme = {"tint": "cremerie", "aisle_icon": "cremerie", "approx": True}
    return [
        (
            _card("c1", "Carottes des sables", "2,70\u00a0€", unit_price_label="4,50\u00a0€/kg"),
            _qty("c1", "Carottes des sables", "2", max=14),
        ),
        (
            _card("c2", "Poireaux", "3,20\u00a0€", unit_label="le kilo"),
            _qty("c2", "Poireaux", "1,5", **leek, max="22"),
        ),
        (
            _card("c3", "Tomme des prés, 4 mois", "5,94\u00a0€", **tomme),
            _qty("c3", "Tomme des prés, 4 mois", "0", price_cents=594),
        ),
        (
            _card("c4", "Champignons de Paris", "3,20\u00a0€", left_label="Plus que 3"),
            _qty("c4", "Champignons de Paris", "4", max=3, problem="Il n’en reste que 3."),
        ),
        (_card("c5", "Brocoli", "4,60\u00a0€", sold_out=True), None),
    ]


def _band(now: datetime) -> Band:
    return Band(
        tile=CalendarTile("ven.", "27", "nov."),
        day="Distribution du vendredi 27 novembre",
        hours="17\u00a0h\u00a030 – 19\u00a0h\u00a030",
        detail="Clôture jeudi 26 nov., 12\u00a0h",
        now=now,
        until=now + timedelta(days=1, hours=21, minutes=1),
        left="1\u00a0j 21\u00a0h",
    )


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component in every state; a real installation has no such page."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    parts = [Part("Fermes", 4934, 88), Part("Collectif", 392, 7), Part("Plateforme", 280, 5)]
    context = {
        "aisles": AISLES,
        "swatches": SWATCHES,
        "form": SampleForm({"name": "Camille Arnoux", "phone": "06 12 34", "means": "place"}),
        "products": _products(),
        "band": _band(timezone.now()),
        "closed": {"weekday": "ven.", "day": "8", "month": "janv."},
        "parts": parts,
        "pages": Paginator(range(30), 10).page(2),
    }
    return render(request, "home/styleguide.html", context)
