"""Whatever of a group is altered behind the house's back, the audit names it."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from bukapo.audit import rosters
from bukapo.journal import clock
from bukapo.orders.rosters.ordering import order_member
from tests.invariants.altering import sql
from tests.orders.rosters.cast import a_roster, by, fills, make_class, wish
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

ALTERATIONS = {
    "whose a piece is": "UPDATE orders_rosterpiece SET member_id = (SELECT max(id) FROM orders_rostermember)",
    "that a line is anybody's": "DELETE FROM orders_rosterpiece",
    "who is on the list": "UPDATE orders_rostermember SET state = 'removed'",
    "a number": "UPDATE orders_rostermember SET number = '99' WHERE name = 'Ani'",
    "where an order came from": "UPDATE orders_order SET source = 'form'",
    "whose an order is": "UPDATE orders_rostermember SET order_id = NULL",
    "who has filled in": "UPDATE orders_rostermember SET filled_at = NULL",
}


def breaches() -> set[str]:
    checks = (rosters.members, rosters.orders, rosters.lines)
    return {breach.rule for check in checks for breach in check()}


@pytest.fixture
def world() -> Iterator[World]:
    """Two members, each with an order."""
    with clock.told(NOON):
        world = make_class()
        roster = a_roster(world)
        for n, name in enumerate(("Ani", "Budi")):
            member = fills(world, roster, wish(world, name, str(n), phone=f"08131111000{n}"))
            order_member(member_id=member.pk, agreed=None, **by(world, roster))
        yield world


def test_every_alteration_of_a_group_is_named(world: World) -> None:
    assert breaches() == set()
    for what, statement in ALTERATIONS.items():
        before = transaction.savepoint()
        sql(statement)()
        assert "roster" in breaches(), what
        transaction.savepoint_rollback(before)
    assert breaches() == set()
