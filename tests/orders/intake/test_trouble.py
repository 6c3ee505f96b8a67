"""Trouble with the real database: one bad order costs nobody else theirs, and a lost connection comes back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from bukapo.audit import audit
from bukapo.campaigns.reads import offer_of
from bukapo.kernel.ids import order_number
from bukapo.kernel.protocol import Unavailable
from bukapo.orders.intake.batch import Answer
from bukapo.orders.intake.compose import Composer, Placed
from bukapo.orders.intake.draft import Priced, Wanted, draft
from bukapo.orders.models import Order
from tests.orders.intake.real_desk import desk_at, place, tickets
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)
Poison = Callable[[World, Wanted], Priced]
EIGHT = range(8)


@pytest.fixture
def world() -> World:
    return make_world(cap=50)


def of_a_zone_that_is_not_there(world: World, one: Wanted) -> Priced:
    """Foreign keys are looked at when the transaction ends: COMMIT itself fails."""
    priced = draft(one, offer_of(world.campaign))
    return replace(priced, wanted=replace(one, fulfilment="courier", zone_id=987_654_321))


def without_pieces(world: World, one: Wanted) -> Priced:
    """A check of the table fails, at once."""
    return replace(draft(one, offer_of(world.campaign)), pieces=0)


def with_a_nul(world: World, one: Wanted) -> Priced:
    priced = draft(one, offer_of(world.campaign))
    return replace(priced, wanted=replace(one, note="a\x00b"))


def only_that_one_failed(world: World, answers: Sequence[Answer], where: int) -> None:
    assert [type(answer) for answer in answers] == [Unavailable if n == where else Placed for n in EIGHT]
    numbers = [answer.number for answer in answers if isinstance(answer, Placed)]
    assert sorted(numbers) == sorted(Order.objects.of(world.store).values_list("number", flat=True))
    assert world.counter().taken == len(numbers) == 7
    assert [breach for _name, found in audit() for breach in found] == []


@pytest.mark.parametrize(
    "poison",
    [
        of_a_zone_that_is_not_there,
        without_pieces,
        pytest.param(with_a_nul, marks=pytest.mark.postgres_only),  # SQLite keeps it
    ],
)
@pytest.mark.parametrize("where", [0, 5])
def test_a_poisoned_order_fails_alone(world: World, poison: Poison, where: int) -> None:
    wanted: list[Wanted | Priced] = [world.want() for _ in EIGHT]
    wanted[where] = poison(world, world.want())
    with desk_at(world) as desk:
        only_that_one_failed(world, place(desk, world, *wanted), where)


def test_a_number_that_is_always_taken_fails_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = world.place().number
    wanted = [world.want() for _ in EIGHT]
    make: Any = Composer._order

    def unlucky(self: Composer, order_id: int, one: Priced, *more: Any) -> dict[str, Any]:
        row: dict[str, Any] = make(self, order_id, one, *more)
        return row | {"number": taken} if one.wanted.key == wanted[3].key else row

    monkeypatch.setattr(Composer, "_order", unlucky)
    with desk_at(world) as desk:
        answers = place(desk, world, *wanted)
    assert [type(answer) for answer in answers] == [Unavailable if n == 3 else Placed for n in EIGHT]
    assert Order.objects.of(world.store).count() == 8 == world.counter().taken


def test_a_number_that_is_taken_once_is_drawn_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = world.place().number
    numbers = iter([taken, taken])
    monkeypatch.setattr(
        "bukapo.orders.intake.compose.order_number", lambda: next(numbers, "") or order_number()
    )
    with desk_at(world) as desk:
        answers = place(desk, world, *(world.want() for _ in EIGHT))
    assert all(isinstance(answer, Placed) for answer in answers)
    assert Order.objects.of(world.store).count() == 9


def test_a_connection_that_is_gone_is_made_anew(world: World) -> None:
    waiting = tickets(world, [world.want(), world.want()])
    with desk_at(world) as desk:
        place(desk, world, world.want())
        assert desk.writer is not None
        desk.writer.connection.close()  # type: ignore[attr-defined]
        assert [type(answer) for answer in desk.place(waiting)] == [Unavailable, Unavailable]
        assert [type(answer) for answer in desk.place(waiting)] == [Placed, Placed]
    assert Order.objects.of(world.store).count() == 3


@pytest.mark.postgres_only
def test_a_server_that_hangs_up_is_dialled_again(world: World) -> None:
    with desk_at(world) as desk:
        place(desk, world, world.want())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                " WHERE application_name = 'bukapo intake' AND datname = current_database()"
            )
            assert cursor.fetchall() == [(True,)]
        waiting = tickets(world, [world.want()])
        assert [type(answer) for answer in desk.place(waiting)] == [Unavailable]
        assert [type(answer) for answer in desk.place(waiting)] == [Placed]
