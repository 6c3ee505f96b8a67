"""Plans, waterfall and unique codes. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bukapo.kernel.entry import Line
from bukapo.kernel.machine import machine
from bukapo.kernel.money import share_rounded_up
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


@dataclass(frozen=True)
class Plan:
    """How a campaign is paid. Deposit: `deposit_fixed` rupiah per piece, or `deposit_bp` basis points of the goods."""

    mode: str  # full | deposit
    deposit_bp: int = 0
    deposit_fixed: int = 0
    shipping_with: str = "order"  # order | balance


@dataclass(frozen=True)
class Ask:
    """One charge to raise: rupiah of goods and of shipping; `now` = to be paid at once."""

    kind: str
    goods: int
    shipping: int
    now: bool


def asks(plan: Plan, *, goods: int, shipping: int, pieces: int) -> list[Ask]:
    """Split an order's money into charges that sum exactly to goods + shipping. The deposit is rounded up."""
    if plan.mode == "full":
        if plan.shipping_with == "order" or not shipping:
            return [Ask(FULL, goods, shipping, now=True)]
        return [Ask(FULL, goods, 0, now=True), Ask(SHIPPING, 0, shipping, now=False)]
    wished = plan.deposit_fixed * pieces if plan.deposit_fixed else share_rounded_up(goods, plan.deposit_bp)
    deposit = min(goods, wished)
    early = shipping if plan.shipping_with == "order" else 0
    first = Ask(DEPOSIT, deposit, early, now=True)
    later = Ask(BALANCE, goods - deposit, shipping - early, now=False)
    return [first, later] if later.goods + later.shipping else [first]


@dataclass(frozen=True)
class Raised:
    """A charge as it comes into being. Rupiah: `goods` + `shipping` + `code` = `total`.

    `transfer_amount` is the recognisable amount asked for; None without a code.
    """

    kind: str
    position: int
    state: str  # open | planned
    goods: int
    shipping: int
    code: int
    total: int
    transfer_amount: int | None
    due_at: datetime | None
    opened_at: datetime | None


def raise_charge(ask: Ask, position: int, *, code: int, at: datetime, due_at: datetime | None) -> Raised:
    """The charge of one ask. Only what is to be paid now is open, due and carries the unique code (0 = none)."""
    base = ask.goods + ask.shipping
    if not ask.now:
        return Raised(ask.kind, position, "planned", ask.goods, ask.shipping, 0, base, None, None, None)
    amount = base + code if code else None
    return Raised(
        ask.kind, position, "open", ask.goods, ask.shipping, code, base + code, amount, due_at, at
    )  # fmt: skip


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
