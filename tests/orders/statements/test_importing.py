"""What a statement does to the orders it pays, and what it leaves alone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bukapo.audit import audit
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound
from bukapo.orders.statements.importing import preview_statement
from bukapo.orders.writes import pay, release
from bukapo.payments.models import Payment, Proof, StatementFile, StatementLine
from tests.orders.statements.bank import TODAY, bring, kept, line, statement
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


class TestAnAmountThatOnlyOneChargeHas:
    def test_confirms_its_order_at_once(self, world: World) -> None:
        order, other = world.place(), world.place()
        amount = asked(order)
        done = bring(world, [line(-50_000), line(amount)])
        assert done.confirmed == [(2, order.number, amount)] and (done.new, done.ignored) == (2, 1)
        now = world.fresh(order)
        assert (now.state, now.outstanding, now.confirmed_at) == ("confirmed", 0, NOON)
        assert world.fresh(other).state == "placed"
        payment = Payment.objects.of(world.store).get()
        row = StatementLine.objects.of(world.store).get(amount=amount)
        assert (payment.statement_line_id, payment.bank_account_id, row.state) == (
            row.pk,
            world.bank.pk,
            "matched",
        )
        books_agree(world, order)
        assert sound()

    def test_is_not_booked_twice_by_the_same_or_an_overlapping_file(self, world: World) -> None:
        order, later = world.place(), world.place()
        lines = [line(asked(order)), line(-5_000)]
        more = [*lines, line(asked(later))]
        bring(world, lines)
        again = bring(world, lines)
        assert (again.new, again.known, again.file_id) == (0, 2, None)
        overlap = bring(world, more)
        assert (overlap.new, overlap.known) == (1, 2) and world.fresh(later).state == "confirmed"
        assert (
            StatementFile.objects.of(world.store).count() == 2
            and Payment.objects.of(world.store).count() == 2
        )
        assert world.fresh(order).paid == world.fresh(order).charged
        assert sound()

    def test_comes_twice_and_the_second_time_waits_for_a_person(self, world: World) -> None:
        order = world.place()
        amount = asked(order)
        done = bring(world, [line(amount, balance=1_000_000), line(amount, balance=1_100_000)])
        assert [row for row, _number, _amount in done.confirmed] == [1]
        [(row, _amount, why, candidates)] = done.doubtful
        assert (row, why) == (2, "twice") and candidates[0].parts[0].number == order.number
        assert world.fresh(order).outstanding == 0 and sound()

    def test_before_the_order_was_there_waits(self, world: World) -> None:
        order = world.place()
        done = bring(world, [line(asked(order), day=TODAY - timedelta(days=4))])
        assert [why for _row, _amount, why, _candidates in done.doubtful] == ["not_its_time"]
        assert world.fresh(order).paid == 0 and sound()

    def test_that_another_order_is_named_beside_waits(self, world: World) -> None:
        order, named = world.place(), world.place()
        done = bring(world, [line(asked(order), said=f"TRSF CR {named.number} BUDI")])
        [(_row, _amount, why, candidates)] = done.doubtful
        assert why == "number_differs"
        assert {one.parts[0].number for one in candidates} == {order.number, named.number}
        assert world.fresh(order).paid == world.fresh(named).paid == 0

    def test_that_a_released_order_had_too_waits(self, world: World) -> None:
        late, order = world.place(), world.place()
        amount = asked(late)
        release.expire_order(
            store_id=world.store.pk, order_id=late.pk, actor=SYSTEM_ACTOR, at=NOON + timedelta(days=2)
        )
        charge = order.charges.get()
        charge.total = charge.transfer_amount = amount
        charge.code = amount - charge.goods
        type(charge)._base_manager.filter(pk=charge.pk).update(
            total=amount, transfer_amount=amount, code=charge.code
        )
        done = bring(world, [line(amount)])
        assert [why for _row, _amount, why, _candidates in done.doubtful] == ["two_fit"] and world.fresh(
            order
        ).paid == 0


class TestWhatIsNotCertain:
    @pytest.mark.parametrize(
        ("off", "why"),
        [("code", "without_code"), (2_500, "bank_fee"), (-6_500, "bank_fee"), (777, "nothing_fits")],
    )
    def test_waits_with_the_reason(self, world: World, off: int | str, why: str) -> None:
        order = world.place()
        amount = 95_000 if off == "code" else asked(order) + int(off)
        if why == "nothing_fits" and amount % 100 == 0:
            amount += 1
        done = bring(world, [line(amount)])
        [(_row, _amount, told, candidates)] = done.doubtful
        assert told == why
        assert [one.parts[0].number for one in candidates] == (
            [order.number] if why != "nothing_fits" else []
        )
        assert world.fresh(order).paid == 0 and [row.state for row in kept(world)] == ["doubtful"]
        assert sound()

    def test_of_a_released_order_waits_as_late(self, world: World) -> None:
        order = world.place()
        amount, late = asked(order), NOON + timedelta(days=2)
        release.expire_order(store_id=world.store.pk, order_id=order.pk, actor=SYSTEM_ACTOR, at=late)
        done = bring(world, [line(amount)], at=late)
        [(_row, _amount, why, candidates)] = done.doubtful
        assert (why, candidates[0].parts[0].number) == ("late", order.number)

    def test_names_several_orders_of_one_person_as_a_set(self, world: World) -> None:
        orders = [world.place(phone="081234567890") for _ in range(3)]
        total = sum(asked(order) for order in orders[:2])
        done = bring(world, [line(total)])
        [(_row, _amount, why, candidates)] = done.doubtful
        assert why == "several"
        assert {part.number for part in candidates[0].parts} == {order.number for order in orders[:2]}

    def test_is_the_rest_of_a_part_payment(self, world: World) -> None:
        order = world.place()
        rest = asked(order) - 40_000
        receive(world, order, 40_000)
        done = bring(world, [line(rest)])
        [(_row, _amount, why, candidates)] = done.doubtful
        assert (why, candidates[0].parts[0].number) == ("rest", order.number)

    def test_becomes_certain_by_the_orders_number(self, world: World) -> None:
        order = world.place()
        rest = asked(order) - 40_000
        receive(world, order, 40_000)
        done = bring(world, [line(rest, said=f"TRSF E-BANKING CR {rest}.00{order.number}BUDI")])
        assert done.confirmed == [(1, order.number, rest)] and world.fresh(order).state == "confirmed"
        assert sound()

    def test_interest_and_pending_lines_are_not_asked_about(self, world: World) -> None:
        order = world.place()
        pending = line(asked(order), ignored="pending")._replace(day=None)
        done = bring(world, [line(1_234, said="BUNGA"), pending])
        assert (done.ignored, done.unbooked, done.new, done.doubtful) == (1, 1, 1, [])
        assert world.fresh(order).paid == 0


class TestMoneyThatAPersonWroteDownBefore:
    def test_is_linked_and_not_booked_again(self, world: World) -> None:
        order = world.place()
        amount = asked(order)
        receive(world, order, amount)
        done = bring(world, [line(amount)])
        assert (done.confirmed, done.linked) == ([], [(1, order.number, amount)])
        payment = Payment.objects.of(world.store).get()
        assert payment.statement_line_id == kept(world)[0].pk
        assert world.fresh(order).outstanding == 0 and sound()
        told = EventRow.objects.get(kind="statement.imported").data
        assert told["linked"] == [[payment.statement_line_id, payment.pk]]

    def test_is_linked_once_when_two_lines_could_be_it(self, world: World) -> None:
        order = world.place()
        amount = asked(order)
        receive(world, order, amount)
        done = bring(world, [line(amount, balance=1), line(amount, balance=2)])
        assert (len(done.linked), len(done.doubtful)) == (1, 1) and sound()

    def test_without_a_code_is_asked_about(self, world: World) -> None:
        order = world.place()
        receive(world, order, 95_000)
        done = bring(world, [line(95_000)])
        [(_row, _amount, why, candidates)] = done.doubtful
        assert why == "recorded" and candidates[0].payment_id == Payment.objects.of(world.store).get().pk

    def test_in_cash_is_another_matter(self, world: World) -> None:
        order = world.place()
        amount = asked(order)
        receive(world, order, amount, method="cash", bank_account_id=None)
        done = bring(world, [line(amount)])
        assert [why for _row, _amount, why, _candidates in done.doubtful] == ["twice"]


class TestAProofThatWaits:
    def test_is_accepted_by_the_money_so_that_nobody_confirms_it_again(self, world: World) -> None:
        order = world.place()
        prove(world, order, claimed=asked(order))
        bring(world, [line(asked(order))])
        proof = Proof.objects.of(world.store).get()
        assert (proof.state, proof.decided_at) == ("accepted", NOON)
        assert Payment.objects.of(world.store).get().proof_id == proof.pk
        with pytest.raises(WrongState):
            pay.confirm_proof(
                store_id=world.store.pk,
                proof_id=proof.pk,
                amount=1_000,
                bank_account_id=None,
                actor=world.seller,
                at=NOON,
            )
        assert sound()


class TestATry:
    def test_says_what_would_happen_and_changes_nothing(self, world: World) -> None:
        order = world.place()
        events = EventRow.objects.count()
        seen = preview_statement(
            store_id=world.store.pk,
            bank_account_id=world.bank.pk,
            statement=statement(line(asked(order)), line(12_345)),
            name="mutasi.csv",
            actor=world.seller,
            at=NOON,
        )
        assert [row for row, _number, _amount in seen.confirmed] == [1] and len(seen.doubtful) == 1
        assert (
            not StatementLine.objects.of(world.store).exists()
            and not StatementFile.objects.of(world.store).exists()
        )
        assert EventRow.objects.count() == events and world.fresh(order).paid == 0


def test_an_account_of_another_store_is_not_found(world: World) -> None:
    other = make_world(slug="toko-lain", at=NOON)
    order = world.place()
    with pytest.raises(NotFound):
        bring(world, [line(asked(order))], bank_account_id=other.bank.pk)
    assert world.fresh(order).paid == 0 and not StatementFile.objects.of(world.store).exists()


def test_a_piece_that_was_committed_stays_and_the_same_file_does_the_rest(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bukapo.orders.statements import importing

    monkeypatch.setattr(importing, "PIECE", 2)
    orders = [world.place() for _ in range(5)]
    lines = [line(asked(order)) for order in orders]

    def stop(done: int, of: int) -> None:
        if done >= 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring(world, lines, progress=stop)
    assert [world.fresh(order).state for order in orders] == ["confirmed"] * 2 + ["placed"] * 3
    assert sound()
    done = bring(world, lines)
    assert (done.known, done.new) == (2, 3) and all(
        world.fresh(order).state == "confirmed" for order in orders
    )
    assert sound()
