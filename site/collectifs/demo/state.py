"""Whether the database is empty, holds the demo, or something else."""

from enum import Enum, auto

from collectifs.demo.data_files import read_json
from commons.accounts.models import User
from commons.collectives.models import Collective, Network

ADMINISTRATOR = "reseau@sillon.example"


class State(Enum):
    EMPTY = auto()
    DEMO = auto()
    OTHER = auto()


def state_of_database() -> State:
    """The demo is known by its network's name and its administrator's account."""
    is_demo = Network.objects.filter(name=read_json("network")["name"]).exists()
    if is_demo and User.objects.filter(email=ADMINISTRATOR).exists():
        return State.DEMO
    if any(model.objects.exists() for model in (Network, Collective, User)):
        return State.OTHER
    return State.EMPTY
