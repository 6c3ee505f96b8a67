"""A guarantee acts: credit and shipping fee are given, the full refund is offered, and the buyer answers."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bukapo.campaigns.guarantees.rules import CREDIT, REFUND, Rung
from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import SYSTEM_ACTOR, Actor
from bukapo.kernel.entry import Line
from bukapo.kernel.ids import credit_code
from bukapo.kernel.refusal import NotFound, Refusal, gettext_noop
from bukapo.ledger.rules import CREDITS, GUARANTEE
from bukapo.orders.allotment.money import take_off_short
from bukapo.orders.delays.rules import BY_LINK, BY_SILENCE
from bukapo.orders.events import OrderCancelled, facts
from bukapo.orders.models import Order
from bukapo.orders.parts.ending import end_unsent
from bukapo.orders.parts.events import RestDropped
from bukapo.orders.steps import StillTime, lock_order
from bukapo.orders.writes.release import hand_on
from bukapo.payments.models import Credit, Refund
from bukapo.stores.models import Store
from bukapo.trust.guarantees.events import GuaranteeAnswered, GuaranteeGiven, GuaranteeOffered
from bukapo.trust.guarantees.rules import (
    ANSWER_TIME,
    GIVEN,
    GONE,
    OFFERED,
    OPEN_OFFERS,
    REMEDY,
    TAKEN,
    WAITS,
    Standing,
)
from bukapo.trust.guarantees.standing import standings, unsent
from bukapo.trust.models import GuaranteeRemedy

SHIPPING_BACK = "Garansi tepat waktu, terlambat {days} hari: ongkir kembali"
TAKEN_BECAUSE = "Garansi tepat waktu: pembeli mengambil uangnya kembali"


class NothingDue(Refusal):
    code = "nothing_due"
    sentence = gettext_noop("Belum ada garansi yang harus dijalankan untuk pesanan ini.")


class NotOffered(Refusal):
    code = "not_offered"
    sentence = gettext_noop(
        "Tawaran uang kembali ini sudah tidak berlaku: barangnya sudah dikirim, siap diambil, atau pesanannya selesai."
    )


def honour(*, store_id: int, order_id: int, at: datetime) -> GuaranteeGiven | GuaranteeOffered:
    """The next rung that this order has reached, one a call. Raises NotFound, NothingDue."""
    with writing():
        order = lock_order(store_id=store_id, order_id=order_id)
        if not unsent(Order.objects.of(store_id).filter(pk=order.pk)).exists():
            raise NothingDue()
        zone = Store.objects.values_list("zone", flat=True).get(pk=store_id)
        standing = standings(store_id, zone, [order], at=at)[order.pk]
        rows = GuaranteeRemedy.objects.of(store_id).filter(order=order)
        had = set(rows.values_list("days", "remedy"))
        rung = standing.due(at.astimezone(ZoneInfo(zone)).date(), had)
        if rung is None or standing.day is None:
            raise NothingDue()
        row = _row(order, rung, standing, at)
        event = _offer(order, row) if rung.remedy == REFUND else _give(order, row, at)
        row.save()
        record([event], actor=SYSTEM_ACTOR, at=at)
    return event


def _row(order: Order, rung: Rung, standing: Standing, at: datetime) -> GuaranteeRemedy:
    offered = rung.remedy == REFUND
    row: GuaranteeRemedy = GuaranteeRemedy.objects.create(
        store_id=order.store_id,
        order=order,
        terms_id=order.terms_id,
        days=rung.days,
        remedy=rung.remedy,
        state=OFFERED if offered else GIVEN,
        day=standing.day,
        amount=standing.worth(rung),
        made_at=at,
        answer_by=at + ANSWER_TIME if offered else None,
    )
    return row


def _offer(order: Order, row: GuaranteeRemedy) -> GuaranteeOffered:
    told: dict[str, Any] = {"remedy_id": row.pk, "days": row.days, "day": row.day, "amount": row.amount}
    return GuaranteeOffered(**facts(order), **told, answer_by=row.made_at + ANSWER_TIME)


def _give(order: Order, row: GuaranteeRemedy, at: datetime) -> GuaranteeGiven:
    told: dict[str, Any] = {"remedy_id": row.pk, "remedy": row.remedy, "days": row.days, "day": row.day}
    if row.remedy == CREDIT:
        row.credit = _gift(order, row.amount, at)
        line = Line(CREDITS, GUARANTEE, row.amount, f"guarantee:{row.pk}", order.pk)
        told |= {"amount": row.amount, "credit_id": row.credit.pk}
        return GuaranteeGiven(**facts(order), **told, postings=(line,))
    taken = take_off_short(order, row.amount, SHIPPING_BACK.format(days=row.days), at)
    row.amount, row.allowance_id, row.refund_id = taken.amount, taken.allowance_id, taken.refund_id
    return GuaranteeGiven(**facts(order), **told, **taken.told(), state=taken.state, postings=taken.postings)


def _gift(order: Order, amount: int, at: datetime) -> Credit:
    """Spent with its code and the order's phone; the store's own money, so it is never paid out."""
    row: Credit = Credit.objects.create(
        store_id=order.store_id, order=order, phone=order.phone, email=order.email, code=credit_code(),
        amount=amount, gift=True, kept_at=at,
    )  # fmt: skip
    return row


def take_refund(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> OrderCancelled | RestDropped:
    """The buyer takes all of their money, as long as the goods have not left. Raises NotOffered, ProofWaiting."""
    with writing():
        order, row = _offered(store_id, order_id)
        event = end_unsent(order, reason=TAKEN_BECAUSE, at=at, remedy_id=row.pk)
        refund = Refund.objects.of(store_id).filter(order=order).order_by("-pk").first()
        move(
            GuaranteeRemedy.objects.of(store_id), pk=row.pk, machine=REMEDY, to=TAKEN, how=BY_LINK,
            decided_at=at, amount=event.refund, refund=refund if event.refund else None,
        )  # fmt: skip
        hand_on(event, actor, at)
    return event


@write
def keep_waiting(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> GuaranteeAnswered:
    """The buyer waits on; the money may still be taken until the goods leave. Raises NotOffered, WrongState."""
    order, row = _offered(store_id, order_id)
    move(
        GuaranteeRemedy.objects.of(store_id), pk=row.pk, machine=REMEDY, to=WAITS, how=BY_LINK, decided_at=at
    )
    return GuaranteeAnswered(**facts(order), remedy_id=row.pk, answer=WAITS, how=BY_LINK)


def lapse(*, store_id: int, order_id: int, at: datetime) -> GuaranteeAnswered:
    """Not answered in time: waits on, or the goods have left meanwhile. Raises NotOffered, StillTime, WrongState."""
    with writing():
        order = lock_order(store_id=store_id, order_id=order_id)
        row = GuaranteeRemedy.objects.of(store_id).filter(order=order, remedy=REFUND).first()
        if row is None or row.answer_by is None:
            raise NotOffered()
        if at < row.answer_by:
            raise StillTime()
        to = WAITS if unsent(Order.objects.of(store_id).filter(pk=order.pk)).exists() else GONE
        move(
            GuaranteeRemedy.objects.of(store_id).filter(state=OFFERED), pk=row.pk, machine=REMEDY, to=to,
            how=BY_SILENCE, decided_at=at,
        )  # fmt: skip
        event = GuaranteeAnswered(**facts(order), remedy_id=row.pk, answer=to, how=BY_SILENCE)
        record([event], actor=SYSTEM_ACTOR, at=at)
    return event


def _offered(store_id: int, order_id: int) -> tuple[Order, GuaranteeRemedy]:
    order = lock_order(store_id=store_id, order_id=order_id)
    rows = GuaranteeRemedy.objects.of(store_id).filter(order=order, remedy=REFUND)
    row = rows.first()
    if row is None:
        raise NotFound()
    if row.state not in OPEN_OFFERS or not unsent(Order.objects.of(store_id).filter(pk=order.pk)).exists():
        raise NotOffered()
    return order, row
