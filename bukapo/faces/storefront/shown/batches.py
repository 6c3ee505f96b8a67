"""Batches and minimums in a buyer's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from bukapo.campaigns.minimums.rules import COLOUR, NEXT, REFUND, WAIT_FOR_MORE, Tally
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer
from bukapo.faces.ui import dates
from bukapo.orders.shortage.reads import tallies_of


@dataclass(frozen=True)
class ShownMinimum:
    """One minimum and how far it is. Counted: pieces that are paid for."""

    words: str
    reached: bool
    counted: int
    pieces: int


@dataclass(frozen=True)
class Fallback:
    """A choice of what happens below the minimum."""

    code: str
    title: str
    help: str


def shown_minimums(campaign: Campaign, offer: Offer) -> tuple[ShownMinimum, ...]:
    """Nothing for a PO without a minimum, or when the seller runs it whatever the number."""
    if not offer.minimums or campaign.waived_at:
        return ()
    names = {product.id: product.name for product in offer.products}
    return tuple(minimum_words(tally, names) for tally in tallies_of(campaign, offer.minimums))


def minimum_words(tally: Tally, names: Mapping[int, str]) -> ShownMinimum:
    """One minimum in words; `names` of products by id."""
    least = tally.least
    facts = {
        "what": " ".join(part for part in (names.get(least.product_id or 0, ""), least.value) if part),
        "pieces": _count(least.pieces),
        "counted": _count(tally.paid),
    }
    reached = tally.paid >= least.pieces
    if least.whole:
        words = (
            _("Minimum %(pieces)s pcs sudah terkumpul: sekarang %(counted)s yang sudah dibayar.")
            if reached
            else _("Jalan kalau terkumpul %(pieces)s pcs yang sudah dibayar; sekarang %(counted)s.")
        )
    else:
        words = (
            _("%(what)s: minimum %(pieces)s pcs sudah terkumpul.")
            if reached
            else _("%(what)s dibuat kalau terkumpul %(pieces)s pcs yang sudah dibayar; sekarang %(counted)s.")
        )
    return ShownMinimum(words % facts, reached, tally.paid, least.pieces)


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def batch_words(batch: int, closes_at: datetime | None, produced: date | None, zone: str) -> str:
    """`Gelombang 3: pesan sampai Jumat, 27 November 2026, 18.00 WIB, jadi Selasa, 1 Desember 2026`."""
    if not batch or closes_at is None:
        return ""
    facts = {
        "batch": batch,
        "closes": dates.day_and_time(closes_at, zone),
        "made": dates.long_day(produced) if produced else "",
    }
    if produced:
        return _("Gelombang %(batch)s: pesan sampai %(closes)s, jadi %(made)s.") % facts
    return _("Gelombang %(batch)s: pesan sampai %(closes)s.") % facts


def fallbacks_of(offer: Offer) -> tuple[Fallback, ...]:
    """What a buyer may choose among."""
    return tuple(fallback(code, days=offer.extension_days) for code in offer.fallbacks)


def fallback(code: str, *, days: int = 0, second: str = "") -> Fallback:
    """A choice in words; `second` is the colour that was chosen with it."""
    titles = {
        WAIT_FOR_MORE: _("Tunggu perpanjangan %(days)s hari") % {"days": days},
        COLOUR: _("Ganti warna: %(second)s") % {"second": second} if second else _("Ganti warna lain"),
        NEXT: _("Pindah ke gelombang berikutnya"),
        REFUND: _("Uang kembali"),
    }
    helps = {
        WAIT_FOR_MORE: _(
            "Kalau seluruh PO kurang dan cukup banyak yang menunggu, PO diperpanjang sekali dan tanggal jadinya ikut "
            "mundur. Kalau tidak, uang kembali."
        ),
        COLOUR: _("Kalau warna ini yang kurang, dibuat dalam warna pilihan kedua. Harganya tetap."),
        NEXT: _("Harganya tetap, tanggalnya ikut gelombang itu."),
        REFUND: _("Pesanan dibatalkan dan seluruh uang Anda kembali."),
    }
    return Fallback(code, titles[code], helps[code])


def not_running(campaign: Campaign) -> str:
    """Why a PO that is over was not made; "" for one that is."""
    if not campaign.fell_short_at:
        return ""
    if campaign.series_id is not None:
        return _(
            "Gelombang ini tidak jalan sendiri: pesanannya pindah ke gelombang lain atau uangnya kembali."
        )
    return _("Minimumnya tidak tercapai, jadi PO ini tidak jalan. Uang yang sudah masuk dikembalikan penuh.")
