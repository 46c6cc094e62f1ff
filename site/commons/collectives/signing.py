"""Who signs mails: the collective, else the network; and where the answers go."""

from django.conf import settings

from commons.collectives.models import Collective, Network
from commons.core.mail_signatures import Signature


def sign(collective: object) -> Signature:
    """A collective without an address of its own lets the network read."""
    if isinstance(collective, Collective):
        read_by = collective.contact_email or collective.network.contact_email
        return Signature(collective.name, read_by, collective.uid)
    network = Network.objects.only("name", "contact_email").first()
    if network is None:  # an account opened before `start`
        return Signature(settings.WAGTAIL_SITE_NAME, "")
    return Signature(network.name, network.contact_email)
