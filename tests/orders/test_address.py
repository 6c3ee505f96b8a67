"""A buyer moves after the PO closed, until addresses are locked."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bukapo.audit import audit
from bukapo.campaigns.locks.due import announce_locks
from bukapo.campaigns.locks.reads import ladder_of
from bukapo.campaigns.locks.rules import ADDRESS, AddressLocked, WayLocked
from bukapo.campaigns.models import LockNotice
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.models import Order
from bukapo.orders.readdressing import AlreadyPacked, SameAsBefore, Where
from bukapo.orders.writes import send
from bukapo.orders.writes.address import change_address
from bukapo.production.writes.close import close_campaign
from bukapo.shipping.fee_table import ZoneDraft
from bukapo.shipping.models import Zone
from bukapo.shipping.writes import save_zones
from tests.faces.production import paid
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
CLOSED = NOON + timedelta(days=8)


@pytest.fixture
def order() -> tuple[World, Order, Zone]:
    """Two pieces for Java (18,000), paid in full, in a closed PO; another zone costs 30,000."""
    world = make_world(at=NOON)
    zones = [
        ZoneDraft(name="Jawa", areas="Bandung", courier="JNE", first_kg=18_000, next_kg=12_000),
        ZoneDraft(name="Papua", areas="Jayapura", courier="JNE", first_kg=30_000, next_kg=30_000),
    ]
    save_zones(actor=world.seller, at=NOON, store=world.store, zones=zones)
    with clock.told(NOON):
        placed = paid(world, world.line("L", qty=2), courier=True)
    with clock.told(CLOSED):
        close_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, actor=world.seller, at=CLOSED)
    return world, placed, Zone.objects.of(world.store).get(name="Papua")


def moved(world: World, order: Order, where: Where, at: datetime = CLOSED) -> Callable[[], None]:
    def act() -> None:
        with clock.told(at):
            change_address(store_id=world.store.pk, order_id=order.pk, where=where, actor=BUYER_ACTOR, at=at)

    return act


def refused(act: Callable[[], None], why: type[Refusal]) -> None:
    before = EventRow.objects.count()
    with pytest.raises(why):
        act()
    assert EventRow.objects.count() == before


def clean() -> bool:
    return not [breach for _name, found in audit() for breach in found]


def test_another_zone_costs_the_difference_and_back_again_gives_it_back(
    order: tuple[World, Order, Zone],
) -> None:
    world, own, papua = order
    moved(world, own, Where("courier", "Jl. Jauh 1", "Jayapura", "99111", papua.pk))()
    now = world.fresh(own)
    assert (now.city, now.shipping_fee) == ("Jayapura", 30_000)
    assert 12_000 < now.outstanding < 13_000  # with its own unique code
    moved(world, own, Where("pickup"))()
    now = world.fresh(own)
    assert (now.shipping_fee, now.address, -now.outstanding // 1_000) == (0, "", 18)
    assert clean()


def test_the_locks_are_announced_two_days_before_and_then_count(order: tuple[World, Order, Zone]) -> None:
    world, own, _papua = order
    here = Where("courier", "Jl. Baru 2", "Bandung", "40132", world.zone.pk)
    ladder = ladder_of(world.fresh(world.campaign))
    assert ladder.way is not None and ladder.address is not None
    # Sending begins on 14 December, addresses are locked three days before, at midnight in Jakarta.
    assert ladder.address == datetime(2026, 12, 10, 17, tzinfo=ladder.address.tzinfo)
    assert announce_locks(ladder.address - timedelta(hours=49)) == 0
    assert (
        announce_locks(ladder.address - timedelta(hours=47)) == 2
    )  # the way counts no later than the address
    assert announce_locks(ladder.address - timedelta(hours=46)) == 0
    told = dict(LockNotice.objects.of(world.store).values_list("lock", "locks_at"))
    assert told[ADDRESS] == ladder.address + timedelta(hours=1)  # never less than 48 hours
    moved(world, own, here, told[ADDRESS] - timedelta(seconds=1))()
    refused(
        moved(world, own, Where("courier", "Jl. C", "Bandung", "", world.zone.pk), told[ADDRESS]),
        AddressLocked,
    )
    refused(moved(world, own, Where("pickup"), told[ADDRESS]), WayLocked)


def test_nothing_moves_without_a_change_or_once_it_is_packed(order: tuple[World, Order, Zone]) -> None:
    world, own, _papua = order
    same = Where("courier", own.address, own.city, own.postal_code, own.zone_id)
    refused(moved(world, own, same), SameAsBefore)
    send.pack_order(store_id=world.store.pk, order_id=own.pk, actor=world.seller, at=CLOSED)
    refused(moved(world, own, Where("pickup")), AlreadyPacked)
