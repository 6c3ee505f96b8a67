"""Putting an order into another batch, or another PO of the store, at the price and terms it has."""

from datetime import datetime

from bukapo.campaigns.models import Campaign, CampaignItem, PieceCounter, PriceTier
from bukapo.campaigns.reads import current_promises, window_of
from bukapo.campaigns.rules import Closed, DrawAhead, Left, buyer_keys, check_room
from bukapo.campaigns.steps import check_buyers, give_back, take_pieces
from bukapo.journal import clock
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.orders.events import facts
from bukapo.orders.models import Order
from bukapo.orders.parts.gates import refuse_once_part_is_out
from bukapo.orders.pricing.asking import refuse_while_price_is_asked
from bukapo.orders.shortage.events import OrderBatchMoved
from bukapo.orders.steps import buyers_of, lock_order, pieces_of, refuse_when_moved
from bukapo.orders.writes.serve import serve_within
from bukapo.shipping.models import Parcel
from bukapo.shipping.rules import COURIER, PICKUP

LEAST_REASON, MOST_REASON = 5, 300


class OtherWay(Refusal):
    code = "other_way"
    sentence = gettext_noop("PO tujuannya tidak punya cara terima barang yang dipakai pesanan ini.")


class OtherTiers(Refusal):
    code = "other_tiers"
    sentence = gettext_noop(
        "Harga menurut jumlah di kedua PO ini berbeda atau sudah dihitung, jadi pesanannya tidak bisa dipindah."
    )


class AlreadyThere(Refusal):
    code = "already_there"
    sentence = gettext_noop("Pesanan ini sudah ada di PO itu.")


def move_batch(
    *,
    store_id: int,
    order_id: int,
    campaign_id: int,
    reason: str,
    actor: Actor,
    at: datetime,
    seen: int | None = None,
) -> OrderBatchMoved:
    """The order's pieces are counted in `campaign_id` from now on, and in its old PO no more; nothing else changes.

    Both POs' counters are locked in order of id. The old PO's frozen recap gets an addendum (a reaction to the event),
    its pieces go to who waits there. `reason` is read by the buyer, with the days the new PO promises. `seen`: the
    order's version as the person saw it. Raises NotFound, WrongState (shipped, packed or over), Closed, DrawAhead,
    SoldOut, OverBuyerCap, OtherWay, OtherTiers, PriceBeingAsked, PriceWasAgreed, AlreadyThere, Moved, Invalid (reason).
    """
    words = " ".join(reason.split())
    if not LEAST_REASON <= len(words) <= MOST_REASON:
        raise Invalid(field="reason", why=gettext_noop("Tulis alasannya; pembeli akan membacanya."))
    with writing():
        order = lock_order(store_id=store_id, order_id=order_id)
        refuse_when_moved(order, seen)
        event = move_within(order, campaign_id, reason=words)
        record([event], actor=actor, at=at)
        serve_within(store_id=store_id, campaign_id=event.source_id, at=at)
    return event


def move_within(order: Order, campaign_id: int, *, reason: str) -> OrderBatchMoved:
    """`move_batch` as a step of a bigger write: the order is locked, the caller records. Refuses before it changes."""
    store_id = order.store_id
    if order.state not in ("placed", "confirmed"):
        raise WrongState(state=order.state)
    if Parcel.objects.of(store_id).filter(order=order).exists():
        raise WrongState(state="packed")
    refuse_once_part_is_out(order)
    if campaign_id == order.campaign_id:
        raise AlreadyThere()
    refuse_while_price_is_asked(order)
    left = _lock_both(store_id, order.campaign_id, campaign_id)
    rows = Campaign.objects.of(store_id).select_related("store")
    found = rows.in_bulk([order.campaign_id, campaign_id])
    if campaign_id not in found:
        raise NotFound()
    source, target = found[order.campaign_id], found[campaign_id]
    _check_target(order, source, target)
    needs = pieces_of(order)
    labels = {line.variant_id: line.label or line.product_name for line in order.lines.all()}
    check_room(left, needs, lambda variant_id: labels[variant_id])
    fresh = dict.fromkeys(buyer_keys(target.pk, order.phone, order.email), order.pieces)
    check_buyers(target, fresh)
    give_back(store_id=store_id, campaign_id=source.pk, pieces=needs, buyers=buyers_of(order))
    take_pieces(store_id=store_id, campaign_id=target.pk, needs=needs, buyers=fresh)
    order.campaign = target
    order.save(update_fields=["campaign"])
    return _event(order, source, target, reason)


def _lock_both(store_id: int, source: int, target: int) -> Left:
    """Every counter of both, in order of id; what is free in the target."""
    counters = PieceCounter.objects.of(store_id).filter(campaign_id__in=[source, target])
    free: dict[int | None, int | None] = {}
    for row in counters.order_by("id").select_for_update():
        if row.campaign_id == target:
            free[row.variant_id] = None if row.cap is None else row.cap - row.taken
    whole = free.pop(None, 0)
    return Left(whole, {variant: left for variant, left in free.items() if variant is not None})


def _check_target(order: Order, source: Campaign, target: Campaign) -> None:
    now = clock.database_now()
    if target.state != "published" or target.fell_short_at or not target.closes_at or now >= target.closes_at:
        raise Closed()
    if window_of(target).drawing:
        raise DrawAhead()
    if not {COURIER: target.courier, PICKUP: target.pickup}.get(order.fulfilment, True):
        raise OtherWay()
    if _tiers(source) != _tiers(target) or (_tiers(source) and source.state != "published"):
        raise OtherTiers()


def _tiers(campaign: Campaign) -> list[tuple[int, int, int, int]]:
    rows = PriceTier.objects.of(campaign.store_id).filter(item__campaign=campaign)
    found = list(rows.values_list("item__product_id", "item__price", "from_pieces", "price"))
    priced = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign, settled_price__isnull=False)
    return sorted(found) if not priced.exists() else [*sorted(found), (0, 0, 0, 0)]


def _event(order: Order, source: Campaign, target: Campaign, reason: str) -> OrderBatchMoved:
    days = current_promises(target)
    assert target.closes_at is not None
    return OrderBatchMoved(
        **facts(order),
        source_id=source.pk,
        source_title=source.title,
        target_title=target.title,
        pieces=order.pieces,
        closes_at=target.closes_at,
        produced=days.get("produced"),
        ship_until=days.get("ship_until"),
        reason=reason,
    )
