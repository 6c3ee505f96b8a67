"""What is paid when, in plain words: the same for the rules of a PO, its page, the check page and programs. Pure.

`Tongue` brings the language: its `say` translates an Indonesian sentence, its `day` writes a date.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bukapo.campaigns.agreed import percent
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import gettext_noop
from bukapo.payments.plans import AT_ONCE, BEFORE_SHIPPING, DAY, DAYS, NOW, PRODUCED, Ask, Due, Plan
from bukapo.payments.rules import ADJUSTMENT, BALANCE, COD, DEPOSIT, FULL, INSTALMENT, SHIPPING


@dataclass(frozen=True)
class Tongue:
    """A language as two functions."""

    say: Callable[[str], str]
    day: Callable[[date], str]


@dataclass(frozen=True)
class Dates:
    """What a plan's days hang on. `ordered` is the instant of ordering, None while speaking of orders in general."""

    pay_hours: int
    balance_days: int
    produced: date | None = None
    ship_from: date | None = None
    ordered: datetime | None = None
    each_its_own: bool = False
    """Made to order: a balance waits for the order's own goods."""


@dataclass(frozen=True)
class Part:
    """One payment: what it is, how much, until when (`due`); `rupiah` when it is known, `day` when it has one."""

    kind: str
    title: str
    amount: str
    when: str
    due: Due
    rupiah: int | None = None
    day: date | None = None

    @property
    def now(self) -> bool:
        """To be paid with the order."""
        return self.due.when == NOW


def schedule(plan: Plan, dates: Dates, tongue: Tongue, *, courier: bool) -> list[Part]:
    """The plan in general: shares instead of sums. `courier`: there may be a shipping fee."""
    rows = _rows(plan, courier=courier)
    titles = titles_of([kind for kind, *_rest in rows], plan, tongue)
    return [
        _part(kind, title, _shared(template, more, fee=fee, tongue=tongue), due, plan, dates, tongue)
        for (kind, template, more, fee, due), title in zip(rows, titles, strict=True)
    ]


def schedule_of(asks: Sequence[Ask], plan: Plan, dates: Dates, tongue: Tongue) -> list[Part]:
    """What one order is asked, in rupiah, with the days as they fall for it."""
    titles = titles_of([ask.kind for ask in asks], plan, tongue)
    return [
        _part(
            ask.kind, title, rupiah(ask.amount), AT_ONCE if ask.now else ask.due, plan, dates, tongue, ask.amount
        )
        for ask, title in zip(asks, titles, strict=True)
    ]  # fmt: skip


TITLES = {
    FULL: gettext_noop("Lunas"),
    DEPOSIT: gettext_noop("DP"),
    BALANCE: gettext_noop("Pelunasan"),
    SHIPPING: gettext_noop("Ongkir"),
    ADJUSTMENT: gettext_noop("Tambahan"),
    INSTALMENT: gettext_noop("Termin {n} dari {of}"),
}
IN_CASH = gettext_noop("Bayar di tempat (COD)")


def titles_of(kinds: Sequence[str], plan: Plan, tongue: Tongue) -> list[str]:
    """What each charge of an order is called, by its kind and its place among the instalments."""
    told, number, of = [], 0, kinds.count(INSTALMENT)
    for kind in kinds:
        number += kind == INSTALMENT
        word = IN_CASH if plan.is_cod and kind in (FULL, BALANCE) else TITLES.get(kind, kind)
        told.append(tongue.say(word).format(n=number, of=of))
    return told


_Row = tuple[str, str, dict[str, str], bool, Due]
_ALL, _REST = gettext_noop("harga barang"), gettext_noop("sisanya")
_SHARE, _EACH = gettext_noop("{share} dari harga barang"), gettext_noop("{amount} per pcs")


def _rows(plan: Plan, *, courier: bool) -> list[_Row]:
    """(kind, amount's sentence, its gaps, with the shipping fee, due)."""
    early = courier and plan.shipping_with == "order"
    late = courier and not early
    if plan.mode == COD:
        return [(FULL, _ALL, {}, courier, plan.later)]
    if plan.mode == INSTALMENT:
        return _terms(plan, early=early, late=late)
    if plan.mode == FULL:
        fee: list[_Row] = [(SHIPPING, gettext_noop("ongkir"), {}, False, plan.later)] if late else []
        return [(FULL, _ALL, {}, early, AT_ONCE), *fee]
    if plan.deposit_fixed:
        deposit: _Row = (DEPOSIT, _EACH, {"amount": rupiah(plan.deposit_fixed)}, early, AT_ONCE)
    else:
        rounded = gettext_noop("{share} dari harga barang, dibulatkan ke atas")
        deposit = (DEPOSIT, rounded, {"share": percent(plan.deposit_bp)}, early, AT_ONCE)
    return [deposit, (BALANCE, _REST, {}, late, plan.later)]


