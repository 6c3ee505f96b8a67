"""A store's record counted from what happened, against the days first promised."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bukapo.campaigns.models import Campaign, Promise
from bukapo.faces.storefront.shown.record import record_facts
from bukapo.insights.record.reads import store_record
from bukapo.journal import clock
from bukapo.orders.models import Order
from bukapo.orders.writes import pay, release, send
from bukapo.trust.claims.deciding import decide_claim
from bukapo.trust.claims.due import tell_of_overdue
from bukapo.trust.claims.opening import withdraw_claim
from bukapo.trust.claims.rules import Remedy
from bukapo.trust.record.rules import numbers
from tests.trust.cast import say
from tests.trust.claims.cast import claimed, handed
from tests.world import NOON, PROMISED, World, make_world

pytestmark = pytest.mark.django_db
PROMISE = NOON + timedelta(days=PROMISED["ship_until"])
"""An instant on the day first promised."""


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


def ordered(world: World, *, paid_at: datetime = NOON, courier: bool = False) -> Order:
    wanted: Any = {}
    if courier:
        wanted = {"fulfilment": "courier", "address": "Jl. A", "city": "B", "zone_id": world.zone.pk}
    with clock.told(NOON):
        order = world.place(**wanted)
    pay.record_payment(
        store_id=world.store.pk, order_id=order.pk, amount=order.charged, method="cash", bank_account_id=None,
        note="", actor=world.seller, at=paid_at,
    )  # fmt: skip
    return order


def sent(world: World, order: Order, at: datetime) -> None:
    facts: dict[str, Any] = {
        "store_id": world.store.pk,
        "order_id": order.pk,
        "actor": world.seller,
        "at": at,
    }
    if order.fulfilment == "courier":
        send.ship_order(**facts, courier="JNE", tracking_number=f"RESI{order.pk:06}")
    else:
        send.pack_order(**facts)


def closed(world: World, **columns: Any) -> None:
    Campaign.objects.of(world.store).filter(pk=world.campaign.pk).update(**({"state": "closed"} | columns))


def late(world: World, at: datetime) -> tuple[int, int, int]:
    facts = store_record(world.store, at=at).facts
    return facts.judged, facts.on_time, facts.late_most


def test_a_po_is_on_time_when_all_of_it_left_by_the_first_promise(world: World) -> None:
    orders = [ordered(world, courier=True), ordered(world)]
    closed(world)
    assert late(world, NOON) == (0, 0, 0)  # nothing to judge yet
    sent(world, orders[0], PROMISE)
    assert late(world, PROMISE) == (0, 0, 0)
    sent(world, orders[1], PROMISE + timedelta(hours=11))  # 23.00 WIB of that day
    assert late(world, PROMISE + timedelta(days=90)) == (1, 1, 0)
    # A buyer who fetches late makes nobody late.
    facts = {"store_id": world.store.pk, "order_id": orders[1].pk, "actor": world.seller}
    send.hand_over(**facts, at=PROMISE + timedelta(days=40))
    assert late(world, PROMISE + timedelta(days=90)) == (1, 1, 0)


def test_a_moved_promise_and_what_was_never_sent_count_as_late(world: World) -> None:
    orders = [ordered(world, courier=True) for _ in range(2)]
    closed(world)
    moved = (PROMISE + timedelta(days=30)).date()
    Promise.objects.create(
        store=world.store, campaign=world.campaign, what="ship_until", day=moved, reason="Kain", made_at=NOON
    )
    sent(world, orders[0], PROMISE + timedelta(hours=12))  # midnight in Jakarta has passed
    assert late(world, PROMISE + timedelta(days=2)) == (1, 0, 2)
    assert late(world, PROMISE + timedelta(days=9)) == (1, 0, 9)  # one still waits
    waiting = store_record(world.store, at=PROMISE + timedelta(days=2)).facts
    assert (waiting.orders_sent, waiting.orders_on_time, waiting.orders_overdue) == (1, 0, 1)
    sent(world, orders[1], PROMISE + timedelta(days=4))
    facts = store_record(world.store, at=PROMISE + timedelta(days=90)).facts
    assert (facts.judged, facts.on_time, facts.late_median, facts.late_most) == (1, 0, 4, 4)
    assert (facts.orders_sent, facts.orders_on_time, facts.orders_overdue) == (2, 0, 0)


def test_who_paid_after_the_promised_day_makes_no_po_late(world: World) -> None:
    on_time, slow = (
        ordered(world, courier=True),
        ordered(world, courier=True, paid_at=PROMISE + timedelta(days=1)),
    )
    closed(world)
    sent(world, on_time, PROMISE)
    facts = store_record(world.store, at=PROMISE + timedelta(days=2)).facts
    assert (facts.judged, facts.on_time, facts.orders_overdue) == (1, 1, 0)  # nor while it waits
    sent(world, slow, PROMISE + timedelta(days=3))
    assert late(world, PROMISE + timedelta(days=9)) == (1, 1, 0)
    facts = store_record(world.store, at=PROMISE + timedelta(days=9)).facts
    assert (facts.orders_sent, facts.orders_on_time) == (1, 1)


def test_what_was_called_off_and_rated_is_counted(world: World, django_assert_num_queries: Any) -> None:
    orders = [ordered(world) for _ in range(3)]
    release.cancel_order(
        store_id=world.store.pk, order_id=orders[2].pk, reason="x", actor=world.seller, at=NOON
    )
    for order in orders[:2]:
        facts: dict[str, Any] = {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller}
        send.hand_over(**facts, at=NOON)
        say(world, order)
    closed(world)
    with django_assert_num_queries(13):
        told = store_record(world.store, at=PROMISE).facts
    assert (told.campaigns, told.orders_paid, told.orders_refunded, told.refunded_bp) == (1, 3, 1, 3333)
    assert told.since == (NOON - timedelta(days=1)).date() and told.rating.count == 2
    closed(world, fell_short_at=NOON)
    told = store_record(world.store, at=PROMISE).facts
    assert (told.campaigns, told.short, told.judged, told.orders_paid) == (0, 1, 0, 0)
    assert told.refunded_bp is None and told.answer_minutes is None


def test_claims_answered_in_time_are_told_and_signed(world: World) -> None:
    claims = [claimed(world, handed(world)) for _ in range(4)]
    closed(world)
    assert shown_claims(world) == (
        "4 dari 4 pesanan (100 %)",
        None,
    )  # their time still runs: nobody is judged
    deed: dict[str, Any] = {"store_id": world.store.pk, "actor": world.seller}
    full = Remedy("refund", amount=95_000)
    decide_claim(**deed, claim_id=claims[0].pk, remedy=full, at=claims[0].due_at)
    decide_claim(**deed, claim_id=claims[1].pk, remedy=full, at=claims[1].due_at + timedelta(minutes=1))
    withdraw_claim(**deed, claim_id=claims[3].pk, at=claims[3].due_at)
    assert shown_claims(world)[1] == "1 dari 2 komplain"
    tell_of_overdue(claims[2].due_at)
    assert shown_claims(world) == ("3 dari 4 pesanan (75 %)", "1 dari 3 komplain (33,3 %)")
    told = numbers(store_record(world.store, at=PROMISE).facts)
    assert [told[name] for name in ("claims", "claims_due", "claims_in_time")] == [3, 3, 1]


def shown_claims(world: World) -> tuple[str | None, str | None]:
    """What the record's page says of claims."""
    facts = {one.title: one.shown for one in record_facts(store_record(world.store, at=PROMISE).facts)}
    return facts.get("Komplain"), facts.get("Komplain dijawab tepat waktu")
