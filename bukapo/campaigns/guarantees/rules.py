"""What may be declared, and what a rung is worth. Pure. Money in whole rupiah, shares in basis points."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bukapo.kernel.money import share_rounded_up
from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop

CREDIT, SHIPPING, REFUND = "credit", "shipping", "refund"
"""credit: saldo for the next order; shipping: the order's shipping fee back; refund: all of the money, offered."""

SMALL = (CREDIT, SHIPPING)
"""Given without asking; the order goes on."""

MOST_RUNGS, MOST_DAYS, MOST_BP, MOST_CREDIT = 4, 60, 5_000, 10_000_000
LEAST_CREDIT = 1_000
MOST_FIT_DAYS = 60


class LessThanPromised(Refusal):
    code = "less_than_promised"
    sentence = gettext_noop(
        "PO ini sudah terbit, jadi garansinya hanya bisa ditambah: lebih cepat, lebih besar, atau lebih banyak."
    )


@dataclass(frozen=True, order=True)
class Rung:
    """Acts when an order is not sent by the end of the `days`-th day after its promised day.

    A credit is `amount` rupiah, or `bp` basis points of the goods.
    """

    days: int
    remedy: str
    amount: int = 0
    bp: int = 0

    def worth(self, *, goods: int, shipping: int, held: int) -> int:
        """Rupiah for an order of `goods` (net) and `shipping`, of which the store holds `held`. Rounded UP."""
        if self.remedy == SHIPPING:
            return shipping
        if self.remedy == REFUND:
            return held
        return self.amount or share_rounded_up(max(0, goods), self.bp)

    def due_on(self, promised: date) -> date:
        """The morning on which it acts."""
        return promised + timedelta(days=self.days + 1)

    def covers(self, other: "Rung") -> bool:
        """It gives at least what `other` gives, at least as early."""
        alike = self.remedy == other.remedy and self.days <= other.days
        return alike and self.amount >= other.amount and self.bp >= other.bp


@dataclass(frozen=True)
class Declared:
    """`rungs` are the small ones. After `refund_after` days all of the money is offered. Exchange of what does not fit
    is taken for `fit_days` after receipt (0 = not)."""

    rungs: tuple[Rung, ...] = ()
    refund_after: int = 14
    fit_days: int = 0

    @property
    def ladder(self) -> tuple[Rung, ...]:
        """Every rung in the order of its days."""
        return tuple(sorted((*self.rungs, Rung(self.refund_after, REFUND))))


@dataclass(frozen=True, kw_only=True)
class GuaranteeTerms:
    """What one order was promised. `ship_until` is the promised day as its terms say it (None: its own promise).

    `defect_days` after receipt for goods that are wrong, `fit_days` for those that do not fit (0 = none), both days;
    `tolerance_cm` of a size is not wrong; complaints are answered in `answer_hours`, money is back in `refund_days`.
    """

    ladder: tuple[Rung, ...]
    ship_until: date | None
    defect_days: int
    fit_days: int
    tolerance_cm: int
    answer_hours: int
    refund_days: int


def checked(declared: Declared) -> Declared:
    """Tidied, in order of days. Raises Invalid (`rungs`, `refund_after`, `fit_days`)."""
    rungs = tuple(sorted(declared.rungs))
    for rung in rungs:
        _check_rung(rung)
    days = [rung.days for rung in rungs]
    if len(rungs) > MOST_RUNGS or len(set(days)) != len(days):
        raise Invalid(
            field="rungs", why=gettext_noop("Paling banyak 4 tahap, masing-masing di hari yang beda.")
        )
    if sum(rung.remedy == SHIPPING for rung in rungs) > 1 or sum(rung.remedy == CREDIT for rung in rungs) > 3:
        raise Invalid(
            field="rungs", why=gettext_noop("Saldo paling banyak tiga tahap, ongkir kembali satu kali.")
        )
    if not 0 <= declared.refund_after <= MOST_DAYS:
        raise Invalid(
            field="refund_after", why=gettext_noop("Uang kembali penuh antara 0 dan 60 hari terlambat.")
        )
    if not 0 <= declared.fit_days <= MOST_FIT_DAYS:
        raise Invalid(field="fit_days", why=gettext_noop("Masa tukar antara 0 dan 60 hari."))
    return Declared(rungs, declared.refund_after, declared.fit_days)


def _check_rung(rung: Rung) -> None:
    if rung.remedy not in SMALL or not 1 <= rung.days <= MOST_DAYS:
        raise Invalid(field="rungs", why=gettext_noop("Tiap tahap antara 1 dan 60 hari terlambat."))
    if rung.remedy == SHIPPING:
        if rung.amount or rung.bp:
            raise Invalid(field="rungs", why=gettext_noop("Ongkir kembali tidak butuh jumlah."))
        return
    if bool(rung.amount) == bool(rung.bp):
        raise Invalid(field="rungs", why=gettext_noop("Isi saldonya: rupiah atau persen, salah satu."))
    if rung.amount and not LEAST_CREDIT <= rung.amount <= MOST_CREDIT:
        raise Invalid(field="rungs", why=gettext_noop("Saldo antara Rp1.000 dan Rp10.000.000."))
    if rung.bp and not 1 <= rung.bp <= MOST_BP:
        raise Invalid(field="rungs", why=gettext_noop("Saldo paling banyak 50% dari harga barang."))


def check_not_less(new: Declared, old: Declared) -> None:
    """Raise LessThanPromised unless every rung of `old` is covered by one of its own of `new`.

    Each rung is matched with the latest free one that covers it: a sound order, because a later rung covers less.
    """
    free = list(new.ladder)
    for rung in old.ladder:
        fits = [one for one in free if one.covers(rung)]
        if not fits:
            raise LessThanPromised()
        free.remove(min(fits, key=lambda one: (one.amount, one.bp, -one.days)))
    if new.fit_days < old.fit_days:
        raise LessThanPromised()


def as_json(rungs: Iterable[Rung]) -> list[list[object]]:
    """As a ladder is kept and told: [days, remedy, amount, bp]."""
    return [[rung.days, rung.remedy, rung.amount, rung.bp] for rung in rungs]


def from_json(rows: Sequence[Sequence[object]]) -> tuple[Rung, ...]:
    """What `as_json` wrote."""
    return tuple(Rung(int(str(d)), str(remedy), int(str(a)), int(str(bp))) for d, remedy, a, bp in rows)
