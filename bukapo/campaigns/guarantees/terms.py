"""The ladder in the terms. Pure, always Indonesian.

UU 8/1999 Pasal 16 binds the seller to the time agreed and Pasal 19 to make good; a ladder says beforehand how, and the
full refund is always its last word: no rung replaces it.
"""

from collections.abc import Callable
from datetime import date, timedelta

from bukapo.campaigns.guarantees.rules import CREDIT, REFUND, SHIPPING, Declared, Rung
from bukapo.campaigns.made.terms import late_limit
from bukapo.kernel.money import rupiah

OFFERED = (
    "Uang kembali itu langsung ditawarkan begitu hari itu lewat, tidak perlu diminta. Yang tidak menjawab dianggap "
    "menunggu, dan selama barangnya belum dikirim tetap boleh mengambil uangnya."
)
COUNTING = (
    "Hari terlambat dihitung dari tanggal di aturan ini. Tanggal yang mundur menggeser hitungannya hanya untuk pembeli "
    "yang memilih menunggu, dan untuk PO yang diundur menurut aturan minimumnya. Garansi berlaku untuk pesanan yang "
    "pembayarannya sudah masuk; selama ada tagihan yang lewat batas ia menunggu, dan pesanan yang lunas terlambat "
    "dihitung sejak lunas."
)
KEPT = (
    "Saldo dan ongkir yang sudah diberikan tetap milik pembeli, juga kalau kemudian uangnya diambil kembali."
)


def late_lines(
    declared: Declared,
    ship_until: date | None,
    say: Callable[[date | None], str],
    *,
    refund_days: int,
    own_days: bool,
) -> list[str]:
    """The right to leave, the small rungs, and how everything is counted. `own_days`: each order has its own."""
    small = [
        f"Garansi tepat waktu: kalau {_when(rung.days, ship_until, say, own_days)} barang belum dikirim atau belum "
        f"siap diambil, pembeli langsung mendapat {gives(rung)}, tanpa diminta."
        for rung in declared.rungs
    ]
    return [
        late_limit(declared.refund_after)
        if own_days
        else f"Barang yang sampai {say(_after(ship_until, declared.refund_after))} belum dikirim atau belum siap "
        "diambil boleh dibatalkan pembeli.",
        f"Seluruh uangnya kembali, termasuk ongkir, paling lambat {refund_days} hari setelah diminta.",
        OFFERED,
        *small,
        *([KEPT] if small else []),
        COUNTING,
    ]


def fit_lines(declared: Declared | None) -> list[str]:
    """Exchange of what is right and does not fit, if it is taken."""
    if declared is None or not declared.fit_days:
        return []
    return [
        f"Barang yang tidak cacat tetapi tidak pas boleh ditukar sampai {declared.fit_days} hari setelah diterima, "
        "selama belum dipakai dan penggantinya masih ada. Ongkos kirimnya ditanggung pembeli. Barang yang diberi nama "
        "atau tulisan tidak ikut ditukar."
    ]


def gives(rung: Rung) -> str:
    """What a rung gives, in words."""
    if rung.remedy == SHIPPING:
        return "ongkirnya kembali"
    if rung.remedy == REFUND:
        return "tawaran uang kembali penuh"
    assert rung.remedy == CREDIT
    much = rupiah(rung.amount) if rung.amount else f"{percent(rung.bp)} dari harga barang"
    return f"saldo {much} untuk belanja berikutnya di toko ini"


def percent(bp: int) -> str:
    """`1250` -> `12,5%`."""
    return f"{bp / 100:g}%".replace(".", ",")


def _when(days: int, ship_until: date | None, say: Callable[[date | None], str], own_days: bool) -> str:
    if own_days:
        return f"{days} hari setelah janji paling lambat pesanannya"
    return f"sampai {say(_after(ship_until, days))} ({days} hari terlambat)"


def _after(day: date | None, days: int) -> date | None:
    return day + timedelta(days=days) if day else None
