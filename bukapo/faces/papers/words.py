"""Phrases that several papers and sheets share. Call them inside `override(lang)`."""

from datetime import datetime

from django.utils.translation import gettext as _

from bukapo.faces.ui.dates import clock_time, day, short_day
from bukapo.production.recap import Recap

SEAL_SHOWN = 16


def moment(at: datetime, zone: str) -> str:
    """`22 November 2026 14.05 WIB`."""
    return f"{day(at, zone)} {clock_time(at, zone)}"


def short_moment(at: datetime, zone: str) -> str:
    """`22 Nov 2026 14.05 WIB`."""
    return f"{short_day(at, zone)} {clock_time(at, zone)}"


def recap_state(recap: Recap) -> str:
    if recap.state == "frozen":
        return _("Terkunci, versi %(n)s") % {"n": recap.version}
    return _("Sementara, PO masih berjalan")


def seal_line(seal: str, version: int) -> str:
    """Enough of the digest to compare two papers by eye."""
    shown = " ".join(seal[start : start + 4] for start in range(0, SEAL_SHOWN, 4))
    return _("Rekap v%(version)s · kode %(seal)s") % {"version": version, "seal": shown} if seal else ""


def recap_line(recap: Recap) -> str:
    """The seal of a frozen recap; a live one changes with every order, so its digest would only mislead."""
    return seal_line(recap.seal, recap.version) if recap.state == "frozen" else _("Rekap sementara")


def verdict(answer: str) -> str:
    """The answer to one of the three questions."""
    return {"yes": _("Ya"), "partly": _("Sebagian"), "no": _("Tidak")}.get(answer, _("Belum tahu"))


def sureness(sure: str) -> str:
    """How sure a suggestion is."""
    return {"strong": _("sangat yakin"), "fair": _("cukup yakin"), "weak": _("dugaan")}[sure]
