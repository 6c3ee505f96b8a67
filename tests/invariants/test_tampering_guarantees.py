"""Whatever is altered behind the house's back about guarantees, the audit names it."""

import pytest

from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.trust.guarantees.writes import take_refund
from tests.invariants.altering import unnamed
from tests.trust.late import bought, guarded, late, morning
from tests.world import World

pytestmark = pytest.mark.django_db

REMEDY, FROZEN = "trust_guaranteeremedy", "campaigns_frozenguarantee"
ALTERATIONS = {
    "a rung that was taken out of the terms": (
        "guarantee",
        f"""UPDATE {FROZEN} SET ladder = '[[2, "credit", 10000, 0], [14, "refund", 0, 0]]'""",
    ),
    "the day it counts from": ("guarantee", f"UPDATE {FROZEN} SET ship_until = '2027-03-01'"),
    "the last word": ("guarantee", f"""UPDATE {FROZEN} SET ladder = '[[3, "credit", 10000, 0]]'"""),
    "a remedy's amount": ("remedy", f"UPDATE {REMEDY} SET amount = amount + 1 WHERE remedy = 'credit'"),
    "a shipping fee's amount": ("remedy", f"UPDATE {REMEDY} SET amount = amount - 1 WHERE remedy = 'shipping'"),
    "the day a remedy counts from": ("remedy", f"UPDATE {REMEDY} SET day = '2027-01-01'"),
    "a credit": ("remedy", "UPDATE payments_credit SET amount = amount - 1"),
    "money that is said to be taken": (
        "remedy", f"UPDATE {REMEDY} SET state = 'taken' WHERE state = 'offered'"
    ),
    "money that was taken": ("remedy", f"UPDATE {REMEDY} SET state = 'waits' WHERE state = 'taken'"),
    "the books": ("remedy", "UPDATE ledger_posting SET amount = amount + 1 WHERE cause LIKE 'guarantee:%'"),
    "a remedy": ("late", f"DELETE FROM {REMEDY} WHERE remedy = 'shipping'"),
    "a remedy that was told": ("remedy", f"DELETE FROM {REMEDY} WHERE remedy = 'shipping'"),
}  # fmt: skip


@pytest.fixture
def world() -> World:
    """Two orders two weeks late: one took its money, one is offered it."""
    world = guarded()
    takes, _waits = bought(world), bought(world)
    for days in (3, 7, 14):
        morning(late(days))
    take_refund(store_id=world.store.pk, order_id=takes.pk, actor=BUYER_ACTOR, at=late(15))
    return world


def test_an_untouched_one_is_clean_and_every_alteration_is_named(world: World) -> None:
    assert unnamed(ALTERATIONS) == {}
