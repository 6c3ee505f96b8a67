"""Money a buyer leaves with the store (saldo): kept, spent on another order, paid out after all.

A credit is a key: its code, together with the phone it was kept under, spends it. Only the people of the store may
spend it without the code, and they do it by hand.
"""

from collections.abc import Sequence
from datetime import datetime

from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import STAFF, Actor
from bukapo.kernel.entry import Line
from bukapo.kernel.ids import credit_code
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.ledger.rules import CREDITS, RECEIVABLE, REFUNDS_PAYABLE
from bukapo.orders.edges import CreditKept, CreditPaidOut, GiftReturned
from bukapo.orders.events import PaymentReceived, facts
from bukapo.orders.gateways.refunds import RefundUnderWay
from bukapo.orders.gifts import split_gift
from bukapo.orders.models import Order
from bukapo.orders.receive import Incoming, receive
from bukapo.orders.refunding import checked_account, new_refund
from bukapo.orders.rules import HOLDING
from bukapo.orders.steps import lock_order, refuse_when_moved, refuse_while_proof_waits, save_money
from bukapo.orders.taxes import retaxed, taxed
from bukapo.orders.writes.pay import NothingToPay
from bukapo.orders.writes.release import MoreThanOwed
from bukapo.payments.credits import spendable
from bukapo.payments.models import Credit, CreditUse, Refund
from bukapo.payments.recognise import recognise_rest
from bukapo.payments.rules import CREDIT, REFUND
from bukapo.payments.steps import live_charges, settle
from bukapo.stores.rules import Bank


class NoSuchCredit(Refusal):
    code = "no_such_credit"
    sentence = gettext_noop(
        "Kode saldo ini tidak cocok dengan pesanan ini, atau saldonya sudah habis. "
        "Saldo hanya berlaku di toko yang sama dan untuk nomor WhatsApp yang sama."
    )
    http_status = 422


