"""What the templates of the admin ask: whose office it is, and in which colours."""

from typing import Any

from django import template

from home.backoffice import tenancy

register = template.Library()
THEMES = {"light": "clair", "dark": "sombre"}


@register.simple_tag(takes_context=True)
def office_name(context: dict[str, Any]) -> str:
    return tenancy.office_name(context["request"])


@register.simple_tag(takes_context=True)
def office_logo(context: dict[str, Any]) -> str:
    """Of the collective whose name stands there; "" for our own mark."""
    collective = tenancy.office_collective(context["request"])
    return str(collective.logo.url) if collective and collective.logo else ""


@register.simple_tag(takes_context=True)
def office_theme(context: dict[str, Any]) -> str:
    """The name of our tokens for the theme that the person chose; "" follows the system."""
    profile = getattr(context["request"].user, "wagtail_userprofile", None)
    return THEMES.get(profile.theme, "") if profile else ""
