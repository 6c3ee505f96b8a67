"""Every open PO is foreseen now and then, and what was said is kept, so that it can be judged later."""

from datetime import datetime, timedelta

from django.db.models import Max

from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.campaigns.rules import MADE_TO_ORDER
from bukapo.insights.forecast.facts import before, question
from bukapo.insights.forecast.pace import foresee
from bukapo.insights.forecast.rows import ForecastMade
from bukapo.insights.tallies.reads import fresh_of, hours_of

BATCH = 5
SHORTEST, LONGEST, TIMES = timedelta(hours=1), timedelta(days=1), 20
"""Once a day, in a short window twenty times, but not more than once an hour."""
WHY = "the worker serves every store"


def keep_forecasts(at: datetime) -> int:
    """Forecasts of open POs whose last one is old; returns how many were kept."""
    rows = Campaign.objects.across_stores(WHY).filter(state="published", opens_at__lt=at, closes_at__gt=at)
    rows = rows.exclude(kind=MADE_TO_ORDER).select_related("store").annotate(last=Max("forecasts__made_at"))
    old = [row for row in rows.order_by("closes_at", "pk") if at - (row.last or row.opens_at) >= _pause(row)]
    for row in old[:BATCH]:
        _keep(row, at)
    return len(old[:BATCH])


def _pause(campaign: Campaign) -> timedelta:
    assert campaign.opens_at
    assert campaign.closes_at
    return min(LONGEST, max(SHORTEST, (campaign.closes_at - campaign.opens_at) / TIMES))


def _keep(campaign: Campaign, at: datetime) -> None:
    """One row more, of numbers or of none."""
    whole = PieceCounter.objects.of(campaign.store_id).filter(campaign=campaign, variant=None).first()
    hours = hours_of(campaign.pk, fresh_of(campaign.store_id))
    asked = question(campaign, hours, before(campaign), cap=whole.cap if whole else None, at=at)
    told = foresee(asked)
    row = ForecastMade(
        store_id=campaign.store_id,
        campaign=campaign,
        made_at=at,
        share=round(10_000 * asked.share),
        pieces=asked.course.pieces,
        low=told.low if told else None,
        median=told.median if told else None,
        high=told.high if told else None,
        straight=told.straight if told else None,
    )
    ForecastMade.objects.bulk_create([row], ignore_conflicts=True)