@write
def keep_as_credit(
    *,
    store_id: int,
    order_id: int,
    amount: int,
    consent: str,
    actor: Actor,
    at: datetime,
    seen: int | None = None,
) -> CreditKept | GiftReturned:
    """`amount` rupiah of what the buyer has too much with the order stay with the store for another one.

    The seller writes how the buyer agreed (`consent`, raises Invalid); the buyer needs no words. Raises MoreThanOwed,
    Moved.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    refuse_when_moved(order, seen)
    consent = _agreed(consent, actor)
    if amount <= 0 or amount > -order.outstanding:
        raise MoreThanOwed(most=rupiah(max(0, -order.outstanding)))
    amount, gift = split_gift(order, amount, actor, at)
    if gift:
        return gift
    credit = _new_credit(order, amount, at)
    before, cause = taxed(order), f"credit:{credit.pk}"
    order.refunded += amount
    lines = [Line(CREDITS, RECEIVABLE, amount, cause, order.pk), *retaxed(order, before=before, cause=cause)]
    save_money(order)
    settle(order)
    return CreditKept(
        **facts(order), credit_id=credit.pk, refund_id=None, amount=amount, consent=consent,
        postings=tuple(lines),
    )  # fmt: skip


@write
def keep_refund_as_credit(
    *, store_id: int, refund_id: int, consent: str, actor: Actor, at: datetime
) -> CreditKept:
    """A refund that is owed and not yet sent becomes credit.

    Raises NotFound, WrongState, RefundUnderWay (a gateway is sending it), Invalid (consent).
    """
    refund = _refund(store_id, refund_id)
    order = lock_order(store_id=store_id, order_id=refund.order_id)
    refund.refresh_from_db()
    if refund.state == "owed" and refund.asked_at is not None:
        raise RefundUnderWay()
    consent = _agreed(consent, actor)
    move(Refund.objects.of(store_id), pk=refund.pk, machine=REFUND, to="credited")
    credit = _new_credit(order, refund.amount, at, refund)
    line = Line(CREDITS, REFUNDS_PAYABLE, refund.amount, f"credit:{credit.pk}", order.pk)
    return CreditKept(
        **facts(order), credit_id=credit.pk, refund_id=refund.pk, amount=refund.amount, consent=consent,
        postings=(line,),
    )  # fmt: skip


@write
def cash_out_credit(
    *, store_id: int, credit_id: int, account: Bank | None, actor: Actor, at: datetime
) -> CreditPaidOut:
    """What is left of a credit is owed back as money.

    Raises NotFound (a gift is never paid out), NoSuchCredit (all spent), Invalid.
    """
    row = Credit.objects.of(store_id).filter(pk=credit_id, gift=False).first()
    if row is None:
        raise NotFound()
    order = lock_order(store_id=store_id, order_id=row.order_id)
    credit = Credit.objects.of(store_id).select_for_update().get(pk=credit_id)
    amount = credit.left
    if not amount:
        raise NoSuchCredit()
    to = checked_account(account) if account else None
    refund = new_refund(order, amount, "Saldo dikembalikan", at, account=to, credit=credit)
    _spend(credit, amount, refund_id=refund.pk)
    line = Line(REFUNDS_PAYABLE, CREDITS, amount, f"refund:{refund.pk}", order.pk)
    return CreditPaidOut(
        **facts(order), credit_id=credit.pk, refund_id=refund.pk, amount=amount, postings=(line,)
    )


@write
def use_credit(
    *, store_id: int, order_id: int, codes: Sequence[str] | None, actor: Actor, at: datetime
) -> PaymentReceived:
    """Pay what is asked of this order now with the buyer's credit, the oldest first, never more than is asked.

    `codes` are the credits' codes as the buyer knows them; None is the seller's own hand (raises NoSuchCredit for
    anybody else). The order must be under the credit's phone. Raises NothingToPay, ProofWaiting, NoSuchCredit.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    if codes is None and actor.kind != STAFF:
        raise NoSuchCredit()
    refuse_while_proof_waits(order)
    asked = sum(charge.rest for charge in live_charges(order) if charge.state == "open")
    if not asked or order.state not in HOLDING:
        raise NothingToPay()
    parts = _parts(
        list(spendable(store_id=store_id, phone=order.phone, codes=codes).select_for_update()), asked
    )
    if not parts:
        raise NoSuchCredit()
    event = receive(order, Incoming(sum(part for _credit, part in parts), CREDIT), at=at)
    for credit, part in parts:
        _spend(credit, part, payment_id=event.payment_id)
    recognise_rest(order)
    return event


def _parts(credits: list[Credit], asked: int) -> list[tuple[Credit, int]]:
    parts = []
    for credit in credits:
        part = min(credit.left, asked)
        if part:
            parts.append((credit, part))
            asked -= part
    return parts


def _spend(
    credit: Credit, amount: int, *, payment_id: int | None = None, refund_id: int | None = None
) -> None:
    credit.used += amount
    credit.save(update_fields=["used"])
    CreditUse.objects.create(
        store_id=credit.store_id, credit=credit, payment_id=payment_id, refund_id=refund_id, amount=amount
    )


def _new_credit(order: Order, amount: int, at: datetime, refund: Refund | None = None) -> Credit:
    credit: Credit = Credit.objects.create(
        store_id=order.store_id,
        order=order,
        refund=refund,
        phone=order.phone,
        email=order.email,
        code=credit_code(),
        amount=amount,
        kept_at=at,
    )
    return credit


def _agreed(consent: str, actor: Actor) -> str:
    consent = consent.strip()[:120]
    if actor.kind == STAFF and not consent:
        raise Invalid(
            field="consent",
            why=gettext_noop("Tulis kapan dan lewat apa pembelinya setuju. Uang ini milik pembeli."),
        )
    return consent


def _refund(store_id: int, refund_id: int) -> Refund:
    refund: Refund | None = Refund.objects.of(store_id).filter(pk=refund_id).first()
    if refund is None:
        raise NotFound()
    return refund
