"""The words a buyer says yes or no to. Pure, always Indonesian: they are the contract; `digest` seals them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bukapo.kernel.canonical import digest
from bukapo.kernel.money import rupiah
from bukapo.kernel.zones import zone_label
from bukapo.orders.pricing.rules import LEAVE


@dataclass(frozen=True)
class Asked:
    """What one order is asked. Rupiah: `goods` and `shipping` more, on `before`; `answer_by` UTC, told in `zone`."""

    seller: str
    number: str
    reason: str
    before: int
    goods: int
    shipping: int
    silence: str
    answer_by: datetime
    zone: str

    @property
    def extra(self) -> int:
        return self.goods + self.shipping

    @property
    def after(self) -> int:
        return self.before + self.extra


def wording(asked: Asked) -> str:
    """What is asked, why, and what each answer and silence means."""
    parts = []
    if asked.goods:
        parts.append(f"{rupiah(asked.goods)} untuk barang")
    if asked.shipping:
        parts.append(f"{rupiah(asked.shipping)} untuk ongkir")
    if asked.silence == LEAVE:
        silence = "pesanan dibatalkan dan seluruh uang Anda kembali, tanpa potongan"
    else:
        silence = "pesanan tetap jalan dengan harga lama"
    return "\n".join([
        f"{asked.seller} meminta tambahan {rupiah(asked.extra)} ({' dan '.join(parts)}) untuk pesanan {asked.number}.",
        f"Alasannya: {asked.reason}",
        f"Harga lama {rupiah(asked.before)}, harga baru {rupiah(asked.after)}.",
        "Kalau setuju, tambahannya ditagih. Kalau keluar, pesanan dibatalkan dan seluruh uang Anda kembali, tanpa "
        "potongan.",
        f"Jawab sebelum {_instant(asked.answer_by, asked.zone)}. Kalau tidak dijawab, {silence}.",
    ])  # fmt: skip


def seal(asked: Asked) -> str:
    """The digest of the words."""
    return digest(wording(asked))


def _instant(at: datetime, zone: str) -> str:
    there = at.astimezone(ZoneInfo(zone))
    day = format_date(there.date(), "EEEE, d MMMM y", locale="id_ID")
    return f"{day} pukul {there:%H.%M} {zone_label(zone)}"
