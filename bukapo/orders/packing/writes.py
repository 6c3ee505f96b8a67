"""Verbs of the packing table. Orders before packings, as everywhere."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.orders.events import OrderEvent, OrderPacked, facts
from bukapo.orders.models import Order, Packing, PackingRule, PackScan, PartShipment
from bukapo.orders.packing.contents import every_slot_of, slots_of, taken_of
from bukapo.orders.packing.events import (
    PackingBegun,
    PackingClosed,
    PackingDropped,
    PackingTakenOver,
    PieceScanned,
)
from bukapo.orders.packing.gates import rule_of
from bukapo.orders.packing.naming import named
from bukapo.orders.packing.rules import (
    PACKING,
    RULES,
    SCAN,
    TAPPED,
    MustScan,
    Slot,
    UnknownCode,
    WrongPiece,
    fit,
    lacking,
    strays,
    tidy,
)
from bukapo.orders.parts.events import PartPacked
from bukapo.orders.parts.rules import PART, PartAsked, PartMoved, fits
from bukapo.orders.writes.send import refuse_when_packed, seal_parcel, sendable
from bukapo.stores.events import StoreChanged
from bukapo.stores.models import Store


class PackedElsewhere(Refusal):
    code = "packed_elsewhere"
    sentence = gettext_noop("Pesanan ini sedang dikemas di meja lain, oleh {who}.")


class PiecesLacking(Refusal):
    code = "pieces_lacking"
    sentence = gettext_noop("BELUM LENGKAP: masih kurang {n} pcs. Paket belum bisa ditutup.")


class ContentsMoved(Refusal):
    code = "contents_moved"
    sentence = gettext_noop("Isi pesanan berubah waktu dikemas. Ulangi dari kosong.")


@dataclass(frozen=True)
class Scanned:
    """What came of a scan: the piece's name, and whether it had been told before (the same key twice)."""

    said: str
    repeated: bool = False


@write
def set_packing_rule(*, store: Store, rule: str, actor: Actor, at: datetime) -> StoreChanged:
    """What has to be checked before a parcel is closed. Raises Invalid."""
    if rule not in RULES:
        raise Invalid(field="rule", why=gettext_noop("Pilih salah satu."))
    Store.objects.select_for_update().get(pk=store.pk)
    if not PackingRule.objects.of(store).update(rule=rule):
        PackingRule.objects.create(store=store, rule=rule)
    return StoreChanged(store_id=store.pk, what="packing", changed={"rule": rule})


def begin_packing(*, store_id: int, order_id: int, desk: str, actor: Actor, at: datetime) -> Packing:
    """The order's parcel is filled at this desk from now on; the same desk goes on where it was.

    Raises what `pack_order` does, and PackedElsewhere.
    """
    with writing():
        order = sendable(store_id, order_id, cod=True)
        refuse_when_packed(order)
        if PartShipment.objects.of(store_id).filter(order=order, state="asked").exists():
            raise PartAsked()
        packing: Packing | None = Packing.objects.of(store_id).filter(order=order, state="open").first()
        if packing is None:
            packing = _begun(order, desk, actor, at)
        elif packing.desk != desk:
            raise PackedElsewhere(who=packing.packer)
    return packing


def _begun(order: Order, desk: str, actor: Actor, at: datetime) -> Packing:
    packing: Packing = Packing.objects.create(
        store_id=order.store_id, order=order, desk=desk, packer=actor.label, begun_at=at
    )
    pieces = sum(slot.qty for slot in slots_of(order))
    event = PackingBegun(**_facts(packing, order.number), state="open", pieces=pieces)
    record([event], actor=actor, at=at)
    return packing


def scan_piece(
    *, store_id: int, packing_id: int, desk: str, code: str, key: str, how: str, actor: Actor, at: datetime
) -> Scanned:
    """One piece goes in. The same `key` again says what it said before and counts nothing.

    Raises what `rules.fit` does, MustScan, PackedElsewhere, WrongState: nothing is counted then.
    """
    with writing():
        packing = _mine(store_id, packing_id, desk)
        slots = slots_of(packing.order)
        before = PackScan.objects.of(store_id).filter(packing=packing, key=key).first()
        if before is not None:
            said = [slot.said for slot in slots if slot.key == (before.position, before.variant_id)]
            return Scanned(said[0] if said else before.code, repeated=True)
        if how == TAPPED and rule_of(store_id) == SCAN:
            raise MustScan()
        text = tidy(code)
        try:
            found = fit(slots, taken_of(packing), text)
        except (WrongPiece, UnknownCode) as refusal:
            raise _by_name(store_id, text, refusal) from None
        piece: dict[str, Any] = {
            "position": found.slot.position,
            "variant_id": found.slot.variant_id,
            "place": found.place,
        }
        PackScan.objects.create(
            store_id=store_id, packing=packing, key=key, code=text, how=how, at=at, **piece
        )
        event = PieceScanned(**_facts(packing, packing.order.number), code=text, how=how, **piece)
        record([event], actor=actor, at=at)
    return Scanned(found.slot.said)


