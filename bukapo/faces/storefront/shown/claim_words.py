"""Claims on a buyer's timeline."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from bukapo.kernel.money import rupiah
from bukapo.trust.claims.words import back_words, reason_words, remedy_words, wish_words

Words = tuple[str, str]


def _parcel(data: Mapping[str, Any]) -> str:
    return f"{data.get('courier', '')} {data.get('tracking_number', '')}".strip()


def _opened(data: Mapping[str, Any]) -> Words:
    title = _("Komplain: %(reason)s") % {"reason": reason_words(data["reason"])}
    return title, _("Anda minta: %(wish)s.") % {"wish": wish_words(data["wish"])}


def _named(title: Callable[[], str]) -> Callable[[Mapping[str, Any]], Words]:
    def told(data: Mapping[str, Any]) -> Words:
        text = " ".join(part for part in (back_words(data), data.get("note", "")) if part)
        return f"{title()}: {remedy_words(data)}", text

    return told


def _settled(data: Mapping[str, Any]) -> Words:
    title = {
        "repair": _("Barang yang diperbaiki dikirim"),
        "exchange": _("Ukuran penggantinya dikirim"),
    }.get(data["remedy"], _("Barang penggantinya dikirim"))
    return title, _parcel(data) or _("Diserahkan langsung.")


CLAIM_WORDS: dict[str, Callable[[Mapping[str, Any]], Words]] = {
    "claim.opened": _opened,
    "claim.offered": _named(lambda: _("Penjual menawarkan")),
    "claim.granted": _named(lambda: _("Disepakati")),
    "claim.declined": lambda data: (_("Anda tidak setuju dengan tawarannya"), _("Penjual memutuskan lagi.")),
    "claim.refused": lambda data: (_("Komplain ditolak"), str(data.get("reason", ""))),
    "claim.answered": lambda data: (_("Anda menjawab penolakannya"), _("Penjual memutuskan sekali lagi.")),
    "claim.reopened": lambda data: (_("Penolakannya ditarik"), _("Penjual memutuskan lagi.")),
    "claim.withdrawn": lambda data: (_("Komplain ditarik"), ""),
    "claim.overdue": lambda data: (_("Penjual belum menjawab sampai batasnya"), ""),
    "claim.goods_sent": lambda data: (_("Anda mengirim barangnya balik"), _parcel(data)),
    "claim.goods_back": lambda data: (_("Barangnya sudah kembali di penjual"), ""),
    "claim.settled": _settled,
    "order.compensated": lambda data: (
        _("%(amount)s dikurangkan karena komplain") % {"amount": rupiah(data["amount"])},
        _("%(amount)s dikembalikan.") % {"amount": rupiah(data["refund"])} if data.get("refund") else "",
    ),
}
