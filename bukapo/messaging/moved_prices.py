"""What fills the gaps about prices that moved: from the event's own data, which can't change any more."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from bukapo.kernel.money import rupiah
from bukapo.messaging import spoken
from bukapo.orders.delays.rules import REFUND, WAIT
from bukapo.orders.pricing.rules import KEEP, LEAVE

Data = Mapping[str, Any]


def _fallen(data: Data, _zone: str) -> str:
    """`Kaos tembus 100 pcs, harga turun jadi Rp85.000.`, a line per product."""
    words = gettext("%(product)s tembus %(pieces)s pcs, harga turun jadi %(price)s.")
    return "\n".join(
        words % {"product": name, "pieces": f"{pieces:,}".replace(",", "."), "price": rupiah(price)}
        for name, pieces, price in data.get("tiers") or ()
    )


def _saved(data: Data, _zone: str) -> str:
    return rupiah(data["saved"]) if data.get("saved") else ""


def _extra(data: Data, _zone: str) -> str:
    return rupiah(data["extra"]) if data.get("extra") else ""


def _before(data: Data, _zone: str) -> str:
    return rupiah(data["before"]) if data.get("before") else ""


def _after(data: Data, _zone: str) -> str:
    return rupiah(data["before"] + data["extra"]) if data.get("before") else ""


def _answer_by(data: Data, zone: str) -> str:
    until = data.get("answer_by")
    return spoken.instant(datetime.fromisoformat(until), zone) if until else ""


def _silence(data: Data, _zone: str) -> str:
    words = {
        LEAVE: gettext("pesanan dibatalkan dan seluruh uang Anda kembali"),
        KEEP: gettext("pesanan tetap jalan dengan harga lama"),
        REFUND: gettext("pesanan dibatalkan dan seluruh uang Anda kembali"),
        WAIT: gettext("kami anggap Anda menunggu tanggal yang baru"),
    }
    return words.get(str(data.get("silence")), "")


PRICE_FACTS: dict[str, Callable[[Data, str], str]] = {
    "turun": _fallen,
    "hemat": _saved,
    "tambahan": _extra,
    "harga_lama": _before,
    "harga_baru": _after,
    "batas_jawab": _answer_by,
    "kalau_diam": _silence,
}
"""Each takes the event's data and the store's zone."""
