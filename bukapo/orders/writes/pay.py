"""Money in: proofs, payments, the balance, small shortfalls."""

from datetime import datetime, timedelta
from typing import Any

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import current_promises, plan_of
from bukapo.campaigns.rules import SHIP_FROM
from bukapo.catalog.models import Photo
from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.entry import Line
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.orders.events import (
    BalanceAsked,
    PaymentReceived,
    PaymentReminded,
    ProofRejected,
    ProofSent,
    ShortfallForgiven,
    facts,
)
from bukapo.orders.models import Order
from bukapo.orders.receive import MAX_AMOUNT, Incoming, check_bank, receive
from bukapo.orders.rules import HOLDING, ORDER
from bukapo.orders.steps import lock_order, refuse_when_moved, save_money
from bukapo.orders.taxes import retaxed, taxed
from bukapo.payments.dunning import BEFORE, rung_of
from bukapo.payments.models import Charge, Proof
from bukapo.payments.plans import BEFORE_SHIPPING, DAY, LEAST_TIME, Due
from bukapo.payments.rules import CASH, COD, PROOF, QRIS, TRANSFER
from bukapo.payments.steps import forgive, live_charges, open_charge, settle

BY_HAND = (TRANSFER, QRIS, CASH, COD)
"""Ways to pay that a person of the store may note down."""


class NothingToPay(Refusal):
    code = "nothing_to_pay"
    sentence = gettext_noop("Tidak ada tagihan yang perlu dibayar sekarang.")


class TooManyProofs(Refusal):
    code = "too_many_proofs"
    sentence = gettext_noop("Sudah ada beberapa bukti yang menunggu diperiksa. Tunggu hasilnya dulu, ya.")


@write
def send_proof(
    *,
    store_id: int,
    order_id: int,
    photo: Photo,
    bank_account_id: int | None,
    claimed: int | None,
    sender: str,
    actor: Actor,
    at: datetime,
) -> ProofSent:
    """The buyer says 'sudah transfer' with a picture. While it waits the order can't expire."""
    order = lock_order(store_id=store_id, order_id=order_id)
    check_bank(store_id, bank_account_id)
    if claimed is not None and not 0 < claimed <= MAX_AMOUNT:
        raise Invalid(field="claimed", why=gettext_noop("Jumlah transfer belum benar."))
    waiting = Proof.objects.of(store_id).filter(order=order, state="pending").count()
    if waiting >= 3:
        raise TooManyProofs()
    same = (
        Photo.objects.of(store_id).filter(place="proof", fingerprint=photo.fingerprint).exclude(pk=photo.pk)
    )
    proof = Proof.objects.create(
        store_id=store_id,
        order=order,
        photo=photo,
        bank_account_id=bank_account_id,
        claimed=claimed,
        sender=sender.strip()[:80],
        seen_before=same.exists(),
        sent_at=at,
    )
    return ProofSent(**facts(order), proof_id=proof.pk, claimed=claimed, seen_before=proof.seen_before)


@write
def reject_proof(*, store_id: int, proof_id: int, reason: str, actor: Actor, at: datetime) -> ProofRejected:
    """The seller could not find this money. The reason is told to the buyer, who gets time to send again."""
    proof = _proof(store_id, proof_id)
    order = lock_order(store_id=store_id, order_id=proof.order_id)
    if not reason.strip():
        raise Invalid(
            field="reason", why=gettext_noop("Tulis alasannya supaya pembeli tahu apa yang harus diperbaiki.")
        )
    reason = reason.strip()[:200]
    move(Proof.objects.of(store_id), pk=proof_id, machine=PROOF, to="rejected", reason=reason, decided_at=at)
    if order.state == "placed" and order.pay_by and order.pay_by < at + timedelta(hours=12):
        # The wait was ours: the buyer gets half a day to mend it.
        order.pay_by = at + timedelta(hours=12)
        order.save(update_fields=["pay_by"])
    return ProofRejected(**facts(order), proof_id=proof_id, reason=reason)


@write
def confirm_proof(
    *, store_id: int, proof_id: int, amount: int, bank_account_id: int | None, actor: Actor, at: datetime
) -> PaymentReceived:
    """The money of this proof is on the account: `amount` rupiah as the statement says, whatever was asked."""
    proof = _proof(store_id, proof_id)
    order = lock_order(store_id=store_id, order_id=proof.order_id)
    move(Proof.objects.of(store_id), pk=proof_id, machine=PROOF, to="accepted", decided_at=at)
    bank = bank_account_id or proof.bank_account_id
    return receive(order, Incoming(amount, TRANSFER, bank_account_id=bank, proof=proof), at=at)


