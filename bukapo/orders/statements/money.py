"""An order's money while a statement is booked: what `payments.steps.settle` does, without a database. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bukapo.payments.rules import waterfall


@dataclass(slots=True)
class ChargeNow:
    """A live charge as the database has it under the order's lock; `changed` since then.

    `opened` is the day on which it was asked, in the store's zone; None when it was not.
    """

    id: int
    state: str
    total: int
    paid: int
    amount: int | None
    opened: date | None
    changed: bool = False


@dataclass(slots=True)
class ProofNow:
    """A proof that waits; `claimed` rupiah, None when the sender did not say."""

    id: int
    claimed: int | None


@dataclass(slots=True)
class OrderNow:
    """A locked order. `charges` in the order in which money fills them; `proofs` oldest first.

    `placed_at` is read of stores that have been PKP, for the tax.
    """

    id: int
    number: str
    buyer: str
    campaign_id: int
    state: str
    charged: int
    paid: int
    refunded: int
    version: int
    chain: str
    placed_at: datetime | None
    confirmed: bool = False
    charges: list[ChargeNow] = field(default_factory=list)
    proofs: list[ProofNow] = field(default_factory=list)

    @property
    def outstanding(self) -> int:
        return self.charged - self.paid + self.refunded

    def asking(self, amount: int) -> ChargeNow | None:
        """The charge that is recognised by this amount, if it still is."""
        return next((one for one in self.charges if one.amount == amount and one.state == "open"), None)


def deciding_proof(proofs: Sequence[ProofNow], amount: int) -> ProofNow | None:
    """The waiting proof that this money decides: the one that claims it, else the first that claims nothing."""
    claiming = [proof for proof in proofs if proof.claimed == amount]
    silent = [proof for proof in proofs if proof.claimed is None]
    return next(iter(claiming or silent or proofs), None)


def fill(order: OrderNow, amount: int) -> bool:
    """Let `amount` more rupiah fill the charges. True when that confirms the order."""
    order.paid += amount
    charges = order.charges
    filled = waterfall([one.total for one in charges], order.paid - order.refunded)
    for one, part in zip(charges, filled, strict=True):
        state = "paid" if part == one.total else "open" if one.opened else "planned"
        asked = one.amount if state == "open" and part == one.paid else None
        if (state, part, asked) != (one.state, one.paid, one.amount):
            one.state, one.paid, one.amount, one.changed = state, part, asked, True
    if order.state != "placed" or not charges or charges[0].state != "paid":
        return False
    order.state, order.confirmed = "confirmed", True
    return True
