"""What a PO earned, from its orders, its work orders and what its products were to cost."""

from django.db.models import F, Sum

from bukapo.campaigns.models import Campaign, CampaignItem
from bukapo.insights.evaluation.variance import Margin, Sold, margin
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.rules import HOLDING
from bukapo.production.capital.reads import capital_of, costs_of
from bukapo.production.quality.record import quality_costs
from bukapo.production.quality.rules import STORE


def margin_of(campaign: Campaign) -> Margin | None:
    """Plan and actual; None while a cost is not known, or nothing is ordered. Eight queries."""
    orders = Order.objects.of(campaign.store_id).filter(campaign=campaign, state__in=HOLDING)
    income = orders.aggregate(n=Sum(F("goods") - F("discount") - F("forgiven")))["n"]
    if not income:
        return None
    typed, costs = capital_of(campaign), costs_of(campaign)
    if any(one.each is None for one in costs if one.pieces):
        return None
    return margin(
        sold_of(campaign, typed.each),
        planned_pieces=campaign.target,
        income=income,
        made_for=sum(one.total for one in costs),
        fixed=typed.fixed,
        faults=quality_costs(campaign)[STORE],
    )


def sold_of(campaign: Campaign, usual: int | None) -> list[Sold]:
    """Every product of the PO. `usual` is what a piece costs where the product has no cost of its own. Two queries."""
    lines = OrderLine.objects.of(campaign.store_id).filter(order__campaign=campaign, order__state__in=HOLDING)
    pieces = dict(lines.order_by().values_list("product_id").annotate(n=Sum("qty")))
    items = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign).select_related("product")
    return [
        Sold(
            item.product.name,
            item.product_id,
            pieces.get(item.product_id, 0),
            item.price,
            item.product.cost if item.product.cost is not None else usual,
        )
        for item in items
    ]
