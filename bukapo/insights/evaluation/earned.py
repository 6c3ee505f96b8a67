"""What a PO earned, from its orders, its work orders and what its products were to cost."""

from collections.abc import Mapping
from dataclasses import dataclass

from bukapo.campaigns.models import Campaign, CampaignItem
from bukapo.insights.evaluation.variance import Margin, Sold, margin
from bukapo.orders.couriers.reads import costs_of as courier_costs_of
from bukapo.production.capital.reads import capital_of, costs_of
from bukapo.production.capital.rules import Cost
from bukapo.production.quality.record import quality_costs
from bukapo.production.quality.rules import STORE


@dataclass(frozen=True)
class Earned:
    """`sold` products and what their making `costs`; `fixed` rupiah once a PO, `down` what the workshop wants first.

    `margin` is None while a cost is not known, or nothing is ordered.
    """

    sold: tuple[Sold, ...] = ()
    costs: tuple[Cost, ...] = ()
    fixed: int = 0
    down: int = 0
    margin: Margin | None = None

    @property
    def made_for(self) -> int:
        """Rupiah of the work without what comes once."""
        return sum(one.total for one in self.costs)


def earned_of(campaign: Campaign, pieces: Mapping[int, int], income: int) -> Earned:
    """`pieces` that hold by product, `income` rupiah of their goods less discounts. Seven queries."""
    typed, costs = capital_of(campaign), tuple(costs_of(campaign, pieces))
    items = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign).select_related("product")
    sold = tuple(
        Sold(
            item.product.name,
            item.product_id,
            pieces.get(item.product_id, 0),
            item.price,
            item.product.cost if item.product.cost is not None else typed.each,
        )
        for item in items
    )
    made_for = sum(one.total for one in costs)
    known = income and not any(one.each is None for one in costs if one.pieces)
    return Earned(
        sold=sold,
        costs=costs,
        fixed=typed.fixed,
        down=min(
            typed.fixed + made_for, typed.down_fixed or (typed.fixed + made_for) * typed.down_bp // 10_000
        ),
        margin=margin(
            sold,
            planned_pieces=campaign.target,
            income=income,
            made_for=made_for,
            fixed=typed.fixed,
            faults=quality_costs(campaign)[STORE],
            shipping=_left_of_shipping(campaign),
        )
        if known
        else None,
    )


def _left_of_shipping(campaign: Campaign) -> int:
    """What buyers paid less what courier services charge by now, their own scales included; 0 where none was used.

    A parcel that was sent by hand is reckoned to cost what its buyer paid: nobody types its bill.
    """
    told = courier_costs_of(campaign.pk, store_id=campaign.store_id)
    return told.paid - told.fee
