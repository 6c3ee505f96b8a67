"""Pieces of production's writes. Need an open transaction."""

from datetime import datetime
from typing import Any

from django.db.models import Max, Sum

from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.kernel.collector import collector_resting
from bukapo.kernel.refusal import NotFound
from bukapo.orders.models import OrderLine
from bukapo.orders.rules import HOLDING
from bukapo.production.events import RecapAmended
from bukapo.production.models import FrozenRecap, WorkOrder
from bukapo.production.reads.held import held_orders
from bukapo.production.recap import Recap, build_sealed, digest, reconcile
from bukapo.production.refusals import RecapUnsound


def freeze(campaign: Campaign, *, closes_at: datetime | None, at: datetime, reason: str = "") -> FrozenRecap:
    """Freeze the next version from the orders as they are. The campaign's counters must be locked.

    Raises RecapUnsound when the recap, the orders and the counters do not agree on every piece and rupiah.
    """
    with collector_resting():
        return _freeze(campaign, closes_at=closes_at, at=at, reason=reason)


def _freeze(campaign: Campaign, *, closes_at: datetime | None, at: datetime, reason: str) -> FrozenRecap:
    held = held_orders(campaign, closes_at=closes_at)
    latest = (
        FrozenRecap.objects.of(campaign.store_id).filter(campaign=campaign).aggregate(v=Max("version"))["v"]
    )
    version = (latest or 0) + 1
    recap, content = build_sealed(
        facts=held.facts, lines=held.lines, state="frozen", made_at=at, version=version
    )
    wrong = [*reconcile(recap, held.orders), *_counter_breaches(campaign, recap)]
    if wrong:
        raise RecapUnsound(what="; ".join(wrong[:5]))
    frozen: FrozenRecap = FrozenRecap.objects.create(
        store_id=campaign.store_id,
        campaign=campaign,
        version=version,
        content=content,
        digest=recap.seal,
        reason=reason,
        frozen_at=at,
    )
    _prove(frozen)
    return frozen


def _prove(frozen: FrozenRecap) -> None:
    """What the database gives back is what was sealed: nobody could show more on any later day."""
    rows = FrozenRecap.objects.of(frozen.store_id).filter(pk=frozen.pk)
    if digest(rows.values_list("content", flat=True).get()) != frozen.digest:
        raise RecapUnsound(what="the stored recap is not the one that was sealed")


def amendment(campaign: Campaign, *, reason: str, at: datetime) -> RecapAmended:
    """Freeze the next version for this reason and tell of it. The campaign's counters must be locked.

    Raises RecapUnsound.
    """
    frozen = freeze(campaign, closes_at=campaign.closed_at, at=at, reason=reason)
    totals = frozen.content["totals"]
    return RecapAmended(
        store_id=campaign.store_id,
        campaign_id=campaign.pk,
        recap_id=frozen.pk,
        version=frozen.version,
        digest=frozen.digest,
        orders=totals["orders"],
        pieces=totals["pieces"],
        rupiah=totals["goods"] or 0,
        reason=reason,
    )


def _counter_breaches(campaign: Campaign, recap: Recap) -> list[str]:
    """Where the counters say otherwise than the lines of the orders that hold pieces."""
    rows = OrderLine.objects.of(campaign.store_id).filter(order__campaign=campaign, order__state__in=HOLDING)
    held: dict[int | None, int] = dict(rows.values_list("variant_id").annotate(n=Sum("qty")).order_by())
    held[None] = recap.totals.pieces
    counters = PieceCounter.objects.of(campaign.store_id).filter(campaign=campaign)
    taken: dict[int | None, int] = dict(counters.values_list("variant_id", "taken"))
    return [
        f"counter of variant {variant or 'all'}: {taken.get(variant, 0)}, the orders hold {held.get(variant, 0)}"
        for variant in sorted({*held, *taken}, key=lambda one: one or 0)
        if held.get(variant, 0) != taken.get(variant, 0)
    ]


def campaign_of(store_id: int, campaign_id: int) -> Campaign:
    """The campaign as it now is. NotFound for another store's."""
    campaign: Campaign | None = Campaign.objects.of(store_id).filter(pk=campaign_id).first()
    if campaign is None:
        raise NotFound()
    return campaign


def lock_work_order(store_id: int, work_order_id: int) -> WorkOrder:
    """The work order, locked until the transaction ends. NotFound for another store's."""
    order: WorkOrder | None = (
        WorkOrder.objects.of(store_id).select_for_update().filter(pk=work_order_id).first()
    )
    if order is None:
        raise NotFound()
    return order


def facts(order: WorkOrder) -> dict[str, Any]:
    """The fields every WorkOrderEvent shares."""
    return {
        "store_id": order.store_id,
        "campaign_id": order.campaign_id,
        "order_id": order.order_id,  # made to order: it is on that order's timeline, and on nobody else's
        "work_order_id": order.pk,
        "number": order.number,
    }
