"""Small words of an evaluation."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bukapo.insights.evaluation.legs import ACCEPT, DECLARE, GIVE, SEND, Leg


def promise_words(what: str) -> str:
    """A promise as buyers read it."""
    return {
        "produced": _("Selesai diproduksi"),
        "ship_from": _("Mulai dikirim"),
        "ship_until": _("Semua terkirim"),
    }.get(what, what)


def stars_words(hundredths: int) -> str:
    """`433` -> `4,33`."""
    return f"{hundredths // 100},{hundredths % 100:02d}"


def leg_words(leg: Leg) -> str:
    """A part of the way from closing to the last parcel."""
    return {
        GIVE: _("Dari tutup sampai SPK dikirim"),
        ACCEPT: _("Menunggu SPK diterima"),
        DECLARE: _("Sampai semua dinyatakan jadi"),
        SEND: _("Dari jadi sampai semua terkirim"),
    }.get(leg.kind, leg.name)


def source_words(source: str) -> str:
    """Where an order came from."""
    return {
        "form": _("Halaman PO"),
        "import": _("Impor dari form"),
        "staff": _("Dicatat penjual"),
        "api": _("Program lain (API)"),
        "waitlist": _("Daftar tunggu"),
        "roster": _("Rombongan"),
    }.get(source, source)


def weekday_words(weekday: int) -> str:
    """Monday = 0."""
    return (
        _("Senin"), _("Selasa"), _("Rabu"), _("Kamis"), _("Jumat"), _("Sabtu"), pgettext("hari", "Minggu"),
    )[weekday]  # fmt: skip


def clock_words(hour: int) -> str:
    """`19` -> `19.00`."""
    return f"{hour:02d}.00"
