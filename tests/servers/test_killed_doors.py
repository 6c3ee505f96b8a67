"""kill -9 and SIGTERM to either door while a crowd orders at both: who was told of an order has it, once."""

import sys
from collections.abc import Iterator

import pytest

from tests.servers.crowd import Crowd, agree
from tests.servers.machine import Machine
from tests.servers.orders import Line, Order
from tests.servers.shopping import Shop, open_shops

pytestmark = [pytest.mark.concurrency, pytest.mark.postgres_only]  # SQLite is killed in test_killed

ROUNDS, ORDERS_BETWEEN = 1, 40


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    killed = Machine(tmp_path_factory.mktemp("killed"))
    try:
        killed.prepare()
        yield killed
    finally:
        killed.close()


@pytest.fixture(scope="module")
def shops(machine: Machine) -> dict[str, Shop]:
    return open_shops(machine, {"mati-lampu": None, "pamit": None})


def crowd_at(machine: Machine, shop: Shop) -> Crowd:
    """Both doors are open and know the PO."""
    if not machine.web.running:
        machine.start()
    if not machine.intake.running:
        machine.start_intake()
    assert Line(machine.port).send(Order(shop, "json", qty=1_000)).status == 422
    return Crowd(shop, [machine.port] * 3 + [machine.intake.port] * 5)


def test_whoever_was_told_of_an_order_has_it_after_every_kill(
    machine: Machine, shops: dict[str, Shop]
) -> None:
    people = crowd_at(machine, shops["mati-lampu"])
    sent_again = 0
    with people.ordering():
        for _ in range(ROUNDS):
            people.wait_for(ORDERS_BETWEEN)
            assert machine.intake.kill()
            people.wait_for(ORDERS_BETWEEN)  # the other door goes on
            machine.start_intake()
            people.wait_for(ORDERS_BETWEEN)
            assert machine.kill()
            people.wait_for(ORDERS_BETWEEN)
            machine.start()
        people.wait_for(ORDERS_BETWEEN)
    sent_again += people.send_again(machine.intake.port)
    assert sent_again  # else nobody was interrupted and nothing was shown
    assert not people.mistakes and not people.refused
    assert set(people.seen) <= {200, 201, 303, 503}
    agree(machine, people)
    sys.stdout.write(f"{len(people.told)} orders, {2 * ROUNDS} kills, {sent_again} sent again\n")


def test_a_door_that_is_asked_to_end_answers_everybody_it_let_in(
    machine: Machine, shops: dict[str, Shop]
) -> None:
    people = crowd_at(machine, shops["pamit"])
    with people.ordering():
        people.wait_for(ORDERS_BETWEEN)
        assert machine.intake.terminate() in (0, -15)
        people.wait_for(ORDERS_BETWEEN)
        assert machine.web.terminate() in (0, -15)
    assert not people.mistakes and not people.refused
    agree(machine, people)  # nothing was written that nobody was told of
    assert "Traceback" not in machine.intake.log.read_text() + machine.log.read_text()
