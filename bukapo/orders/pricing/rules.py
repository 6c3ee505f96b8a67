"""How a fallen price reaches the charges, and the states of a proposal and its answers. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bukapo.kernel.machine import machine
from bukapo.payments.rules import waterfall

OPEN, ENDED, WITHDRAWN = "open", "ended", "withdrawn"
PROPOSAL = machine("proposal", OPEN, open="ended withdrawn", ended="", withdrawn="")

WAITING, ACCEPTED, LEFT, KEPT, GONE = "waiting", "accepted", "left", "kept", "gone"
ANSWER = machine(
    "answer",
    WAITING,
    waiting="accepted left kept gone withdrawn",
    accepted="withdrawn",
    left="",
    kept="",
    gone="",
    withdrawn="",
)
"""accepted: pays the extra; left: took the money back; kept: goes on at the old price; gone: the order ended otherwise;
withdrawn: the seller took the proposal back."""

LEAVE, KEEP = "leave", "keep"
SILENCES = [LEAVE, KEEP]
"""What silence means: the buyer leaves with the money, or keeps the old price. It never means to pay more."""

ANSWERABLE = ("placed", "confirmed")
"""States of an order that can be asked. Once it is shipped, the old price has been kept."""

LEAST_TIME = timedelta(hours=48)
MOST_TIME = timedelta(days=60)
REMINDED_AHEAD = timedelta(hours=24)


@dataclass(frozen=True)
class Part:
    """A charge as the reduction sees it, rupiah. `open` = it has been asked; `goods` + `shipping` + `code` = total."""

    goods: int
    shipping: int
    code: int
    paid: int
    open: bool
    state: str

    @property
    def total(self) -> int:
        return self.goods + self.shipping + self.code


def lowered(parts: Sequence[Part], fall: int, money: int) -> tuple[list[Part], int]:
    """The charges of an order whose goods became `fall` rupiah cheaper, and what could not be taken off them.

    The latest unpaid money goes first, so that what is paid or asked now changes last; a charge of nothing is void.
    `money` rupiah of the order fill what remains, from the first charge.
    """
    left = list(parts)
    for limit in (_unpaid, _goods):
        for place in reversed(range(len(left))):
            taken = min(fall, limit(left[place]))
            left[place] = replace(left[place], goods=left[place].goods - taken)
            fall -= taken
    left = [part if part.goods + part.shipping else replace(part, code=0, state="void") for part in left]
    filled = waterfall([part.total for part in left], money)
    return [_filled(part, paid) for part, paid in zip(left, filled, strict=True)], fall


def _unpaid(part: Part) -> int:
    return min(part.goods, part.total - part.paid)


def _goods(part: Part) -> int:
    return part.goods


def _filled(part: Part, paid: int) -> Part:
    if part.state == "void":
        return replace(part, paid=0)
    state = "paid" if paid == part.total else "open" if part.open else "planned"
    return replace(part, paid=paid, state=state)
