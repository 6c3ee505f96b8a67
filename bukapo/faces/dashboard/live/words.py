"""What a live dashboard says: where orders came from, and why the forecast says what it says."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bukapo.faces.ui import dates
from bukapo.faces.ui.templatetags.ui import angka
from bukapo.insights.forecast.reads import PastAccuracy
from bukapo.insights.forecast.values import Foreseen


def source_words(source: str) -> str:
    """A way in, as sellers call it."""
    return {
        "form": _("Form PO"),
        "import": _("Impor dari formulir lain"),
        "staff": _("Dicatat toko"),
        "api": _("Program lain (API)"),
        "waitlist": _("Daftar tunggu"),
        "teaser": _("Undangan teaser"),
        "partner": _("Mitra dan teman"),
        "group": _("Grup"),
    }.get(source, source)


def second_words(at: datetime | None, zone: str) -> str:
    """`12.03.10 WIB`; "" for None."""
    if at is None:
        return ""
    clock, _gap, label = dates.clock_time(at, zone).partition(" ")
    mark = clock[2]
    return f"{clock}{mark}{at:%S} {label}"


def range_words(told: Foreseen) -> str:
    """The range in one sentence."""
    if told.low == told.high:
        return _("Hampir pasti berakhir di %(n)s pcs.") % {"n": angka(told.high)}
    facts = {"low": angka(told.low), "high": angka(told.high)}
    return _("8 dari 10 kemungkinan berakhir antara %(low)s dan %(high)s pcs.") % facts


def proven_words(told: PastAccuracy | None) -> str:
    """How good forecasts were so far, so that a seller knows how far to believe this one; "" for None."""
    if told is None:
        return ""
    off = {"off": _percent(told.off), "straight": _percent(told.straight_off)}
    if told.pos == 1:
        kept = _("kisarannya tepat") if told.held else _("hasilnya di luar kisaran")
        return _(
            "Di PO Anda yang lalu, perkiraan di tengah PO meleset %(off)s%% dan %(kept)s"
            " (kalau hanya melihat laju rata-rata: meleset %(straight)s%%)."
        ) % {**off, "kept": kept}
    return _(
        "Di %(n)s PO terakhir, perkiraan di tengah PO meleset rata-rata %(off)s%% dan kisarannya tepat"
        " %(held)s kali (kalau hanya melihat laju rata-rata: meleset %(straight)s%%)."
    ) % {**off, "n": told.pos, "held": told.held}


def _percent(bp: int) -> str:
    return angka(round(bp / 100))


def reasons(told: Foreseen, zone: str) -> list[str]:
    """Why, the most important first."""
    return [_reason(code, told, zone) for code in told.reasons]


def _reason(code: str, told: Foreseen, zone: str) -> str:
    if code == "past":
        words = ngettext(
            "Belajar dari jalannya %(n)s PO Anda yang lalu.",
            "Belajar dari jalannya %(n)s PO Anda yang lalu.",
            told.learnt,
        )
        return words % {"n": told.learnt}
    if code == "usual":
        return _("Belum ada PO lalu untuk ditiru, jadi memakai pola PO pada umumnya.")
    if code == "signed_up":
        return _("Jumlah pendaftar teaser ikut dihitung.")
    if code == "late_rush":
        return _(
            "Biasanya ramai lagi menjelang tutup: kira-kira %(share)s%% dari hasil akhir masih akan datang."
        ) % {"share": round(told.to_come / 100)}
    if code == "spent":
        return _("Ramainya di awal; sisanya diperkirakan lebih pelan daripada rata-rata sejauh ini.")
    if code == "cap_sure":
        return _full(told.full_at, zone)
    if code == "cap_likely":
        return _("Kuota mungkin habis: %(n)s dari 10 kemungkinan.") % {"n": round(told.full_chance / 1000)}
    return _("Lajunya rata, kira-kira seperti sejauh ini.")


def _full(at: datetime | None, zone: str) -> str:
    if at is None:
        return _("Kuota sudah (hampir) habis.")
    return _("Kuota kira-kira habis %(when)s.") % {"when": dates.short_day_and_time(at, zone)}
