"""What becomes of missing pieces: the money, waiting, another variant, or the piece after all."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Sum

from bukapo.catalog.models import Variant
from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import STAFF, SYSTEM_ACTOR, Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound, Refusal, gettext_noop
from bukapo.orders.allotment.events import ShortFilled, ShortRefunded, ShortSwapped, ShortWaits
from bukapo.orders.allotment.money import TakenOff, take_off_short, worth_of
from bukapo.orders.allotment.rules import FILLED, OPEN, REFUNDED, SHORT, SWAPPED, UNDECIDED, WAITING
from bukapo.orders.delays.rules import ASKABLE, BY_LINK, BY_SELLER, BY_SILENCE
from bukapo.orders.events import OrderCancelled, facts
from bukapo.orders.models import Allocation, Order, ShortPiece
from bukapo.orders.steps import StillTime, lock_order, refuse_while_proof_waits
from bukapo.orders.writes.release import end_order, hand_on

NOTHING_CAME = "Tidak ada barang pesanan ini yang jadi"


class DecidedAlready(Refusal):
    code = "decided_already"
    sentence = gettext_noop("Pilihan untuk barang yang kurang ini sudah dijalankan.")


class NoneLeft(Refusal):
    code = "none_left"
    sentence = gettext_noop("Pilihan itu sudah tidak ada sisanya.")


class ShortUndecided(Refusal):
    code = "short_undecided"
    sentence = gettext_noop(
        "Ada barang pesanan ini yang kurang dan belum diputuskan. Kirim setelah pembelinya memilih atau barangnya ada."
    )


def take_money(
    *, store_id: int, order_id: int, short_ids: Sequence[int], actor: Actor, at: datetime
) -> ShortRefunded | OrderCancelled:
    """The price of these pieces comes off the order and, as far as it was paid, is owed back.

    Once nothing of the order is left it ends, with everything that was paid. Raises NotFound, DecidedAlready,
    WrongState (sent or over), ProofWaiting.
    """
    how = BY_SELLER if actor.kind == STAFF else BY_LINK
    with writing():
        order, shorts = _undecided(store_id, order_id, short_ids)
        return _refund(order, shorts, how, actor, at)


def carry_out_silence(*, store_id: int, order_id: int, at: datetime) -> ShortRefunded | OrderCancelled:
    """The buyer has not chosen in time: the money for all that is still open. Raises StillTime, DecidedAlready."""
    with writing():
        order = lock_order(store_id=store_id, order_id=order_id)
        rows = ShortPiece.objects.of(store_id).filter(order=order, state=OPEN).select_related("allocation")
        shorts = list(rows.order_by("pk"))
        if not shorts:
            raise DecidedAlready()
        if at < shorts[0].allocation.answer_by:
            raise StillTime()
        if order.state not in ASKABLE:
            raise WrongState(state=order.state)
        refuse_while_proof_waits(order)
        return _refund(order, shorts, BY_SILENCE, SYSTEM_ACTOR, at)


def _refund(
    order: Order, shorts: Sequence[ShortPiece], how: str, actor: Actor, at: datetime
) -> ShortRefunded | OrderCancelled:
    for short in shorts:
        _become(short, REFUNDED, how, at)
    allocation_id, pieces = shorts[0].allocation_id, sum(short.pieces for short in shorts)
    if _refunded_pieces(order) == order.pieces:
        ended = end_order(order, fee_percent=0, reason=NOTHING_CAME, at=at, allocation_id=allocation_id)
        hand_on(ended, actor, at)
        return ended
    amounts = {short.pk: worth_of(order, short) for short in shorts}
    reason = f"{pieces} pcs tidak jadi dibuat"
    taken = take_off_short(order, sum(amounts.values()), reason, at)
    for short in shorts:
        ShortPiece.objects.of(order.store_id).filter(pk=short.pk).update(amount=amounts[short.pk])
    event = ShortRefunded(
        **facts(order),
        state=taken.state,
        allocation_id=allocation_id,
        shorts=tuple(short.pk for short in shorts),
        pieces=pieces,
        how=how,
        **taken.told(),
        postings=taken.postings,
    )
    record([event], actor=actor, at=at)
    return event


def _refunded_pieces(order: Order) -> int:
    rows = ShortPiece.objects.of(order.store_id).filter(order=order, state=REFUNDED)
    return int(rows.aggregate(all=Sum("pieces"))["all"] or 0)


@write
def wait_for_piece(*, store_id: int, order_id: int, short_id: int, actor: Actor, at: datetime) -> ShortWaits:
    """The buyer waits for a piece still to be made, and may take the money instead as long as it is not there.

    Raises NotFound, DecidedAlready, WrongState.
    """
    order, shorts = _undecided(store_id, order_id, [short_id])
    if shorts[0].state == WAITING:
        raise DecidedAlready()
    _become(shorts[0], WAITING, BY_SELLER if actor.kind == STAFF else BY_LINK, at)
    return ShortWaits(**facts(order), **_named(shorts))


@write
def take_other(
    *, store_id: int, order_id: int, short_id: int, variant_id: int, actor: Actor, at: datetime
) -> ShortSwapped:
    """Another variant of the same product instead, as long as good ones are left that nobody ordered.

    A dearer one costs no more; for a cheaper one the difference goes back. Raises NotFound, DecidedAlready, NoneLeft,
    WrongState.
    """
    order, shorts = _undecided(store_id, order_id, [short_id])
    short = shorts[0]
    # The allocation's lock decides between two buyers who want the last one.
    allocation = Allocation.objects.of(store_id).select_for_update().get(pk=short.allocation_id)
    other = Variant.objects.of(store_id).filter(pk=variant_id, product_id=short.line.product_id).first()
    if other is None or variant_id == short.line.variant_id:
        raise NotFound()
    if left_of(allocation).get(variant_id, 0) < short.pieces:
        raise NoneLeft()
    _become(short, SWAPPED, BY_SELLER if actor.kind == STAFF else BY_LINK, at, variant_id=variant_id)
    cheaper = max(0, short.line.variant.surcharge - other.surcharge) * short.pieces
    taken = take_off_short(order, cheaper, f"{other.label} lebih murah", at) if cheaper else TakenOff()
    ShortPiece.objects.of(store_id).filter(pk=short.pk).update(amount=taken.amount)
    return ShortSwapped(
        **facts(order),
        **_named(shorts),
        state=taken.state,
        variant_id=variant_id,
        label=other.label,
        **taken.told(),
        postings=taken.postings,
    )


@write
def piece_came(*, store_id: int, order_id: int, short_id: int, actor: Actor, at: datetime) -> ShortFilled:
    """The seller has the missing pieces of a line after all. Raises NotFound, DecidedAlready, WrongState."""
    order, shorts = _undecided(store_id, order_id, [short_id])
    _become(shorts[0], FILLED, BY_SELLER, at)
    return ShortFilled(**facts(order), **_named(shorts))


def left_of(allocation: Allocation) -> dict[int, int]:
    """Variant id -> good pieces that nobody ordered and nobody has taken instead."""
    rows = ShortPiece.objects.of(allocation.store_id).filter(allocation=allocation, state=SWAPPED)
    taken = dict(rows.values_list("variant_id").annotate(all=Sum("pieces")).order_by())
    return {int(pk): pieces - taken.get(int(pk), 0) for pk, pieces in allocation.left.items()}


def refuse_while_short(order: Order) -> None:
    """Raise ShortUndecided while something of the order is missing and nobody has said what then."""
    if ShortPiece.objects.of(order.store_id).filter(order=order, state__in=UNDECIDED).exists():
        raise ShortUndecided()


def _undecided(store_id: int, order_id: int, short_ids: Sequence[int]) -> tuple[Order, list[ShortPiece]]:
    """The order, locked, and these of its missing pieces."""
    order = lock_order(store_id=store_id, order_id=order_id)
    rows = ShortPiece.objects.of(store_id).filter(order=order, pk__in=short_ids)
    shorts = list(rows.select_related("line__variant").order_by("pk"))
    if not shorts or len(shorts) != len(set(short_ids)):
        raise NotFound()
    if any(short.state not in UNDECIDED for short in shorts):
        raise DecidedAlready()
    if order.state not in ASKABLE:
        raise WrongState(state=order.state)
    return order, shorts


def _become(short: ShortPiece, to: str, how: str, at: datetime, variant_id: int | None = None) -> None:
    rows = ShortPiece.objects.of(short.store_id)
    move(rows, pk=short.pk, machine=SHORT, to=to, how=how, at=at, variant_id=variant_id)


def _named(shorts: Sequence[ShortPiece]) -> dict[str, Any]:
    return {
        "allocation_id": shorts[0].allocation_id,
        "shorts": tuple(short.pk for short in shorts),
        "pieces": sum(short.pieces for short in shorts),
    }
