"""A PO counted: orders, money, days, promises, and the store's earlier PO beside it."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.campaigns.models import Campaign, PieceCounter, Promise
from bukapo.insights.reads import campaign_numbers, evaluate, evaluation
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.models import Order
from bukapo.orders.writes.pay import confirm_proof, record_payment, reject_proof, send_proof
from bukapo.orders.writes.release import cancel_order, expire_order
from bukapo.orders.writes.send import hand_over
from bukapo.payments.models import Proof
from bukapo.production.writes.close import close_campaign
from bukapo.production.writes.produce import declare_produced
from bukapo.trust.models import Review
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(pay_mode="full", target=20, cap=50)


def pay(world: World, order: Order, amount: int | None = None, at: Any = NOON) -> Order:
    record_payment(
        store_id=world.store.pk, order_id=order.pk, amount=amount or world.fresh(order).outstanding, method="cash",
        bank_account_id=None, note="", actor=world.seller, at=at,
    )  # fmt: skip
    fresh: Order = world.fresh(order)
    return fresh


def by(world: World, at: Any = NOON) -> dict[str, Any]:
    return {"store_id": world.store.pk, "actor": world.seller, "at": at}


def test_only_orders_that_hold_are_counted_as_pieces(world: World) -> None:
    pay(world, world.place(world.line("L", qty=3), world.line("XL", "Navy")))
    world.place(world.line("M", qty=2))
    cancel_order(order_id=world.place().pk, reason="x", **by(world))
    gone = world.place()
    expire_order(order_id=gone.pk, **by(world, gone.pay_by))
    told = campaign_numbers(world.campaign)
    assert (told.placed, told.orders, told.pieces, told.paid, told.paid_pieces) == (4, 2, 6, 1, 4)
    assert (told.expired, told.cancelled, told.target, told.cap) == (1, 1, 20, 50)
    assert told.sizes is not None
    assert dict(told.sizes.values) == {"S": 0, "M": 2, "L": 3, "XL": 1, "XXL": 0, "3XL": 0}
    assert [name for name, _ in told.sizes.values] == ["S", "M", "L", "XL", "XXL", "3XL"]
    assert told.variants == (("M / Hitam", 2), ("L / Hitam", 3), ("XL / Navy", 1))


def test_days_are_the_stores_own_and_empty_ones_are_shown(world: World) -> None:
    first, last = world.place(), world.place(world.line("S", qty=4))
    # 23.30 WIB on the 20th and 00.30 WIB on the 22nd are 16.30 and 17.30 UTC.
    Order.objects.of(world.store).filter(pk=first.pk).update(
        placed_at=NOON.replace(day=20, hour=16, minute=30)
    )
    Order.objects.of(world.store).filter(pk=last.pk).update(
        placed_at=NOON.replace(day=21, hour=17, minute=30)
    )
    days = campaign_numbers(world.campaign).days
    assert [(day.day.day, day.orders, day.pieces) for day in days] == [(20, 1, 1), (21, 0, 0), (22, 1, 4)]


def test_money_adds_up_to_what_the_orders_say(world: World) -> None:
    paid = pay(world, world.place())
    over = world.place()
    pay(world, over, over.charged + 5_000)
    part = world.place()
    pay(world, part, 40_000)
    gone = world.place()
    pay(world, gone, 30_000)
    cancel_order(order_id=gone.pk, reason="x", **by(world))
    money = campaign_numbers(world.campaign).money
    assert money.goods == 3 * 95_000
    assert money.received == paid.charged + over.charged + 5_000 + 40_000 + 30_000
    assert money.outstanding == part.charged - 40_000
    assert money.to_send_back == 30_000
    assert money.charged == paid.charged + over.charged + part.charged


def test_a_po_without_orders_has_numbers_too(world: World) -> None:
    told = evaluate(world.campaign, at=NOON)
    assert (told.numbers.orders, told.numbers.days, told.glance.expired_bp, told.reviews.stars) == (
        0,
        (),
        None,
        None,
    )
    assert told.days_late is None
    assert evaluation(world.campaign, at=NOON).earlier == ()


def test_promises_are_held_against_the_first_day_told(world: World) -> None:
    pay(world, world.place())
    promise = Promise.objects.of(world.store).get(what="produced")
    Promise.objects.create(
        store=world.store,
        campaign=world.campaign,
        what="produced",
        day=promise.day + timedelta(days=7),
        made_at=NOON,
    )
    close_campaign(campaign_id=world.campaign.pk, **by(world, clock.now()))
    declare_produced(campaign_id=world.campaign.pk, **by(world, clock.now()))
    Campaign.objects.of(world.store).update(produced_at=NOON + timedelta(days=24))
    told = evaluate(world.fresh(world.campaign), at=NOON)
    produced = told.promises[0]
    days = (NOON + timedelta(days=24)).date() - promise.day
    assert (produced.what, produced.moved, produced.days_late) == ("produced", 1, days.days)
    assert [p.actual for p in told.promises[1:]] == [None, None]


def test_the_last_parcel_keeps_the_promise_to_send(world: World) -> None:
    orders = [pay(world, world.place()) for _ in range(2)]
    close_campaign(campaign_id=world.campaign.pk, **by(world, clock.now()))
    declare_produced(campaign_id=world.campaign.pk, **by(world, clock.now()))
    hand_over(order_id=orders[0].pk, **by(world, NOON + timedelta(days=1)))
    first = evaluate(world.fresh(world.campaign), at=NOON)
    assert (first.sent.due, first.sent.out, first.promises[2].actual) == (2, 1, None)
    assert first.promises[1].actual == (NOON + timedelta(days=1)).date()
    hand_over(order_id=orders[1].pk, **by(world, NOON + timedelta(days=3)))
    told = evaluate(world.fresh(world.campaign), at=NOON)
    assert told.promises[2].actual == (NOON + timedelta(days=3)).date()
    assert (told.sent.out, told.sent.arrived) == (2, 2)


def test_reviews_and_answer_times_are_counted(world: World) -> None:
    for stars in (5, 4, 4):
        Review.objects.create(store=world.store, order=world.place(), stars=stars, written_at=NOON)
    for minutes, verb in ((10, confirm_proof), (50, reject_proof), (30, confirm_proof)):
        order = world.place()
        send_proof(
            store_id=world.store.pk, order_id=order.pk, photo=world.picture(), bank_account_id=None, claimed=None,
            sender="", actor=BUYER_ACTOR, at=NOON,
        )  # fmt: skip
        proof = Proof.objects.of(world.store).latest("pk")
        more: dict[str, Any] = (
            {"reason": "x"} if verb is reject_proof else {"amount": order.charged, "bank_account_id": None}
        )
        verb(proof_id=proof.pk, **more, **by(world, NOON + timedelta(minutes=minutes)))
    told = evaluate(world.campaign, at=NOON)
    assert (told.reviews.count, told.reviews.stars, told.reviews.spread) == (3, 433, (0, 0, 0, 2, 1))
    assert (told.paying.proofs, told.paying.proof_minutes) == (3, 30)


def test_the_stores_earlier_po_stands_beside_and_another_stores_never(world: World) -> None:
    other = make_world(slug="toko-lain")
    Campaign.objects.of(other.store).update(
        state="closed", opens_at=NOON - timedelta(days=310), closes_at=NOON - timedelta(days=300)
    )
    for days, slug in ((90, "lama"), (40, "baru"), (10, "masih-buka")):
        po = Campaign.objects.create(
            store=world.store, slug=slug, title=slug, created_at=NOON, opens_at=NOON - timedelta(days=days + 9),
            closes_at=NOON - timedelta(days=days), state="published" if slug == "masih-buka" else "finished",
        )  # fmt: skip
        PieceCounter.objects.create(store=world.store, campaign=po)
    told = evaluation(world.campaign, at=NOON)
    assert [one.campaign.slug for one in told.earlier] == ["baru", "lama"]
    assert told.previous is told.earlier[0]


def test_an_evaluation_costs_the_same_queries_however_many_orders(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for _ in range(15):
        world.place(world.line("L", qty=2), world.line("S"))
    with django_assert_max_num_queries(64):
        evaluation(world.campaign, at=NOON)
