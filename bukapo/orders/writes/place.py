"""Placing orders: the one way in for form, import, staff and API.

A batch of orders of one campaign is one transaction: counters locked, time read, winners decided, everything about
every order written (lines, charges with unique codes, event, postings, outbox).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError
from django.db.models import Sum

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of, window_of
from bukapo.campaigns.steps import lock_counters, locked_campaign, take_pieces
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.entry import Line
from bukapo.kernel.ids import order_number, secret
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.events import OrderPlaced, facts
from bukapo.orders.intake.decide import KeyConflict, Repeat, decide
from bukapo.orders.intake.draft import Priced, Wanted, draft
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.rules import HOLDING, IMPORT
from bukapo.orders.steps import new_lines
from bukapo.payments.models import Charge
from bukapo.payments.rules import Ask, asks
from bukapo.payments.steps import CodeBook, drop_codes, new_charges, raised

Answer = Order | Refusal
_TRIES = 4


def place_order(*, store_id: int, campaign_id: int, wanted: Wanted, actor: Actor) -> Order:
    """One order. Raises the refusal (invalid, sold out, closed, not open yet, buyer limit, key conflict)."""
    answer = place_orders(store_id=store_id, campaign_id=campaign_id, wanted=[wanted], actor=actor)[0]
    if isinstance(answer, Refusal):
        raise answer
    return answer


def place_orders(*, store_id: int, campaign_id: int, wanted: Sequence[Wanted], actor: Actor) -> list[Answer]:
    """One answer per wanted order, in order: the Order (an earlier one for a repeated key) or its Refusal."""
    for attempt in range(_TRIES):
        try:
            return _place(store_id, campaign_id, wanted, actor)
        except IntegrityError:
            # A key, number or recognisable amount was taken between our look and our write: look again.
            if attempt == _TRIES - 1:
                raise
    raise AssertionError("unreachable")


def _place(store_id: int, campaign_id: int, wanted: Sequence[Wanted], actor: Actor) -> list[Answer]:
    with writing():
        return place_within(store_id=store_id, campaign_id=campaign_id, wanted=wanted, actor=actor)


def place_within(*, store_id: int, campaign_id: int, wanted: Sequence[Wanted], actor: Actor) -> list[Answer]:
    """`place_orders` as a step of a bigger write (an import). Needs an open transaction; may raise IntegrityError."""
    left = lock_counters(store_id=store_id, campaign_id=campaign_id)
    try:
        campaign, at = locked_campaign(store_id=store_id, campaign_id=campaign_id)
    except Campaign.DoesNotExist:
        raise NotFound() from None
    keys = [one.key for one in wanted]
    earlier = {order.key: order for order in Order.objects.of(store_id).filter(key__in=keys)}
    offer = offer_of(campaign)
    looks = [_first_look(one, campaign, offer, at, earlier) for one in wanted]
    drafts = [(n, look) for n, look in enumerate(looks) if isinstance(look, Priced)]
    answers: list[Answer | None] = [None if isinstance(look, Priced) else look for look in looks]
    verdicts = decide(
        [one for _, one in drafts],
        left=left,
        seen={order.key: order.body_digest for order in earlier.values()},
        had=had_by_phone(store_id, campaign_id, [one.phone for _, one in drafts])
        if campaign.buyer_cap
        else {},
        buyer_cap=campaign.buyer_cap,
    )
    winners = [(n, one) for (n, one), verdict in zip(drafts, verdicts, strict=True) if verdict is None]
    placed = _write([one for _, one in winners], offer, actor, at)
    for (n, _), order in zip(winners, placed, strict=True):
        answers[n] = earlier[order.key] = order
    for (n, one), verdict in zip(drafts, verdicts, strict=True):
        if isinstance(verdict, Repeat):
            answers[n] = earlier[one.wanted.key]
        elif verdict is not None:
            answers[n] = verdict
    return [answer for answer in answers if answer is not None]


def _first_look(
    one: Wanted, campaign: Campaign, offer: Offer, at: datetime, earlier: dict[str, Order]
) -> Answer | Priced:
    """The answer that needs no pieces (earlier order, shut window, what can't be priced), else the draft."""
    if one.key in earlier:
        order = earlier[one.key]
        if order.body_digest == one.body_digest() and order.campaign_id == campaign.pk:
            return order
        return KeyConflict() if order.campaign_id == campaign.pk else NotFound()
    try:
        window_of(campaign).check(at)
        return draft(one, offer)
    except Refusal as refusal:
        return refusal


def had_by_phone(store_id: int, campaign_id: int, phones: Sequence[str]) -> dict[str, int]:
    """Phone -> pieces it holds in this PO already."""
    rows = Order.objects.of(store_id).filter(
        campaign_id=campaign_id, phone__in=set(phones), state__in=HOLDING
    )
    return dict(rows.values_list("phone").annotate(total=Sum("pieces")))


def _write(drafts: Sequence[Priced], offer: Offer, actor: Actor, at: datetime) -> list[Order]:
    if not drafts:
        return []
    plans = [asks(offer.plan, goods=d.goods, shipping=d.shipping_fee, pieces=d.pieces) for d in drafts]
    codes = CodeBook(offer.store_id, [ask.goods + ask.shipping for plan in plans for ask in plan if ask.now])
    orders = [_order(one, offer, at) for one in drafts]
    charges = [_charges(order, plan, codes, at) for order, plan in zip(orders, plans, strict=True)]
    for order, own, one in zip(orders, charges, drafts, strict=True):
        if one.wanted.sent_before:
            drop_codes(own)
        order.charged = sum(charge.total for charge in own)
    Order.objects.bulk_create(orders)
    OrderLine.objects.bulk_create(
        [line for order, one in zip(orders, drafts, strict=True) for line in new_lines(order, one)]
    )
    for own in charges:
        for charge in own:
            charge.order_id = charge.order.pk
    Charge.objects.bulk_create([charge for own in charges for charge in own])
    needs: dict[int, int] = {}
    for one in drafts:
        for variant_id, pieces in one.needs.items():
            needs[variant_id] = needs.get(variant_id, 0) + pieces
    take_pieces(store_id=offer.store_id, campaign_id=offer.campaign_id, needs=needs)
    record(
        [_event(order, one, own) for order, one, own in zip(orders, drafts, charges, strict=True)],
        actor=actor,
        at=at,
    )
    return orders


def _order(one: Priced, offer: Offer, at: datetime) -> Order:
    want = one.wanted
    # A form kept by hand has no deadline: its buyers were never told one.
    pay_by = None if want.source == IMPORT else at + timedelta(hours=offer.pay_hours)
    return Order(
        store_id=offer.store_id,
        campaign_id=offer.campaign_id,
        number=order_number(),
        secret=secret(),
        key=want.key,
        body_digest=want.body_digest(),
        source=want.source,
        language=want.language,
        buyer_name=want.buyer_name.strip(),
        phone=one.phone,
        email=want.email.strip().lower(),
        fulfilment=want.fulfilment,
        address=want.address.strip(),
        city=want.city.strip(),
        postal_code=want.postal_code,
        zone_id=want.zone_id if want.fulfilment == "courier" else None,
        note=want.note.strip(),
        pieces=one.pieces,
        weight=one.weight,
        goods=one.goods,
        shipping_fee=one.shipping_fee,
        terms_id=offer.terms_id,
        pay_by=pay_by,
        placed_at=at,
    )


def _charges(order: Order, plan: Sequence[Ask], codes: CodeBook, at: datetime) -> list[Charge]:
    return new_charges(order, plan, codes=codes, at=at, due_at=order.pay_by)


def _event(order: Order, one: Priced, charges: Sequence[Charge]) -> OrderPlaced:
    postings: list[Line] = [line for charge in charges for line in raised(charge)]
    return OrderPlaced(
        **facts(order),
        state="placed",
        source=order.source,
        pieces=order.pieces,
        goods=order.goods,
        shipping_fee=order.shipping_fee,
        now=sum(charge.total for charge in charges if charge.state == "open"),
        lines=tuple((line.variant_id, line.qty, line.total) for line in one.lines),
        pay_by=order.pay_by,
        terms_id=order.terms_id,
        postings=tuple(postings),
    )
