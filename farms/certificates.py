"""Who may open the paper of a certificate."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from commons.collectives.models import Role
from commons.collectives.permissions import Someone, collectives_of
from commons.core.models import CollectifsDocument
from farms.models import Certification, FarmEngagement
from farms.permissions import RUNNING, farms_of


def may_open(document: CollectifsDocument, user: Someone) -> bool:
    """Anybody where the label is shown today; else the farm, and collectives that work with it.

    What is no certificate, or no longer one, opens for nobody.
    """
    papers = Certification.objects.filter(proof=document)
    return papers.filter(_is_shown() | _is_of(user)).exists()


def _is_shown() -> Q:
    """As the farm's page shows its labels."""
    today = timezone.localdate()
    return Q(valid_from__lte=today, valid_until__gte=today)


def _is_of(user: Someone) -> Q:
    """Of the person's farm, or of one that a collective of theirs works with, as its room shows."""
    agreed = FarmEngagement.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate()),
        farm=OuterRef("farm"),
        state__in=RUNNING,
        collective__in=collectives_of(user, Role.MANAGER),
    )
    return Q(farm__in=farms_of(user)) | Q(Exists(agreed))
