"""Minimums of a PO: what was reached, what a buyer may choose beforehand, what then happens. Pure.

What counts is what orders hold whose first payment is in (or that the seller took in): a PO starts on money, not on
forms. Who ordered in the last hours may still pay after closing, at most WAIT long, before it is judged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop

WAIT_FOR_MORE, COLOUR, NEXT, REFUND = "wait", "colour", "next", "refund"
FALLBACKS = [WAIT_FOR_MORE, COLOUR, NEXT, REFUND]
"""A buyer waits one extension, takes another colour, joins the next batch, or gets everything back."""

RUN, COUNTING, SHORT = "run", "counting", "short"
GRACE = timedelta(hours=48)
"""How long after closing those who ordered in time may still pay before the minimum is judged."""
MOST_MINIMUM, MOST_EXTENSION = 100_000, 30


class BelowMinimum(Refusal):
    """`counted` of `pieces` of `what` are paid for."""

    code = "below_minimum"
    sentence = gettext_noop(
        "Minimum belum tercapai: {what} baru {counted} dari {pieces} pcs yang sudah dibayar. Tunggu sampai waktu "
        "tutup, atau tekan “Jalankan berapa pun” dulu."
    )


class StillCounting(Refusal):
    """The minimum may still be reached by orders that have time to pay."""

    code = "still_counting"
    sentence = gettext_noop("Masih menunggu pembayaran pesanan terakhir sebelum minimumnya dihitung.")


class CarryingOut(Refusal):
    """The minimum was not reached, and what each buyer chose is being done."""

    code = "carrying_out"
    sentence = gettext_noop("Minimum tidak tercapai, dan pilihan tiap pembeli sedang dijalankan.")


class NothingShort(Refusal):
    code = "nothing_short"
    sentence = gettext_noop("PO ini tidak punya minimum yang masih kurang.")


WHOLE_PO = gettext_noop("Seluruh PO")


@dataclass(frozen=True)
class Least:
    """A minimum: of the whole PO (no product), of a product, or of its pieces with `value` of `option`."""

    pieces: int
    product_id: int | None = None
    option: str = ""
    value: str = ""

    @property
    def whole(self) -> bool:
        return self.product_id is None

    def counts(self, product_id: int, values: Sequence[str]) -> bool:
        """Whether a piece of this product with these values belongs to what is counted."""
        if self.whole:
            return True
        return product_id == self.product_id and (not self.value or self.value in values)


@dataclass(frozen=True)
class Pieces:
    """Pieces alike that an order holds; `paid`: its first payment is in."""

    product_id: int
    values: tuple[str, ...]
    qty: int
    paid: bool


@dataclass(frozen=True)
class Tally:
    """How far a minimum is: `paid` pieces count, `held` are ordered."""

    least: Least
    paid: int
    held: int

    @property
    def short(self) -> bool:
        """A product or colour that nobody wants keeps nobody waiting."""
        return self.held > 0 and self.paid < self.least.pieces

    @property
    def hopeful(self) -> bool:
        """It is reached if everybody who ordered pays."""
        return self.held >= self.least.pieces


def tallies(minimums: Iterable[Least], held: Sequence[Pieces]) -> tuple[Tally, ...]:
    """One per minimum, in order."""
    found = []
    for least in minimums:
        mine = [one for one in held if least.counts(one.product_id, one.values)]
        found.append(Tally(least, sum(one.qty for one in mine if one.paid), sum(one.qty for one in mine)))
    return tuple(found)


def judged(told: Sequence[Tally], *, waited: bool) -> tuple[str, tuple[Tally, ...]]:
    """(RUN, COUNTING or SHORT, what is short). `waited`: nobody has time left to pay."""
    short = [tally for tally in told if tally.short]
    if not short:
        return RUN, ()
    lost = [tally for tally in short if waited or not tally.hopeful]
    return (SHORT, tuple(lost)) if lost else (COUNTING, tuple(short))


def deed(
    choice: str, *, merge: bool, whole: bool, extended: bool, second_is_made: bool, has_next: bool
) -> str:
    """What is done for an order that a shortage touches: one of FALLBACKS. What cannot be done is money back."""
    if merge:
        return NEXT if has_next else REFUND
    if choice == WAIT_FOR_MORE and extended:
        return WAIT_FOR_MORE
    if choice == NEXT and has_next:
        return NEXT
    if choice == COLOUR and not whole and second_is_made:
        return COLOUR
    return REFUND


def enough_wait(waiting: int, needed: int) -> bool:
    """Whether the PO is extended: at least half of what is needed is by buyers who would wait."""
    return waiting * 2 >= needed


def checked_minimums(minimums: Sequence[Least]) -> tuple[Least, ...]:
    """Raises Invalid unless each is of several pieces and named once."""
    for least in minimums:
        if not 2 <= least.pieces <= MOST_MINIMUM:
            raise Invalid(field="minimum", why=gettext_noop("Minimum paling sedikit 2 pcs."))
        if least.value and (least.whole or not least.option):
            raise Invalid(field="minimum", why=gettext_noop("Pilih salah satu."))
    if len({(one.product_id, one.option, one.value) for one in minimums}) != len(minimums):
        raise Invalid(field="minimum", why=gettext_noop("Minimum yang sama diisi dua kali."))
    return tuple(minimums)


def offered_fallbacks(
    minimums: Sequence[Least], *, extension_days: int, colour: bool, next_batch: bool
) -> tuple[str, ...]:
    """What a buyer may choose among; nothing in a PO without a minimum. Money back is always one of it."""
    if not minimums:
        return ()
    found = [WAIT_FOR_MORE] if extension_days and any(one.whole for one in minimums) else []
    found += [COLOUR] if colour and any(one.value for one in minimums) else []
    found += [NEXT] if next_batch else []
    return (*found, REFUND)
