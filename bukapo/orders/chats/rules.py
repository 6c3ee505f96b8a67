"""States of a draft, and the no's about it. Pure."""

from bukapo.kernel.canonical import digest
from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import Refusal, gettext_noop

READY, DOUBTFUL, SENT, ORDER, DROPPED = "ready", "doubtful", "sent", "order", "dropped"
CHAT_DRAFT = machine(
    "chat_draft",
    "ready doubtful",
    doubtful="ready sent order dropped",
    ready="doubtful sent order dropped",
    sent="ready doubtful order dropped",
    dropped="doubtful",
    order="",
)
"""doubtful: a question for the seller; ready: can be ordered as it stands; sent: its buyer has a link to confirm it."""


def draft_key(campaign_id: int, fingerprint: str) -> str:
    """The order key of one pasted line in one PO: whoever makes it an order, it is one submission."""
    return digest(["chat", campaign_id, fingerprint])


class LinkGone(Refusal):
    code = "chat_link_gone"
    sentence = gettext_noop("Tautan konfirmasi ini sudah tidak berlaku. Tanyakan ke penjual, ya.")
    http_status = 410


class NoPhone(Refusal):
    code = "chat_no_phone"
    sentence = gettext_noop("Draf ini belum punya nomor HP, jadi tautannya belum bisa dikirim.")


class NothingPasted(Refusal):
    code = "chat_empty"
    sentence = gettext_noop("Tempel dulu chat atau daftarnya.")
    http_status = 422


class PastedTooMuch(Refusal):
    code = "chat_too_long"
    sentence = gettext_noop(
        "Terlalu panjang untuk sekali tempel, paling banyak {most} huruf. Bagi menjadi beberapa."
    )
    http_status = 422


class NoOrderFound(Refusal):
    code = "chat_no_order"
    sentence = gettext_noop("Tidak ada pesanan yang terbaca di chat ini. Cek dulu apakah PO-nya benar.")
    http_status = 422


class PackageNotKept(Refusal):
    """A draft holds single lines; a package goes straight into an order."""

    code = "chat_package"
    sentence = gettext_noop("Paket belum bisa disimpan sebagai draf. Langsung jadikan pesanan saja.")
