"""Which stamp a state gets: the word pressed on the nota and the kind of ink.

Inks: "" seal red (a fact, pressed) · "ink" dark (closed, neutral fact) · "pencil" dashed (still waited for) ·
"faded" struck (over and void). Keys are "kind.state"; a state asked without kind is looked up alone.
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stamp(NamedTuple):
    word: str
    ink: str


STAMPS: dict[str, tuple[object, str]] = {
    # campaign
    "draft": (_("Draf"), "pencil"),
    "scheduled": (_("Segera"), "pencil"),
    "coming": (_("Segera"), "pencil"),
    "teaser": (_("Segera"), "pencil"),
    "open": (_("Buka"), ""),
    "running": (_("Buka"), ""),
    "sold_out": (_("Habis"), "ink"),
    "closed": (_("Ditutup"), "ink"),
    "production": (_("Diproduksi"), "ink"),
    "in_production": (_("Diproduksi"), "ink"),
    "shipping": (_("Dikirim"), ""),
    "finished": (_("Selesai"), "ink"),
    "campaign.cancelled": (_("Dibatalkan"), "faded"),
    # order and its money
    "unpaid": (_("Belum bayar"), "pencil"),
    "placed": (_("Belum bayar"), "pencil"),
    "awaiting_payment": (_("Belum bayar"), "pencil"),
    "reviewing": (_("Bukti dicek"), "pencil"),
    "short": (_("Kurang bayar"), "pencil"),
    "deposit": (_("DP"), ""),
    "deposit_paid": (_("DP"), ""),
    "instalment": (_("Cicilan"), ""),
    "cod": (_("COD"), ""),
    "cod_placed": (_("COD dicek"), "pencil"),
    "paid": (_("Lunas"), ""),
    "packed": (_("Dikemas"), "ink"),
    "sent": (_("Dikirim"), ""),
    "shipped": (_("Dikirim"), ""),
    "ready": (_("Siap diambil"), ""),
    "delivered": (_("Sampai"), ""),
    "received": (_("Diterima"), ""),
    "picked_up": (_("Diambil"), ""),
    "expired": (_("Hangus"), "faded"),
    "cancelled": (_("Batal"), "faded"),
    "rejected": (_("Ditolak"), "faded"),
    "refunded": (_("Uang kembali"), "ink"),
    # a parcel at a courier service
    "booking.asked": (_("Menunggu jawaban"), "pencil"),
    "booking.booked": (_("Dipesan"), "ink"),
    "booking.under_way": (_("Di jalan"), ""),
    "booking.held": (_("Tertahan"), "ink"),
    "booking.delivered": (_("Sampai"), ""),
    "booking.returning": (_("Kembali"), "ink"),
    "booking.returned": (_("Kembali"), "ink"),
    "booking.gone": (_("Hilang"), "faded"),
    "booking.cancelled": (_("Batal"), "faded"),
    "booking.failed": (_("Gagal"), "faded"),
    # a place in line
    "entry.registered": (_("Terdaftar"), "pencil"),
    "entry.waiting": (_("Menunggu"), "pencil"),
    "entry.ordered": (_("Dapat"), ""),
    "entry.left": (pgettext_lazy("antrean", "Keluar"), "faded"),
    "entry.missed": (_("Tidak kebagian"), "ink"),
    # who signed up for a teaser
    "interest.waiting": (_("Belum konfirmasi"), "pencil"),
    "interest.unverified": (_("Terdaftar"), ""),
    "interest.confirmed": (_("Terdaftar"), ""),
    "interest.withdrawn": (_("Berhenti"), "faded"),
    # a changed price
    "proposal.open": (_("Menunggu jawaban"), "pencil"),
    "proposal.ended": (_("Selesai"), "ink"),
    "proposal.withdrawn": (_("Ditarik"), "faded"),
    "answer.waiting": (_("Menunggu"), "pencil"),
    "answer.accepted": (_("Setuju"), ""),
    "answer.left": (pgettext_lazy("usulan", "Keluar"), "ink"),
    "answer.kept": (_("Harga lama"), "ink"),
    "answer.gone": (_("Batal"), "faded"),
    "answer.withdrawn": (_("Ditarik"), "faded"),
    # a date that moved, and pieces that did not come out
    "delay.open": (_("Menunggu jawaban"), "pencil"),
    "delay.ended": (_("Selesai"), "ink"),
    "delay_answer.silent": (_("Belum memilih"), "pencil"),
    "delay_answer.wait": (_("Menunggu"), "pencil"),
    "delay_answer.refund": (_("Uang kembali"), "pencil"),
    "delay_answer.stayed": (_("Menunggu"), ""),
    "delay_answer.left": (_("Uang kembali"), "ink"),
    "delay_answer.moved": (_("Pindah PO"), "ink"),
    "delay_answer.gone": (_("Tidak perlu lagi"), "faded"),
    "delay_answer.replaced": (_("Ditanya lagi"), "faded"),
    "short.open": (_("Belum memilih"), "pencil"),
    "short.waiting": (_("Menunggu"), "pencil"),
    "short.refunded": (_("Uang kembali"), "ink"),
    "short.swapped": (_("Diganti"), "ink"),
    "short.filled": (_("Sudah ada"), ""),
    "short.gone": (_("Pesanan batal"), "faded"),
    # a claim
    "claim.open": (_("Menunggu penjual"), "pencil"),
    "claim.to_decide": (_("Perlu diputuskan"), ""),
    "claim.offered": (_("Menunggu pembeli"), "pencil"),
    "claim.agreed": (_("Disepakati"), ""),
    "claim.refused": (_("Ditolak"), "faded"),
    "claim.settled": (_("Selesai"), "ink"),
    "claim.withdrawn": (_("Ditarik"), "faded"),
    # a continuous PO
    "series.running": (_("Berjalan"), ""),
    "series.paused": (_("Dijeda"), "pencil"),
    "series.stopped": (_("Berhenti"), "ink"),
    # a message to somebody
    "message.queued": (_("Menunggu"), "pencil"),
    "message.sending": (_("Sedang dikirim"), "pencil"),
    "message.ready": (_("Siap dikirim"), "pencil"),
    "message.sent": (_("Terkirim"), ""),
    "message.delivered": (_("Sampai"), ""),
    "message.read": (_("Dibaca"), ""),
    "message.unknown": (_("Tidak diketahui"), "pencil"),
    "message.failed": (_("Gagal"), "faded"),
    "message.skipped": (_("Dilewati"), "faded"),
    # a text at Meta
    "form.": (_("Belum diajukan"), "pencil"),
    "form.APPROVED": (_("Disetujui"), ""),
    "form.PENDING": (_("Diperiksa Meta"), "pencil"),
    "form.IN_APPEAL": (_("Diperiksa Meta"), "pencil"),
    "form.REJECTED": (_("Ditolak"), "faded"),
    "form.PAUSED": (_("Dijeda Meta"), "faded"),
    "form.DISABLED": (_("Dimatikan Meta"), "faded"),
    # work order
    "offered": (_("Menunggu jawaban"), "pencil"),
    "work_order.sent": (_("Menunggu jawaban"), "pencil"),
    "work_order.questioned": (_("Bertanya"), "pencil"),
    "work_order.refused": (_("Ditolak"), "faded"),
    "working": (_("Dikerjakan"), "ink"),
    "accepted": (_("Diterima"), "ink"),
    "done": (_("Selesai"), ""),
    # hand-over
    "hand_over.sent": (_("Di jalan"), "pencil"),
    "hand_over.received": (_("Diterima"), ""),
    "hand_over.withdrawn": (_("Ditarik"), "faded"),
}


def stamp_of(state: object, *, kind: str = "") -> Stamp:
    """The stamp of a state; an unknown state shows its own name in pencil rather than breaking a page."""
    key = str(getattr(state, "value", state))
    word, ink = STAMPS.get(f"{kind}.{key}") or STAMPS.get(key) or (key.replace("_", " "), "pencil")
    return Stamp(str(word), ink)
