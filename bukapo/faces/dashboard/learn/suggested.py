"""Suggestions in words: what, from what to what, why with the numbers, how sure."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bukapo.campaigns.cloning.rules import (
    CAP,
    DEPOSIT,
    MINIMUM,
    OPENING,
    PAY_HOURS,
    PRICE,
    PRODUCE_DAYS,
    SHIP_DAYS,
    TARGET,
    WINDOW_DAYS,
)
from bukapo.faces.dashboard.learn.words import clock_words, weekday_words
from bukapo.faces.papers.evaluation_forms import OutcomeShown, Unit
from bukapo.faces.papers.evaluation_pdf import told
from bukapo.faces.papers.forms import Advice
from bukapo.faces.papers.matrices import dots
from bukapo.faces.papers.words import sureness
from bukapo.insights.suggestions.making import SPARE
from bukapo.insights.suggestions.outcomes import Outcome
from bukapo.insights.suggestions.values import Suggestion
from bukapo.kernel.money import rupiah


@dataclass(frozen=True)
class Shown:
    """A suggestion as a page shows it. `key` names it in a form; "" where there is nothing to set."""

    key: str
    setting: str
    old: str
    new: str
    reason: str
    sureness: str
    sure: str


def shown(one: Suggestion) -> Shown:
    """In the reader's language."""
    return Shown(
        key="" if one.only_told else one.setting,
        setting=_setting(one.kind, one.facts.get("name", "")),
        old=value_words(one.kind, one.old),
        new=value_words(one.kind, one.new),
        reason=_reason(one),
        sureness=one.sureness,
        sure=sureness(one.sureness),
    )


def advice(one: Suggestion) -> Advice:
    """The same for the paper."""
    told_ = shown(one)
    facts = {"old": told_.old, "new": told_.new}
    change = told_.new if one.old is None else _("%(old)s menjadi %(new)s") % facts
    return Advice(told_.setting, change, told_.reason, one.sureness)


def _setting(kind: str, name: str = "") -> str:
    return {
        WINDOW_DAYS: _("Lama PO dibuka"),
        OPENING: _("Hari dan jam buka"),
        PRODUCE_DAYS: _("Janji selesai produksi"),
        SHIP_DAYS: _("Waktu kemas dan kirim"),
        CAP: _("Kuota"),
        TARGET: _("Target"),
        MINIMUM: _("Minimum supaya jalan"),
        DEPOSIT: _("Besar DP"),
        PAY_HOURS: _("Batas bayar"),
        PRICE: _("Harga %(name)s") % {"name": name} if name else _("Harga"),
        SPARE: _("Lebihan waktu SPK"),
    }[kind]


def value_words(kind: str, value: int | None) -> str:
    """A setting's value with its unit; `–` for an empty one."""
    if value is None:
        return "–"
    if kind == OPENING:
        weekday, hour = divmod(value, 24)
        return f"{weekday_words(weekday)} {clock_words(hour)}"
    if kind == PRODUCE_DAYS:
        return _("%(n)s hari setelah tutup") % {"n": value}
    if kind == SPARE:
        return _("%(n)s dari 100 pcs") % {"n": value}
    if kind == PAY_HOURS:
        return _("%(n)s jam") % {"n": value}
    units: dict[str, Unit] = {DEPOSIT: "percent", PRICE: "rupiah", WINDOW_DAYS: "days", SHIP_DAYS: "days"}
    return told(value, units.get(kind, "pieces"))


def _reason(one: Suggestion) -> str:
    return REASONS[one.why](one.facts)


def _late(facts: dict[str, Any]) -> str:
    said = _("Terlambat %(late)s hari dari janji pertama; terlambat di %(times)s dari %(pos)s PO.") % facts
    if facts.get("stage") and facts.get("stage_days"):
        said += " " + _("Tahap %(stage)s %(stage_days)s hari lebih lama dari rencana.") % facts
    return said


def _early(facts: dict[str, Any]) -> str:
    return (
        _("%(pos)s PO berturut-turut selesai jauh lebih awal; pembeli bisa dijanjikan lebih cepat.") % facts
    )


def _quiet(facts: dict[str, Any]) -> str:
    return (
        _("%(quiet)s dari %(days)s hari hampir tidak ada pesanan (dari %(orders)s pesanan).") % facts
        + " "
        + _last(facts)
    )


def _last(facts: dict[str, Any]) -> str:
    return _("%(share)s pesanan datang di 48 jam terakhir.") % {"share": told(facts["last"], "percent")}


def _rush(facts: dict[str, Any]) -> str:
    return _last(facts) + " " + _("PO %(days)s hari terlalu singkat untuk banyak orang.") % facts


def _hour(facts: dict[str, Any]) -> str:
    hours = {
        "share": told(facts["share"], "percent"), "first": clock_words(facts["hour"]),
        "last": clock_words((facts["hour"] + 3) % 24),
    }  # fmt: skip
    said = _("%(share)s pesanan datang antara jam %(first)s dan %(last)s.") % hours
    if facts["by_day"]:
        said += " " + _("Hari teramai: %(day)s.") % {"day": weekday_words(facts["weekday"])}
    return said


