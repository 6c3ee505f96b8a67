"""The next PO out of a past one: everything that was set, days ahead, what was learned; nothing silently dropped."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from bukapo.audit.bundles import offered
from bukapo.audit.cloning import origins
from bukapo.audit.events import chains
from bukapo.campaigns.cloning.rules import Applied, UnknownSuggestion
from bukapo.campaigns.cloning.writes import clone_campaign
from bukapo.campaigns.minimums.rules import Least
from bukapo.campaigns.models import (
    Bundle,
    Campaign,
    CampaignItem,
    CampaignOrigin,
    PieceCounter,
    Promise,
    Teaser,
)
from bukapo.campaigns.plan import Item
from bukapo.campaigns.reads import minimums_of
from bukapo.campaigns.tier_reads import tiers_of
from bukapo.campaigns.tiers import Tier
from bukapo.catalog.models import Product
from bukapo.journal.models import EventRow
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound
from bukapo.production.capital.carry import carry_capital
from bukapo.production.models import Capital
from tests.bundled import Bundled, make_bundled
from tests.invariants.altering import sql
from tests.world import NOON, make_world

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=40)
LEARNED = (
    Applied("produce_days", 14, 18, "fair"),
    Applied("cap", 90, 140, "weak"),
    Applied("pay_hours", 24, 48, "weak"),
)


def past() -> Bundled:
    """A PO of two products with tiers, packages, a minimum, a teaser and typed costs; it is over."""

    def goods(tee: int, hat: int) -> list[Item]:
        return [Item(tee, 95_000, 120_000, 0, (Tier(50, 90_000),)), Item(hat, 40_000)]

    world = make_bundled(
        at=NOON, items=goods, cap=90, minimums=[Least(12)], extension_days=3, extra_terms="Bahan tebal."
    )
    Teaser.objects.create(
        store=world.store, campaign=world.campaign, text="Segera!", shown_from=NOON, made_at=NOON
    )
    Capital.objects.create(
        store=world.store, campaign=world.campaign, each=60_000, fixed=500_000, spent=200_000
    )
    Campaign.objects.of(world.store).filter(pk=world.campaign.pk).update(state="finished", closed_at=NOON)
    world.campaign = world.fresh(world.campaign)
    return world


def cloned(world: Bundled, **changes: Any) -> Campaign:
    facts: dict[str, Any] = {"origin_id": world.campaign.pk, "applied": LEARNED, "more": (carry_capital,)}
    event = clone_campaign(actor=world.seller, at=LATER, store=world.store, **(facts | changes))
    found: Campaign = Campaign.objects.of(world.store).get(pk=event.campaign_id)
    return found


def test_a_clone_is_a_draft_with_all_that_was_set_and_what_was_learned() -> None:
    world = past()
    fresh = cloned(world)
    assert (fresh.state, fresh.title, fresh.extra_terms) == ("draft", "Kaos dan Topi 2", "Bahan tebal.")
    assert (fresh.pay_hours, fresh.extension_days) == (48, 3)
    prices = CampaignItem.objects.of(world.store).filter(campaign=fresh).values_list("price", flat=True)
    assert list(prices) == [95_000, 40_000]
    assert tiers_of(fresh)[world.product.pk] == (Tier(50, 90_000),)
    assert minimums_of(fresh) == (Least(12),)
    assert PieceCounter.objects.of(world.store).get(campaign=fresh, variant=None).cap == 140
    names = Bundle.objects.of(world.store).filter(campaign=fresh).values_list("name", flat=True)
    assert sorted(names) == ["Berdua", "Keluarga"]
    teaser = Teaser.objects.of(world.store).get(campaign=fresh)
    assert (teaser.text, teaser.shown_from) == ("Segera!", None)
    capital = Capital.objects.of(world.store).get(campaign=fresh)
    assert (capital.each, capital.fixed, capital.spent) == (60_000, 500_000, 0)
    assert fresh.opens_at is not None and fresh.closes_at is not None and fresh.opens_at > LATER
    assert fresh.closes_at - fresh.opens_at == timedelta(days=8)
    days = dict(Promise.objects.of(world.store).filter(campaign=fresh).values_list("what", "day"))
    closes = fresh.closes_at.date()
    assert (days["produced"] - closes, days["ship_until"] - days["produced"]) == (
        timedelta(days=18),
        timedelta(days=5),
    )


def test_its_origin_and_what_was_taken_over_stay_written_down() -> None:
    world = past()
    fresh = cloned(world)
    origin = CampaignOrigin.objects.of(world.store).get(campaign=fresh)
    event = EventRow.objects.get(kind="campaign.cloned")
    assert origin.origin_id == world.campaign.pk == event.data["origin_id"]
    assert origin.applied == event.data["applied"]
    assert origin.applied["produce_days"] == [14, 18, "fair"]
    assert (event.campaign_id, event.seq, fresh.version) == (fresh.pk, 1, 1)
    for check in (origins, chains, offered):
        assert list(check()) == []
    assert cloned(world).title == "Kaos dan Topi 3", "two POs of one title are hard to tell apart"


def test_what_cannot_come_along_is_named() -> None:
    world = past()
    Product.objects.of(world.store).filter(pk=world.cap.pk).update(archived=True)
    fresh = cloned(world)
    told = EventRow.objects.get(kind="campaign.cloned").data["left_out"]
    assert ["product", "Topi"] in told and ["bundle", "Keluarga"] in told and ["bundle", "Berdua"] in told
    assert CampaignItem.objects.of(world.store).filter(campaign=fresh).count() == 1


def test_nothing_is_cloned_of_what_still_takes_orders_or_is_a_strangers() -> None:
    world, other = past(), make_world(slug="toko-lain", at=NOON)
    before = Campaign.objects.across_stores("counting").count()
    with pytest.raises(NotFound):
        cloned(world, origin_id=other.campaign.pk)
    with pytest.raises(UnknownSuggestion):
        cloned(world, applied=[Applied("state", 1, 2, "weak")])
    with pytest.raises(UnknownSuggestion):
        cloned(world, applied=[LEARNED[0], LEARNED[0]])
    Campaign.objects.of(world.store).filter(pk=world.campaign.pk).update(state="published")
    with pytest.raises(WrongState):
        cloned(world)
    assert Campaign.objects.across_stores("counting").count() == before
    assert not CampaignOrigin.objects.of(world.store).exists()


ALTERATIONS = {
    "its origin": "UPDATE campaigns_campaignorigin SET origin_id = {other}",
    "what was taken over": 'UPDATE campaigns_campaignorigin SET applied = \'{{"cap": [90, 500, "weak"]}}\'',
    "a setting nobody suggests": 'UPDATE campaigns_campaignorigin SET applied = \'{{"state": [1, 2, "weak"]}}\'',
    "when it was made": "UPDATE campaigns_campaignorigin SET cloned_at = '2020-01-01 00:00:00+00:00'",
    "that it has an origin": "DELETE FROM campaigns_campaignorigin",
    "that the origin was over": "UPDATE campaigns_campaign SET state = 'draft'",
}


def test_the_audit_names_every_alteration_of_a_clone() -> None:
    world = past()
    other = make_world(slug="toko-lain", at=NOON)
    cloned(world)
    assert list(origins()) == []
    for what, statement in ALTERATIONS.items():
        with transaction.atomic():
            sql(statement.format(other=other.campaign.pk))()
            assert list(origins()), what
            transaction.set_rollback(True)
