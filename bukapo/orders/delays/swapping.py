"""The third choice about a date that moved: into another PO of the store that sells the same, at the same price."""

from dataclasses import dataclass
from datetime import date, datetime

from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.campaigns.reads import current_promises, window_of
from bukapo.campaigns.rules import MADE_TO_ORDER, SHIP_UNTIL
from bukapo.journal.steps import move
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import Actor
from bukapo.orders.delays.answering import NotAsked, open_answer
from bukapo.orders.delays.events import DelayChosen
from bukapo.orders.delays.rules import ANSWER, ASKABLE, BY_LINK, MOVED, SWAP
from bukapo.orders.events import facts
from bukapo.orders.models import DelayAnswer, Order
from bukapo.orders.steps import lock_order, pieces_of
from bukapo.orders.writes.move_batch import move_within
from bukapo.orders.writes.serve import serve_within
from bukapo.shipping.rules import COURIER, PICKUP

REASON = "Tanggal mundur; pembeli memilih pindah."
MOST = 3
"""Targets that are offered."""


@dataclass(frozen=True)
class Target:
    """Another PO into which the order fits now. `ship_until` is what it promises."""

    id: int
    title: str
    ship_until: date | None


def swap_targets(order: Order, *, at: datetime) -> tuple[Target, ...]:
    """Running POs of the store with the same variants and room for all of the order. The write judges again.

    A question per candidate, of at most ten.
    """
    needs = pieces_of(order)
    rows = Campaign.objects.of(order.store_id).filter(state="published", opens_at__lte=at, closes_at__gt=at)
    rows = rows.exclude(pk=order.campaign_id).exclude(kind=MADE_TO_ORDER).filter(fell_short_at=None)
    ways = {COURIER: {"courier": True}, PICKUP: {"pickup": True}}
    rows = rows.filter(**ways.get(order.fulfilment, {}))
    found = []
    for row in rows.select_related("store").order_by("closes_at", "pk")[:10]:
        if not window_of(row).drawing and _fits(row, needs):
            found.append(Target(row.pk, row.title, current_promises(row).get(SHIP_UNTIL)))
    return tuple(found[:MOST])


def _fits(campaign: Campaign, needs: dict[int, int]) -> bool:
    counters = PieceCounter.objects.of(campaign.store_id).filter(campaign=campaign)
    free = {row.variant_id: None if row.cap is None else row.cap - row.taken for row in counters}
    asked: list[tuple[int | None, int]] = [*needs.items(), (None, sum(needs.values()))]
    return all(pk in free and _enough(free[pk], pieces) for pk, pieces in asked)


def _enough(free: int | None, pieces: int) -> bool:
    return free is None or free >= pieces


def swap(
    *, store_id: int, order_id: int, delay_id: int, campaign_id: int, actor: Actor, at: datetime
) -> DelayChosen:
    """The order moves at once, with its money: this choice is final.

    Raises NotFound, NotAsked, and what `move_batch` refuses (SoldOut, Closed, OtherWay, OtherTiers, …).
    """
    with writing():
        order = lock_order(store_id=store_id, order_id=order_id)
        answer = open_answer(order, delay_id)
        if at >= answer.delay.answer_by or order.state not in ASKABLE or SWAP not in answer.delay.choices:
            raise NotAsked()
        moved = move_within(order, campaign_id, reason=REASON)
        rows = DelayAnswer.objects.of(store_id)
        move(rows, pk=answer.pk, machine=ANSWER, to=MOVED, choice=SWAP, how=BY_LINK, at=at)
        record([moved], actor=actor, at=at)
        event = DelayChosen(**facts(order), delay_id=delay_id, choice=SWAP, how=BY_LINK)
        record([event], actor=actor, at=at)
        serve_within(store_id=store_id, campaign_id=moved.source_id, at=at)
    return event
