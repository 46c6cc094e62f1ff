"""Choices of a product, with the words that people see."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Keeping(models.TextChoices):
    """Where goods wait until they are collected."""

    AMBIENT = "ambient", _("ambient")
    CHILLED = "chilled", _("chilled")
    FROZEN = "frozen", _("frozen")


class StockMode(models.TextChoices):
    UNLIMITED = "unlimited", _("unlimited")
    PER_DISTRIBUTION = "per_distribution", _("a quota for each distribution")
    LASTING = "lasting", _("a stock that lasts")


class AllergenStatement(models.TextChoices):
    """Contains, none, not stated are three different answers (Regulation (EU) 1169/2011)."""

    CONTAINS = "contains", _("contains allergens")
    NONE = "none", _("no allergens")
    NOT_STATED = "not_stated", _("allergens not stated")


class Allergen(models.TextChoices):
    """The 14 groups of annex II of Regulation (EU) 1169/2011."""

    GLUTEN = "gluten", _("gluten")
    CRUSTACEANS = "crustaceans", _("crustaceans")
    EGGS = "eggs", _("eggs")
    FISH = "fish", _("fish")
    PEANUTS = "peanuts", _("peanuts")
    SOY = "soy", _("soy")
    MILK = "milk", _("milk")
    NUTS = "nuts", _("nuts")
    CELERY = "celery", _("celery")
    MUSTARD = "mustard", _("mustard")
    SESAME = "sesame", _("sesame")
    SULPHITES = "sulphites", _("sulphites")
    LUPIN = "lupin", _("lupin")
    MOLLUSCS = "molluscs", _("molluscs")
