"""Where an imported order goes: a form kept by hand asks for an address, not for a line of our fee table."""

from datetime import datetime, timedelta

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import plan_of
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.entry import Line
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop
from bukapo.orders.events import OrderChanged
from bukapo.orders.models import Order
from bukapo.orders.steps import (
    changed,
    lock_order,
    refuse_while_proof_waits,
    save_money,
    void_all,
)
from bukapo.payments.allowance import allow_again
from bukapo.payments.models import Charge
from bukapo.payments.plans import Ask, asks
from bukapo.payments.rules import SHIPPING
from bukapo.payments.steps import CodeBook, drop_codes, live_charges, new_charges, raised, settle
from bukapo.shipping.models import Zone
from bukapo.shipping.rules import COURIER, fee


class FeeKnown(Refusal):
    code = "fee_known"
    sentence = gettext_noop("Ongkir pesanan ini sudah dihitung.")


@write
def set_zone(*, store_id: int, order_id: int, zone_id: int, actor: Actor, at: datetime) -> OrderChanged:
    """Name the zone of an order by courier that has none, and charge its fee. Also after closing: no piece moves.

    Raises FeeKnown, WrongState, ProofWaiting, Invalid(zone).
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    if order.state not in ("placed", "confirmed"):
        raise WrongState(state=order.state)
    if order.fulfilment != COURIER or order.zone_id is not None:
        raise FeeKnown()
    refuse_while_proof_waits(order)
    zone = Zone.objects.of(store_id).filter(pk=zone_id, active=True).first()
    if zone is None:
        raise Invalid(field="zone_id", why=gettext_noop("Pilih wilayah pengiriman supaya ongkirnya jelas."))
    order.zone_id = zone.pk
    order.shipping_fee = fee(first_kg=zone.first_kg, next_kg=zone.next_kg, grams=order.weight)
    lines = _charge_fee(order, at) if order.shipping_fee else []
    lines += allow_again(order)
    save_money(order, "zone", "shipping_fee")
    settle(order)
    return changed(order, "fulfilment", postings=lines)


def _charge_fee(order: Order, at: datetime) -> list[Line]:
    """While nothing is paid everything is asked anew in one sum; afterwards the fee is a charge of its own."""
    campaign: Campaign = Campaign.objects.of(order.store_id).get(pk=order.campaign_id)
    agreed = plan_of(campaign)
    first = Charge.objects.of(order.store_id).filter(order=order).count()
    if order.state == "placed" and not order.paid:
        lines = void_all(order)
        plan = asks(agreed, goods=order.net_goods, shipping=order.shipping_fee, pieces=order.pieces)
        due_at = order.pay_by
    else:
        lines = []
        later = any(charge.state == "planned" for charge in live_charges(order)) or agreed.is_cod
        plan = [Ask(SHIPPING, 0, order.shipping_fee, now=not later)]
        due_at = at + timedelta(days=campaign.balance_days)
    codes = CodeBook(order.store_id, [ask.goods + ask.shipping for ask in plan if ask.now])
    fresh = new_charges(order, plan, codes=codes, at=at, due_at=due_at, zone=agreed.zone, first=first)
    if -order.outstanding >= sum(ask.goods + ask.shipping for ask in plan if ask.now):
        drop_codes(fresh)  # what they paid too much covers it: nothing needs to be recognised
    Charge.objects.bulk_create(fresh)
    order.charged += sum(charge.total for charge in fresh)
    return lines + [line for charge in fresh for line in raised(charge)]
