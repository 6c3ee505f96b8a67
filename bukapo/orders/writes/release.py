"""Orders that end early, and what is owed back: cancel, expire, readmit, refund."""

from datetime import datetime
from typing import Any

from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import plan_of
from bukapo.campaigns.rules import Closed, check_room
from bukapo.campaigns.steps import check_buyers, give_back, lock_counters, take_pieces
from bukapo.campaigns.voucher_steps import move_use
from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import BUYER, Actor
from bukapo.kernel.entry import Line
from bukapo.kernel.machine import WrongState
from bukapo.kernel.money import rupiah, share_rounded_up
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.ledger.rules import RECEIVABLE, REFUNDS_PAYABLE, REVENUE, cash
from bukapo.orders.edges import GiftReturned
from bukapo.orders.events import (
    OrderCancelled,
    OrderExpired,
    OrderReadmitted,
    RefundPaid,
    RefundPromised,
    facts,
)
from bukapo.orders.foreseen.rules import CancelSums, check_sums
from bukapo.orders.gateways.attempts import refuse_while_money_comes
from bukapo.orders.gateways.refunds import RefundUnderWay
from bukapo.orders.gifts import held_gifts, return_gift, split_gift
from bukapo.orders.making.gates import has_begun
from bukapo.orders.making.refusals import AlreadyBeingMade
from bukapo.orders.models import Order
from bukapo.orders.parts.events import RestDropped
from bukapo.orders.parts.gates import part_that_left, refuse_once_part_is_out, withdraw_live
from bukapo.orders.parts.rules import PartIsOut
from bukapo.orders.recharge import ask_for
from bukapo.orders.refunding import checked_account, owe
from bukapo.orders.rules import ORDER
from bukapo.orders.steps import (
    buyers_of,
    lock_order,
    pieces_of,
    refuse_when_moved,
    refuse_while_proof_waits,
    save_money,
    users_of,
    void_all,
)
from bukapo.orders.taxes import kept_on_cancelling
from bukapo.orders.writes.serve import serve_within
from bukapo.payments.allowance import allow_again
from bukapo.payments.models import Charge, Refund
from bukapo.payments.plans import Ask, asks
from bukapo.payments.reads import masked_account
from bukapo.payments.rules import REFUND
from bukapo.payments.steps import settle
from bukapo.payments.waiting import money_may_be_here
from bukapo.stores.models import BankAccount, Store
from bukapo.stores.rules import Bank


class CancelNotAllowed(Refusal):
    code = "cancel_not_allowed"
    sentence = gettext_noop("Menurut aturan PO ini, pesanan tidak bisa dibatalkan sendiri. Hubungi penjual.")


class MoreThanOwed(Refusal):
    code = "more_than_owed"
    sentence = gettext_noop("Yang bisa dikembalikan paling banyak {most}.")


class StillDue(Refusal):
    code = "still_due"
    sentence = gettext_noop("Pesanan ini belum lewat batas bayar.")


class MoneyMayBeHere(Refusal):
    code = "money_may_be_here"
    sentence = gettext_noop("Mungkin uangnya sudah masuk: ada pembayaran yang belum jelas. Periksa dulu.")


def cancel_order(
    *, store_id: int, order_id: int, reason: str, actor: Actor, at: datetime, shown: str | None = None
) -> OrderCancelled:
    """End an order. A buyer may until closing, if the store's rule says so, less the fee it states on money paid.

    The seller may at any time before shipping, without a fee. What was paid becomes a refund owed. Its pieces go to
    who waits for them. `shown` names the sums that the buyer saw (`CancelSums.token`, raises SumsMoved).
    """
    with writing():
        event, sums = cancel_with_sums(
            store_id=store_id, order_id=order_id, reason=reason, actor=actor, at=at
        )
        check_sums(shown, sums)
        hand_on(event, actor, at)
    return event


def cancel_with_sums(
    *, store_id: int, order_id: int, reason: str, actor: Actor, at: datetime
) -> tuple[OrderCancelled, CancelSums]:
    """A step: the end of the order, and what becomes of its money. The caller checks, records and `hand_on`s."""
    order = lock_order(store_id=store_id, order_id=order_id)
    refuse_once_part_is_out(order)
    fee_percent = _buyer_rule(order, at) if actor.kind == BUYER else 0
    gifts = held_gifts(order)
    event = end_order(order, fee_percent=fee_percent, reason=reason, at=at)
    back = Refund.objects.of(store_id).filter(order=order).order_by("-pk").first() if event.refund else None
    account = masked_account(back) if back else ""
    return event, CancelSums(event.fee, event.refund, fee_percent, account, gifts - held_gifts(order))


