"""A claim that was altered behind the house's back is named."""

import pytest
from django.db import connection, transaction

from bukapo.audit import Breach, audit, claim_clocks, claims
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.orders.writes.send import hand_over
from bukapo.trust.claims import consumer
from bukapo.trust.claims.due import tell_of_overdue
from tests.faces.production import accepted, closed, paid, reported, sent
from tests.trust.claims.cast import LATER, claimed, decided
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """One claim settled with money, one agreed by a piece more in a running work order, one overdue."""
    world = make_world(at=NOON)
    with clock.told(NOON):
        orders = [paid(world, world.line("L", qty=2)) for _ in range(3)]
    with clock.told(world.campaign.closes_at):
        closed(world)
        work = reported(accepted(sent(world, stages=["Jahit"])), 5)
    for order in orders:
        hand_over(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=LATER)
    first, third = (claimed(world, world.fresh(order)) for order in orders[::2])
    second = claimed(world, world.fresh(orders[1]), wish="replace")
    decided(world, first, amount=95_000)
    decided(world, second, "replace", source="work_order", work_order_id=work.pk)
    tell_of_overdue(third.due_at)
    consumer.note_defect(EventRow.objects.filter(kind="claim.granted").first(), LATER)
    return world


FIRST = "(SELECT min(id) FROM trust_claim)"
ALTERATIONS = {
    "what was wrong": f"UPDATE trust_claim SET reason = 'fit' WHERE id = {FIRST}",
    "how many pieces": f"UPDATE trust_claimedpiece SET pieces = 2 WHERE claim_id = {FIRST}",
    "what was given back": f"UPDATE trust_claim SET amount = 90000 WHERE id = {FIRST}",
    "the remedy": f"UPDATE trust_claim SET remedy = 'repair', amount = 0 WHERE id = {FIRST}",
    "the state": "UPDATE trust_claim SET state = 'agreed' WHERE overdue_at IS NOT NULL",
    "that nobody decided in time": "UPDATE trust_claim SET overdue_at = NULL WHERE overdue_at IS NOT NULL",
    "when it was to be decided": f"UPDATE trust_claim SET due_at = '2099-01-01' WHERE id = {FIRST}",
    "when it was decided": f"UPDATE trust_claim SET decided_at = opened_at WHERE id = {FIRST}",
    "that the goods had left": f"""UPDATE orders_order SET state = 'confirmed'
        WHERE id = (SELECT order_id FROM trust_claim WHERE id = {FIRST})""",
    "a picture": f"DELETE FROM trust_claimphoto WHERE claim_id = {FIRST}",
    "the piece to be made anew": "UPDATE production_workordersize SET spare = 0 WHERE spare = 1",
    "whom it counts against": "UPDATE production_buyerdefect SET pieces = 5",
}


def breaches() -> list[Breach]:
    """Of the checks of claims alone: the whole audit for each alteration would take ten times as long."""
    checks = (
        claims.claims,
        claims.claimed,
        claims.replacements,
        claims.complaints,
        claim_clocks.clocks,
    )
    return [breach for check in checks for breach in check()]


def test_every_alteration_is_named(world: World) -> None:
    assert not [breach for _, found in audit() for breach in found]
    unseen = []
    for what, statement in ALTERATIONS.items():
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statement)
                assert cursor.rowcount > 0, f"{what}: the statement must alter something"
            if not breaches():
                unseen.append(what)
            transaction.set_rollback(True)
    assert not unseen
