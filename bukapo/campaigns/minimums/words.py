"""A PO's batches and minimum as rules in plain Indonesian: part of the contract."""

from collections.abc import Mapping, Sequence
from typing import Any

from bukapo.campaigns.clause import Clause
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


def minimum_terms(campaign: Any, minimums: Sequence[Least], items: Sequence[Any]) -> tuple[Clause, ...]:
    """Clauses of the rules; none for an ordinary PO. `items` have their `product`."""
    rhythm = rhythm_of(campaign)
    told = [] if rhythm is None else _batches(campaign, rhythm)
    if minimums:
        names = {item.product_id: item.product.name for item in items}
        told += [
            _needs(minimums, names),
            *(_rolls(rhythm) if rhythm and any(least.whole for least in minimums) else ()),
            _choices(campaign, minimums),
            Clause(
                "minimum.all_the_same",
                "Penjual boleh tetap menjalankan PO walau minimumnya kurang; semua janji lalu berlaku seperti biasa.",
                "The seller may run the PO although it is below its minimum; all promises then hold as usual.",
            ),
        ]
    return tuple(told)


def _needs(minimums: Sequence[Least], names: Mapping[int, str]) -> Clause:
    needs = "; ".join(said(least, names) for least in minimums)
    return Clause(
        "minimum.needs",
        f"Minimum supaya jalan: {needs}. Yang dihitung hanya pcs yang pembayaran pertamanya sudah masuk. Setelah "
        f"tutup, pembayaran pesanan yang sudah masuk ditunggu sampai batas bayarnya, paling lama {HOURS} jam.",
        f"Minimum for it to run: {needs.replace('seluruhnya', 'in all')}. Only pieces whose first payment is in count. "
        f"After closing, payments of orders that came in are waited for until they are due, {HOURS} hours at most.",
        {"needs": [[least.pieces, said(least, names)] for least in minimums], "hours": HOURS},
    )


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


def _batches(campaign: Any, rhythm: Rhythm) -> list[Clause]:
    known = campaign.batch or not campaign.pk
    number = campaign.batch or 1
    told = [
        Clause(
            "batch.each_its_own",
            "PO ini berjalan dalam gelombang: tiap gelombang punya waktu tutup, kuota, dan janji tanggalnya sendiri."
            + (f" Ini gelombang {number}." if known else ""),
            "This PO runs in batches: each has its own closing, quantity and promised dates."
            + (f" This is batch {number}." if known else ""),
            {"batch": number if known else 0},
        )
    ]
    if rhythm.close_when_full:
        told.append(
            Clause(
                "batch.full",
                "Gelombang ditutup lebih cepat begitu kuotanya penuh; janji tanggalnya tetap.",
                "A batch closes earlier once it is full; its promised dates stay.",
            )
        )
    return told


def _rolls(rhythm: Rhythm) -> list[Clause]:
    if not rhythm.most_rolls:
        return []
    data = {"how": rhythm.if_short, "times": rhythm.most_rolls}
    if rhythm.if_short == ROLL:
        return [
            Clause(
                "batch.short",
                "Kalau minimum seluruhnya tidak tercapai, gelombang diundur satu putaran, paling banyak "
                f"{rhythm.most_rolls} kali; janji tanggalnya ikut bergeser dan semua pembelinya dikabari. Setelah itu "
                "berlaku pilihan tiap pembeli.",
                "If the minimum in all is not reached the batch is put off one round, at most "
                f"{rhythm.most_rolls} times; its dates move along and all its buyers are told. After that each "
                "buyer's choice is carried out.",
                data,
            )
        ]
    if rhythm.if_short == MERGE:
        return [
            Clause(
                "batch.short",
                "Kalau minimum seluruhnya tidak tercapai, pesanannya digabung ke gelombang berikutnya dengan harga "
                f"yang sama, paling banyak {rhythm.most_rolls} kali; semua pembelinya dikabari. Setelah itu berlaku "
                "pilihan tiap pembeli.",
                "If the minimum in all is not reached its orders join the next batch at the same price, at most "
                f"{rhythm.most_rolls} times; all its buyers are told. After that each buyer's choice is carried out.",
                data,
            )
        ]
    return []


def _choices(campaign: Any, minimums: Sequence[Least]) -> Clause:
    offered = offered_fallbacks(
        minimums,
        extension_days=campaign.extension_days,
        colour=campaign.offers_colour,
        next_batch=campaign.offers_next and campaign.kind == BATCH,
    )
    data = {"offered": list(offered), "days": campaign.extension_days if WAIT_FOR_MORE in offered else 0}
    if len(offered) == 1:
        return Clause(
            "minimum.choices",
            "Kalau minimum tidak tercapai, pesanan yang kena dibatalkan dan uangnya kembali seluruhnya.",
            "If the minimum is not reached the orders concerned are cancelled and all of their money comes back.",
            data,
        )
    listed = "; ".join(_choice(code, campaign.extension_days)[0] for code in offered)
    english = "; ".join(_choice(code, campaign.extension_days)[1] for code in offered)
    return Clause(
        "minimum.choices",
        "Kalau minimum tidak tercapai, pesanan yang kena menjalani yang dipilih pembelinya saat memesan, dengan "
        f"sendirinya: {listed}. Tanpa pilihan: uang kembali. Yang tidak bisa dijalankan menjadi uang kembali.",
        "If the minimum is not reached, what the buyer chose when ordering is carried out by itself for the orders "
        f"concerned: {english}. Without a choice: money back. What can't be carried out becomes money back.",
        data,
    )


def _choice(code: str, days: int) -> tuple[str, str]:
    """One fallback in Indonesian and English."""
    return {
        WAIT_FOR_MORE: (
            "menunggu: kalau seluruh PO kurang dan yang menunggu paling sedikit separuh minimum, PO "
            f"diperpanjang sekali {days} hari dan janji tanggalnya ikut bergeser; kalau tidak, atau "
            "setelah itu masih kurang, uang kembali",
            "waiting: if the whole PO falls short and those who wait are at least half of the minimum, the PO is "
            f"extended once by {days} days and its dates move along; if not, or if it still falls short then, money "
            "back",
        ),
        COLOUR: (
            "ganti warna: kalau warnanya yang kurang, pesanan memakai warna pilihan kedua dengan harga yang sama; "
            "kalau itu pun tidak dibuat, uang kembali",
            "another colour: if it is the colour that falls short, the order takes the second choice at the same "
            "price; if that is not made either, money back",
        ),
        NEXT: (
            "pindah ke gelombang berikutnya dengan harga yang sama",
            "moving to the next batch at the same price",
        ),
        REFUND: ("uang kembali seluruhnya", "all of the money back"),
    }[code]