def end_order(order: Order, *, fee_percent: int, reason: str, at: datetime, **because: Any) -> OrderCancelled:
    """A step: end a locked order, by the rules or by a right to leave. The caller records, then `hand_on`s.

    `because` names that right (`proposal_id`, `delay_id`, `allocation_id`, `remedy_id`).

    Raises ProofWaiting, WrongState, PartIsOut (once a part of it has left: `parts.ending`).
    """
    store_id = order.store_id
    if part_that_left(order) is not None:
        raise PartIsOut()
    refuse_while_proof_waits(order)
    held = order.state != "expired"
    move(Order.objects.of(store_id), pk=order.pk, machine=ORDER, to="cancelled", released_at=at)
    if held:
        _release_pieces(order)
    lines = void_all(order)
    fee = min(order.paid - order.refunded, share_rounded_up(order.paid - order.refunded, fee_percent * 100))
    if fee:
        lines += _charge_fee(order, fee, at)
    refund = max(0, -order.outstanding)
    refund -= return_gift(order, refund, at)
    if refund:
        lines += owe(order, refund, reason or "Pesanan dibatalkan", at)[1]
    lines += kept_on_cancelling(order)
    save_money(order)
    settle(order)
    return OrderCancelled(
        **facts(order),
        state="cancelled",
        reason=reason.strip()[:200],
        fee=fee,
        refund=refund,
        pieces=order.pieces,
        part_id=withdraw_live(order),
        postings=tuple(lines),
        **because,
    )


def _buyer_rule(order: Order, at: datetime) -> int:
    """The fee percent a buyer pays for cancelling now. Raises CancelNotAllowed, Closed, AlreadyBeingMade."""
    campaign = Campaign.objects.of(order.store_id).get(pk=order.campaign_id)
    store = Store.objects.get(pk=order.store_id)
    if is_made_to_order(campaign):
        if has_begun(order):
            raise AlreadyBeingMade()
        return 0
    if campaign.state != "published" or (campaign.closes_at and at >= campaign.closes_at):
        raise Closed()
    if not store.cancel_before_close:
        raise CancelNotAllowed()
    return int(store.cancel_fee_percent)


def _charge_fee(order: Order, fee: int, at: datetime) -> list[Line]:
    last = Charge.objects.of(order.store_id).filter(order=order).order_by("-position").first()
    charge = Charge.objects.create(
        store_id=order.store_id,
        order=order,
        kind="adjustment",
        position=last.position + 1 if last else 0,
        state="open",
        goods=fee,
        total=fee,
        opened_at=at,
    )
    order.charged += fee
    # A cancellation fee is owed no goods: it is income at once.
    return [Line(REVENUE, RECEIVABLE, fee, f"charge:{charge.pk}", order.pk)]


