"""A PO's batches and minimum as rules in plain Indonesian: part of the contract."""

from collections.abc import Mapping, Sequence
from typing import Any

from bukapo.campaigns.minimums.rules import (
    COLOUR,
    GRACE,
    NEXT,
    REFUND,
    WAIT_FOR_MORE,
    Least,
    offered_fallbacks,
)
from bukapo.campaigns.rules import BATCH
from bukapo.campaigns.series.rules import MERGE, ROLL, Rhythm

HOURS = int(GRACE.total_seconds() // 3600)


def minimum_terms(campaign: Any, minimums: Sequence[Least], items: Sequence[Any]) -> tuple[str, ...]:
    """Lines of the rules; none for an ordinary PO. `items` have their `product`."""
    rhythm = rhythm_of(campaign)
    lines = [] if rhythm is None else _batches(campaign, rhythm)
    if minimums:
        names = {item.product_id: item.product.name for item in items}
        needs = "; ".join(said(least, names) for least in minimums)
        lines += [
            f"Minimum supaya jalan: {needs}. Yang dihitung hanya pcs yang pembayaran pertamanya sudah masuk. Setelah "
            f"tutup, pembayaran pesanan yang sudah masuk ditunggu sampai batas bayarnya, paling lama {HOURS} jam.",
            *(_rolls(rhythm) if rhythm and any(least.whole for least in minimums) else ()),
            *_choices(campaign, minimums),
            "Penjual boleh tetap menjalankan PO walau minimumnya kurang; semua janji lalu berlaku seperti biasa.",
        ]
    return tuple(lines)


def rhythm_of(campaign: Any) -> Rhythm | None:
    """The rhythm of a PO in batches: its series', or the one its draft will begin with."""
    if campaign.kind != BATCH:
        return None
    told = campaign.series.rhythm if campaign.series else campaign.rhythm
    return Rhythm.of(told) if told else None


def said(least: Least, names: Mapping[int, str]) -> str:
    """`24 pcs seluruhnya`, `12 pcs Kaos`, `12 pcs Kaos Navy`."""
    if least.product_id is None:
        return f"{least.pieces} pcs seluruhnya"
    return " ".join(f"{least.pieces} pcs {names.get(least.product_id, '')} {least.value}".split())


def _batches(campaign: Any, rhythm: Rhythm) -> list[str]:
    number = f" Ini gelombang {campaign.batch or 1}." if campaign.batch or not campaign.pk else ""
    lines = [
        "PO ini berjalan dalam gelombang: tiap gelombang punya waktu tutup, kuota, dan janji tanggalnya sendiri."
        + number
    ]
    if rhythm.close_when_full:
        lines.append("Gelombang ditutup lebih cepat begitu kuotanya penuh; janji tanggalnya tetap.")
    return lines


def _rolls(rhythm: Rhythm) -> list[str]:
    if rhythm.if_short == ROLL and rhythm.most_rolls:
        return [
            "Kalau minimum seluruhnya tidak tercapai, gelombang diundur satu putaran, paling banyak "
            f"{rhythm.most_rolls} kali; janji tanggalnya ikut bergeser dan semua pembelinya dikabari. Setelah itu "
            "berlaku pilihan tiap pembeli."
        ]
    if rhythm.if_short == MERGE and rhythm.most_rolls:
        return [
            "Kalau minimum seluruhnya tidak tercapai, pesanannya digabung ke gelombang berikutnya dengan harga yang "
            f"sama, paling banyak {rhythm.most_rolls} kali; semua pembelinya dikabari. Setelah itu berlaku "
            "pilihan tiap pembeli.",
        ]
    return []


def _choices(campaign: Any, minimums: Sequence[Least]) -> list[str]:
    offered = offered_fallbacks(
        minimums,
        extension_days=campaign.extension_days,
        colour=campaign.offers_colour,
        next_batch=campaign.offers_next and campaign.kind == BATCH,
    )
    words = {
        WAIT_FOR_MORE: f"menunggu: kalau seluruh PO kurang dan yang menunggu paling sedikit separuh minimum, PO "
        f"diperpanjang sekali {campaign.extension_days} hari dan janji tanggalnya ikut bergeser; kalau tidak, atau "
        "setelah itu masih kurang, uang kembali",
        COLOUR: "ganti warna: kalau warnanya yang kurang, pesanan memakai warna pilihan kedua dengan harga yang sama; "
        "kalau itu pun tidak dibuat, uang kembali",
        NEXT: "pindah ke gelombang berikutnya dengan harga yang sama",
        REFUND: "uang kembali seluruhnya",
    }
    if len(offered) == 1:
        return ["Kalau minimum tidak tercapai, pesanan yang kena dibatalkan dan uangnya kembali seluruhnya."]
    listed = "; ".join(words[code] for code in offered)
    return [
        "Kalau minimum tidak tercapai, pesanan yang kena menjalani yang dipilih pembelinya saat memesan, dengan "
        f"sendirinya: {listed}. Tanpa pilihan: uang kembali. Yang tidak bisa dijalankan menjadi uang kembali."
    ]
