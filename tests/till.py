"""What a till does in tests of money: take a payment, send a proof, look into the books."""

from typing import Any

from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.ledger.reads import order_outstanding, trial_balance
from bukapo.orders.events import PaymentReceived, ProofSent
from bukapo.orders.models import Order
from bukapo.orders.writes import pay
from tests.world import NOON, World


def receive(world: World, order: Order, amount: int, **more: Any) -> PaymentReceived:
    """Record a transfer of `amount` rupiah."""
    facts = {
        "method": "transfer",
        "bank_account_id": world.bank.pk,
        "note": "",
        "actor": world.seller,
        "at": NOON,
    }
    return pay.record_payment(store_id=world.store.pk, order_id=order.pk, amount=amount, **(facts | more))


def prove(world: World, order: Order, **more: Any) -> ProofSent:
    """Send a transfer proof as the buyer."""
    facts = {"bank_account_id": world.bank.pk, "claimed": None, "sender": "", "at": NOON}
    facts |= more
    facts.setdefault("photo", world.picture())
    return pay.send_proof(store_id=world.store.pk, order_id=order.pk, actor=BUYER_ACTOR, **facts)


def asked(order: Order) -> int:
    """The exact amount that the order's open charge asks for."""
    return int(order.charges.get(state="open").transfer_amount)


def books_agree(world: World, order: Order) -> None:
    """The order's own sums and the ledger say the same, and the books balance."""
    now = world.fresh(order)
    assert now.outstanding == order_outstanding(store_id=world.store.pk, order_id=order.pk)
    assert sum(trial_balance(store_id=world.store.pk).values()) == 0
