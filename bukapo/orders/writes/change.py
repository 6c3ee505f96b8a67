"""Changing an order before its PO closes: size, quantity, personalization, address, way of receiving."""

from datetime import datetime
from typing import Any

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import window_of
from bukapo.campaigns.rules import check_room
from bukapo.campaigns.steps import check_buyers, lock_counters, locked_campaign, take_pieces
from bukapo.campaigns.voucher_steps import move_use
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import BUYER, Actor
from bukapo.kernel.machine import WrongState
from bukapo.orders.events import OrderChanged
from bukapo.orders.foreseen.rules import ChangeSums, check_sums
from bukapo.orders.foreseen.steps import price_of, sums_after
from bukapo.orders.intake.draft import Priced, PricedLine, Wanted, draft
from bukapo.orders.making.gates import refuse_once_begun
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.parts.gates import refuse_once_part_is_out
from bukapo.orders.pricing.asking import refuse_while_price_is_asked
from bukapo.orders.reads.offer import offer_for_order
from bukapo.orders.recharge import recharge
from bukapo.orders.rosters.rules import OfAGroup
from bukapo.orders.rules import ROSTER
from bukapo.orders.steps import (
    buyers_of,
    changed,
    lock_order,
    new_lines,
    pieces_of,
    refuse_while_proof_waits,
    users_of,
)
from bukapo.orders.writes.serve import serve_within
from bukapo.payments.steps import settle


def change_order(
    *,
    store_id: int,
    order_id: int,
    wanted: Wanted,
    actor: Actor,
    at: datetime,
    shown: str | None = None,
) -> OrderChanged:
    """Replace what was ordered with `wanted` (its key, phone's owner and source stay). Before closing only.

    Priced as when the order was accepted; `wanted.voucher` names the voucher it shall have (its own stays good).
    Raises OfAGroup (that is changed in its group's list), Closed, WrongState, ProofWaiting, DraftInvalid,
    VoucherRefused, SoldOut, OverBuyerCap, AlreadyBeingMade, AlreadyPacked, PartIsOut. A higher price is charged,
    a lower one leaves the order paid too much, which the seller sees and decides. Pieces given back go to who
    waits. `shown` names the sums that the buyer saw (`ChangeSums.token`): with others nothing is changed (raises
    SumsMoved).
    """
    with writing():
        if lock_order(store_id=store_id, order_id=order_id).source == ROSTER:
            raise OfAGroup()
        event, sums = change_with_sums(store_id=store_id, order_id=order_id, wanted=wanted, at=at)
        check_sums(shown, sums)
        record([event], actor=actor, at=at)
        assert event.campaign_id is not None  # every order has one
        serve_within(store_id=store_id, campaign_id=event.campaign_id, at=at)
    return event


def change_with_sums(
    *, store_id: int, order_id: int, wanted: Wanted, at: datetime
) -> tuple[OrderChanged, ChangeSums]:
    """A step: the change, and what it makes of the order's money."""
    before = price_of(lock_order(store_id=store_id, order_id=order_id))
    event = change_within(store_id=store_id, order_id=order_id, wanted=wanted, at=at)
    return event, sums_after(store_id, order_id, before=before)


