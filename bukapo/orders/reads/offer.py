"""What a PO offers to an order that is there already."""

from dataclasses import replace

from bukapo.campaigns.models import Campaign, Voucher
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of, offered
from bukapo.campaigns.rules import BATCH
from bukapo.journal.models import EventRow
from bukapo.orders.models import Order, OrderLine


def offer_for_order(order: Order, campaign: Campaign | None = None) -> Offer:
    """The offer as it was when the order was accepted: early prices if they counted, its voucher even if that ended."""
    offer = _own_bundles(order, _as_agreed(order, offer_of(campaign or order.campaign, at=order.placed_at)))
    if order.voucher_id is None:
        return offer
    own = offered(Voucher.objects.of(order.store_id).get(pk=order.voucher_id))
    others = tuple(voucher for voucher in offer.vouchers if voucher.id != own.id)
    return replace(offer, vouchers=(*others, replace(own, left=None, starts_at=None, ends_at=None)))


def _own_bundles(order: Order, offer: Offer) -> Offer:
    """A package that is no longer sold stays one for who has it."""
    if not any(bundle.stopped for bundle in offer.bundles):
        return offer
    lines = OrderLine.objects.of(order.store_id).filter(order=order, bundle__isnull=False)
    had = set(lines.values_list("bundle_id", flat=True))
    return replace(
        offer,
        bundles=tuple(replace(one, stopped=one.stopped and one.id not in had) for one in offer.bundles),
    )


def _as_agreed(order: Order, offer: Offer) -> Offer:
    """An order that came from another batch keeps that batch's prices; what is free is of the one it is in."""
    home = _home(order) if offer.kind == BATCH else None
    if home is None:
        return offer
    left = {variant.id: variant.left for product in offer.products for variant in product.variants}
    agreed = offer_of(home, at=order.placed_at)
    products = tuple(
        replace(product, variants=tuple(replace(v, left=left.get(v.id, 0)) for v in product.variants))
        for product in agreed.products
    )
    return replace(offer, products=products, bundles=agreed.bundles)


def _home(order: Order) -> Campaign | None:
    """The PO that accepted it, when it is another one than now."""
    rows = EventRow.objects.filter(order_id=order.pk, kind="order.batch_moved").order_by("seq")
    moved = rows.values_list("data", flat=True).first()
    return Campaign.objects.of(order.store_id).get(pk=moved["source_id"]) if moved else None
