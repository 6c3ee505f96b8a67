"""A person's word about a doubtful line acts once, moves all of its money, and nothing else."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bukapo.audit import audit
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound
from bukapo.orders.statements.deciding import (
    NotMoneyIn,
    PartsDiffer,
    PaymentNotThis,
    ignore_line,
    link_line,
    match_line,
    reopen_line,
)
from bukapo.orders.writes import release
from bukapo.payments.models import Payment, Proof, StatementLine
from tests.orders.statements.bank import bring, kept, line
from tests.till import asked, books_agree, prove, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.told(NOON):
        yield


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


def sound() -> bool:
    return [breach for _name, found in audit() for breach in found] == []


def doubtful(world: World, amount: int) -> dict[str, object]:
    """A line of this amount that waits, as the verbs are called with it."""
    bring(world, [line(amount)])
    row = next(row for row in kept(world) if row.amount == amount)
    assert row.state == "doubtful"
    return {"store_id": world.store.pk, "line_id": row.pk, "actor": world.seller, "at": NOON}


class TestMatchingALine:
    def test_with_one_order_is_its_payment(self, world: World) -> None:
        order = world.place()
        facts = doubtful(world, 95_000)
        event = match_line(**facts, parts=[(order.pk, 95_000)])  # type: ignore[arg-type]
        payment = Payment.objects.of(world.store).get()
        assert (payment.order_id, payment.amount, payment.statement_line_id) == (
            order.pk,
            95_000,
            facts["line_id"],
        )
        assert event.payments == ((order.pk, payment.pk),) and world.fresh(order).paid == 95_000
        books_agree(world, order)
        assert sound()

    def test_splits_one_transfer_over_several_orders(self, world: World) -> None:
        one, other = world.place(), world.place()
        first, second = asked(one), asked(other)
        facts = doubtful(world, first + second)
        match_line(**facts, parts=[(other.pk, second), (one.pk, first)])  # type: ignore[arg-type]
        assert world.fresh(one).state == world.fresh(other).state == "confirmed"
        assert StatementLine.objects.of(world.store).get().state == "matched" and sound()
        kinds = list(EventRow.objects.order_by("-pk").values_list("kind", flat=True)[:3])
        assert sorted(kinds) == ["order.payment_received", "order.payment_received", "statement.line_matched"]

    def test_twice_pays_once(self, world: World) -> None:
        order = world.place()
        facts = doubtful(world, 95_000)
        match_line(**facts, parts=[(order.pk, 95_000)])  # type: ignore[arg-type]
        with pytest.raises(WrongState):
            match_line(**facts, parts=[(order.pk, 95_000)])  # type: ignore[arg-type]
        assert Payment.objects.of(world.store).count() == 1 and sound()

    @pytest.mark.parametrize("parts", [[], [94_999], [95_000, 1], [47_500, 47_501], [96_000, -1_000]])
    def test_that_does_not_come_to_its_amount_is_refused_and_changes_nothing(
        self, world: World, parts: list[int]
    ) -> None:
        orders = [world.place() for _ in range(2)]
        facts = doubtful(world, 95_000)
        wanted = [(order.pk, amount) for order, amount in zip(orders, parts, strict=False)]
        with pytest.raises(PartsDiffer):
            match_line(**facts, parts=wanted)  # type: ignore[arg-type]
        assert kept(world)[0].state == "doubtful" and not Payment.objects.of(world.store).exists()

    def test_with_one_order_named_twice_is_refused(self, world: World) -> None:
        order = world.place()
        facts = doubtful(world, 95_000)
        with pytest.raises(PartsDiffer):
            match_line(**facts, parts=[(order.pk, 45_000), (order.pk, 50_000)])  # type: ignore[arg-type]
        assert world.fresh(order).paid == 0

    def test_with_another_stores_order_is_not_found_and_changes_nothing(self, world: World) -> None:
        other = make_world(slug="toko-lain", at=NOON)
        strange = other.place()
        facts = doubtful(world, 95_000)
        with pytest.raises(NotFound):
            match_line(**facts, parts=[(strange.pk, 95_000)])  # type: ignore[arg-type]
        assert kept(world)[0].state == "doubtful" and world.fresh(strange).paid == 0

    def test_of_a_released_order_is_late_money(self, world: World) -> None:
        order = world.place()
        release.expire_order(
            store_id=world.store.pk, order_id=order.pk, actor=SYSTEM_ACTOR, at=NOON + timedelta(days=2)
        )
        facts = doubtful(world, 95_000)
        match_line(**facts, parts=[(order.pk, 95_000)])  # type: ignore[arg-type]
        now = world.fresh(order)
        assert (now.state, now.outstanding) == ("expired", -95_000) and sound()
        assert EventRow.objects.get(kind="order.payment_received").data["late"]

    def test_decides_the_proof_that_waits(self, world: World) -> None:
        order = world.place()
        prove(world, order, claimed=95_000)
        facts = doubtful(world, 95_000)
        match_line(**facts, parts=[(order.pk, 95_000)])  # type: ignore[arg-type]
        proof = Proof.objects.of(world.store).get()
        assert proof.state == "accepted" and Payment.objects.of(world.store).get().proof_id == proof.pk


class TestLinkingALine:
    def test_to_what_was_written_down_moves_nothing(self, world: World) -> None:
        order = world.place()
        receive(world, order, 95_000)
        facts = doubtful(world, 95_000)
        payment = Payment.objects.of(world.store).get()
        link_line(**facts, payment_id=payment.pk)  # type: ignore[arg-type]
        assert (
            world.fresh(payment).statement_line_id == facts["line_id"] and world.fresh(order).paid == 95_000
        )
        assert sound()

    def test_to_a_payment_of_another_amount_is_refused(self, world: World) -> None:
        order = world.place()
        receive(world, order, 90_000)
        facts = doubtful(world, 95_000)
        with pytest.raises(PaymentNotThis):
            link_line(**facts, payment_id=Payment.objects.of(world.store).get().pk)  # type: ignore[arg-type]
        assert kept(world)[0].state == "doubtful"


class TestIgnoringALine:
    def test_puts_it_aside_until_somebody_looks_again(self, world: World) -> None:
        facts = doubtful(world, 95_000)
        ignore_line(**facts)  # type: ignore[arg-type]
        assert (kept(world)[0].state, kept(world)[0].why) == ("ignored", "not_order")
        with pytest.raises(WrongState):
            ignore_line(**facts)  # type: ignore[arg-type]
        reopen_line(**facts)  # type: ignore[arg-type]
        assert kept(world)[0].state == "doubtful" and sound()
        with pytest.raises(WrongState):
            reopen_line(**facts)  # type: ignore[arg-type]

    def test_money_out_cannot_be_looked_at_again(self, world: World) -> None:
        bring(world, [line(-5_000)])
        facts = {"store_id": world.store.pk, "line_id": kept(world)[0].pk, "actor": world.seller, "at": NOON}
        with pytest.raises(NotMoneyIn):
            reopen_line(**facts)
        assert kept(world)[0].state == "ignored"

    def test_of_another_store_is_not_found(self, world: World) -> None:
        facts = doubtful(world, 95_000)
        other = make_world(slug="toko-lain", at=NOON)
        with pytest.raises(NotFound):
            ignore_line(**facts | {"store_id": other.store.pk})  # type: ignore[arg-type]
        assert kept(world)[0].state == "doubtful"