def expire_order(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> OrderExpired:
    """Give the pieces of an unpaid order to who waits, or back. Never while its money came or may be here.

    Raises StillDue before time, ProofWaiting, AttemptPending, MoneyMayBeHere.
    """
    with writing():
        event = _expire(store_id, order_id, at)
        hand_on(event, actor, at)
    return event


def _expire(store_id: int, order_id: int, at: datetime) -> OrderExpired:
    order = lock_order(store_id=store_id, order_id=order_id)
    if order.state != "placed":
        raise WrongState(state=order.state)
    if order.pay_by is None or at < order.pay_by or order.paid:
        raise StillDue()
    refuse_while_proof_waits(order)
    refuse_while_money_comes(order, at)
    if money_may_be_here(order, at):
        raise MoneyMayBeHere()
    move(Order.objects.of(store_id), pk=order.pk, machine=ORDER, to="expired", released_at=at)
    _release_pieces(order)
    lines = void_all(order)
    save_money(order)
    return OrderExpired(**facts(order), state="expired", pieces=order.pieces, postings=tuple(lines))


@write
def readmit_order(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> OrderReadmitted:
    """Take a released order back in (its money came late), if its pieces (and its voucher's use) are still free.

    Not once the PO is closed.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    if order.state != "expired":
        raise WrongState(state=order.state)
    left = lock_counters(store_id=store_id, campaign_id=order.campaign_id)
    campaign = Campaign.objects.of(store_id).get(pk=order.campaign_id)
    if campaign.state != "published" or campaign.fell_short_at:
        raise Closed()
    needs = pieces_of(order)
    check_room(left, needs, lambda _variant_id: gettext_noop("Pilihan ini"))
    buyers = dict.fromkeys(buyers_of(order), sum(needs.values()))
    check_buyers(campaign, buyers)
    take_pieces(store_id=store_id, campaign_id=order.campaign_id, needs=needs, buyers=buyers)
    move_use(store_id=store_id, before=None, users_before=(), after=order.voucher_id, users=users_of(order))
    lines = _charge_again(order, campaign, at) + allow_again(order)
    save_money(order)
    charges = settle(order)
    to = "confirmed" if charges[0].state == "paid" else "placed"
    move(Order.objects.of(store_id), pk=order.pk, machine=ORDER, to=to, released_at=None, pay_by=None)
    if to == "confirmed":
        Order.objects.of(store_id).filter(pk=order.pk).update(confirmed_at=at)
    return OrderReadmitted(**facts(order), state=to, pieces=order.pieces, postings=tuple(lines))


def asked_on_return(order: Order, campaign: Campaign) -> int:
    """Rupiah a released order would be asked for at once if it came back."""
    return sum(part.amount for part in _parts_again(order, campaign) if part.now)


def _parts_again(order: Order, campaign: Campaign) -> list[Ask]:
    plan = plan_of(campaign)
    return asks(plan, goods=order.net_goods, shipping=order.shipping_fee, pieces=order.pieces)


def _charge_again(order: Order, campaign: Campaign, at: datetime) -> list[Line]:
    plan = plan_of(campaign)
    parts = _parts_again(order, campaign)
    # The money is on its way or here already: no new code, the sum asked is the plain sum.
    return ask_for(order, parts, plan, kept=[], due_at=None, at=at, plain=True)


@write
def promise_refund(
    *,
    store_id: int,
    order_id: int,
    amount: int,
    reason: str,
    send_to: str,
    actor: Actor,
    at: datetime,
    seen: int | None = None,
    account: Bank | None = None,
) -> RefundPromised | GiftReturned:
    """Money the buyer has too much with us is owed back. At most what is over; raises MoreThanOwed.

    What the store's rewards had paid comes back as a reward.

    `account` is the buyer's own (raises Invalid). `seen` is the order's version when the person looked (raises Moved
    when it has changed since).
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    refuse_when_moved(order, seen)
    to = checked_account(account) if account else None
    if amount <= 0 or amount > -order.outstanding:
        raise MoreThanOwed(most=rupiah(max(0, -order.outstanding)))
    amount, gift = split_gift(order, amount, actor, at)
    if gift:
        return gift
    refund, lines = owe(order, amount, reason, at, to)
    if send_to.strip():
        refund.send_to = send_to.strip()[:200]
        refund.save(update_fields=["send_to"])
    save_money(order)
    settle(order)
    return RefundPromised(
        **facts(order), refund_id=refund.pk, amount=amount, reason=refund.reason, postings=tuple(lines)
    )


@write
def pay_refund(
    *, store_id: int, refund_id: int, bank_account_id: int | None, send_to: str, actor: Actor, at: datetime
) -> RefundPaid:
    """The seller has sent the money back (from a bank account, or in cash when None)."""
    refund = Refund.objects.of(store_id).filter(pk=refund_id).first()
    if refund is None:
        raise NotFound()
    order = lock_order(store_id=store_id, order_id=refund.order_id)
    refund.refresh_from_db()
    if refund.state == "owed" and refund.asked_at is not None:
        raise RefundUnderWay()
    if (
        bank_account_id is not None
        and not BankAccount.objects.of(store_id).filter(pk=bank_account_id).exists()
    ):
        raise Invalid(field="bank_account", why=gettext_noop("Pilih rekening toko yang mengirim uangnya."))
    move(
        Refund.objects.of(store_id), pk=refund_id, machine=REFUND, to="paid", paid_at=at,
        bank_account_id=bank_account_id, send_to=(send_to.strip() or refund.send_to)[:200],
    )  # fmt: skip
    line = Line(cash(bank_account_id), REFUNDS_PAYABLE, refund.amount, f"refund:{refund.pk}", order.pk)
    return RefundPaid(**facts(order), refund_id=refund.pk, amount=refund.amount, postings=(line,))


def hand_on(event: OrderCancelled | OrderExpired | RestDropped, actor: Actor, at: datetime) -> None:
    """Record the release, then serve who waits with what it freed."""
    assert event.campaign_id is not None  # every order has one
    record([event], actor=actor, at=at)
    serve_within(store_id=event.store_id, campaign_id=event.campaign_id, at=at)


def _release_pieces(order: Order) -> None:
    lock_counters(store_id=order.store_id, campaign_id=order.campaign_id)
    give_back(
        store_id=order.store_id,
        campaign_id=order.campaign_id,
        pieces=pieces_of(order),
        buyers=buyers_of(order),
    )
    move_use(
        store_id=order.store_id,
        before=order.voucher_id,
        users_before=users_of(order),
        after=None,
        users=(),
    )