@write
def record_payment(
    *,
    store_id: int,
    order_id: int,
    amount: int,
    method: str,
    bank_account_id: int | None,
    note: str,
    actor: Actor,
    at: datetime,
    seen: int | None = None,
) -> PaymentReceived:
    """Money that came without a proof: seen on the statement, or cash in hand. Released orders take it too.

    `seen` is the order's version when the person looked: the same form sent twice is one payment (raises Moved).
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    refuse_when_moved(order, seen)
    if method not in BY_HAND:
        raise Invalid(field="method", why=gettext_noop("Pilih cara bayarnya."))
    return receive(order, Incoming(amount, method, bank_account_id=bank_account_id, note=note), at=at)


@write
def forgive_shortfall(
    *, store_id: int, order_id: int, reason: str, actor: Actor, at: datetime
) -> ShortfallForgiven:
    """Let go of what is missing on the charge that is asked now (a rounded transfer, a bank's fee)."""
    order = lock_order(store_id=store_id, order_id=order_id)
    charge = next((c for c in live_charges(order) if c.state == "open" and c.paid), None)
    if charge is None or order.state not in HOLDING:
        raise NothingToPay()
    amount, before = charge.rest, taxed(order)
    lines, base = forgive(charge, amount)
    order.charged -= amount
    order.forgiven += base
    lines += retaxed(order, before=before, cause=f"charge:{charge.pk}")
    save_money(order)
    charges = settle(order)
    first = order.state == "placed" and charges[0].state == "paid"
    if first:
        move(Order.objects.of(store_id), pk=order.pk, machine=ORDER, to="confirmed", confirmed_at=at)
    return ShortfallForgiven(
        **facts(order),
        state="confirmed" if first else "",
        amount=amount,
        reason=reason[:200],
        postings=tuple(lines),
    )


@write
def ask_balance(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> BalanceAsked:
    """Ask for everything planned that has no day of its own: due `balance_days` from now, or when shipping begins.

    What is paid at the handing over is not asked before it. Raises NothingToPay.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    planned = [charge for charge in live_charges(order) if charge.state == "planned" and not charge.due_at]
    campaign = Campaign.objects.of(store_id).select_related("store").get(pk=order.campaign_id)
    if not planned or order.state not in HOLDING or plan_of(campaign).is_cod:
        raise NothingToPay()
    due_at = balance_due_at(campaign, at)
    lines: list[Line] = []
    before = taxed(order)
    for charge in planned:
        lines += open_charge(charge, at=at, due_at=due_at)
    order.charged += sum(line.amount for line in lines)
    lines += retaxed(order, before=before, cause=f"charge:{planned[0].pk}")
    save_money(order)
    settle(order)
    now = sum(charge.rest for charge in live_charges(order) if charge.state == "open")
    return BalanceAsked(**facts(order), now=now, due_at=due_at, postings=tuple(lines))


def balance_due_at(campaign: Campaign, at: datetime) -> datetime:
    """Until when a balance without a day of its own is to be paid that is asked at `at` (`campaign.store` loaded)."""
    begins = current_promises(campaign).get(SHIP_FROM)
    if campaign.balance_due == BEFORE_SHIPPING and begins:
        last = Due(DAY, begins).last_moment(at, campaign.store.zone)
        return max(last or at, at + LEAST_TIME)
    return at + timedelta(days=campaign.balance_days)


@write
def remind_payment(*, store_id: int, charge_id: int, actor: Actor, at: datetime) -> PaymentReminded:
    """Remind of an open charge. The charge keeps the rung of the ladder (`payments.dunning`), so that nobody nags."""
    charge = Charge.objects.of(store_id).filter(pk=charge_id).first()
    if charge is None:
        raise NotFound()
    order = lock_order(store_id=store_id, order_id=charge.order_id)
    charge.refresh_from_db()
    if charge.state != "open" or order.state not in HOLDING:
        raise NothingToPay()
    rung = rung_of(opened_at=charge.opened_at, due_at=charge.due_at, at=at)
    charge.reminded = max(charge.reminded, rung, BEFORE)
    charge.save(update_fields=["reminded"])
    return PaymentReminded(
        **facts(order), charge_id=charge.pk, now=charge.rest, due_at=charge.due_at, rung=rung
    )


def _proof(store_id: int, proof_id: int) -> Proof:
    proof: Any = Proof.objects.of(store_id).filter(pk=proof_id).first()
    if proof is None:
        raise NotFound()
    return proof
