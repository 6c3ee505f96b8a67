"""Big files in several pieces at a time, and two people who send the same file at once."""

import threading
from typing import Any

import pytest
from django.db import connection

from bukapo.audit import audit
from bukapo.orders.statements import importing
from bukapo.payments.models import Payment, StatementLine
from tests.orders.statements.bank import WIB, bring, line
from tests.till import asked
from tests.world import World, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def lines_of(world: World, count: int) -> tuple[list[Any], list[Any], Any]:
    from bukapo.journal import clock

    at = clock.now()
    orders = [world.place() for _ in range(count)]
    day = at.astimezone(WIB).date()
    return orders, [line(asked(order), day=day) for order in orders], at


def sound() -> bool:
    return [breach for _name, found in audit() for breach in found] == []


def test_pieces_that_are_booked_side_by_side_leave_what_one_after_another_leaves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importing, "PIECE", 4)
    world = make_world()
    orders, lines, at = lines_of(world, 24)
    twice = line(lines[0].amount, day=lines[0].day, said="SEKALI LAGI")
    told: list[tuple[int, int]] = []
    done = bring(world, [*lines, twice], at=at, progress=lambda passed, of: told.append((passed, of)))
    assert len(done.confirmed) == 24 and [why for _row, _amount, why, _them in done.doubtful] == ["twice"]
    assert {world.fresh(order).state for order in orders} == {"confirmed"}
    assert told[-1] == (25, 25) and [passed for passed, _of in told] == sorted(passed for passed, _of in told)
    assert sound()


def test_one_file_sent_twice_at_once_is_booked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "PIECE", 4)
    world = make_world()
    _orders, lines, at = lines_of(world, 24)
    done: list[Any] = []

    def send() -> None:
        try:
            done.append(bring(world, lines, at=at))
        finally:
            connection.close()

    people = [threading.Thread(target=send) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sum(one.new for one in done) == 24 and sum(one.known for one in done) == 24
    assert Payment.objects.of(world.store).count() == StatementLine.objects.of(world.store).count() == 24
    assert sound()


def test_a_piece_that_fails_undoes_itself_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "PIECE", 4)
    world = make_world()
    orders, lines, at = lines_of(world, 24)
    book = importing.pieces.by_amount

    def fail(work: Any, some: Any, elsewhere: Any) -> Any:
        if some[0][0].row == 13:
            raise RuntimeError("the power is gone")
        return book(work, some, elsewhere)

    monkeypatch.setattr(importing.pieces, "by_amount", fail)
    with pytest.raises(RuntimeError):
        bring(world, lines, at=at)
    paid = [world.fresh(order).state == "confirmed" for order in orders]
    assert sum(paid) % 4 == 0 and not any(paid[12:16]) and sound()
    monkeypatch.setattr(importing.pieces, "by_amount", book)
    done = bring(world, lines, at=at)
    assert done.known + done.new == 24 and all(world.fresh(order).state == "confirmed" for order in orders)
    assert sound()
