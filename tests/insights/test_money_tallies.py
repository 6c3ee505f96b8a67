"""A PO's money from the tallies is what every order of it, summed anew, says: counted, in passing, and from nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Model

from bukapo.audit.tallies import counted_orders, sums
from bukapo.campaigns.models import CampaignItem
from bukapo.insights.models import CountedOrder, StateTally
from bukapo.insights.tallies import reads
from bukapo.insights.tallies.anew import recount
from bukapo.insights.tallies.due import count_orders
from bukapo.insights.tallies.money import Told, balances_of_store, bundles_of
from bukapo.insights.tallies.received import money_told
from bukapo.insights.tallies.rows import TALLIES, key_of
from bukapo.insights.tallies.standing import list_counts, sending_told
from bukapo.journal import clock
from bukapo.ledger.models import Account
from bukapo.ledger.reads import trial_balance
from bukapo.orders.bundles.reads import sold_bundles
from bukapo.orders.reads.lists import count_orders as count_orders_of
from bukapo.orders.reads.money import money_of_campaign
from bukapo.orders.writes import release, send
from bukapo.production.capital.books import Summed
from bukapo.production.capital.reads import start_and_debt
from bukapo.production.reads.sending import sending_counts
from tests.bundled import make_bundled
from tests.invariants.altering import sql
from tests.orders.pricing.tiered import close, settle, tiered
from tests.till import asked, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


def lived(world: World) -> None:
    """Paid, unpaid, paid too much, cancelled after paying, sent with too much, and expired with money."""
    with clock.told(NOON):
        paid, over, gone, sent, late = (world.place(world.line("L", qty=2)) for _ in range(5))
        world.place(world.line("M"))
        receive(world, paid, asked(paid))
        receive(world, over, world.fresh(over).outstanding + 70_000)
        receive(world, gone, asked(gone))
        receive(world, sent, world.fresh(sent).outstanding + 30_000, method="cash", bank_account_id=None)
    who = {"store_id": world.store.pk, "actor": world.seller, "at": NOON}
    release.cancel_order(**who, order_id=gone.pk, reason="batal")
    send.hand_over(**who, order_id=sent.pk)
    release.expire_order(**(who | {"at": NOON + timedelta(days=9)}), order_id=late.pk)
    receive(world, world.fresh(late), 10_000)


def agree(world: World) -> Told:
    """What the tallies tell is what the orders say. Returns what they tell."""
    fresh = reads.fresh_of(world.store.pk)
    assert fresh.counted_to is None
    told, summed = Told(world.campaign, fresh), Summed(world.campaign)
    for part in ("held", "stray", "to_fall"):
        assert getattr(told, part) == getattr(summed, part), part
    assert {name: n for name, n in told.by_product.items() if n} == dict(summed.by_product)
    assert {key: n for key, n in told.flows.sums.items() if n} == dict(summed.flows.sums)
    assert told.flows.at_gateways == summed.flows.at_gateways
    assert start_and_debt(world.campaign, told) == start_and_debt(world.campaign)
    assert {code: n for code, n in balances_of_store(fresh).items() if n} == {
        code: n for code, n in trial_balance(store_id=world.store.pk).items() if n
    }
    sold = {one.id: (one.packages, one.pieces, one.goods) for one in sold_bundles(world.campaign)}
    bundles = {pk: tuple(sums.values()) for pk, sums in bundles_of(world.campaign.pk, fresh).items()}
    assert {pk: sums for pk, sums in bundles.items() if any(sums)} == sold
    store, campaign = world.store.pk, world.campaign
    for at in (NOON, NOON + timedelta(days=20)):
        money = money_of_campaign(store_id=store, campaign_id=campaign.pk, at=at)
        assert money_told(campaign.pk, fresh, at) == money
    assert list_counts(campaign, fresh) == count_orders_of(store, campaign.pk)
    assert sending_told(campaign, fresh) == sending_counts(campaign)
    return told


def each_way(world: World) -> None:
    """In passing, as the worker counts, and counted anew in SQL: row for row the same."""
    agree(world)
    count_orders(NOON)
    agree(world)
    counted = everything()
    recount()
    assert everything() == counted
    agree(world)
    assert [breach.what for check in (sums, counted_orders) for breach in check()] == []


def everything() -> dict[str, Any]:
    def of(row: Model, names: tuple[str, ...]) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in names)

    found: dict[str, Any] = {
        model.__name__: {
            key_of(row): of(row, model.SUMS)
            for row in model.objects.across_stores("a test")
            if any(of(row, model.SUMS))
        }
        for model in TALLIES
    }
    names = ("hour", "source", "state", "pieces", "charged", "kept", "income", "early")
    rows = CountedOrder.objects.across_stores("a test")
    return found | {
        "orders": {row.pk: (of(row, names), sorted(row.lines), sorted(row.flows)) for row in rows}
    }


def test_of_orders_in_every_state() -> None:
    world = make_world(at=NOON, pay_mode="deposit")
    lived(world)
    assert agree(world).stray > 0
    each_way(world)


def test_of_money_that_a_gateway_holds() -> None:
    world = make_world(at=NOON)
    lived(world)
    Account.objects.of(world.store).filter(code="cash:hand").update(code="gateway:midtrans")
    assert agree(world).flows.at_gateways
    each_way(world)


def test_of_packages() -> None:
    shop = make_bundled(at=NOON)
    with clock.told(NOON):
        for order in (
            shop.order(shop.families(2), shop.pairs()),
            shop.order(shop.pairs(), lines=[shop.line("L")]),
        ):
            receive(shop, order, asked(order))
    each_way(shop)


def test_of_a_price_that_falls_before_and_while_it_is_settled() -> None:
    world = tiered(pay_mode="deposit", package=True)
    CampaignItem.objects.of(world.store).filter(campaign=world.campaign).update(early_price=92_000)
    until = NOON + timedelta(hours=1)
    type(world.campaign).objects.of(world.store).filter(pk=world.campaign.pk).update(early_until=until)
    world.campaign.refresh_from_db()
    for at in (NOON, until + timedelta(minutes=1)):
        with clock.told(at):
            world.place(world.line("L", qty=3))
    assert agree(world).to_fall == 3 * 2_000 + 3 * 5_000
    each_way(world)
    close(world, at=until + timedelta(hours=1))
    world.campaign.refresh_from_db()
    assert agree(world).to_fall == 3 * 2_000 + 3 * 5_000
    settle()
    assert agree(world).to_fall == 0


def test_the_audit_names_a_sum_of_money_that_was_altered() -> None:
    world = make_world(at=NOON)
    lived(world)
    recount()
    sql("UPDATE insights_tallycursor SET settled = seen")()
    for statement in (
        "UPDATE insights_flowtally SET amount = amount + 1 WHERE state = 'confirmed'",
        "UPDATE insights_statetally SET over = 0",
        "DELETE FROM insights_flowtally WHERE state = 'cancelled'",
        "UPDATE insights_countedorder SET flows = '[]'",
        "UPDATE insights_countedorder SET income = income + 1",
    ):
        assert [*sums(), *counted_orders()] == []
        sql(statement)()
        assert [*sums(), *counted_orders()], statement
        recount()
        sql("UPDATE insights_tallycursor SET settled = seen")()
    assert StateTally.objects.of(world.store).get(state="received").over == 30_000
