"""What search engines read of distributions and of who makes them (https://schema.org)."""

from typing import Any

from commons.collectives.addresses import collective_path
from commons.collectives.models import Collective
from commons.core.web import absolute
from distributions.addresses import shop_path
from distributions.models import Distribution, PickupPlace


def collective_facts(collective: Collective) -> dict[str, Any]:
    """Of an `Organization`."""
    return {
        "name": collective.name,
        "description": collective.summary,
        "email": collective.contact_email,
        "url": absolute(collective_path(collective)),
    }


def event_facts(distribution: Distribution) -> dict[str, Any]:
    """Of an `Event`; its place and collective are read."""
    collective, zone = distribution.collective, distribution.collective.zone
    state = "EventCancelled" if distribution.cancelled_at else "EventScheduled"
    return {
        "name": f"{collective.name}, {distribution.place.name}",
        "startDate": distribution.starts_at.astimezone(zone).isoformat(),
        "endDate": distribution.ends_at.astimezone(zone).isoformat(),
        "eventStatus": f"https://schema.org/{state}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "url": absolute(shop_path(distribution)),
        "location": place_facts(distribution.place),
        "organizer": {"@type": "Organization", **collective_facts(collective)},
    }


def place_facts(place: PickupPlace) -> dict[str, Any]:
    """Of a `Place`."""
    address = {
        "@type": "PostalAddress",
        "streetAddress": place.street,
        "postalCode": place.postcode,
        "addressLocality": place.town,
        "addressCountry": "FR",
    }
    facts = {"@type": "Place", "name": place.name, "address": address}
    if place.position is None:
        return facts
    latitude, longitude = place.position
    geo = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return facts | {"geo": geo}
