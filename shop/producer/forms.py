"""Forms of a farm: what it lets a collective do, whom it invites."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from farms.models import FarmEngagement, FarmMember, Right


class RightsForm(forms.Form):
    """What the managers of a collective may do for the farm."""

    rights = forms.TypedMultipleChoiceField(
        label=_("The managers of this collective may"),
        choices=Right.choices,
        coerce=Right,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @classmethod
    def of(cls, engagement: FarmEngagement, data: Any = None) -> "RightsForm":
        """Beside those of other collectives on one page; what is given is ticked.

        A list: of a set, Django's boxes show none.
        """
        return cls(data, prefix=engagement.uid.hex, initial={"rights": sorted(engagement.given)})


class InviteForm(forms.Form):
    """A person, by the address that the invitation is sent to."""

    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput({"autocomplete": "off"})
    )
    role = forms.TypedChoiceField(
        label=_("What this person does"),
        choices=[
            (FarmMember.Role.PREPARES, _("prepares: sees the lists")),
            (FarmMember.Role.MANAGES, _("manages: products, prices, agreements, people")),
        ],
        coerce=FarmMember.Role,
    )
