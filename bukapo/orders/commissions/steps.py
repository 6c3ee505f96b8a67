"""A payout as rows, inside a write: every order the partner brought is settled to what it has finally earned."""

from datetime import datetime

from django.db.models import Sum

from bukapo.campaigns.models import Partner
from bukapo.kernel.entry import Line
from bukapo.kernel.ids import credit_code
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.ledger.rules import COMMISSION, CREDITS, cash
from bukapo.orders.commissions.events import CommissionPaid
from bukapo.orders.commissions.rules import Brought, final
from bukapo.orders.commissions.ways import CREDIT
from bukapo.orders.models import CommissionPayout, CommissionShare, Order
from bukapo.payments.models import Credit


class NothingToPayOut(Refusal):
    code = "nothing_to_pay_out"
    sentence = gettext_noop(
        "Belum ada komisi yang bisa dibayar. Yang bisa dibayar: pesanan yang sudah dikirim."
    )


class CommissionMoved(Refusal):
    """`amount` rupiah is what may be paid now."""

    code = "commission_moved"
    sentence = gettext_noop("Yang bisa dibayar sekarang {amount}. Cek dulu, lalu ulangi.")


def brought(order: Order) -> Brought:
    """An order's facts for its commission."""
    return Brought(
        state=order.state,
        pieces=order.pieces,
        net_goods=order.net_goods - order.forgiven,
        charged=order.charged,
        held=order.paid - order.refunded,
    )


def paid_by_order(*, store_id: int, partner_id: int) -> dict[int, int]:
    """Order id -> rupiah of commission paid for it so far."""
    rows = CommissionShare.objects.of(store_id).filter(payout__partner_id=partner_id).order_by()
    return dict(rows.values_list("order_id").annotate(sum=Sum("amount")))


def settle_partner(
    partner: Partner,
    *,
    how: str,
    at: datetime,
    bank_account_id: int | None = None,
    note: str = "",
    expected: int | None = None,
) -> CommissionPaid:
    """Pay what has become final since the last payout; what an earlier one paid too much is taken off.

    The partner must be locked. `expected` is the sum the person saw. Raises NothingToPayOut, CommissionMoved.
    """
    store_id = partner.store_id
    rows = Order.objects.of(store_id).filter(partner=partner).select_for_update().order_by("pk")
    before = paid_by_order(store_id=store_id, partner_id=partner.pk)
    due = [(o, final(brought(o), way=partner.way, rate=partner.rate) - before.get(o.pk, 0)) for o in rows]
    shares = [(order, amount) for order, amount in due if amount]
    total = sum(amount for _order, amount in shares)
    if total <= 0:
        raise NothingToPayOut()
    if expected is not None and expected != total:
        raise CommissionMoved(amount=rupiah(total))
    payout = CommissionPayout.objects.create(
        store_id=store_id, partner=partner, amount=total, how=how, bank_account_id=bank_account_id,
        credit=_gift(partner, total, at) if how == CREDIT else None, note=note.strip()[:120], paid_at=at,
    )  # fmt: skip
    CommissionShare.objects.bulk_create(
        CommissionShare(store_id=store_id, payout=payout, order=order, amount=amount, seen=order.version)
        for order, amount in shares
    )
    source = CREDITS if how == CREDIT else cash(bank_account_id)
    return CommissionPaid(
        store_id=store_id,
        campaign_id=partner.campaign_id,
        partner_id=partner.pk,
        code=partner.code,
        payout_id=payout.pk,
        amount=total,
        how=how,
        shares=tuple((order.pk, amount) for order, amount in shares),
        postings=(Line(source, COMMISSION, total, f"commission:{payout.pk}", None),),
    )


def _gift(partner: Partner, amount: int, at: datetime) -> Credit:
    """Credit for a buyer who invited friends, spent with its code and the phone of their own order."""
    row: Credit = Credit.objects.create(
        store_id=partner.store_id, order_id=partner.order_id, phone=partner.phone, email=partner.email,
        code=credit_code(), amount=amount, gift=True, kept_at=at,
    )  # fmt: skip
    return row