def change_within(*, store_id: int, order_id: int, wanted: Wanted, at: datetime) -> OrderChanged:
    """`change_order` as a step of a bigger write (an import), which records the event. Refuses before it changes."""
    order = lock_order(store_id=store_id, order_id=order_id)
    if order.state not in ("placed", "confirmed"):
        raise WrongState(state=order.state)
    refuse_while_proof_waits(order)
    refuse_while_price_is_asked(order)
    refuse_once_part_is_out(order)
    left = lock_counters(store_id=store_id, campaign_id=order.campaign_id)
    campaign, now = locked_campaign(store_id=store_id, campaign_id=order.campaign_id)
    window_of(campaign).check(now)
    offer = offer_for_order(order, campaign)
    priced = draft(wanted, offer)
    if priced.voucher is not None and priced.voucher.id != order.voucher_id:
        priced.voucher.check_time(now)
    had = pieces_of(order)
    delta = {v: priced.needs.get(v, 0) - had.get(v, 0) for v in {*had, *priced.needs}}
    labels = {line.variant_id: line.label for line in priced.lines}
    check_room(left, delta, lambda variant_id: labels[variant_id])
    buyers = _buyers_moved(order, priced)
    check_buyers(campaign, buyers)
    what = differences(order, priced)
    in_the_making = refuse_once_begun(order, what)
    take_pieces(store_id=store_id, campaign_id=order.campaign_id, needs=delta, buyers=buyers)
    move_use(
        store_id=store_id,
        before=order.voucher_id,
        users_before=users_of(order),
        after=priced.voucher.id if priced.voucher else None,
        users=priced.users,
    )
    _rewrite(order, priced, goods=not in_the_making)
    lines = recharge(order, offer.plan, at=at, plain=wanted.sent_before)
    settle(order)
    return changed(order, *what, postings=lines)


def _buyers_moved(order: Order, priced: Priced) -> dict[str, int]:
    """Buyer key -> pieces more or less; another phone or e-mail takes the pieces over."""
    moved = dict.fromkeys(buyers_of(order), -order.pieces)
    for who in priced.buyers:
        moved[who] = moved.get(who, 0) + priced.pieces
    return moved


def differences(order: Order, priced: Priced) -> tuple[str, ...]:
    """Which parts of the order the new wish changes; empty when it is the same order."""
    want = priced.wanted
    old = [_as_wanted(line) for line in order.lines.order_by("position")]
    new = [_as_wanted(line) for line in priced.lines]
    checks = {
        "lines": old != new,
        "fulfilment": order.fulfilment != want.fulfilment,
        "address": (order.address, order.city, order.postal_code)
        != (want.address, want.city, want.postal_code),
        "contact": (order.buyer_name, order.phone, order.email)
        != (want.buyer_name, priced.phone, want.email),
        "note": order.note != want.note,
        "voucher": order.voucher_id != (priced.voucher.id if priced.voucher else None),
        "if_short": (order.if_short, order.second_choice) != (priced.if_short, priced.second_choice),
    }
    return tuple(name for name, differs in checks.items() if differs)


def _as_wanted(line: OrderLine | PricedLine) -> tuple[Any, ...]:
    """What of a line its buyer chose."""
    package = (line.bundle_id, line.bundle_no, line.bundle_slot)
    return line.variant_id, line.qty, dict(line.personalization), package


def _rewrite(order: Order, priced: Priced, *, goods: bool) -> None:
    want = priced.wanted
    if goods:
        OrderLine.objects.of(order.store_id).filter(order=order).delete()
        OrderLine.objects.bulk_create(new_lines(order, priced))
    order.buyer_name, order.phone, order.email = (
        want.buyer_name.strip(),
        priced.phone,
        want.email.strip().lower(),
    )
    order.fulfilment, order.address, order.city = want.fulfilment, want.address.strip(), want.city.strip()
    order.postal_code, order.note = want.postal_code, want.note.strip()
    order.zone_id = want.zone_id if want.fulfilment == "courier" else None
    order.pieces, order.weight = priced.pieces, priced.weight
    order.goods, order.shipping_fee = priced.goods, priced.shipping_fee
    order.if_short, order.second_choice = priced.if_short, priced.second_choice
    order.discount, order.voucher_id = priced.discount, priced.voucher.id if priced.voucher else None
    order.save()


def allowed_for_buyer(order: Order, campaign: Campaign, actor: Actor, at: datetime) -> bool:
    """May this person still change the order? (The write judges again, by the database's time.)"""
    in_time = campaign.state == "published" and campaign.closes_at is not None and at < campaign.closes_at
    return (
        actor.kind == BUYER and in_time and order.source != ROSTER and order.state in ("placed", "confirmed")
    )
