"""Mails of the collective that did not arrive: to whom, why, and once more."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from commons.accounts.models import Person
from commons.collectives.models import Collective
from commons.core.mail_services import send_again
from commons.core.models import OutboxMail
from commons.core.outbox import NOT_ARRIVED
from commons.core.viewsets import RowsView, ServiceView
from farms.models import Farm
from home.backoffice.base import InCollective, RowLink

WHY = {
    OutboxMail.State.REFUSED: _("The address does not exist, or takes no mail."),
    OutboxMail.State.FAILED: _("The mail server did not take it for several days."),
}


def not_arrived(collective: Collective) -> Any:
    """Mails of a collective that were given up; they are kept for some weeks."""
    return OutboxMail.objects.filter(collective_uid=collective.uid, state__in=NOT_ARRIVED)


class MailsNotArrived(InCollective, RowsView):
    route, url_name = "courriels/", "mails"
    page_title = _("Mails that did not arrive")
    columns: ClassVar[Sequence[Column]] = [
        RowLink(
            "to",
            label=_("to"),
            url_name="members:send_again",
        ),
        Column("who", label=_("farm or household")),
        Column("subject", label=_("subject")),
        Column("why", label=_("why"), accessor=lambda mail: WHY[mail.state]),
        Column(
            "at",
            label=_("written"),
            accessor=lambda mail: date_format(
                timezone.localtime(mail.created_at), "SHORT_DATETIME_FORMAT"
            ),
        ),
    ]

    def rows(self) -> Any:
        """With the farm or the household that has the address, where one has."""
        farms = Farm.objects.filter(email=OuterRef("to")).order_by("pk")
        persons = Person.objects.filter(user__email=OuterRef("to")).order_by("pk")
        who = Coalesce(
            Subquery(farms.values("name")[:1]),
            Subquery(persons.values("household__name")[:1]),
            Value(""),
        )
        return not_arrived(self.collective).annotate(who=who).order_by("-created_at", "pk")


class AddressForm(forms.Form):
    to = forms.EmailField(
        label=_("e-mail address"),
        help_text=_("Corrected here for this mail: correct it in the account or the farm too."),
    )


class SendAgain(InCollective, ServiceView):
    route, url_name = "courriels/<uuid:uid>/renvoyer/", "send_again"
    page_title = submit_label = _("Send the mail again")
    form_class = AddressForm
    service = staticmethod(send_again)
    success_message = _("The mail is on its way.")

    @cached_property
    def mail(self) -> OutboxMail:
        found: OutboxMail = self.found(not_arrived(self.collective))
        return found

    @property
    def intro(self) -> Any:
        return f"{self.mail.subject} · {WHY[OutboxMail.State(self.mail.state)]}"

    def get_initial(self) -> dict[str, Any]:
        return {"to": self.mail.to}

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**typed, "mail": self.mail}

    def done_url(self, _result: Any) -> str:
        return self.room_url("mails")
