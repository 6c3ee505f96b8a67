"""What was foreseen, and what a workshop says of itself. (`production.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import F, Q

from bukapo.production.workshops.rows import Workshop
from bukapo.stores.scope import StoreOwned


class Forecast(StoreOwned):
    """The days by which a work order is finished in 50, 80, 90 of 100 simulated courses. Append-only: the last counts.

    `bottleneck` is the stage that decides, `left` the pieces that had not passed the last stage when it was made.
    """

    work_order = models.ForeignKey("production.WorkOrder", on_delete=models.PROTECT, related_name="forecasts")
    p50 = models.DateField()
    p80 = models.DateField()
    p90 = models.DateField()
    bottleneck = models.CharField(max_length=40, blank=True, default="")
    left = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(p50__lte=F("p80"), p80__lte=F("p90")), name="forecast_in_order"
            )
        ]
        indexes = [models.Index(fields=["work_order", "made_at"], name="forecast_of_the_night")]


class StagePace(StoreOwned):
    """`each` pieces a working day of one of `people` at a stage. Without a workshop: of any without its own."""

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, null=True, related_name="paces")
    position = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=40)
    each = models.PositiveIntegerField()
    people = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["workshop_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "position"], name="pace_position_once"),
            models.UniqueConstraint(
                fields=["store", "position"], name="pace_of_any_once", condition=Q(workshop=None)
            ),
            models.CheckConstraint(condition=Q(each__gt=0, people__gt=0), name="pace_of_somebody"),
        ]


class WorkWeek(StoreOwned):
    """Which days a workshop works, see `calendar.WorkDays`; `weekdays` is seven 0 or 1 from Monday on.

    Without a workshop: of every workshop that has none of its own.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, null=True, related_name="weeks")
    weekdays = models.CharField(max_length=7, default="1111110")
    national = models.BooleanField(default=True)
    joint = models.BooleanField(default=False)
    before = models.PositiveSmallIntegerField(default=3)
    after = models.PositiveSmallIntegerField(default=7)

    class Meta:
        ordering = ["workshop_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["workshop"], name="week_once"),
            models.UniqueConstraint(fields=["store"], name="week_of_any_once", condition=Q(workshop=None)),
            models.CheckConstraint(condition=Q(weekdays__contains="1"), name="week_with_a_working_day"),
        ]


class DayOff(StoreOwned):
    """From `first` to `last` the workshop of `week` is closed, or (`works`) exceptionally open."""

    week = models.ForeignKey(WorkWeek, on_delete=models.CASCADE, related_name="days_off")
    first = models.DateField()
    last = models.DateField()
    name = models.CharField(max_length=80, blank=True, default="")
    works = models.BooleanField(default=False)

    class Meta:
        ordering = ["first", "id"]
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first")), name="day_off_in_order")]
