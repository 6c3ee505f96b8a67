"""Whatever is altered about links, copied captions and looks behind the house's back, the audit names it."""

from datetime import timedelta

import pytest
from django.db import transaction

from bukapo.audit.share import brands, captions, links
from bukapo.campaigns.captions.reads import facts_of
from bukapo.campaigns.captions.rules import Wish
from bukapo.campaigns.captions.writes import copy_caption
from bukapo.campaigns.links.writes import make_link, stop_link
from bukapo.campaigns.models import LinkDay
from bukapo.catalog.brand.writes import set_brand
from tests.invariants.altering import sql
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
ALTERATIONS = {
    "where a link leads": "UPDATE campaigns_shortlink SET campaign_id = NULL WHERE source = 'ig'",
    "a link's code": "UPDATE campaigns_shortlink SET code = 'aaaaaaa' WHERE source = 'ig'",
    "whether it is in use": "UPDATE campaigns_shortlink SET stopped_at = NULL",
    "a visit before there was a link": "UPDATE campaigns_linkday SET day = '2026-11-01'",
    "what was copied": "UPDATE campaigns_copiedcaption SET facts = '{}'",
    "its digest": "UPDATE campaigns_copiedcaption SET digest = 'x'",
    "a store's colour": "UPDATE catalog_brand SET colour = 'pink'",
}


@pytest.fixture
def world() -> World:
    world = make_world(at=NOON)
    who = {"actor": world.seller, "at": NOON}
    ig = make_link(**who, store=world.store, source="ig", campaign_id=world.campaign.pk)
    wa = make_link(**who, store=world.store, source="wa")
    stop_link(**who, store=world.store, link_id=wa.link_id)
    LinkDay.objects.create(
        store=world.store, link_id=ig.link_id, day=(NOON + timedelta(days=1)).date(), people=3
    )
    facts = facts_of(world.campaign, at=NOON, link="x")
    copy_caption(**who, campaign=world.campaign, facts=facts, wish=Wish("open"))
    set_brand(**who, store=world.store, colour="biru")
    return world


def found() -> list[str]:
    return [breach.what for check in (links, captions, brands) for breach in check()]


def test_the_audit_names_every_alteration_of_what_is_told(world: World) -> None:
    assert found() == []
    for what, statement in ALTERATIONS.items():
        with transaction.atomic():
            sql(statement)()
            assert found(), what
            transaction.set_rollback(True)
