"""What a PO offers to an order that is there already."""

from dataclasses import replace

from bukapo.campaigns.models import Campaign, Voucher
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of, offered
from bukapo.orders.models import Order


def offer_for_order(order: Order, campaign: Campaign | None = None) -> Offer:
    """The offer as it was when the order was accepted: early prices if they counted, its voucher even if that ended."""
    offer = offer_of(campaign or order.campaign, at=order.placed_at)
    if order.voucher_id is None:
        return offer
    own = offered(Voucher.objects.of(order.store_id).get(pk=order.voucher_id))
    others = tuple(voucher for voucher in offer.vouchers if voucher.id != own.id)
    return replace(offer, vouchers=(*others, replace(own, left=None, starts_at=None, ends_at=None)))
