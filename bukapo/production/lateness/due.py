"""The worker looks whether promises will be kept, and tells the seller what is new."""

from datetime import datetime, timedelta

from django.db import IntegrityError

from bukapo.campaigns.models import Campaign
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.production.lateness.events import DelaySeen
from bukapo.production.lateness.reads import RUNNING, UNDELAYED, Lateness, lateness_of
from bukapo.production.lateness.rules import Sign, is_news
from bukapo.production.models import DelayWarning, WorkOrder

_EVERY = "the worker serves every store"
EVERY = timedelta(minutes=5)
"""How often one worker looks: forecasts come nightly, deadlines pass daily."""

_looked: list[datetime] = []


def foresee_delays(at: datetime) -> int:
    """At most once in five minutes per worker: the look reads every PO in production."""
    if _looked and abs(at - _looked[0]) < EVERY:
        return 0
    _looked[:] = [at]
    return foresee(at)


def foresee(at: datetime) -> int:
    """Tell every seller what is new; returns how many things were."""
    running = WorkOrder.objects.across_stores(_EVERY).filter(state__in=RUNNING, order=None)
    campaigns = Campaign.objects.across_stores(_EVERY).filter(
        pk__in=running.values("campaign"), state__in=UNDELAYED, produced_at=None
    )
    return sum(_tell(campaign, at) for campaign in campaigns.select_related("store").order_by("pk"))


def _tell(campaign: Campaign, at: datetime) -> int:
    found = lateness_of(campaign, at=at)
    told = 0
    for sign in found.signs:
        rows = DelayWarning.objects.of(campaign.store_id).filter(
            work_order_id=sign.work_order_id, sign=sign.sign
        )
        if is_news(sign, rows.values_list("what", "promised", "honest")):
            told += _warn(campaign, found, sign, at)
    return told


def _warn(campaign: Campaign, found: Lateness, sign: Sign, at: datetime) -> int:
    try:
        with writing():
            row = DelayWarning.objects.create(
                store_id=campaign.store_id,
                campaign=campaign,
                work_order_id=sign.work_order_id,
                sign=sign.sign,
                what=sign.what,
                promised=sign.promised,
                honest=sign.honest,
                seen_at=at,
            )
            event = DelaySeen(
                store_id=campaign.store_id,
                campaign_id=campaign.pk,
                delay_warning_id=row.pk,
                work_order_id=sign.work_order_id,
                number=found.numbers[sign.work_order_id][0],
                sign=sign.sign,
                what=sign.what,
                promised=sign.promised,
                honest=sign.honest,
            )
            record([event], actor=SYSTEM_ACTOR, at=at)
    except IntegrityError:
        return 0  # another worker saw it too
    return 1
