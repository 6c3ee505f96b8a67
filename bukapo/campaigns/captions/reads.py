"""The facts of a PO that captions and posters state, in a fixed number of queries."""

from datetime import datetime

from bukapo.campaigns.captions.facts import SOLD_OUT, Facts, Paying, Stairs
from bukapo.campaigns.made.reads import pace_of
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import current_promises, offer_of
from bukapo.campaigns.rules import OPEN, PRODUCED, SHIP_FROM, SHIP_UNTIL, phase
from bukapo.campaigns.tier_reads import tiers_of
from bukapo.kernel.refusal import NotFound


def facts_of(campaign: Campaign, *, at: datetime, link: str) -> Facts:
    """`campaign.store` should be loaded. Raises NotFound for a PO that never had an opening and a closing."""
    if not (campaign.opens_at and campaign.closes_at):
        raise NotFound()
    offer = offer_of(campaign, at=at)
    days, pace, tiers = current_promises(campaign), pace_of(campaign), tiers_of(campaign)
    prices = [variant.price for product in offer.products for variant in product.variants]
    later = [(p.later_price or p.price) + v.surcharge for p in offer.products for v in p.variants]
    cheapest = min(offer.products, key=lambda p: p.price, default=None)
    return Facts(
        store=campaign.store.name,
        instagram=campaign.store.instagram,
        title=campaign.title,
        phase=_phase(campaign, offer, at),
        zone=campaign.store.zone,
        opens_at=campaign.opens_at,
        closes_at=campaign.closes_at,
        closed_at=campaign.closed_at,
        draw_at=None if campaign.drawn_at else campaign.draw_at,
        batch=campaign.batch or 0,
        price=min(prices, default=0),
        varies=len(set(prices)) > 1,
        normal_price=cheapest.normal_price if cheapest else 0,
        early_until=offer.early_until,
        later_price=min(later, default=0) if offer.early_until else 0,
        stairs=tuple(Stairs(p.name, tiers[p.id]) for p in offer.products if p.id in tiers),
        paying=_paying(offer),
        produced=days.get(PRODUCED),
        ship_from=days.get(SHIP_FROM),
        ship_until=days.get(SHIP_UNTIL),
        work_days=(pace.least_days, pace.most_days) if pace else None,
        pickup=campaign.pickup,
        courier=campaign.courier,
        cap=offer.cap,
        left=offer.left,
        taken=offer.taken,
        minimum=_minimum(campaign, offer),
        runs=campaign.fell_short_at is None,
        link=link,
    )


def _phase(campaign: Campaign, offer: Offer, at: datetime) -> str:
    found = phase(
        state=campaign.state,
        opens_at=campaign.opens_at,
        closes_at=campaign.closes_at,
        produced_at=campaign.produced_at,
        started=False,
        at=at,
    )
    gone = offer.left == 0 or all(v.left == 0 for p in offer.products for v in p.variants)
    return SOLD_OUT if found == OPEN and gone else found


def _paying(offer: Offer) -> Paying:
    plan = offer.plan
    return Paying(
        plan.mode, plan.deposit_bp, plan.deposit_fixed, len(plan.terms), plan.balance_due, plan.balance_day
    )


def _minimum(campaign: Campaign, offer: Offer) -> int:
    if campaign.waived_at:
        return 0
    return next((least.pieces for least in offer.minimums if least.whole), 0)
