"""Claims in the seller's journal of an order."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from bukapo.kernel.money import rupiah
from bukapo.trust.claims.words import back_words, reason_words, remedy_words, wish_words

Data = dict[str, Any]
Words = tuple[str, str]


def _opened(data: Data) -> Words:
    title = _("Komplain: %(reason)s") % {"reason": reason_words(data["reason"])}
    return title, _("minta: %(wish)s") % {"wish": wish_words(data["wish"])}


def _named(title: Callable[[], str]) -> Callable[[Data], Words]:
    def told(data: Data) -> Words:
        text = " ".join(
            part for part in (remedy_words(data) + ".", back_words(data), data.get("note", "")) if part
        )
        return title(), text

    return told


def _parcel(title: Callable[[], str]) -> Callable[[Data], Words]:
    return lambda data: (title(), f"{data.get('courier', '')} {data.get('tracking_number', '')}".strip())


def _plain(title: Callable[[], str], field: str = "") -> Callable[[Data], Words]:
    return lambda data: (title(), str(data.get(field, "")) if field else "")


CLAIM_WORDS: dict[str, Callable[[Data], Words]] = {
    "claim.opened": _opened,
    "claim.offered": _named(lambda: _("Penyelesaian ditawarkan")),
    "claim.granted": _named(lambda: _("Penyelesaian disepakati")),
    "claim.declined": _plain(lambda: _("Pembeli tidak setuju dengan tawarannya")),
    "claim.refused": _plain(lambda: _("Komplain ditolak"), "reason"),
    "claim.answered": _plain(lambda: _("Pembeli menjawab penolakan")),
    "claim.reopened": _plain(lambda: _("Penolakan ditarik, diputuskan lagi")),
    "claim.withdrawn": _plain(lambda: _("Komplain ditarik pembeli")),
    "claim.reminded": _plain(lambda: _("Diingatkan: komplain hampir lewat batas")),
    "claim.overdue": _plain(lambda: _("Komplain lewat batas tanpa jawaban")),
    "claim.goods_sent": _parcel(lambda: _("Pembeli mengirim barangnya balik")),
    "claim.goods_back": _plain(lambda: _("Barang komplain sudah kembali")),
    "claim.settled": _parcel(lambda: _("Barang untuk komplain dikirim")),
    "order.compensated": lambda data: (
        _("Harga dikurangi karena komplain"),
        f"{rupiah(data['amount'])}, {_('kembali')} {rupiah(data['refund'])}",
    ),
}
