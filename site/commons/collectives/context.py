"""The network, for every template."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from commons.collectives.models import Network


def network(request: HttpRequest) -> dict[str, object]:
    return {"network": SimpleLazyObject(lambda: Network.objects.first())}
