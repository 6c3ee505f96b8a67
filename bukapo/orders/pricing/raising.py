"""An agreed extra on an order and its charges, and the way back. Steps: the order is locked, the caller records."""

from datetime import datetime, timedelta

from django.db.models import F

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import plan_of
from bukapo.kernel.entry import Line
from bukapo.kernel.refusal import Refusal
from bukapo.orders.models import Order, OrderLine, Proposal, ProposalAnswer
from bukapo.orders.steps import save_money
from bukapo.payments.models import Charge
from bukapo.payments.plans import Ask
from bukapo.payments.rules import ADJUSTMENT
from bukapo.payments.steps import CodeBook, drop_codes, new_charges, raised, settle, void


def raise_price(order: Order, proposal: Proposal, answer: ProposalAnswer, *, at: datetime) -> list[Line]:
    """The extra becomes part of the order's price, and a charge of its own that `answer` names.

    It is asked with the balance when production is finished; at once where that is over.
    """
    _move_price(order, proposal, answer, 1)
    campaign = Campaign.objects.of(order.store_id).select_related("store").get(pk=order.campaign_id)
    now = campaign.produced_at is not None
    plan = plan_of(campaign)
    ask = Ask(ADJUSTMENT, answer.goods, answer.shipping, now=now, due=plan.later)
    due_at = at + timedelta(days=campaign.balance_days)
    codes = CodeBook(order.store_id, [ask.amount]) if now else None
    first = Charge.objects.of(order.store_id).filter(order=order).count()
    fresh = new_charges(order, [ask], codes=codes, at=at, due_at=due_at, zone=plan.zone, first=first)
    if -order.outstanding >= ask.amount:
        drop_codes(fresh)  # the money is here already: nothing needs to be recognised
    fresh[0].due_at = fresh[0].due_at if now else None
    fresh[0].save()
    answer.charge = fresh[0]
    order.charged += fresh[0].total
    save_money(order, "goods", "shipping_fee")
    settle(order)
    return raised(fresh[0])


def lower_again(order: Order, answer: ProposalAnswer, *, refuse: type[Refusal]) -> list[Line]:
    """Take an agreed extra back. Raises `refuse` when money has come for it."""
    charge = Charge.objects.of(order.store_id).get(pk=answer.charge_id)
    if charge.paid:
        raise refuse()
    _move_price(order, answer.proposal, answer, -1)
    if charge.state == "void":
        save_money(order, "goods", "shipping_fee")
        return []  # the order has ended meanwhile
    total = charge.total
    lines = void(charge)
    order.charged -= total
    save_money(order, "goods", "shipping_fee")
    settle(order)
    return lines


def _move_price(order: Order, proposal: Proposal, answer: ProposalAnswer, sign: int) -> None:
    """`sign` 1 adds the extra to the lines and the fee, -1 takes it off. The caller stores the order."""
    if answer.goods:
        lines = OrderLine.objects.of(order.store_id).filter(order=order)
        if proposal.product_id is not None:
            lines = lines.filter(product_id=proposal.product_id)
        more = sign * proposal.per_piece
        lines.update(unit_price=F("unit_price") + more, total=F("total") + more * F("qty"))
    order.goods += sign * answer.goods
    order.shipping_fee += sign * answer.shipping
