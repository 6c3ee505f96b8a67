"""What a buyer reads of a parcel: packed, booked, brought. What it costs the seller is not theirs."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from bukapo.shipping.port import CANCELLED, GONE, HELD, RETURNED, RETURNING, UNDER_WAY


def _numbered(data: Mapping[str, Any]) -> tuple[str, str]:
    return _("Resi terbit"), f"{data.get('courier', '')} · {data.get('waybill', '')}".strip(" ·")


def _moved(data: Mapping[str, Any]) -> tuple[str, str]:
    words = {
        UNDER_WAY: _("Paket di tangan kurir"),
        HELD: _("Paket tertahan di kurir"),
        RETURNING: _("Paket dalam perjalanan kembali ke penjual"),
        RETURNED: _("Paket kembali ke penjual"),
        GONE: _("Kurir menyatakan paket hilang atau rusak"),
        CANCELLED: _("Kurir yang dipesan dibatalkan, penjual mengatur ulang"),
    }
    return words.get(str(data.get("state")), _("Kabar dari kurir")), str(data.get("words", ""))


def _arrived(data: Mapping[str, Any]) -> tuple[str, str]:
    return _("Sampai menurut kurir"), str(data.get("words", ""))


PARCEL_WORDS: dict[str, Callable[[Mapping[str, Any]], tuple[str, str]]] = {
    "order.packed": lambda data: (_("Dikemas"), ""),
    "order.unpacked": lambda data: (_("Paket dibuka lagi untuk dicek"), ""),
    "order.dropped_off": lambda data: (_("Diantar sampai depan pintu"), str(data.get("note", ""))),
    "order.drop_taken_back": lambda data: (_("Ternyata belum diantar"), _("Pengantar salah ketuk.")),
    "order.drop_failed": lambda data: (_("Belum terantar"), str(data.get("reason", ""))),
    "parcel.numbered": _numbered,
    "parcel.moved": _moved,
    "parcel.arrived": _arrived,
}
