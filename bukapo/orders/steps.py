"""Pieces of the orders' writes. Need an open transaction."""

from collections.abc import Sequence
from typing import Any

from bukapo.campaigns.rules import buyer_keys
from bukapo.campaigns.vouchers import user_keys
from bukapo.kernel.entry import Line
from bukapo.kernel.refusal import NotFound, Refusal, gettext_noop
from bukapo.ledger.rules import DEPOSITS, FORGIVEN
from bukapo.orders.events import OrderChanged, facts
from bukapo.orders.intake.draft import Priced
from bukapo.orders.models import Order, OrderLine
from bukapo.payments.models import Proof
from bukapo.payments.steps import live_charges, void


class ProofWaiting(Refusal):
    code = "proof_waiting"
    sentence = gettext_noop("Bukti transfer pesanan ini sedang diperiksa. Tunggu hasilnya dulu, ya.")


class Moved(Refusal):
    code = "changed_meanwhile"
    sentence = gettext_noop("Pesanan ini baru saja berubah. Cek dulu, lalu ulangi kalau memang masih perlu.")


class StillTime(Refusal):
    """Silence is carried out only when the time to answer is over."""

    code = "still_time"
    sentence = gettext_noop("Batas jawabnya belum lewat.")


def lock_order(*, store_id: int, order_id: int) -> Order:
    """The order, locked until the transaction ends. Raises NotFound for another store's. Orders before counters."""
    order = Order.objects.of(store_id).select_for_update().filter(pk=order_id).first()
    if order is None:
        raise NotFound()
    return order


def refuse_when_moved(order: Order, seen: int | None) -> None:
    """Raise Moved unless the order is as the person saw it (`seen` = its version): a form sent twice acts once."""
    if seen is not None and order.version != seen:
        raise Moved()


def refuse_while_proof_waits(order: Order) -> None:
    """Raise ProofWaiting while a transfer proof of this order is undecided."""
    if Proof.objects.of(order.store_id).filter(order=order, state="pending").exists():
        raise ProofWaiting()


def pieces_of(order: Order) -> dict[int, int]:
    """Variant id -> pieces."""
    needs: dict[int, int] = {}
    for variant_id, qty in (
        OrderLine.objects.of(order.store_id).filter(order=order).values_list("variant_id", "qty")
    ):
        needs[variant_id] = needs.get(variant_id, 0) + qty
    return needs


def buyers_of(order: Order) -> tuple[str, ...]:
    """Under which keys the order's pieces count as its buyer's."""
    return buyer_keys(order.campaign_id, order.phone, order.email)


def users_of(order: Order) -> tuple[str, ...]:
    """Under which keys the order counts as a use of its voucher; none without one."""
    return user_keys(order.voucher_id, order.phone, order.email) if order.voucher_id else ()


def line_facts(order: Order) -> tuple[tuple[int, int, int], ...]:
    """[variant id, qty, total rupiah] per line, for an event."""
    rows = OrderLine.objects.of(order.store_id).filter(order=order).order_by("position")
    return tuple(rows.values_list("variant_id", "qty", "total"))


def changed(order: Order, *what: str, postings: Sequence[Line] = ()) -> OrderChanged:
    """The event of an order whose parts `what` are new."""
    return OrderChanged(
        **facts(order),
        what=what,
        pieces=order.pieces,
        goods=order.goods,
        shipping_fee=order.shipping_fee,
        discount=order.discount,
        lines=line_facts(order),
        postings=tuple(postings),
    )


def void_all(order: Order) -> list[Line]:
    """Take back every live charge and what was forgiven; the order then owes nothing."""
    lines: list[Line] = []
    for charge in live_charges(order):
        lines += void(charge)
    if order.forgiven:
        lines.append(Line(FORGIVEN, DEPOSITS, order.forgiven, f"order:{order.pk}", order.pk))
        order.forgiven = 0
    order.charged = 0
    return lines


def save_money(order: Order, *more: str) -> None:
    """Store the order's money columns (and `more` fields)."""
    fields: list[Any] = ["charged", "paid", "refunded", "forgiven", *more]
    order.save(update_fields=fields)


def new_lines(order: Order, one: Priced) -> list[OrderLine]:
    """The unsaved lines of a priced order."""
    return [
        OrderLine(
            store_id=order.store_id,
            order=order,
            position=position,
            product_id=line.product_id,
            variant_id=line.variant_id,
            product_name=line.product_name,
            label=line.label,
            values=list(line.values),
            qty=line.qty,
            unit_price=line.unit_price,
            extra=line.extra,
            personalization=dict(line.personalization),
            total=line.total,
            bundle_id=line.bundle_id,
            bundle_no=line.bundle_no,
            bundle_slot=line.bundle_slot,
        )
        for position, line in enumerate(one.lines)
    ]
