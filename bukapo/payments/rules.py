"""Plans, waterfall and unique codes. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bukapo.kernel.machine import machine
from bukapo.kernel.money import share_rounded_up

CHARGE = machine(
    "charge", "planned open", planned="open paid void", open="paid void", paid="open void", void=""
)
"""`paid` goes back to `open` when a refund or a correction leaves it short."""
PROOF = machine("proof", "pending", pending="accepted rejected", accepted="", rejected="")
REFUND = machine("refund", "owed", owed="paid", paid="")

FULL, DEPOSIT, BALANCE, SHIPPING, ADJUSTMENT = "full", "deposit", "balance", "shipping", "adjustment"
CHARGE_KINDS = [FULL, DEPOSIT, BALANCE, SHIPPING, ADJUSTMENT]
TRANSFER, CASH = "transfer", "cash"
METHODS = [TRANSFER, CASH]


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
