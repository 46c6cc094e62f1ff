"""The face of Wagtail's admin: our name, logo and colours, and nothing that speaks of Wagtail.

What its templates say is replaced in `templates/wagtailadmin/`, its French in `library_words.py`.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse, reverse_lazy
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.account import LocalePreferencesForm, ThemePreferencesForm
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.admin.menu import MenuItem, SubmenuMenuItem
from wagtail.admin.views.account import (
    AvatarSettingsPanel,
    BaseSettingsPanel,
    LocaleSettingsPanel,
    NameEmailSettingsPanel,
    ThemeSettingsPanel,
)
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.users.models import UserProfile

from farms.permissions import farms_of

LAST_WORDS = "js/admin/last_words.js"
SHEETS = ("css/tokens.css", "css/admin/office.css", "css/admin/rooms.css")
LINKS = (AnchorLinkChooserForm, EmailLinkChooserForm, ExternalLinkChooserForm, PhoneLinkChooserForm)
LABELS = {
    "body": gettext_lazy("Message"),
    "email_address": gettext_lazy("E-mail address"),
    "link_text": gettext_lazy("Text of the link"),
    "phone_number": gettext_lazy("Phone number"),
    "subject": gettext_lazy("Subject"),
}
"""Of fields whose English names Wagtail shows."""
NOT_OURS = ("whats-new-in-wagtail", "editor-guide", "keyboard-shortcuts")


def styles() -> str:
    return format_html_join(
        "", '<link rel="stylesheet" href="{}">', ((static(sheet),) for sheet in SHEETS)
    )


def last_words() -> str:
    """For editors of pages."""
    return format_html('<script type="module" src="{}"></script>', static(LAST_WORDS))


def no_help_of_wagtails(_request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if not item.name.startswith(NOT_OURS)]


def no_version(_request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail writes its version below the settings."""
    for place, item in enumerate(items):
        if item.name == "settings":
            items[place] = SubmenuMenuItem(
                item.label, item.menu, name=item.name, icon_name=item.icon_name, order=item.order
            )


def pictogram(_user: object, _size: int) -> str:
    """Nobody has a portrait: where Wagtail shows one stands a pictogram."""
    return static("person.svg")


def way_to_account(_request: HttpRequest) -> Mapping[str, str]:
    """Name, address, password and language are changed in one place."""
    return {
        "url": reverse("home:account"),
        "label": _("My account"),
        "help_text": _("Your name, your e-mail, your password and your language."),
    }


class ProducerItem(MenuItem):
    """Back to the farm's own pages, for its people."""

    def is_shown(self, request: HttpRequest) -> bool:
        return farms_of(request.user).exists()


def way_to_producer() -> MenuItem:
    return ProducerItem(
        gettext_lazy("Producer’s space"),
        reverse_lazy("producer:home"),
        name="producer",
        icon_name="home",
        order=2,
    )


class ThemeForm(ThemePreferencesForm):
    class Meta(ThemePreferencesForm.Meta):
        labels: ClassVar[Mapping[str, Any]] = {
            "keyboard_shortcuts": gettext_lazy("Commands from the keyboard")
        }
        help_texts: ClassVar[Mapping[str, Any]] = {
            "keyboard_shortcuts": gettext_lazy(
                "Ctrl + S saves, [ folds the menu. Untick the box if single keys get in your way."
            )
        }


class TimeZoneForm(LocalePreferencesForm):
    """The language is that of the account."""

    preferred_language = None

    class Meta(LocalePreferencesForm.Meta):
        fields: ClassVar[list[str]] = ["current_time_zone"]


def _never(_panel: BaseSettingsPanel) -> bool:
    return False


def _language_of_account(profile: UserProfile) -> str:
    """In the admin, and in the mails that Wagtail sends."""
    language: str = profile.user.language or settings.LANGUAGE_CODE
    return language


def _title(view: WagtailAdminTemplateMixin) -> str:
    subtitle = view.get_page_subtitle()
    named = {"page": view.get_page_title(), "title": subtitle}
    return _("%(page)s: %(title)s") % named if subtitle else str(named["page"])


def title_in_french() -> None:
    """Wagtail joins them with a colon of its own."""
    WagtailAdminTemplateMixin.get_header_title = _title


def name_fields_of_links() -> None:
    for form in LINKS:
        for name, field in form.base_fields.items():
            field.label = LABELS.get(name, field.label)


def dress_account() -> None:
    """Wagtail has neither a setting nor a hook for the panels of its account page."""
    for panel in (AvatarSettingsPanel, NameEmailSettingsPanel):
        panel.is_active = _never
    LocaleSettingsPanel.form_class = TimeZoneForm
    LocaleSettingsPanel.title = gettext_lazy("Time zone")
    ThemeSettingsPanel.form_class = ThemeForm
    UserProfile.get_preferred_language = _language_of_account
