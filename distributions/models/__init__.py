"""Places, calendars, distributions and who comes."""

from distributions.models.attendance import Attendance
from distributions.models.distribution import Distribution, FormerSlug
from distributions.models.gone import GoneDate
from distributions.models.place import PickupPlace
from distributions.models.series import DistributionSeries

__all__ = [
    "Attendance",
    "Distribution",
    "DistributionSeries",
    "FormerSlug",
    "GoneDate",
    "PickupPlace",
]
