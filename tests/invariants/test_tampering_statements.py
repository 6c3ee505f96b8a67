"""Whatever is altered on a statement behind the house's back, the audit names it."""

import pytest

from bukapo.journal import clock
from tests.invariants.altering import unnamed
from tests.orders.statements.bank import bring, line
from tests.till import asked
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Two orders paid by one statement, a line that waits, and money out."""
    world = make_world(at=NOON)
    with clock.told(NOON):
        orders = [world.place() for _ in range(2)]
        bring(world, [*(line(asked(order)) for order in orders), line(77_777), line(-5_000)])
    return world


LINE = "UPDATE payments_statementline SET"
MATCHED = "id = (SELECT min(id) FROM payments_statementline WHERE state = 'matched')"
PAYMENT = "UPDATE payments_payment SET"
ALTERATIONS = {
    "a line's amount": f"{LINE} amount = amount + 1 WHERE {MATCHED}",
    "a line that is matched without payments": f"{LINE} state = 'matched' WHERE amount = 77777",
    "a payment on a line that is doubtful": f"{LINE} state = 'doubtful' WHERE {MATCHED}",
    "a payment on a line that is ignored": f"{LINE} state = 'ignored' WHERE {MATCHED}",
    "a payment taken off its line": (
        f"{PAYMENT} statement_line_id = NULL WHERE id = (SELECT min(id) FROM payments_payment)"
    ),
    "a payment that came to another account": f"{PAYMENT} bank_account_id = NULL",
    "a line of another account": f"{LINE} bank_account_id = bank_account_id + 1 WHERE amount < 0",
    "a line that is gone": "DELETE FROM payments_statementline WHERE amount < 0",
    "a file's count": "UPDATE payments_statementfile SET new = new + 1",
}


def test_an_untouched_one_is_clean_and_every_alteration_is_named(world: World) -> None:
    assert unnamed({what: ("statement", statement) for what, statement in ALTERATIONS.items()}) == {}
