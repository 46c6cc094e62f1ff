"""A calendar: the same place, weekday and hours, by a rule."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.collectives.models import Collective
from commons.core.models import UidModel
from distributions.models.place import PickupPlace
from distributions.recurrence import Rule


class DistributionSeries(UidModel):
    """Makes distributions by its `rule`, from `first_on` to `last_on` (both included).

    Hours are local to the collective. Orders open and close a number of days before, at an hour.
    """

    collective = models.ForeignKey(Collective, on_delete=models.CASCADE, related_name="series")
    place = models.ForeignKey(PickupPlace, on_delete=models.PROTECT, related_name="series")
    first_on = models.DateField(_("first date"))
    last_on = models.DateField(_("last date"))
    every_weeks = models.PositiveSmallIntegerField(_("every … weeks"), default=1)
    month_weeks = models.JSONField(_("weeks of the month"), default=list, blank=True)
    school_zone = models.CharField(
        _("school zone"), max_length=1, choices=Collective.SchoolZone, blank=True
    )
    skips_public_holidays = models.BooleanField(_("except public holidays"), default=False)
    except_on = models.JSONField(_("days left out"), default=list, blank=True)
    starts_at = models.TimeField(_("starts at"))
    ends_at = models.TimeField(_("ends at"))
    opens_days_before = models.PositiveSmallIntegerField(_("orders open, days before"), default=6)
    opens_time = models.TimeField(_("orders open at"))
    closes_days_before = models.PositiveSmallIntegerField(_("orders close, days before"), default=1)
    closes_time = models.TimeField(_("orders close at"))
    stopped_on = models.DateField(_("stopped from"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar")
        verbose_name_plural = _("calendars")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")), name="series_dates_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="series_hours_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(every_weeks__gte=1), name="series_every_week_or_more"
            ),
        ]

    @property
    def rule(self) -> Rule:
        return Rule(
            first_on=self.first_on,
            last_on=self.last_on,
            every_weeks=self.every_weeks,
            month_weeks=frozenset(self.month_weeks),
            school_zone=self.school_zone,
            skips_public_holidays=self.skips_public_holidays,
            except_on=frozenset(map(date.fromisoformat, self.except_on)),
        )

    def __str__(self) -> str:
        return f"{self.place} {self.first_on}"
