"""A shop whose tees become cheaper as the PO grows, and what its orders cost."""

from datetime import datetime
from typing import Any

from bukapo.audit import Breach, audit
from bukapo.campaigns.bundles.rules import BundleDraft, SlotDraft
from bukapo.campaigns.bundles.writes import save_bundle
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import Item
from bukapo.campaigns.tiers import Tier
from bukapo.campaigns.writes.draft import draft_campaign
from bukapo.campaigns.writes.publish import publish_campaign
from bukapo.journal import clock
from bukapo.orders.models import Order
from bukapo.orders.pricing.due import settle_prices
from bukapo.production.writes.close import close_campaign
from tests.world import NOON, PROMISED, World, make_world

STEPS = (Tier(4, 90_000), Tier(8, 80_000))
"""From 4 pieces Rp90.000, from 8 pieces Rp80.000; the PO price is Rp95.000."""


PAIR = 150_001
"""Rupiah of the package of two tees."""


def tiered(
    *, tiers: tuple[Tier, ...] = STEPS, at: datetime = NOON, package: bool = False, **plan: Any
) -> World:
    """The cast's shop, its PO replaced by one with tiers, and with a package of two tees if told."""
    world = make_world(at=at, **plan)
    campaign = world.campaign
    kept = {
        name: getattr(campaign, name)
        for name in ("opens_at", "closes_at", "pickup", "pickup_place", "courier")
    }
    facts: dict[str, Any] = {
        **kept,
        "items": [Item(world.product.pk, 95_000, 120_000, tiers=tiers)],
        **{what: at.date().fromordinal(at.date().toordinal() + n) for what, n in PROMISED.items()},
    }
    who: dict[str, Any] = {"actor": world.seller, "at": campaign.created_at, "store": world.store}
    drafted = draft_campaign(**who, title="Kaos Makin Murah", plan=facts | plan)
    if package:
        slot = SlotDraft(world.product.pk)
        save_bundle(**who, campaign_id=drafted.campaign_id, draft=BundleDraft("Dua", PAIR, (slot, slot)))
    publish_campaign(**who, campaign_id=drafted.campaign_id)
    world.campaign = Campaign.objects.of(world.store).get(pk=drafted.campaign_id)
    return world


def close(world: World, at: datetime = NOON) -> Any:
    """Close by hand at `at`; the prices are not settled yet."""
    with clock.told(at):
        return close_campaign(
            store_id=world.store.pk, campaign_id=world.campaign.pk, actor=world.seller, at=at
        )


def settle(at: datetime = NOON) -> int:
    """All chunks; returns how many rounds it took."""
    rounds = 0
    while settle_prices(at):
        rounds += 1
    return rounds


def breaches() -> list[Breach]:
    return [breach for _, found in audit() for breach in found]


def place(world: World, *lines: Any, **more: Any) -> Order:
    with clock.told(NOON):
        return world.place(*lines, **more)
