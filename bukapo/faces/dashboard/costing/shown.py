"""The calculator's answer and the cash-flow as pages show them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from bukapo.faces.ui import dates
from bukapo.kernel.money import rupiah
from bukapo.production.costing.cash import Course, Week
from bukapo.production.costing.reads import CashCourse, Words
from bukapo.production.costing.rules import (
    Hpp,
    Margin,
    Sheet,
    break_even,
    hpp,
    margin,
    price_for,
)

RUNS = (12, 24, 60, 100, 250, 500)
SHARES = (3_000, 4_000, 5_000)
"""Margins for which a price is proposed, basis points."""


@dataclass(frozen=True)
class Answer:
    """What the sheet says. `parts` (words, rupiah a piece) sum up to the cost but for rounding; `runs` compare."""

    hpp: Hpp
    parts: list[tuple[str, int]]
    runs: list[tuple[int, int, bool]]
    margin: Margin | None
    enough: int | None
    loss: bool
    prices: list[tuple[int, int]]


def answer(sheet: Sheet, pieces: int, price: int) -> Answer:
    """`price` 0 = not known yet."""
    found = hpp(sheet, pieces)
    named = [
        (_("Bahan"), found.materials),
        (_("Ongkos konveksi"), found.maker),
        (_("Sekali per PO, dibagi pcs"), found.once),
        (_("Lain-lain"), found.overhead),
        (_("Cadangan gagal"), found.rejects),
    ]
    counts = sorted({*RUNS, pieces})
    enough = break_even(sheet, price) if price else None
    return Answer(
        hpp=found,
        parts=[(words, amount) for words, amount in named if amount],
        runs=[(count, hpp(sheet, count).each, count == pieces) for count in counts],
        margin=margin(price, found.each) if price else None,
        enough=enough,
        loss=bool(price) and price < found.each,
        prices=[(share // 100, price_for(found.each, share)) for share in SHARES] if found.each else [],
    )


def words() -> Words:
    """How moves of money are called on the page."""
    return Words(
        kinds={
            "full": _("Bayar lunas"),
            "deposit": _("DP"),
            "instalment": _("Cicilan"),
            "balance": _("Pelunasan"),
            "shipping": _("Ongkir"),
            "adjustment": _("Selisih harga"),
        },
        fixed=_("Ongkos sekali bayar"),
        down=_("DP konveksi"),
        rest=_("Pelunasan konveksi"),
        paid=_("Pembayaran masuk"),
        refunded=_("Dana dikembalikan"),
        spent=_("Sudah dikeluarkan"),
    )


@dataclass(frozen=True)
class ShownWeek:
    """`what` are the moves of the week, summed by name: (name, rupiah with sign)."""

    title: str
    week: Week
    what: list[tuple[str, int]]
    lowest: bool


@dataclass(frozen=True)
class ShownCash:
    """`bars` of the drawing: what is left at each week's end, from the zero line up or down."""

    cash: CashCourse
    weeks: list[ShownWeek]
    drawing: "Drawing"
    verdict: str
    short: bool


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    below: bool
    label: str
    told: bool


@dataclass(frozen=True)
class Drawing:
    """View box 360 wide, 180 high; `zero` is the line of an empty purse. `said` is for who does not see it."""

    bars: list[Bar]
    zero: float
    said: str
    top: str
    bottom: str


def shown_cash(cash: CashCourse) -> ShownCash:
    """A course with at least one week."""
    course = cash.course
    lowest = course.lowest
    weeks = [
        ShownWeek(_span(week.first), week, _summed(week), week is lowest and week.balance < 0)
        for week in course.weeks
    ]
    if course.needed and lowest:
        verdict = _("Di minggu %(week)s uang PO kurang %(sum)s: siapkan modal sendiri sebesar itu.") % {
            "week": _span(lowest.first), "sum": rupiah(course.needed),
        }  # fmt: skip
    else:
        verdict = _("Uang PO ini cukup sampai akhir: tidak perlu modal sendiri.")
    return ShownCash(cash, weeks, _drawing(course), verdict, bool(course.needed))


def _span(monday: date) -> str:
    return dates.span(monday, monday + timedelta(days=6))


def _summed(week: Week) -> list[tuple[str, int]]:
    sums: dict[str, int] = {}
    for move in week.moves:
        sums[move.what] = sums.get(move.what, 0) + move.amount
    return list(sums.items())


def _drawing(course: Course) -> Drawing:
    balances = [week.balance for week in course.weeks]
    top, bottom = max([*balances, 0]), min([*balances, 0])
    whole = max(1, top - bottom)
    zero = round(16 + 132 * top / whole, 1)
    slot = 344 / len(balances)
    every = -(-len(balances) // 6)
    bars = []
    for place, week in enumerate(course.weeks):
        tall = round(132 * abs(week.balance) / whole, 1)
        below = week.balance < 0
        bars.append(
            Bar(
                x=round(8 + slot * place + slot * 0.15, 1),
                y=zero if below else round(zero - tall, 1),
                width=round(slot * 0.7, 1),
                height=max(tall, 1.0),
                below=below,
                label=f"{week.first.day}/{week.first.month}",
                told=place % every == 0,
            )
        )
    said = _("Sisa uang PO tiap akhir minggu: ") + ", ".join(
        f"{_span(week.first)} {rupiah(week.balance)}" for week in course.weeks
    )
    return Drawing(bars, zero, said, rupiah(top), rupiah(bottom) if bottom else "")
