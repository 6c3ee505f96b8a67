"""States, kinds, waterfall and unique codes. Pure. (How a price is split into parts: `payments.plans`.)"""

from collections.abc import Collection, Sequence

from bukapo.kernel.entry import Line
from bukapo.kernel.machine import machine
from bukapo.ledger.rules import DEPOSITS, RECEIVABLE, UNIQUE_CODE

CHARGE = machine(
    "charge", "planned open", planned="open paid void", open="paid void", paid="open void", void=""
)
"""`paid` goes back to `open` when a refund or a correction leaves it short."""
PROOF = machine("proof", "pending", pending="accepted rejected", accepted="", rejected="")
REFUND = machine("refund", "owed", owed="paid credited", paid="", credited="")
"""credited: the buyer keeps it as credit for another order instead; paid out later it is a refund of its own."""

STATEMENT_LINE = machine(
    "statement line",
    "doubtful matched ignored",
    doubtful="matched ignored",
    matched="doubtful",
    ignored="doubtful",
)
"""matched: every rupiah of it is payments; doubtful: a person decides; ignored: not about an order (or money out)."""
ATTEMPT = machine("attempt", "pending", pending="paid expired failed", expired="paid", failed="paid", paid="")
"""One try to pay through a gateway. A late notice may still pay what had expired; what is paid never goes back."""

FULL, DEPOSIT, INSTALMENT, BALANCE = "full", "deposit", "instalment", "balance"
SHIPPING, ADJUSTMENT = "shipping", "adjustment"
CHARGE_KINDS = [FULL, DEPOSIT, INSTALMENT, BALANCE, SHIPPING, ADJUSTMENT]
TRANSFER, QRIS, CASH, COD, GATEWAY, CREDIT = "transfer", "qris", "cash", "cod", "gateway", "credit"
METHODS = [TRANSFER, QRIS, CASH, COD, GATEWAY, CREDIT]


def owed(charge_id: int, order_id: int, *, base: int, code: int) -> list[Line]:
    """The ledger lines of a charge that now exists: the buyer owes it, the store owes goods for it (`base` rupiah)."""
    cause = f"charge:{charge_id}"
    lines = [Line(DEPOSITS, RECEIVABLE, base, cause, order_id)] if base else []
    if code:
        lines.append(Line(UNIQUE_CODE, RECEIVABLE, code, cause, order_id))
    return lines


def waterfall(totals: Sequence[int], received: int) -> list[int]:
    """How much of each charge is paid when `received` rupiah fill them in order. What is over stays over."""
    filled = []
    for total in totals:
        part = max(0, min(total, received))
        filled.append(part)
        received -= part
    return filled


def free_code(base: int, taken: Collection[int], start: int) -> int:
    """The first k of 1..999, beginning at `start`, for which `base + k` is not taken; 0 when all are."""
    for step in range(999):
        code = (start - 1 + step) % 999 + 1
        if base + code not in taken:
            return code
    return 0