def _terms(plan: Plan, *, early: bool, late: bool) -> list[_Row]:
    rows: list[_Row] = []
    last = len(plan.terms) - 1
    for place, term in enumerate(plan.terms):
        fee = (early and place == 0) or (late and place == last)
        if place == last:
            words, gaps = _REST, {}
        elif term.bp:
            words, gaps = _SHARE, {"share": percent(term.bp)}
        else:
            words, gaps = _EACH, {"amount": rupiah(term.fixed)}
        rows.append((INSTALMENT, words, gaps, fee, term.due))
    return rows


def _shared(template: str, gaps: dict[str, str], *, fee: bool, tongue: Tongue) -> str:
    told = tongue.say(template).format(**gaps)
    return tongue.say(gettext_noop("{amount}, ditambah ongkir")).format(amount=told) if fee else told


def _part(
    kind: str,
    title: str,
    amount: str,
    due: Due,
    plan: Plan,
    dates: Dates,
    tongue: Tongue,
    sum_: int | None = None,
) -> Part:
    day = due.falls_on(dates.ordered, plan.zone) if dates.ordered else due.day
    return Part(kind, title, amount, when_words(due, day, dates, tongue), due, sum_, day)


def when_words(due: Due, day: date | None, dates: Dates, tongue: Tongue) -> str:
    """Until when, in a few words. `day` is the day it falls on, if that is known."""
    say = tongue.say
    if due.when == NOW:
        return say(gettext_noop("saat memesan, paling lambat {hours} jam kemudian")).format(
            hours=dates.pay_hours
        )
    if due.when in (DAY, DAYS) and day:
        return say(gettext_noop("paling lambat {day}")).format(day=tongue.day(day))
    if due.when == DAYS:
        return say(gettext_noop("paling lambat {days} hari setelah memesan")).format(days=due.days)
    if due.when == COD:
        return say(gettext_noop("tunai saat barang diterima"))
    if due.when == BEFORE_SHIPPING:
        return _around(
            gettext_noop("sebelum dikirim atau diambil, mulai {day}"),
            gettext_noop("sebelum dikirim atau diambil"),
            dates.ship_from,
            tongue,
        )
    assert due.when in (PRODUCED, DAY)
    if dates.each_its_own:
        known, unknown = (
            gettext_noop("setelah pesanan itu jadi (perkiraan {day})"),
            gettext_noop("setelah pesanan itu jadi"),
        )
    else:
        known, unknown = (
            gettext_noop("setelah produksi selesai (perkiraan {day})"),
            gettext_noop("setelah produksi selesai"),
        )
    words = _around(known, unknown, dates.produced, tongue)
    return say(gettext_noop("{when}, paling lambat {days} hari setelah ditagih")).format(
        when=words, days=dates.balance_days
    )


def _around(with_day: str, without: str, day: date | None, tongue: Tongue) -> str:
    return tongue.say(with_day).format(day=tongue.day(day)) if day else tongue.say(without)


def remarks(plan: Plan, tongue: Tongue, *, rounded: bool = True) -> list[str]:
    """What else a payer should know of this plan: how it is rounded, what happens when a day passes."""
    told = []
    if rounded and plan.mode == DEPOSIT and not plan.deposit_fixed:
        told.append(
            gettext_noop("DP dibulatkan ke atas ke rupiah penuh, dan pelunasannya berkurang sebanyak itu.")
        )
    if plan.mode == INSTALMENT:
        if rounded:
            told.append(
                gettext_noop(
                    "Tiap termin dibulatkan ke bawah ke rupiah penuh; selisihnya ada di termin terakhir."
                )
            )
        told.append(
            gettext_noop(
                "Setelah termin pertama masuk, pesanan pasti. Termin berikutnya ditagih 3 hari sebelum tanggalnya, "
                "berlaku sampai pukul 23.59, dan barang diserahkan setelah semuanya lunas."
            )
        )
    if plan.mode == DEPOSIT and plan.balance_due == DAY:
        told.append(
            gettext_noop(
                "Pelunasan ditagih 3 hari sebelum tanggalnya dan berlaku sampai pukul 23.59 hari itu."
            )
        )
    if plan.mode == COD:
        told.append(
            gettext_noop("Tanpa DP: pesanan pasti setelah penjual menerimanya. Siapkan uang tunai yang pas.")
        )
    elif plan.is_cod:
        told.append(gettext_noop("Sisanya dibayar tunai ke kurir, atau ke penjual waktu diambil."))
    return [tongue.say(sentence) for sentence in told]
