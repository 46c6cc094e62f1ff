"""The accounts that the login page offers where the demo is loaded."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DemoAccount(NamedTuple):
    email: str
    label: str | Promise


DEMO_ACCOUNTS = [
    DemoAccount("consommateur@sillon.example", _("Consumer")),
    DemoAccount("producteur@sillon.example", _("Producer, manages the farm")),
    DemoAccount("preparation@sillon.example", _("Producer, prepares the goods")),
    DemoAccount("gestion@sillon.example", _("Manager of a collective")),
    DemoAccount("tresorerie@sillon.example", _("Treasurer of a collective")),
    DemoAccount("caisse@sillon.example", _("Cashier of a collective")),
    DemoAccount("redaction@sillon.example", _("Editor of a collective")),
    DemoAccount("fiches@sillon.example", _("Editor of the network")),
    DemoAccount("reseau@sillon.example", _("Administrator of the network")),
]
