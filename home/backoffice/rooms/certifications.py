"""A farm's labels: the certificates that allow it to show them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from commons.core.viewsets import ServiceView
from farms.exceptions import InvalidDates, KnownCertification, NotCertified
from farms.models import Certification, Label, Right
from home.backoffice.base import date_input
from home.backoffice.fields import paper_field
from home.backoffice.rooms.agreements import OfEngagement
from home.backoffice.services import certify_farm, end_label


class CertificationForm(forms.Form):
    """A certificate as it is printed."""

    label: forms.ModelChoiceField[Label] = forms.ModelChoiceField(
        Label.objects.all(), label=_("label"), to_field_name="uid"
    )
    body_code = forms.CharField(
        label=_("certifier's code"), required=False, max_length=20, help_text=_("“FR-BIO-01”")
    )
    number = forms.CharField(label=_("number"), required=False, max_length=40)
    valid_from = forms.DateField(label=_("valid from"), widget=date_input())
    valid_until = forms.DateField(label=_("valid until"), widget=date_input())
    proof = paper_field(label=_("the certificate"), help_text=_("A PDF or a photo, 10 MB at most."))


class AddCertification(OfEngagement, ServiceView):
    route, url_name = "<uuid:uid>/labels/ajouter/", "certify"
    right = Right.LABELS
    page_title = submit_label = _("Add a label")
    intro = _("Its products show the label from the first day of the certificate to the last.")
    form_class = CertificationForm
    service = staticmethod(certify_farm)
    refusal_fields = {InvalidDates: "valid_until", KnownCertification: "number"}


class EndLabelForm(forms.Form):
    valid_until = forms.DateField(label=_("last day"), widget=date_input())


class EndCertification(OfEngagement, ServiceView):
    route, url_name = "<uuid:uid>/labels/<uuid:certification>/terminer/", "end_label"
    right = Right.LABELS
    submit_label = _("End the label")
    submit_class = "button serious"
    intro = _("After this day the farm's products no longer show it.")
    form_class = EndLabelForm
    service = staticmethod(end_label)
    refusal_fields = {InvalidDates: "valid_until", NotCertified: "valid_until"}

    @cached_property
    def certification(self) -> Certification:
        rows = self.engagement.farm.certifications.select_related("label")
        found: Certification = self.found(rows, "certification")
        return found

    def get_page_title(self) -> str:
        return str(_("End %(label)s") % {"label": self.certification.label})

    def get_initial(self) -> dict[str, Any]:
        return {"valid_until": timezone.localdate()}

    def arguments(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**super().arguments(typed), "certification": self.certification}
