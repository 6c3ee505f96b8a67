"""One rupiah moved behind the house's back, in whichever table of money: the audit names it."""

from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.models import Order
from bukapo.orders.writes import allow, credit, release
from bukapo.payments.models import Credit, Refund
from tests.invariants.altering import ANY, unnamed
from tests.till import asked, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db

PHONE = "081277770001"


@pytest.fixture(autouse=True)
def world() -> World:
    """Two orders of one buyer: credit of money too much and of a refund, spent, paid out; goodwill; a refund sent."""
    world = make_world(at=NOON, pay_mode="deposit")
    with clock.told(NOON):
        first, second = world.place(phone=PHONE), world.place(phone=PHONE)
        receive(world, world.place(), 20_000)
        receive(world, first, asked(first))
        receive(world, first, first.charged + 60_000)
        who: dict[str, Any] = {"store_id": world.store.pk, "actor": world.seller, "at": NOON}
        of_first = who | {"order_id": first.pk}
        credit.keep_as_credit(**of_first, amount=50_000, consent="lewat chat")
        allow.grant_allowance(**of_first, amount=9_000, reason="Jahitan kurang rapi")
        back = {"reason": "Kelebihan bayar", "send_to": ""}
        sent = release.promise_refund(**of_first, amount=5_000, **back)
        kept = release.promise_refund(**of_first, amount=4_000, **back)
        release.promise_refund(**of_first, amount=3_000, **back)
        release.pay_refund(**who, refund_id=sent.refund_id, bank_account_id=world.bank.pk, send_to="")
        credit.keep_refund_as_credit(**who, refund_id=kept.refund_id, consent="lewat chat")
        credit.use_credit(**who, order_id=second.pk, codes=None)
        of_refund = Credit.objects.of(world.store).get(refund__isnull=False)
        credit.cash_out_credit(**who, credit_id=of_refund.pk, account=None)
    assert Credit.objects.of(world.store).get(refund=None).left > 0
    return world


TABLES = {
    "a live charge": "payments_charge SET goods = goods + 1, total = total + 1 WHERE state = 'open'",
    "a paid charge": (
        "payments_charge SET goods = goods - 1, total = total - 1, paid = paid - 1 "
        "WHERE state = 'paid' AND goods > 0"
    ),
    "a planned charge": "payments_charge SET goods = goods + 1, total = total + 1 WHERE state = 'planned'",
    "a charge's paid part": "payments_charge SET paid = paid - 1 WHERE paid > 1 AND state = 'open'",
    "a payment": "payments_payment SET amount = amount + 1 WHERE method = 'transfer'",
    "a payment by credit": "payments_payment SET amount = amount - 1 WHERE method = 'credit'",
    "a refund that is owed": "payments_refund SET amount = amount + 1 WHERE state = 'owed'",
    "a refund that was sent": "payments_refund SET amount = amount - 1 WHERE state = 'paid'",
    "a refund kept as credit": "payments_refund SET amount = amount + 1 WHERE state = 'credited'",
    "a refund out of a credit": "payments_refund SET amount = amount + 1 WHERE credit_id IS NOT NULL",
    "a posting": "ledger_posting SET amount = amount + 1 WHERE id = (SELECT min(id) FROM ledger_posting)",
    "a credit": "payments_credit SET amount = amount + 1 WHERE refund_id IS NULL",
    "a credit of a refund": "payments_credit SET amount = amount + 1 WHERE refund_id IS NOT NULL",
    "a credit's spent part": "payments_credit SET used = used - 1 WHERE refund_id IS NULL",
    "a use for an order": "payments_credituse SET amount = amount + 1 WHERE payment_id IS NOT NULL",
    "a use as money": "payments_credituse SET amount = amount - 1 WHERE refund_id IS NOT NULL",
    "an allowance": "payments_allowance SET amount = amount + 1",
    "what an order was charged": "orders_order SET charged = charged + 1",
    "what an order was paid": "orders_order SET paid = paid + 1",
    "what an order was refunded": "orders_order SET refunded = refunded - 1 WHERE refunded > 0",
    "what an order was forgiven": "orders_order SET forgiven = forgiven + 1 WHERE forgiven > 0",
}

DELETIONS = {
    "a credit's use": "payments_credituse",
    "an allowance": "payments_allowance",
}


def named() -> list[str]:
    return [str(breach) for _name, found in audit() for breach in found]


@pytest.mark.usefixtures("world")
def test_an_untouched_one_is_clean_and_every_rupiah_that_moves_is_named() -> None:
    moved = {what: (ANY, f"UPDATE {statement}") for what, statement in TABLES.items()}
    gone = {what + " that is gone": (ANY, f"DELETE FROM {table}") for what, table in DELETIONS.items()}
    assert unnamed(moved | gone) == {}


def test_the_audit_names_two_payments_that_swapped_a_rupiah(world: World) -> None:
    """The order's sum stays right; the rows do not."""
    first = Order.objects.of(world.store).order_by("pk")[0]
    small, big = first.payments.order_by("pk")
    swapped = (
        f"UPDATE payments_payment SET amount = amount - 1 WHERE id = {small.pk};"
        f"UPDATE payments_payment SET amount = amount + 1 WHERE id = {big.pk}"
    )
    assert unnamed({"a rupiah": ("money row", swapped)}) == {}


def test_credits_and_refunds_that_do_not_belong_together_are_named(world: World) -> None:
    sent = Refund.objects.of(world.store).get(state="paid").pk
    swaps = {
        "a credit given to a refund that was sent": (
            f"UPDATE payments_credit SET refund_id = {sent} WHERE refund_id IS NOT NULL"
        ),
        "a refund said to be kept that was not": (
            "UPDATE payments_refund SET state = 'credited' WHERE state = 'owed' AND credit_id IS NULL"
        ),
    }
    assert unnamed({what: ("credit", statement) for what, statement in swaps.items()}) == {}


def test_a_buyer_without_the_code_moves_nothing(world: World) -> None:
    second = Order.objects.of(world.store).order_by("pk")[1]
    before = named(), world.fresh(second).paid
    with clock.told(NOON), pytest.raises(credit.NoSuchCredit):
        credit.use_credit(store_id=world.store.pk, order_id=second.pk, codes=None, actor=BUYER_ACTOR, at=NOON)
    assert (named(), world.fresh(second).paid) == before
