"""A big recap's page from what is kept says what the sealed recap and the orders say."""

from typing import Any

import pytest

from bukapo.audit.kept_recaps import glances
from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import Variant
from bukapo.faces.dashboard.make.recap import NAMES_SHOWN
from bukapo.insights.models import KeptRecap, TallyCursor
from bukapo.insights.recaps import content, keep, reads
from bukapo.insights.tallies.due import count_orders
from bukapo.insights.tallies.goods import summed_of
from bukapo.insights.tallies.reads import fresh_of
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.orders.writes.release import cancel_order
from bukapo.production.reads import current_recap, first_names, glance, recap_versions
from bukapo.production.writes.close import amend_recap, close_campaign
from tests.faces.production import paid
from tests.invariants.test_tampering import sql
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(keep, "BIG", 1)
    world = make_world()
    paid(world, world.line("XL", qty=2, name="BUDI 10"), world.line("S", "Navy"))
    world.place(world.line("S", name="ANI"), world.line("M", "Navy", 3))
    return world


def who(world: World) -> dict[str, Any]:
    return {"store_id": world.store.pk, "actor": world.seller, "at": clock.now()}


def closed(world: World) -> Campaign:
    close_campaign(**who(world), campaign_id=world.campaign.pk)
    return Campaign.objects.of(world.store).get(pk=world.campaign.pk)


def worked() -> None:
    count_orders(NOON)
    TallyCursor.objects.update(
        settled=EventRow.objects.order_by("-pk")[0].pk
    )  # the test's transaction is open
    while keep.keep_recaps(clock.now()):
        pass


def same(campaign: Campaign) -> reads.Kept:
    """What is kept of the version that counts is what is read from every line. Returns it."""
    version = recap_versions(campaign)[-1].version
    kept, told = reads.kept_recaps(campaign, version)[version], current_recap(campaign, NOON)
    assert list(kept.products) == [first_names(one.count(), NAMES_SHOWN) for one in told.recap.products]
    whole = told.recap.totals
    assert (kept.totals.orders, kept.totals.pieces, kept.totals.goods) == (
        whole.orders,
        whole.pieces,
        whole.goods,
    )
    assert kept.totals.personalized_pieces == whole.personalized_pieces
    assert (kept.changes, kept.counted_at) == (told.changes, None)
    return kept


def test_an_open_po_is_summed_by_the_tallies_as_its_lines_say(world: World) -> None:
    for _once in ("in passing", "counted"):
        summed = summed_of(world.campaign, fresh_of(world.store.pk))
        assert glance(world.campaign, NOON, names=3, summed=summed) == glance(world.campaign, NOON, names=3)
        count_orders(NOON)
    Variant.objects.of(world.store).filter(pk=world.variant("S", "Navy")).update(label="lain")
    assert summed_of(world.campaign, fresh_of(world.store.pk)) is None, "only the lines know how they read"


def test_what_is_kept_follows_the_orders_and_the_next_version(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = closed(world)
    assert reads.kept_recaps(campaign, 1) == {}, "until it is kept, every line is read"
    worked()
    assert same(campaign).changes is None and list(glances()) == []
    cancel_order(**who(world), order_id=campaign.orders.order_by("-pk")[0].pk, reason="batal")
    kept = reads.kept_recaps(campaign, 1)[1]
    assert kept.changes is None and kept.counted_at, "not compared yet, and it says so"
    monkeypatch.setattr(keep, "AT_MOST_EVERY", keep.AT_MOST_EVERY * 0)
    worked()
    assert same(campaign).changes and list(glances()) == []
    amend_recap(**who(world), campaign_id=campaign.pk, reason="1 batal")
    worked()
    kept = same(campaign)
    assert kept.before and kept.before.gone and kept.changes is None and list(glances()) == []


def test_the_audit_names_what_was_altered(world: World) -> None:
    campaign = closed(world)
    worked()
    for column, value in (("content", "{}"), ("before", "[]"), ("changes", "[]")):
        row = KeptRecap.objects.of(world.store).get(campaign=campaign)
        sql(f"UPDATE insights_keptrecap SET {column} = '{value}'")()
        assert [breach.rule for breach in glances()] == ["kept recap"], column
        row.save()
    assert list(glances()) == []


def test_a_payment_does_not_make_it_late(world: World) -> None:
    campaign = closed(world)
    worked()
    EventRow.objects.filter(pk=EventRow.objects.order_by("-pk")[0].pk).update(kind="order.payment_received")
    KeptRecap.objects.of(world.store).update(seen=0)
    assert keep.loud(campaign.pk, 0), "orders were placed"
    last = EventRow.objects.order_by("-pk")[0]
    assert not keep.loud(campaign.pk, last.pk - 1)


def test_small_ones_are_read_line_by_line(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep, "BIG", 1_000)
    campaign = closed(world)
    worked()
    assert KeptRecap.objects.of(world.store).get().content is None
    assert reads.kept_recaps(campaign, 1) == {} and content.NAMES == NAMES_SHOWN
