"""What the first manager is told."""

from commons.core.notifications import Notification


class NetworkStarted(Notification):
    """Where to sign in; a code is asked for there, so that no mail lying around opens anything."""

    kind = "network_started"
