"""Trading sizes in a closed PO: offered, taken, confirmed. Pieces per variant never change."""

from datetime import datetime
from typing import Any

from bukapo.campaigns.steps import lock_counters
from bukapo.catalog.models import Variant
from bukapo.journal.events import Event
from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import NotFound
from bukapo.orders.events import facts
from bukapo.orders.models import Order
from bukapo.orders.steps import line_facts, lock_order
from bukapo.production.models import Swap
from bukapo.production.steps import amendment
from bukapo.production.swaps.events import (
    OrderSwapped,
    SwapDone,
    SwapFreed,
    SwapOffered,
    SwapTaken,
    SwapWithdrawn,
)
from bukapo.production.swaps.rules import LIVE, SWAP, OneSwapAtATime, SwapGone
from bukapo.production.swaps.steps import (
    check_alike,
    exchange,
    frozen_campaign,
    is_named,
    lock_both,
    lock_swap,
    piece_of,
    refuse_named_when_begun,
    refuse_when_packed,
)


@write
def offer_swap(
    *, store_id: int, order_id: int, gives_id: int, wants_id: int, actor: Actor, at: datetime
) -> SwapOffered:
    """Offer one piece of the variant `gives_id` for one of `wants_id`: same product, same surcharge.

    Raises NotClosedYet, SwapTooLate, NotAlike, NoSuchPiece, NamesAreMade, OneSwapAtATime, NotFound.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    campaign = frozen_campaign(order)
    refuse_when_packed(order)
    _refuse_second(order)
    gives, wants = _variant(store_id, gives_id), _variant(store_id, wants_id)
    check_alike(gives, wants)
    refuse_named_when_begun(campaign, piece_of(order, gives))
    swap = Swap.objects.create(
        store_id=store_id, campaign=campaign, order=order, gives=gives, wants=wants, offered_at=at
    )
    return SwapOffered(**_seen(swap, order), state="offered")


@write
def take_swap(*, store_id: int, swap_id: int, order_id: int, actor: Actor, at: datetime) -> SwapTaken:
    """Agree to an offer with a piece of this order. Nothing changes hands before who offered it says yes.

    Raises SwapGone, SwapTooLate, NoSuchPiece, NamesAreMade, OneSwapAtATime, NotFound.
    """
    offered = _find(store_id, swap_id)
    orders = lock_both(store_id, offered.order_id, order_id)
    swap, taker = lock_swap(store_id, swap_id), orders[order_id]
    if swap.state != "offered" or swap.campaign_id != taker.campaign_id or swap.order_id == order_id:
        raise SwapGone()
    campaign = frozen_campaign(taker)
    refuse_when_packed(*orders.values())
    _refuse_second(taker)
    lines = piece_of(orders[swap.order_id], swap.gives), piece_of(taker, swap.wants)
    refuse_named_when_begun(campaign, *lines)
    move(Swap.objects.of(store_id), pk=swap.pk, machine=SWAP, to="taken", taker_id=order_id, taken_at=at)
    return SwapTaken(**_seen(swap, orders[swap.order_id]), state="taken")


def confirm_swap(*, store_id: int, swap_id: int, order_id: int, actor: Actor, at: datetime) -> SwapDone:
    """The last word of who offered it: both pieces change hands in one transaction.

    Counters stay. When a name moves to another size and no work has begun, the next version of the recap is frozen
    with it. Raises SwapGone, SwapTooLate, NoSuchPiece, NamesAreMade, NotFound, RecapUnsound.
    """
    with writing():
        swap, orders = _of_offerer(store_id, swap_id, order_id)
        if swap.state != "taken" or swap.taker_id is None:
            raise SwapGone()
        mine, theirs = orders[swap.order_id], orders[swap.taker_id]
        lock_counters(store_id=store_id, campaign_id=swap.campaign_id)
        campaign = frozen_campaign(mine)
        refuse_when_packed(mine, theirs)
        lines = piece_of(mine, swap.gives), piece_of(theirs, swap.wants)
        refuse_named_when_begun(campaign, *lines)
        named = any(is_named(line) for line in lines)
        exchange(*lines)
        move(Swap.objects.of(store_id), pk=swap.pk, machine=SWAP, to="done", ended_at=at)
        done = SwapDone(**_seen(swap, None), state="done", named=named)
        events: list[Event] = [done, _swapped(swap, mine), _swapped(swap, theirs, turned=True)]
        if named:
            reason = f"Tukar ukuran: {mine.number} dan {theirs.number}"
            events.append(amendment(campaign, reason=reason, at=at))
        record(events, actor=actor, at=at)
    return done


@write
def free_swap(*, store_id: int, swap_id: int, order_id: int, actor: Actor, at: datetime) -> SwapFreed:
    """One of the two steps back from an agreed swap: the offer looks for somebody again. Raises SwapGone, NotFound."""
    found = _find(store_id, swap_id)
    if order_id not in (found.order_id, found.taker_id):
        raise NotFound()
    lock_both(store_id, *{found.order_id, order_id})
    swap = lock_swap(store_id, swap_id)
    if swap.state != "taken" or order_id not in (swap.order_id, swap.taker_id):
        raise SwapGone()
    other: Any = swap.taker if order_id == swap.order_id else swap.order
    move(Swap.objects.of(store_id), pk=swap.pk, machine=SWAP, to="offered", taker_id=None, taken_at=None)
    return SwapFreed(**_seen(swap, other, turned=other.pk != swap.order_id), state="offered")


@write
def withdraw_swap(*, store_id: int, swap_id: int, order_id: int, actor: Actor, at: datetime) -> SwapWithdrawn:
    """Who offered it no longer wants to. Raises SwapGone, NotFound."""
    swap, _orders = _of_offerer(store_id, swap_id, order_id)
    if swap.state not in LIVE:
        raise SwapGone()
    teller: Any = swap.taker if swap.state == "taken" else swap.order
    move(Swap.objects.of(store_id), pk=swap.pk, machine=SWAP, to="withdrawn", ended_at=at)
    return SwapWithdrawn(**_seen(swap, teller, turned=teller.pk != swap.order_id), state="withdrawn")


def _swapped(swap: Swap, order: Order, *, turned: bool = False) -> OrderSwapped:
    gave, got = (swap.wants, swap.gives) if turned else (swap.gives, swap.wants)
    return OrderSwapped(
        **facts(order),
        swap_id=swap.pk,
        gave=gave.label,
        got=got.label,
        gave_id=gave.pk,
        got_id=got.pk,
        lines=line_facts(order),
    )


def _of_offerer(store_id: int, swap_id: int, order_id: int) -> tuple[Swap, dict[int, Order]]:
    """The locked swap and its orders. NotFound unless this very order offered it."""
    found = _find(store_id, swap_id)
    if found.order_id != order_id:
        raise NotFound()
    orders = lock_both(store_id, *{pk for pk in (found.order_id, found.taker_id) if pk})
    swap = lock_swap(store_id, swap_id)
    if swap.taker_id != found.taker_id:
        raise SwapGone()  # somebody moved it between the look and the lock
    return swap, orders


def _find(store_id: int, swap_id: int) -> Swap:
    found: Swap | None = Swap.objects.of(store_id).filter(pk=swap_id).first()
    if found is None:
        raise NotFound()
    return found


def _variant(store_id: int, variant_id: int) -> Variant:
    found: Variant | None = Variant.objects.of(store_id).filter(pk=variant_id).first()
    if found is None:
        raise NotFound()
    return found


def _refuse_second(order: Order) -> None:
    rows = Swap.objects.of(order.store_id)
    if rows.filter(order=order, state__in=LIVE).exists() or rows.filter(taker=order, state="taken").exists():
        raise OneSwapAtATime()


def _seen(swap: Swap, order: Order | None, *, turned: bool = False) -> dict[str, Any]:
    """The facts of a SwapEvent as `order` sees it (None: nobody's in particular)."""
    gives, wants = (swap.wants, swap.gives) if turned else (swap.gives, swap.wants)
    return {
        "store_id": swap.store_id,
        "campaign_id": swap.campaign_id,
        "order_id": order.pk if order else None,
        "swap_id": swap.pk,
        "number": order.number if order else "",
        "gives": gives.label,
        "wants": wants.label,
    }
