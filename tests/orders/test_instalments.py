from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.orders import due, instalment_due
from bukapo.orders.models import Order
from bukapo.orders.writes import change, pay, release, send
from bukapo.orders.writes.ask import ask_planned
from bukapo.orders.writes.pay import NothingToPay
from bukapo.payments.models import Charge
from tests.till import asked, books_agree, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db

TERMS = [
    {"bp": 5_000},
    {"bp": 2_500, "day": date(2026, 12, 5)},
    {"bp": 2_500, "days": 18},
]
"""Half at once, a quarter on 5 December, a quarter 18 days after ordering (10 December for who orders at NOON)."""


def terms_world(**more: Any) -> World:
    return make_world(at=NOON, pay_mode="instalment", instalments=TERMS, **more)


@pytest.fixture
def world() -> World:
    return terms_world()


@pytest.fixture(autouse=True)
def noon():  # type: ignore[no-untyped-def]
    with clock.told(NOON):
        yield


def told(order: Order) -> list[tuple[str, str, int]]:
    return [
        (c.kind, c.state, c.goods + c.shipping)
        for c in order.charges.exclude(state="void").order_by("position")
    ]


def clean() -> bool:
    return [breach for _name, found in audit() for breach in found] == []


class TestWhenOrdering:
    def test_every_day_is_known_and_only_the_first_term_is_asked(self, world: World) -> None:
        order = world.place()
        first, second, third = order.charges.order_by("position")
        assert told(order) == [
            ("instalment", "open", 47_500),
            ("instalment", "planned", 23_750),
            ("instalment", "planned", 23_750),
        ]
        assert first.due_at == order.pay_by == NOON + timedelta(hours=24)
        assert second.due_at.isoformat() == "2026-12-05T16:59:00+00:00"
        assert third.due_at.isoformat() == "2026-12-10T16:59:00+00:00"
        assert (second.code, second.transfer_amount, second.opened_at) == (0, None, None)
        books_agree(world, order)

    def test_the_first_term_confirms_the_order(self, world: World) -> None:
        order = world.place()
        assert receive(world, order, asked(order)).first
        assert world.fresh(order).state == "confirmed" and clean()

    def test_only_the_first_term_unpaid_lets_it_expire(self, world: World) -> None:
        paid, unpaid = world.place(), world.place()
        receive(world, paid, asked(paid))
        assert due.expire_unpaid(NOON + timedelta(days=60)) == 1
        assert (world.fresh(paid).state, world.fresh(unpaid).state) == ("confirmed", "expired")
        assert clean()


