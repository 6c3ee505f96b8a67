"""One voucher of the store, used by many at once in two POs, on threads with their own connections."""

import pytest

from bukapo.audit import audit
from bukapo.campaigns.models import Campaign, Voucher
from bukapo.campaigns.plan import Item
from bukapo.campaigns.vouchers import VoucherTerms, VoucherUsedByBuyer, VoucherUsedUp
from bukapo.campaigns.writes.draft import draft_campaign
from bukapo.campaigns.writes.publish import publish_campaign
from bukapo.campaigns.writes.voucher import make_voucher
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.models import Order
from bukapo.orders.writes.place import place_order
from bukapo.orders.writes.release import cancel_order
from tests.concurrency.test_drop import all_at_once
from tests.world import World, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def two_pos(**terms: int) -> tuple[World, list[int]]:
    """A store with a second PO like its first, and a voucher for both."""
    world = make_world()
    first = world.campaign
    who = {"actor": world.seller, "at": clock.now(), "store": world.store}
    names = ("opens_at", "closes_at", "pickup", "pickup_place", "courier")
    plan = {name: getattr(first, name) for name in names}
    days = {promise.what: promise.day for promise in first.promises.all()}
    plan |= days | {"items": [Item(world.product.pk, 95_000)]}
    second = draft_campaign(**who, title="Kaos Kedua", plan=plan)  # type: ignore[arg-type]
    publish_campaign(**who, campaign_id=second.campaign_id)
    make_voucher(**who, terms=VoucherTerms("HEMAT10", bp=1_000, **terms))
    assert second.campaign_id is not None
    return world, [first.pk, second.campaign_id]


def buy(world: World, campaign: int, wanted: object) -> object:
    return lambda: place_order(
        store_id=world.store.pk, campaign_id=campaign, wanted=wanted, actor=BUYER_ACTOR  # type: ignore[arg-type]
    )  # fmt: skip


def sound(world: World, used: int) -> None:
    assert Voucher.objects.of(world.store).get().used == used
    assert Order.objects.of(world.store).filter(voucher__isnull=False, state="placed").count() == used
    assert [breach for _, found in audit() for breach in found] == []


def test_it_is_used_exactly_as_often_as_it_may_be_across_pos() -> None:
    world, pos = two_pos(cap=7)
    results = all_at_once([buy(world, pos[n % 2], world.want(voucher="HEMAT10")) for n in range(24)])
    assert sum(isinstance(r, Order) for r in results) == 7
    assert sum(isinstance(r, VoucherUsedUp) for r in results) == 17, results
    sound(world, 7)


def test_one_buyer_uses_it_once_however_many_phones_they_hold() -> None:
    world, pos = two_pos(buyer_cap=1)
    wanted = [world.want(voucher="HEMAT10", phone="081200000001") for _ in range(12)]
    results = all_at_once([buy(world, pos[n % 2], one) for n, one in enumerate(wanted)])
    assert sum(isinstance(r, Order) for r in results) == 1
    assert sum(isinstance(r, VoucherUsedByBuyer) for r in results) == 11, results
    sound(world, 1)


def test_uses_given_back_while_others_take_them_are_counted_right() -> None:
    world, pos = two_pos(cap=6)
    first = [buy(world, pos[n % 2], world.want(voucher="HEMAT10"))() for n in range(6)]  # type: ignore[operator]

    def cancel(order: Order) -> object:
        return lambda: cancel_order(
            store_id=world.store.pk, order_id=order.pk, reason="batal", actor=world.seller, at=clock.now()
        )

    jobs = [
        job
        for order in first
        for job in (cancel(order), buy(world, pos[order.pk % 2], world.want(voucher="HEMAT10")))
    ]
    results = all_at_once(jobs)
    assert not [r for r in results if isinstance(r, Exception) and not isinstance(r, VoucherUsedUp)], results
    placed = Order.objects.of(world.store).filter(voucher__isnull=False, state="placed").count()
    sound(world, placed)
    assert Campaign.objects.of(world.store).count() == 2
