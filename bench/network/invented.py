"""What the files of the demo do not hold: more farms, more households. The same each time."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from bench.network.sizes import Scale
from collectifs.demo.data_files import read_json
from collectifs.demo.orders import FOYERS
from commons.core.search import fold
from farms.models import VatRegime
from farms.validators import is_siret

type Entry = dict[str, Any]

WORDS = Path(__file__).with_name("words.json")
REGIMES = (*[VatRegime.REAL] * 8, VatRegime.FLAT_RATE, VatRegime.FRANCHISE)


def read_words() -> Any:
    """`words.json`: more collectives, more places of the first one (`outposts`), names of farms."""
    return json.loads(WORDS.read_text(encoding="utf-8"))


def collective_entries(scale: Scale) -> list[Entry]:
    """Those of `collectives.json` and `words.json` that the scale names, with their outposts."""
    more = read_words()
    wanted = {round_.collective for round_ in scale.rounds}
    unsaid = [{**entry, "legal": {}} for entry in more["collectives"]]
    entries = [*read_json("collectives"), *unsaid]
    chosen = [entry for entry in entries if entry["slug"] in wanted]
    places = {round_.place for round_ in scale.rounds}
    for outpost in more["outposts"]:
        for entry in chosen:
            if entry["slug"] == outpost["collective"] and outpost["place"]["slug"] in places:
                entry["places"].append(outpost["place"])
    return chosen


def schedules(scale: Scale) -> dict[tuple[str, str], Mapping[str, str | int]]:
    """The habit of each place, by slugs of collective and place."""
    habits = {
        (entry["slug"], entry["places"][0]["slug"]): entry["schedule"]
        for entry in collective_entries(scale)
    }
    for outpost in read_words()["outposts"]:
        habits[outpost["collective"], outpost["place"]["slug"]] = outpost["schedule"]
    return habits


def farm_entries(scale: Scale) -> list[Entry]:
    """Farms as `farms.json` describes them: the known ones, then the invented ones."""
    served = {round_.collective for round_ in scale.rounds}
    known = [
        {**farm, "collectives": [terms for terms in farm["collectives"] if terms["slug"] in served]}
        for farm in read_json("farms")
        if scale.known is None or farm["slug"] in scale.known
    ]
    return [*known, *(_farm(number, scale) for number in range(scale.farms))]


def _farm(number: int, scale: Scale) -> Entry:
    words = read_words()["farms"]
    kinds, names, towns = words["kinds"], words["names"], words["towns"]
    name = f"{kinds[number // len(names)]} {names[number % len(names)]}"
    slug = slugify(fold(name))
    town, postcode = towns[number % len(towns)]
    return {
        "name": name,
        "slug": slug,
        "legal_name": f"EARL {name}",
        "street": f"{number + 1} chemin des Fermes",
        "postcode": postcode,
        "town": town,
        "latitude": round(46.80 + number % 19 * 0.009, 4),
        "longitude": round(4.45 + number % 13 * 0.017, 4),
        "siret": _siret(number),
        "email": f"contact@{slug}.example",
        "phone": f"06 39 98 20 {number:02d}",
        "vat_regime": str(REGIMES[number % len(REGIMES)]),
        "collectives": list(_engagements(number, scale)),
        "presentation": words["presentations"][number % len(words["presentations"])],
        "certifications": [_certificate(number)],
        "members": [_producer(number, slug)],
    }


def _siret(number: int) -> str:
    """Fourteen digits that begin with 0, which no business has, and add up."""
    start = f"0{9_000_000 + number * 97:07d}00001"
    return next(start + str(digit) for digit in range(10) if is_siret(f"{start}{digit}"))


def _engagements(number: int, scale: Scale) -> Iterator[Entry]:
    rounds = [round_ for round_ in scale.rounds if number in round_.farms]
    for slug in dict.fromkeys(round_.collective for round_ in rounds):
        yield {"slug": slug, "every_weeks": 1 + number % 2, "commission_percent": None}


def _certificate(number: int) -> Entry:
    return {
        "label": "bio",
        "certifier": "FR-BIO-01",
        "number": f"71-2020-{number + 1:04d}",
        "valid_from_days": -200,
        "valid_until_days": 165,
    }


def _producer(number: int, slug: str) -> Entry:
    people = read_json("people")
    first, last = people[-1 - number % len(people)], people[(number * 7 + 3) % len(people)]
    return {
        "first_name": first["first_name"],
        "last_name": last["last_name"],
        "email": f"production@{slug}.example",
        "role": "manages",
    }


def households(scale: Scale) -> list[dict[str, str]]:
    """Whoever orders: the people of `people.json`, then each first name with other last names."""
    people = read_json("people")
    accounts = {
        f"{account['first_name']} {account['last_name']}": account
        for account in read_json("accounts")
    }
    return [_household(number, people, accounts) for number in range(scale.households)]


def _household(
    number: int, people: list[dict[str, str]], accounts: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    turn, place = divmod(number, len(people))
    first = people[place]["first_name"]
    last = people[(place + turn) % len(people)]["last_name"]
    if account := accounts.get(f"{first} {last}"):
        return {"first_name": first, "last_name": last, "email": account["email"], "phone": ""}
    local = slugify(f"{first} {last}")
    return {
        "first_name": first,
        "last_name": last,
        "email": f"{local}{turn or ''}{FOYERS}",
        "phone": f"06 39 98 {30 + number // 100} {number % 100:02d}",
    }
