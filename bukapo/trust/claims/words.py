"""Claims in plain words, in the language that is active: the same on pages, timelines and in messages."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from bukapo.kernel.money import rupiah
from bukapo.trust.claims.rules import BUYER, FIT, REASONS, REFUND, REMEDIES, SOURCES
from bukapo.trust.models import Claim


def reason_words(reason: str) -> str:
    """`Jahitan cacat`."""
    return _(REASONS[reason]) if reason in REASONS else ""


def wish_words(wish: str) -> str:
    """`Ganti baru`."""
    return _(REMEDIES[wish]) if wish in REMEDIES else ""


def remedy_words(data: Mapping[str, Any]) -> str:
    """`Uang kembali Rp95.000`; `Ganti baru, dari lebihan yang sudah jadi`. Of a RemedyNamed's payload."""
    kind = data.get("remedy", "")
    if kind == REFUND:
        return f"{wish_words(kind)} {rupiah(data.get('amount', 0))}"
    source = SOURCES.get(data.get("source", ""))
    return f"{wish_words(kind)}, {_(source)}" if source else wish_words(kind)


def back_words(data: Mapping[str, Any]) -> str:
    """Whether the goods come back first, and who pays for it; "" when they stay."""
    if not data.get("goods_back"):
        return ""
    if data.get("payer") == BUYER:
        return _("Barang dikirim balik dulu, ongkirnya ditanggung pembeli.")
    return _("Barang dikirim balik dulu, ongkirnya ditanggung penjual.")


def beyond_words(claim: Claim) -> str:
    """Why the terms do not promise to make this good; "" where they do."""
    if not claim.late:
        return ""
    if claim.reason == FIT:
        return _("di luar yang dijanjikan aturannya untuk barang yang tidak pas")
    return _("masuk setelah batas lapor di aturannya")


def payload_of(claim: Claim) -> dict[str, Any]:
    """What stands in the row, named as in an event."""
    return {
        "remedy": claim.remedy,
        "amount": claim.amount,
        "source": claim.source,
        "goods_back": bool(claim.return_payer),
        "payer": claim.return_payer,
        "note": claim.note,
    }