class TestAsTheDaysCome:
    def at(self, moment: datetime) -> int:
        with clock.told(moment):
            return instalment_due.ask_due(moment)

    def test_a_term_is_asked_three_days_before_and_once(self, world: World) -> None:
        order = world.place()
        receive(world, order, asked(order))
        second = order.charges.get(position=1)
        assert self.at(second.due_at - timedelta(days=3, minutes=1)) == 0
        opened = second.due_at - timedelta(days=3)
        assert self.at(opened) == 1 and self.at(opened) == 0
        second.refresh_from_db()
        assert (second.state, second.opened_at, second.due_at) == ("open", opened, second.due_at)
        assert second.transfer_amount == second.total == 23_750 + second.code > 23_750
        event = EventRow.objects.get(kind="order.instalment_asked")
        assert (event.data["term"], event.data["terms"], event.data["now"]) == (2, 3, second.total)
        books_agree(world, order)
        assert clean()

    def test_term_by_term_until_all_is_paid_and_it_may_leave(self, world: World) -> None:
        order = world.place()
        receive(world, order, asked(order))
        for position in (1, 2):
            moment = order.charges.get(position=position).due_at - timedelta(days=1)
            self.at(moment)
            facts = {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": moment}
            with pytest.raises(send.StillOwes):
                send.hand_over(**facts)
            receive(world, order, asked(order), at=moment)
        assert world.fresh(order).outstanding == 0
        send.hand_over(**facts)
        assert world.fresh(order).state == "received" and clean()

    def test_nobody_is_asked_for_the_second_before_the_first_is_in(self, world: World) -> None:
        order = world.place()
        late = order.charges.get(position=1).due_at
        assert self.at(late) == 0
        with pytest.raises(NothingToPay):
            ask_planned(
                store_id=world.store.pk,
                charge_id=order.charges.get(position=1).pk,
                actor=SYSTEM_ACTOR,
                at=late,
            )
        assert told(order)[1] == ("instalment", "planned", 23_750)

    def test_found_late_it_still_leaves_a_day(self, world: World) -> None:
        order = world.place()
        receive(world, order, asked(order))
        late = order.charges.get(position=1).due_at + timedelta(days=2)
        assert self.at(late) == 2
        assert order.charges.get(position=1).due_at == late + timedelta(days=1)

    def test_what_was_paid_ahead_is_not_asked_again(self, world: World) -> None:
        order = world.place()
        receive(world, order, asked(order) + 23_750)
        assert self.at(NOON + timedelta(days=30)) == 1  # the third only
        assert [state for _kind, state, _sum in told(order)] == ["paid", "paid", "open"]
        assert clean()

    def test_the_end_of_production_asks_nothing_that_has_its_own_day(self, world: World) -> None:
        order = world.place()
        receive(world, order, asked(order))
        with pytest.raises(NothingToPay):
            pay.ask_balance(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON)

    def test_a_cancelled_order_is_asked_nothing(self, world: World) -> None:
        order = world.place()
        receive(world, order, asked(order))
        release.cancel_order(
            store_id=world.store.pk, order_id=order.pk, reason="batal", actor=BUYER_ACTOR, at=NOON
        )
        assert self.at(NOON + timedelta(days=30)) == 0 and clean()


class TestAChange:
    def change(self, world: World, order: Order, qty: int) -> None:
        change.change_order(
            store_id=world.store.pk,
            order_id=order.pk,
            wanted=world.want(world.line("L", qty=qty), key=order.key, phone=order.phone),
            actor=SYSTEM_ACTOR,
            at=NOON,
        )

    def test_leaves_the_paid_term_and_shares_the_rest_among_those_to_come(self, world: World) -> None:
        order = world.place()
        days = [charge.due_at for charge in order.charges.order_by("position")]
        receive(world, order, asked(order))
        self.change(world, order, 2)
        assert told(order) == [
            ("instalment", "paid", 47_500),
            ("instalment", "planned", 71_250),
            ("instalment", "planned", 71_250),
        ]
        fresh = Charge.objects.of(world.store).filter(order=order, state="planned").order_by("position")
        assert [charge.due_at for charge in fresh] == days[1:]
        books_agree(world, order)
        assert clean()

    def test_before_anything_is_paid_asks_all_terms_anew(self, world: World) -> None:
        order = world.place()
        self.change(world, order, 2)
        assert told(order) == [
            ("instalment", "open", 95_000),
            ("instalment", "planned", 47_500),
            ("instalment", "planned", 47_500),
        ]
        assert clean()

    def test_a_term_asked_already_stays_asked(self) -> None:
        days = {
            "produced": date(2026, 12, 20),
            "ship_from": date(2026, 12, 21),
            "ship_until": date(2026, 12, 28),
        }
        world = terms_world(closes_at=NOON + timedelta(days=12), **days)
        order = world.place()
        receive(world, order, asked(order))
        with clock.told(NOON + timedelta(days=11)):
            instalment_due.ask_due(NOON + timedelta(days=11))
            self.change(world, order, 2)
        assert told(order)[1] == ("instalment", "open", 71_250) and clean()


def test_a_balance_with_a_day_is_asked_before_it_and_not_when_production_ends() -> None:
    world = make_world(at=NOON, pay_mode="deposit", balance_due="day", balance_day=date(2026, 12, 10))
    order = world.place()
    receive(world, order, asked(order))
    balance = order.charges.get(kind="balance")
    assert balance.due_at.isoformat() == "2026-12-10T16:59:00+00:00"
    with pytest.raises(NothingToPay):
        pay.ask_balance(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON)
    with clock.told(balance.due_at - timedelta(days=2)):
        assert instalment_due.ask_due(balance.due_at - timedelta(days=2)) == 1
    assert EventRow.objects.filter(kind="order.balance_asked").count() == 1 and clean()


def test_a_balance_before_shipping_is_due_when_shipping_begins() -> None:
    world = make_world(at=NOON, pay_mode="deposit", balance_due="shipping")
    order = world.place()
    receive(world, order, asked(order))
    event = pay.ask_balance(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON)
    assert event.due_at.isoformat() == "2026-12-14T16:59:00+00:00"  # ship_from is 22 days after NOON
    late = NOON + timedelta(days=30)
    other = world.place()
    receive(world, other, asked(other))
    later = pay.ask_balance(store_id=world.store.pk, order_id=other.pk, actor=world.seller, at=late)
    assert later.due_at == late + timedelta(days=1)
