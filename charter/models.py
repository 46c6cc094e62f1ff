"""The network's charter. Versions and signatures come later: the gate is open until then."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from commons.core.sections import Section


class CharterPage(Section):
    """The text of the charter, `/charte/`."""

    body = RichTextField(
        _("text"), blank=True, features=["bold", "italic", "link", "ul", "ol", "h2"]
    )

    content_panels = [*Section.content_panels, FieldPanel("body")]
    template = "charter/charter_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    may_hide = True

    class Meta:
        verbose_name = _("charter page")
