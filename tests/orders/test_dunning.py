"""The ladder of reminders, more time to pay, and the signs that money may be here."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.refusal import Invalid
from bukapo.orders import due
from bukapo.orders.models import Order
from bukapo.orders.reads.decisions import decisions_of_campaign
from bukapo.orders.writes import pay, release
from bukapo.orders.writes.extend import extend_due
from bukapo.payments.dunning import AGAIN, BEFORE, LAST, OVERDUE, rung_of
from bukapo.payments.models import Attempt, Charge, StatementFile, StatementLine
from bukapo.payments.waiting import money_may_be_here
from tests.till import asked, prove, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def world() -> World:
    return make_world(at=NOON, pay_mode="deposit", balance_days=6)


@pytest.fixture(autouse=True)
def noon():  # type: ignore[no-untyped-def]
    with clock.told(NOON):
        yield


def owing(world: World) -> tuple[Order, datetime]:
    """An order whose deposit is paid and whose balance is asked; and when that is due."""
    order = world.place()
    receive(world, order, asked(order))
    event = pay.ask_balance(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON)
    return order, event.due_at


def rungs(order: Order) -> list[int]:
    rows = EventRow.objects.filter(kind="order.payment_reminded", order_id=order.pk).order_by("pk")
    return [row.data["rung"] for row in rows]


def line(world: World, amount: int) -> StatementLine:
    file = StatementFile.objects.create(
        store=world.store, bank_account=world.bank, name="mutasi.csv", digest="f" * 64, layout="uji", lines=1, new=1,
        imported_at=NOON,
    )  # fmt: skip
    row: StatementLine = StatementLine.objects.create(
        store=world.store, file=file, bank_account=world.bank, row=1, fingerprint="f", day=NOON.date(), amount=amount,
        description="TRSF", state="doubtful",
    )  # fmt: skip
    return row


@pytest.mark.parametrize(
    ("hours_to_due", "wanted"),
    [
        (72, 0), (25, 0), (24, BEFORE), (1, BEFORE), (0, 0), (-23, 0), (-24, OVERDUE), (-71, OVERDUE), (-72, AGAIN),
        (-167, AGAIN), (-168, LAST), (-9999, LAST),
    ],
)  # fmt: skip
def test_each_rung_has_its_time(hours_to_due: int, wanted: int) -> None:
    at = NOON - timedelta(hours=hours_to_due)
    assert rung_of(opened_at=NOON - 6 * DAY, due_at=NOON, at=at) == wanted


def test_a_short_time_to_pay_is_reminded_of_in_its_last_third() -> None:
    opened = NOON - timedelta(hours=6)
    assert rung_of(opened_at=opened, due_at=NOON, at=NOON - timedelta(hours=3)) == 0
    assert rung_of(opened_at=opened, due_at=NOON, at=NOON - timedelta(hours=2)) == BEFORE


def test_without_a_due_date_nobody_is_reminded() -> None:
    assert rung_of(opened_at=NOON, due_at=None, at=NOON) == rung_of(opened_at=None, due_at=NOON, at=NOON) == 0


def test_the_worker_climbs_the_ladder_once(world: World) -> None:
    order, until = owing(world)
    for hours in range(-48, 24 * 12, 6):
        due.remind_unpaid(until + timedelta(hours=hours))
    assert rungs(order) == [BEFORE, OVERDUE, AGAIN, LAST]


def test_after_a_long_silence_only_the_last_rung_is_told(world: World) -> None:
    order, until = owing(world)
    assert due.remind_unpaid(until + 30 * DAY) == 1
    assert due.remind_unpaid(until + 31 * DAY) == 0
    assert rungs(order) == [LAST]


def test_an_order_without_any_money_expires_instead(world: World) -> None:
    order = world.place(source="import")
    Charge.objects.of(world.store).filter(order=order, state="open").update(due_at=NOON)
    assert due.remind_unpaid(NOON + 8 * DAY) == 0 and rungs(order) == []


def test_a_reminder_by_hand_keeps_its_own_words_and_the_ladder_goes_on(world: World) -> None:
    order, until = owing(world)
    charge = order.charges.get(state="open")
    pay.remind_payment(store_id=world.store.pk, charge_id=charge.pk, actor=world.seller, at=NOON)
    due.remind_unpaid(until - timedelta(hours=5))
    due.remind_unpaid(until + DAY)
    assert rungs(order) == [0, OVERDUE]


class TestASign:
    def quiet(self, world: World, order: Order, until: datetime) -> None:
        assert money_may_be_here(order, until)
        assert due.remind_unpaid(until + DAY) == 0 and rungs(order) == []

    def test_is_a_proof_that_waits(self, world: World) -> None:
        order, until = owing(world)
        prove(world, order)
        self.quiet(world, order, until)

    def test_is_a_doubtful_line_of_exactly_this_sum(self, world: World) -> None:
        order, until = owing(world)
        row = line(world, asked(order))
        self.quiet(world, order, until)
        StatementLine.objects.of(world.store).filter(pk=row.pk).update(state="ignored")
        assert not money_may_be_here(order, until)
        assert due.remind_unpaid(until + DAY) == 1

    def test_is_not_a_line_of_another_sum_or_another_store(self, world: World) -> None:
        order, until = owing(world)
        line(world, asked(order) + 1)
        line(make_world(slug="toko-lain", at=NOON), asked(order))
        assert not money_may_be_here(order, until)

    def test_is_an_attempt_that_runs(self, world: World) -> None:
        order, until = owing(world)
        facts = {"store": world.store, "order": order, "gateway": "uji", "amount": 1, "begun_at": until}
        Attempt.objects.create(**facts, reference="a", expires_at=until + 2 * DAY)
        self.quiet(world, order, until)
        Attempt.objects.of(world.store).update(expires_at=until)
        assert money_may_be_here(order, until + timedelta(minutes=9))
        assert not money_may_be_here(order, until + timedelta(minutes=10))

    def test_keeps_an_unpaid_order_from_expiring(self, world: World) -> None:
        order = world.place()
        row = line(world, asked(order))
        late = NOON + 9 * DAY
        assert due.expire_unpaid(late) == 0
        with pytest.raises(release.MoneyMayBeHere):
            release.expire_order(store_id=world.store.pk, order_id=order.pk, actor=SYSTEM_ACTOR, at=late)
        assert world.fresh(order).state == "placed"
        StatementLine.objects.of(world.store).filter(pk=row.pk).update(state="ignored")
        assert due.expire_unpaid(late) == 1


class TestMoreTime:
    def extend(self, world: World, order: Order, until: datetime, at: datetime = NOON) -> Any:
        return extend_due(
            store_id=world.store.pk,
            order_id=order.pk,
            until=until,
            reason="gajian",
            actor=world.seller,
            at=at,
        )

    def test_begins_the_ladder_anew(self, world: World) -> None:
        order, until = owing(world)
        due.remind_unpaid(until + 8 * DAY)
        event = self.extend(world, order, until + 15 * DAY, at=until + 9 * DAY)
        assert (event.was_due_at, event.due_at) == (until, until + 15 * DAY)
        assert due.remind_unpaid(until + 10 * DAY) == 0
        due.remind_unpaid(until + 16 * DAY)
        assert rungs(order) == [LAST, OVERDUE]

    def test_holds_the_pieces_of_an_order_that_was_never_paid(self, world: World) -> None:
        order = world.place()
        self.extend(world, order, NOON + 3 * DAY)
        assert due.expire_unpaid(NOON + 2 * DAY) == 0
        assert due.expire_unpaid(NOON + 3 * DAY) == 1

    @pytest.mark.parametrize("days", [-1, 0, 6, 91])
    def test_is_later_than_before_and_not_for_ever(self, world: World, days: int) -> None:
        order, until = owing(world)
        assert until == NOON + 6 * DAY
        with pytest.raises(Invalid):
            self.extend(world, order, NOON + days * DAY)
        assert order.charges.get(state="open").due_at == until

    def test_is_for_what_is_asked_now(self, world: World) -> None:
        order = world.place()
        receive(world, order, asked(order))
        with pytest.raises(pay.NothingToPay):
            self.extend(world, order, NOON + 9 * DAY)


def test_a_week_overdue_the_seller_is_asked(world: World) -> None:
    order, until = owing(world)
    facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk}
    assert decisions_of_campaign(**facts, at=until + 7 * DAY - timedelta(seconds=1)).open == ()
    (one,) = decisions_of_campaign(**facts, at=until + 7 * DAY).open
    assert (one.kind, one.number, one.due_at) == ("overdue", order.number, until)
    prove(world, order)
    assert decisions_of_campaign(**facts, at=until + 7 * DAY).open == (), (
        "a proof waits: that is decided first"
    )
