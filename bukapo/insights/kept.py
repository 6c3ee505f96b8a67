"""Whether a store's past POs were finished and sent on the days first promised. A fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Max

from bukapo.campaigns.models import Campaign, Promise
from bukapo.campaigns.rules import MADE_TO_ORDER, PRODUCED, SHIP_UNTIL
from bukapo.insights.rules import Kept
from bukapo.shipping.models import Parcel
from bukapo.stores.models import Store

LATEST = 60
"""POs looked at, the latest ones."""


@dataclass(frozen=True)
class PastPo:
    """What became of a PO's promises: `days_late` against the first day told (the worst, 0 or less: kept)."""

    campaign_id: int
    kept: tuple[Kept, ...]

    @property
    def days_late(self) -> int | None:
        """None while neither production nor shipping is known to be over."""
        return max((one.days_late for one in self.kept if one.days_late is not None), default=None)

    @property
    def made(self) -> date | None:
        return next((one.actual for one in self.kept if one.what == PRODUCED), None)


@dataclass(frozen=True)
class StoreRecord:
    """Of the latest POs that are over and were made in one run."""

    past: tuple[PastPo, ...] = ()

    @property
    def known(self) -> tuple[int, ...]:
        """Days late, of the POs of which it is known."""
        return tuple(one.days_late for one in self.past if one.days_late is not None)

    @property
    def in_time(self) -> int:
        return sum(late <= 0 for late in self.known)

    @property
    def worst(self) -> int:
        """Days of the latest one; 0 when none was late."""
        return max((0, *self.known))

    @property
    def by_campaign(self) -> dict[int, PastPo]:
        return {one.campaign_id: one for one in self.past}


def store_record(store: Store) -> StoreRecord:
    """From its promises and what happened: nothing here can be written by hand. Three queries."""
    rows = Campaign.objects.of(store).filter(state__in=["closed", "finished"], fell_short_at=None)
    over = list(rows.exclude(kind=MADE_TO_ORDER).order_by("-closes_at", "-pk")[:LATEST])
    first = _first_promises(store, over)
    sent = _last_sent(store, [one for one in over if one.state == "finished"])
    zone = ZoneInfo(store.zone)
    return StoreRecord(
        tuple(
            PastPo(
                one.pk,
                tuple(
                    Kept(what, day, day, 0, at.astimezone(zone).date() if at else None)
                    for what, at in ((PRODUCED, one.produced_at), (SHIP_UNTIL, sent.get(one.pk)))
                    if (day := first.get((one.pk, what)))
                ),
            )
            for one in over
        )
    )


def _first_promises(store: Store, campaigns: Sequence[Campaign]) -> dict[tuple[int, str], date]:
    rows = Promise.objects.of(store).filter(campaign__in=campaigns, what__in=[PRODUCED, SHIP_UNTIL])
    found: dict[tuple[int, str], date] = {}
    for campaign, what, day in rows.order_by("pk").values_list("campaign_id", "what", "day"):
        found.setdefault((campaign, what), day)
    return found


def _last_sent(store: Store, campaigns: Sequence[Campaign]) -> dict[int, datetime]:
    rows = Parcel.objects.of(store).filter(order__campaign__in=campaigns, handed_at__isnull=False)
    return dict(rows.order_by().values_list("order__campaign_id").annotate(last=Max("handed_at")))
