"""The gate and the meter as pages show them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from bukapo.campaigns.models import Campaign
from bukapo.faces.ui.bars import PartsBar, parts_bar
from bukapo.kernel.money import rupiah
from bukapo.production.capital.books import Books
from bukapo.production.capital.reads import owed_if_cancelled, safe_to_start
from bukapo.production.capital.rules import LOSS, SAFE, SHORT, UNKNOWN, Meter, Start


@dataclass(frozen=True)
class ShownStart:
    """The verdict in words (`stamp`, `ink`), the numbers, the drawing."""

    start: Start
    stamp: str
    ink: str
    words: str
    bar: PartsBar


@dataclass(frozen=True)
class ShownMeter:
    meter: Meter
    bar: PartsBar


def shown_start(start: Start) -> ShownStart:
    """For `dashboard/make/parts/gate.html`."""
    stamp, ink = {
        SAFE: (_("Aman mulai"), ""),
        SHORT: (_("Belum cukup"), "pencil"),
        LOSS: (_("Bisa rugi"), "pencil"),
        UNKNOWN: (_("Belum bisa dihitung"), "pencil"),
    }[start.verdict]
    funds = start.funds
    parts = [
        (_("Di tangan"), funds.in_hand),
        (_("Masih di gateway atau kurir"), funds.on_its_way),
        (_("Masih akan dibayar"), funds.to_come),
    ]
    marks = []
    if start.verdict != UNKNOWN:
        if start.down:
            marks.append((_("DP konveksi"), start.needed))
        marks.append((_("Seluruh ongkos"), start.cost))
    bar = parts_bar(_("Uang PO"), parts, marks=marks, show=rupiah, all_told=False)
    return ShownStart(start, stamp, ink, _words(start), bar)


def _words(start: Start) -> str:
    if start.verdict == UNKNOWN:
        if not start.funds.pieces:
            return _("Belum ada pesanan.")
        names = ", ".join(start.unknown)
        if names:
            return _("Isi HPP %(what)s di produknya, atau perkiraan ongkos di bawah.") % {"what": names}
        return _("Isi perkiraan ongkosnya di bawah.")
    missing = {"missing": rupiah(start.missing)}
    if start.verdict == SHORT:
        return _("Kurang %(missing)s sebelum bisa mulai tanpa modal sendiri.") % missing
    if start.verdict == LOSS:
        return _("Seluruh uang PO ini pun kurang %(missing)s dari ongkosnya.") % missing
    if start.funds.in_hand >= start.cost:
        return _("Uang di tangan menutup seluruh ongkos.")
    return _("DP konveksi tertutup. Sisa ongkos menunggu pelunasan pembeli.")


def shown_meter(meter: Meter) -> ShownMeter:
    """For `dashboard/money/meter.html`."""
    cash = max(0, meter.cash)
    parts: list[tuple[str, int]] = [
        (_("Ada uangnya"), min(cash, meter.owed)),
        (_("Harus dicari"), meter.missing),
    ]
    return ShownMeter(meter, parts_bar(_("Kalau dibatalkan hari ini"), parts, show=rupiah))


def start_of(campaign: Campaign) -> ShownStart:
    return shown_start(safe_to_start(campaign))


def meter_of(campaign: Campaign, books: Books | None = None) -> ShownMeter:
    """The one read behind the meter's include; `books` where they are known already."""
    return shown_meter(owed_if_cancelled(campaign, books))