def _line(facts: dict[str, Any]) -> str:
    said = _("Kuota %(cap)s pcs habis dan %(people)s orang tidak kebagian %(refused)s pcs.") % facts
    if facts["capacity"] is not None:
        said += " " + _("Yang sanggup dibuat tepat waktu kira-kira %(capacity)s pcs.") % facts
    return said


def _sold_out(facts: dict[str, Any]) -> str:
    return _("Kuota %(cap)s pcs habis; mungkin masih ada yang tidak kebagian.") % facts


def _below(facts: dict[str, Any]) -> str:
    return _("Terpesan %(pieces)s pcs, jauh dari target %(target)s pcs.") % facts


def _over(facts: dict[str, Any]) -> str:
    return _("Terpesan %(pieces)s pcs, jauh di atas target %(target)s pcs.") % facts


def _even(facts: dict[str, Any]) -> str:
    return _("Biaya sekali keluar %(fixed)s baru tertutup mulai %(even)s pcs.") % {
        "fixed": rupiah(facts["fixed"]), "even": facts["even"],
    }  # fmt: skip


def _unpaid(facts: dict[str, Any]) -> str:
    return _("%(unpaid)s dari %(balances)s pelunasan lewat jatuh tempo dan belum dibayar.") % facts


def _down(facts: dict[str, Any]) -> str:
    return _("DP terkumpul %(held)s, DP konveksi %(down)s.") % {
        "held": rupiah(facts["held"]), "down": rupiah(facts["down"]),
    }  # fmt: skip


def _too_short(facts: dict[str, Any]) -> str:
    return _(
        "%(expired)s pesanan hangus (%(share)s), padahal yang membayar pun butuh sampai %(slow)s jam."
    ) % (facts | {"share": told(facts["share"], "percent")})


def _too_long(facts: dict[str, Any]) -> str:
    return _(
        "Yang membayar hampir semuanya dalam %(slow)s jam; %(expired)s pesanan (%(share)s) menahan barang lalu hangus."
    ) % (facts | {"share": told(facts["share"], "percent")})


def _thin(facts: dict[str, Any]) -> str:
    return _("Sisa untung %(margin)s; biaya per pcs nyatanya %(each)s, rencananya %(planned)s.") % {
        "margin": told(facts["margin"], "percent"), "each": rupiah(facts["each"]),
        "planned": rupiah(facts["planned"] or facts["each"]),
    }  # fmt: skip


def _lost(facts: dict[str, Any]) -> str:
    said = _("%(lost)s dari %(checked)s pcs yang diperiksa tidak jadi barang bagus.") % facts
    if facts["sizes"]:
        sizes = ", ".join(f"{label} ({dots(lost)})" for label, lost, _checked in facts["sizes"])
        said += " " + _("Paling banyak: %(sizes)s.") % {"sizes": sizes}
    return said


REASONS: dict[str, Callable[[dict[str, Any]], str]] = {
    "late": _late, "early": _early, "quiet_days": _quiet, "last_rush": _rush, "busy_hour": _hour, "line": _line,
    "sold_out": _sold_out, "below_target": _below, "over_target": _over, "break_even": _even, "unpaid": _unpaid,
    "down_payment": _down, "too_short": _too_short, "too_long": _too_long, "thin_margin": _thin, "lost_pieces": _lost,
}  # fmt: skip

MEASURED: dict[str, tuple[Callable[[], str], Unit]] = {
    "pieces": (lambda: _("Pcs dipesan"), "pieces"),
    "late_made": (lambda: _("Produksi terlambat"), "days"),
    "late_sent": (lambda: _("Kirim terlambat"), "days"),
    "unpaid": (lambda: _("Pelunasan yang macet"), "percent"),
    "expired": (lambda: _("Pesanan hangus"), "percent"),
    "margin": (lambda: _("Sisa untung"), "percent"),
}


def outcome_shown(one: Outcome) -> OutcomeShown:
    """`saran waktu itu … hasilnya …`."""
    words, unit = MEASURED[one.measure]
    old, new = (value_words(one.applied.kind, value) for value in (one.applied.old, one.applied.new))
    change = _("%(old)s menjadi %(new)s") % {"old": old, "new": new}
    result = _("%(what)s: dari %(before)s ke %(after)s") % {
        "what": words(), "before": told(one.before, unit), "after": told(one.after, unit),
    }  # fmt: skip
    return OutcomeShown(_setting(one.applied.kind), change, result, one.verdict)


def verdict_words(verdict: str) -> str:
    """Which way the number went. One PO after another proves nothing more."""
    return {"helped": _("membaik"), "same": _("sama"), "worse": _("memburuk"), "unknown": _("belum tahu")}[
        verdict
    ]
