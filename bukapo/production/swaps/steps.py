"""Pieces of a swap's writes. Need an open transaction; orders are locked before counters, in order of id."""

from typing import Any

from django.db.models import Max

from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import Variant
from bukapo.kernel.refusal import NotFound
from bukapo.orders.making.refusals import AlreadyBeingMade
from bukapo.orders.models import Order, OrderLine, PartShipment
from bukapo.orders.parts.rules import GONE
from bukapo.orders.steps import lock_order
from bukapo.production.models import Stage, Swap
from bukapo.production.steps import campaign_of
from bukapo.production.swaps.rules import NamesAreMade, NoSuchPiece, NotAlike, NotClosedYet, SwapTooLate
from bukapo.shipping.models import Parcel


def lock_both(store_id: int, *order_ids: int) -> dict[int, Order]:
    """The orders, locked one after another in order of id."""
    return {pk: lock_order(store_id=store_id, order_id=pk) for pk in sorted(order_ids)}


def lock_swap(store_id: int, swap_id: int) -> Swap:
    """The swap as it now is. Its orders are locked already: whoever moves a swap holds its offering order."""
    swap: Swap | None = Swap.objects.of(store_id).select_for_update().filter(pk=swap_id).first()
    if swap is None:
        raise NotFound()
    return swap


def frozen_campaign(order: Order) -> Campaign:
    """The order's PO, whose recap is frozen. Raises NotClosedYet, SwapTooLate, AlreadyBeingMade (made to order)."""
    campaign = campaign_of(order.store_id, order.campaign_id)
    if is_made_to_order(campaign):
        raise AlreadyBeingMade()
    if campaign.state == "published":
        raise NotClosedYet()
    if campaign.state != "closed":
        raise SwapTooLate()
    return campaign


def refuse_when_packed(*orders: Order) -> None:
    """Raise SwapTooLate unless every order still waits for its goods."""
    if any(order.state not in ("placed", "confirmed") for order in orders):
        raise SwapTooLate()
    ids = [order.pk for order in orders]
    if Parcel.objects.of(orders[0].store_id).filter(order_id__in=ids).exists():
        raise SwapTooLate()
    if PartShipment.objects.of(orders[0].store_id).filter(order_id__in=ids, state__in=GONE).exists():
        raise SwapTooLate()


def check_alike(gives: Variant, wants: Variant) -> None:
    """Raise NotAlike unless they are two variants of one product at one surcharge: no money has to move."""
    alike = gives.product_id == wants.product_id and gives.surcharge == wants.surcharge
    if gives.pk == wants.pk or not alike:
        raise NotAlike()


def piece_of(order: Order, variant: Variant) -> OrderLine:
    """The line that gives its piece: one without a name if there is one. Raises NoSuchPiece."""
    rows = OrderLine.objects.of(order.store_id).filter(order=order, variant=variant).order_by("position")
    lines = sorted(rows, key=is_named)
    if not lines:
        raise NoSuchPiece(what=variant.label)
    return lines[0]


def is_named(line: OrderLine) -> bool:
    """Something the buyer wrote is made on this piece."""
    return any(text.strip() for text in line.personalization.values())


def refuse_named_when_begun(campaign: Campaign, *lines: OrderLine) -> None:
    """Raise NamesAreMade for a piece with a name once a workshop has reported any work."""
    if any(is_named(line) for line in lines) and work_begun(campaign):
        raise NamesAreMade()


def work_begun(campaign: Campaign) -> bool:
    """A workshop has reported pieces, or the seller said that all is made."""
    if campaign.produced_at is not None:
        return True
    stages = Stage.objects.of(campaign.store_id).filter(work_order__campaign=campaign, done__gt=0)
    return bool(stages.exclude(work_order__state__in=["cancelled", "refused"]).exists())


def exchange(mine: OrderLine, theirs: OrderLine) -> None:
    """One piece of each line becomes one of the other's variant; each keeps its price and what is written on it."""
    one, other = _variant(mine), _variant(theirs)
    _become(mine, **other)
    _become(theirs, **one)


def _variant(line: OrderLine) -> dict[str, Any]:
    return {"variant_id": line.variant_id, "label": line.label, "values": list(line.values)}


def _become(line: OrderLine, **variant: Any) -> None:
    """A line is never deleted: the frozen recap knows it by its id."""
    if line.qty > 1:
        rest = line.qty - 1
        each = line.unit_price + line.extra
        OrderLine.objects.of(line.store_id).filter(pk=line.pk).update(qty=rest, total=rest * each)
        own = OrderLine.objects.of(line.store_id).filter(order=line.order_id)
        last: int = own.aggregate(last=Max("position"))["last"]
        line.pk, line._state.adding, line.position = None, True, last + 1
        line.qty, line.total = 1, each
    for name, value in variant.items():
        setattr(line, name, value)
    line.save()
