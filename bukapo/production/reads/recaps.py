"""The recap told: live while the PO runs, frozen once it is closed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from bukapo.campaigns.models import Campaign
from bukapo.journal.events import SELLER, WORKSHOP
from bukapo.kernel.refusal import NotFound
from bukapo.orders.models import Order
from bukapo.production.differences import Difference, difference
from bukapo.production.models import FrozenRecap
from bukapo.production.opened import verified
from bukapo.production.reads.held import held_orders
from bukapo.production.recap import Recap, build_recap

LIVE = 0
"""The version of a recap that is not frozen."""


@dataclass(frozen=True)
class RecapVersion:
    """A line of the list of versions. `reason` is empty for the first."""

    version: int
    digest: str
    frozen_at: datetime
    reason: str


@dataclass(frozen=True)
class ToldRecap:
    """The recap that counts now, and how many of the orders in it have not paid anything yet (pieces, orders)."""

    recap: Recap
    unpaid_orders: int
    unpaid_pieces: int
    changes: Difference | None = None
    """Since it was frozen; None while live or when nothing changed."""

    @property
    def frozen(self) -> bool:
        return self.recap.state == "frozen"


def current_recap(campaign: Campaign, at: datetime, *, audience: str = SELLER) -> ToldRecap:
    """Live until the PO is closed, then the latest frozen version. Raises RecapAltered."""
    held = held_orders(campaign, closes_at=campaign.closes_at)
    live = build_recap(facts=held.facts, lines=held.lines, state="live", made_at=at, version=LIVE)
    latest = _rows(campaign).last()
    if latest is None:
        return ToldRecap(_for(audience, live), held.unpaid_orders, held.unpaid_pieces)
    sealed = verified(latest)
    changes = difference(sealed, live)
    shown = sealed.with_buyers({line.order_number: line.buyer_name for line in held.lines})
    if changes.gone and audience == SELLER:
        shown = sealed.with_buyers(_buyers(campaign))
    return ToldRecap(_for(audience, shown), held.unpaid_orders, held.unpaid_pieces, changes or None)


def differs_now(campaign: Campaign, at: datetime) -> Difference:
    """From the latest frozen version to the orders as they are, line by line. Raises NotFound, RecapAltered."""
    latest = _rows(campaign).last()
    if latest is None:
        raise NotFound()
    held = held_orders(campaign, closes_at=campaign.closes_at)
    live = build_recap(facts=held.facts, lines=held.lines, state="live", made_at=at, version=LIVE)
    return difference(verified(latest), live)


def live_recap(campaign: Campaign, at: datetime, *, audience: str = SELLER) -> Recap:
    """From the orders that hold pieces at this moment, paid or not. The seller's copy carries buyers' names."""
    held = held_orders(campaign, closes_at=campaign.closes_at)
    recap = build_recap(facts=held.facts, lines=held.lines, state="live", made_at=at, version=LIVE)
    return _for(audience, recap)


def frozen_recap(campaign: Campaign, version: int | None = None, *, audience: str = SELLER) -> Recap:
    """A frozen version (the latest by default), its digest verified.

    Raises NotFound when there is none, RecapAltered when it is not what was frozen.
    """
    rows = _rows(campaign)
    row = rows.last() if version is None else rows.filter(version=version).first()
    if row is None:
        raise NotFound()
    recap = verified(row)
    return _for(audience, recap.with_buyers(_buyers(campaign)) if audience == SELLER else recap)


def recap_versions(campaign: Campaign) -> list[RecapVersion]:
    """Oldest first."""
    rows = _rows(campaign).only("version", "digest", "frozen_at", "reason")
    return [RecapVersion(row.version, row.digest, row.frozen_at, row.reason) for row in rows]


def recap_difference(campaign: Campaign, before: int, after: int) -> Difference:
    """What changed between two frozen versions."""
    return difference(
        frozen_recap(campaign, before, audience=WORKSHOP), frozen_recap(campaign, after, audience=WORKSHOP)
    )


def _for(audience: str, recap: Recap) -> Recap:
    return recap if audience == SELLER else recap.for_workshop()


def _buyers(campaign: Campaign) -> dict[str, str]:
    orders = Order.objects.of(campaign.store_id).filter(campaign=campaign)
    return dict(orders.values_list("number", "buyer_name"))


def _rows(campaign: Campaign) -> "QuerySet[Any]":
    """Of the whole PO: those of single orders belong to their jobs."""
    return FrozenRecap.objects.of(campaign.store_id).filter(campaign=campaign, order=None).order_by("version")