def close_packing(*, store_id: int, packing_id: int, desk: str, actor: Actor, at: datetime) -> OrderEvent:
    """Everything is in: the parcel is closed, or the part that goes ahead.

    Raises PiecesLacking, ContentsMoved, and what `pack_order` does.
    """
    with writing():
        rows = Packing.objects.of(store_id).filter(pk=packing_id)
        order_id = rows.values_list("order_id", flat=True).first()
        if order_id is None:
            raise NotFound()
        order = sendable(store_id, order_id, cod=True)
        packing = _mine(store_id, packing_id, desk)
        slots = _complete(packing, slots_of(order))
        refuse_when_packed(order)
        packed, into = _sealed(order, at)
        move(rows, pk=packing.pk, machine=PACKING, to="closed", ended_at=at, **into)
        contents = tuple((slot.position, slot.variant_id, slot.qty) for slot in slots)
        closed = PackingClosed(
            **_facts(packing, order.number), state="closed", contents=contents, pieces=sum(s.qty for s in slots),
            parcel_id=into["parcel"].pk if "parcel" in into else None,
            part_id=into["part"].pk if "part" in into else None,
        )  # fmt: skip
        record([packed, closed], actor=actor, at=at)
    return packed


def _complete(packing: Packing, slots: list[Slot]) -> list[Slot]:
    taken = taken_of(packing)
    if strays(slots, taken):
        raise ContentsMoved()
    if missing := lacking(slots, taken):
        raise PiecesLacking(n=missing)
    return slots


def _sealed(order: Order, at: datetime) -> tuple[OrderEvent, dict[str, Any]]:
    """What the order's timeline hears, and what the packing became."""
    part = PartShipment.objects.of(order.store_id).filter(order=order, state="agreed").first()
    if part is None:
        parcel = seal_parcel(order, at)
        return OrderPacked(**facts(order), parcel_id=parcel.pk), {"parcel": parcel}
    if not fits(every_slot_of(order), part.lines):
        raise PartMoved()
    move(PartShipment.objects.of(order.store_id), pk=part.pk, machine=PART, to="packed")
    return PartPacked(**facts(order), part_id=part.pk, pieces=part.pieces), {"part": part}


@write
def take_over_packing(
    *, store_id: int, packing_id: int, desk: str, actor: Actor, at: datetime
) -> PackingTakenOver:
    """This desk goes on with a parcel that another one began. The other is told at its next scan."""
    packing = _open(store_id, packing_id)
    Packing.objects.of(store_id).filter(pk=packing.pk).update(desk=desk, packer=actor.label)
    return PackingTakenOver(**_facts(packing, packing.order.number), packer=actor.label, was=packing.packer)


@write
def drop_packing(*, store_id: int, packing_id: int, desk: str, actor: Actor, at: datetime) -> PackingDropped:
    """Everything out again: what was scanned counts no more. Raises PackedElsewhere, WrongState."""
    packing = _mine(store_id, packing_id, desk)
    move(Packing.objects.of(store_id), pk=packing.pk, machine=PACKING, to="dropped", ended_at=at)
    return PackingDropped(**_facts(packing, packing.order.number), state="dropped")


def _open(store_id: int, packing_id: int) -> Packing:
    rows = Packing.objects.of(store_id).select_for_update(of=("self",)).select_related("order")
    packing: Packing | None = rows.filter(pk=packing_id).first()
    if packing is None:
        raise NotFound()
    if packing.state != "open":
        raise WrongState(state=packing.state)
    return packing


def _mine(store_id: int, packing_id: int, desk: str) -> Packing:
    packing = _open(store_id, packing_id)
    if packing.desk != desk:
        raise PackedElsewhere(who=packing.packer)
    return packing


def _by_name(store_id: int, code: str, refusal: Refusal) -> Refusal:
    """The refusal with the piece's name instead of its code, where the store has such a piece."""
    name = named(store_id, code)
    return WrongPiece(what=name) if name else UnknownCode(what=code or "?")


def _facts(packing: Packing, number: str) -> dict[str, Any]:
    return {"store_id": packing.store_id, "packing_id": packing.pk, "number": number}
