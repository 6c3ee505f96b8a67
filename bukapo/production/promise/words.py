"""An outlook in plain words: what is kept with which chance, what decides, what one more hand buys.

The one place that explains a forecast. How a day is written is the face's affair, so it is given (`say_day`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bukapo.production.promise.outlook import Outlook
from bukapo.production.promise.usual import key_of

SayDay = Callable[[date], str]
FEW_ORDERS = 3
"""With fewer finished work orders behind it a workshop is hardly known."""


def kept(outlook: Outlook, say_day: SayDay) -> str:
    """The one sentence to remember."""
    return _("Dari 100 kemungkinan, 90 selesai paling lambat %(day)s.") % {"day": say_day(outlook.p90)}


def deciding(outlook: Outlook) -> str:
    """Which stage decides, and how often."""
    share = outlook.spread.deciding[outlook.spread.bottleneck]
    words = {"stage": outlook.bottleneck.name.lower(), "n": round(100 * share)}
    if share > 0.85:
        return _("Yang menentukan: %(stage)s.") % words
    return _("Yang paling sering menentukan: %(stage)s (%(n)s dari 100 kali).") % words


def hands(outlook: Outlook, more: Outlook, count: int = 1) -> str:
    """What `count` more people at the deciding stage buy; `more` is the outlook with them."""
    days = outlook.spread.day_of(0.9) - more.spread.day_of(0.9)
    words = {
        "people": _people(outlook.bottleneck.name, count),
        "n": days,
        "stage": outlook.bottleneck.name.lower(),
    }
    if days < 1:
        return _("Tambah %(people)s di tahap %(stage)s: belum memajukan tanggalnya.") % words
    return (
        ngettext(
            "Tambah %(people)s: maju %(n)s hari kerja.", "Tambah %(people)s: maju %(n)s hari kerja.", days
        )
        % words
    )


def _people(stage: str, count: int) -> str:
    key = key_of(stage)
    for part, one in (
        ("jahit", _("penjahit")),
        ("potong", _("tukang potong")),
        ("sablon", _("tukang sablon")),
        ("bordir", _("operator bordir")),
    ):
        if part in key:
            return f"{count} {one}"
    return f"{count} {_('orang')}"


def one_more_day(more: int, say_pieces: Callable[[int], str]) -> str:
    """What one more day buys, in pieces that it is kept for with the same chance."""
    if more < 1:
        return _("Satu hari lebih lama belum menambah kuota.")
    return _("Janji satu hari lebih lama: muat %(pieces)s pcs lagi.") % {"pieces": say_pieces(more)}


def source(outlook: Outlook) -> str:
    """What all this rests on, said plainly."""
    orders = outlook.learned.habits.orders
    usual = [pace.name for pace in outlook.course.paces if pace.source == "usual"]
    if orders >= FEW_ORDERS:
        return ngettext(
            "Dihitung dari %(n)s SPK yang sudah selesai di tempat ini.",
            "Dihitung dari %(n)s SPK yang sudah selesai di tempat ini.",
            orders,
        ) % {"n": orders}
    if len(usual) == len(outlook.course.paces):
        return _("Belum ada data tempat ini, dipakai angka umum. Jadi masih kasar.")
    if usual:
        return _("Riwayatnya belum cukup. Tahap %(stages)s masih memakai angka umum.") % {
            "stages": ", ".join(name.lower() for name in usual)
        }
    return _("Dihitung dari kapasitas yang diisi; riwayatnya belum cukup, jadi masih kasar.")


@dataclass(frozen=True)
class Verdict:
    """On a day somebody promises. `safe`: kept in at least 90 of 100 cases."""

    safe: bool
    chance: int
    text: str


def verdict(outlook: Outlook, promised: date, say_day: SayDay) -> Verdict:
    """`chance` in whole percent, never called sure or impossible."""
    exact = outlook.chance(promised)
    chance = min(99, max(1, round(100 * exact)))
    words = {"day": say_day(promised), "n": chance, "safe": say_day(outlook.p90)}
    if exact >= 0.9:
        return Verdict(True, chance, _("Janji %(day)s aman: ditepati di %(n)s dari 100 kemungkinan.") % words)
    text = _("Janji %(day)s hanya ditepati di %(n)s dari 100 kemungkinan. Yang aman: %(safe)s.") % words
    return Verdict(False, chance, text)


def queue(outlook: Outlook, say_pieces: Callable[[int], str]) -> str:
    """What the workshop has to finish first; "" when it is free."""
    ahead = max((pace.ahead for pace in outlook.course.paces), default=0)
    if not ahead:
        return ""
    return _("Masih ada %(pieces)s pcs pekerjaan lain yang didahulukan.") % {"pieces": say_pieces(ahead)}
