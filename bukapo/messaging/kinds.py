"""What people are told: one entry per message, by whom it is read and which gaps its template may have.

The key is the event's kind; with `.seller` or `.workshop` it is what that person reads about it.
"""

from dataclasses import dataclass

from bukapo.kernel.refusal import gettext_noop
from bukapo.messaging.claim_kinds import CLAIM_KINDS
from bukapo.messaging.rules import FACTS, NEWS, OFFER
from bukapo.messaging.teaser.kinds import TEASER_KINDS

BUYER, SELLER, WORKSHOP = "buyer", "seller", "workshop"

_PAY = ("tagihan", "kode_unik", "batas_bayar", "rekening")
_OF_ORDER = ("nama", "nomor", "judul_po", "toko", "tautan")
_ASKED = ("alasan", "tambahan", "harga_lama", "harga_baru", "batas_jawab", "kalau_diam")
_MOVED = ("janji", "tanggal", "tanggal_lama", "alasan")
_LATE = ("telat", "hari_janji")
_CHOOSE = ("batas_jawab", "kalau_diam")
_OF_QUESTION = ("nama", "judul_po", "toko", "tautan", "pertanyaan")
_TO_MANY = (*(*_OF_ORDER, "tautan_po", "jumlah_pcs", "total", "tagihan", "batas_bayar", "sisa", "tanggal"),)
_TO_ANYBODY = ("nama", "toko", "judul_po", "tautan", "tautan_po")
_OF_WORK = ("konveksi", "nomor_spk", "judul_po", "toko", "jumlah_pcs", "tenggat", "tautan")


@dataclass(frozen=True)
class Kind:
    """`title` names it in the list of templates; `purpose` says who may be told (`messaging.rules`)."""

    key: str
    title: str
    reader: str
    gaps: tuple[str, ...]
    purpose: str = FACTS


def _buyer(key: str, title: str, *gaps: str) -> Kind:
    """Of their money, their parcel, or their own order and its dates."""
    return Kind(key, title, BUYER, (*_OF_ORDER, *gaps))


def _news(key: str, title: str, *gaps: str) -> Kind:
    """Nice to know: how their PO goes."""
    return Kind(key, title, BUYER, (*_OF_ORDER, *gaps), purpose=NEWS)


def _seller(key: str, title: str, *gaps: str) -> Kind:
    return Kind(f"{key}.seller", title, SELLER, (*_OF_ORDER, *gaps))


_OF_GROUP = ("nama", "rombongan", "judul_po", "toko", "tautan")

_ALL = (
    _buyer(
        "order.placed", gettext_noop("Pesanan masuk"), "rincian", "jumlah_pcs", "total", "sisa", "cod", *_PAY
    ),
    _buyer(
        "order.turn_came",
        gettext_noop("Giliran dari daftar tunggu"),
        "rincian",
        "jumlah_pcs",
        "total",
        "sisa",
        "cod",
        *_PAY,
    ),
    _buyer(
        "order.changed", gettext_noop("Pesanan diubah"), "perubahan", "rincian", "total", "sisa", "cod", *_PAY
    ),
    _buyer("order.cancelled", gettext_noop("Pesanan dibatalkan"), "alasan", "pengembalian", "uang"),
    _buyer("order.expired", gettext_noop("Pesanan hangus"), "rincian"),
    _buyer("order.readmitted", gettext_noop("Pesanan hangus diterima lagi"), "rincian", "sisa", "cod", *_PAY),
    _buyer("order.proof_rejected", gettext_noop("Bukti transfer ditolak"), "alasan", *_PAY),
    _buyer(
        "order.payment_received",
        gettext_noop("Pembayaran diterima"),
        "jumlah",
        "lunas",
        "sisa",
        "cod",
        "lebih",
        *_PAY,
    ),
    _buyer("order.payment_late", gettext_noop("Pembayaran masuk setelah hangus"), "jumlah"),
    _buyer("order.credit_kept", gettext_noop("Uang disimpan sebagai saldo"), "jumlah", "kode_saldo", "uang"),
    _buyer("order.gift_returned", gettext_noop("Saldo hadiah kembali"), "jumlah", "kode_saldo"),
    _buyer("order.credit_paid_out", gettext_noop("Saldo akan dikembalikan"), "jumlah", "tujuan"),
    _buyer(
        "order.allowance_granted", gettext_noop("Potongan dari penjual"), "jumlah", "alasan", "lebih", "uang"
    ),
    _buyer("order.due_extended", gettext_noop("Batas bayar diperpanjang"), "alasan", *_PAY),
    _buyer(
        "order.shortfall_forgiven", gettext_noop("Kurang bayar direlakan"), "jumlah", "lunas", "sisa", "cod"
    ),
    _buyer("order.balance_asked", gettext_noop("Pelunasan ditagih"), "rincian", "total", *_PAY),
    _buyer("order.instalment_asked", gettext_noop("Termin cicilan ditagih"), "termin", "sisa", *_PAY),
    _buyer("order.taken_in", gettext_noop("Pesanan COD diterima penjual"), "cod"),
    _buyer("order.payment_reminded", gettext_noop("Pengingat bayar"), *_PAY),
    _buyer("order.payment_overdue", gettext_noop("Pengingat: lewat sehari"), *_PAY),
    _buyer("order.payment_overdue_again", gettext_noop("Pengingat: lewat tiga hari"), *_PAY),
    _buyer("order.payment_overdue_last", gettext_noop("Pengingat terakhir: lewat tujuh hari"), *_PAY),
    _buyer(
        "order.repriced",
        gettext_noop("Harga turun setelah PO ditutup"),
        "turun",
        "hemat",
        "total",
        "sisa",
        "lebih",
        *_PAY,
    ),
    _buyer("order.price_asked", gettext_noop("Tambahan harga diusulkan"), *_ASKED),
    _buyer("order.price_reminded", gettext_noop("Pengingat menjawab usulan harga"), *_ASKED),
    _buyer("order.price_agreed", gettext_noop("Tambahan harga disetujui"), "tambahan", "sisa", *_PAY),
    _buyer("order.price_kept", gettext_noop("Harga tetap seperti semula")),
    _buyer("order.price_withdrawn", gettext_noop("Tambahan harga tidak jadi"), "alasan"),
    _buyer("order.refund_promised", gettext_noop("Uang akan dikembalikan"), "jumlah", "alasan", "tujuan"),
    _buyer("order.refund_paid", gettext_noop("Uang sudah dikembalikan"), "jumlah"),
    _buyer("order.packed", gettext_noop("Siap diambil"), "tempat_ambil"),
    _buyer("order.shipped", gettext_noop("Pesanan dikirim"), "kurir", "resi", "cod"),
    _buyer("parcel.arrived", gettext_noop("Paket sampai menurut kurir"), "kurir", "resi"),
    _buyer("order.part_proposed", gettext_noop("Boleh dikirim sebagian?"), "alasan"),
    _buyer("order.part_shipped", gettext_noop("Paket pertama dikirim"), "kurir", "resi"),
    _buyer("order.part_tracking_corrected", gettext_noop("Resi paket pertama diperbaiki"), "kurir", "resi"),
    _buyer(
        "order.rest_dropped",
        gettext_noop("Sisa pesanan tidak jadi dikirim"),
        "alasan",
        "jumlah",
        "pengembalian",
        "uang",
    ),
    _buyer("order.tracking_corrected", gettext_noop("Resi diperbaiki"), "kurir", "resi"),
    _news("order.received", gettext_noop("Pesanan diterima, minta testimoni")),
    _news("order.review_answered", gettext_noop("Testimoni dijawab"), "jawaban"),
    _buyer("order.review_hidden", gettext_noop("Testimoni disembunyikan operator"), "alasan"),
    _buyer(
        "campaign.promise_moved",
        gettext_noop("Janji tanggal bergeser"),
        "janji",
        "tanggal",
        "tanggal_lama",
        "alasan",
    ),
    _news("campaign.lock_announced.order", gettext_noop("PO segera ditutup"), "batas_ubah"),
    _buyer("campaign.lock_announced.way", gettext_noop("Cara terima segera dikunci"), "batas_ubah"),
    _buyer("campaign.lock_announced.address", gettext_noop("Alamat segera dikunci"), "batas_ubah"),
    _buyer("swap.taken", gettext_noop("Ada yang mau tukar ukuran"), "dilepas", "didapat"),
    _buyer("swap.freed", gettext_noop("Tukar ukuran belum jadi")),
    _buyer("order.swapped", gettext_noop("Tukar ukuran berhasil"), "dilepas", "didapat"),
    _buyer("order.handed_over", gettext_noop("Pesanan dioper: untuk pemilik baru")),
    _buyer("handover.accepted", gettext_noop("Pesanan dioper: untuk pemilik lama")),
    _buyer("order.promised", gettext_noop("Pesanan masuk antrean pengerjaan"), "tanggal", "tanggal_kirim"),
    _buyer(
        "order.promise_moved",
        gettext_noop("Janji satu pesanan bergeser"),
        "janji",
        "tanggal",
        "tanggal_lama",
        "alasan",
    ),
    _buyer("order.delay_asked", gettext_noop("Tanggal mundur, pembeli memilih"), *_MOVED, *_CHOOSE),
    _buyer("order.delay_reminded", gettext_noop("Pengingat memilih soal tanggal"), *_MOVED, *_CHOOSE),
    _buyer("order.pieces_short", gettext_noop("Barang yang jadi kurang"), "kurang", "batas_jawab"),
    _buyer(
        "order.short_refunded",
        gettext_noop("Uang barang yang kurang kembali"),
        "kurang",
        "jumlah",
        "pengembalian",
        "sisa",
    ),
    _buyer("order.short_filled", gettext_noop("Barang yang kurang sudah ada"), "kurang"),
    _buyer(
        "order.guarantee_given",
        gettext_noop("Garansi terlambat diberikan"),
        *_LATE,
        "garansi",
        "kode_saldo",
        "pengembalian",
        "sisa",
    ),
    _buyer(
        "order.guarantee_offered",
        gettext_noop("Terlambat: uang kembali ditawarkan"),
        *_LATE,
        "jumlah",
        "batas_jawab",
    ),
    _buyer("campaign.postponed", gettext_noop("PO diundur"), "alasan", "tutup", "jadi", "kirim_akhir"),
    _buyer(
        "order.batch_moved",
        gettext_noop("Pesanan pindah gelombang"),
        "po_lama",
        "po_baru",
        "alasan",
        "tutup",
        "jadi",
        "kirim_akhir",
    ),
    _buyer(
        "order.colour_swapped",
        gettext_noop("Pesanan memakai warna pilihan kedua"),
        "pilihan_lama",
        "warna_baru",
        "alasan",
        "rincian",
    ),
    _buyer("waiting.drawn", gettext_noop("Hasil undian: belum kebagian"), "urutan", "rincian"),
    _buyer("waiting.missed", gettext_noop("PO ditutup sebelum gilirannya"), "rincian"),
    _news("work_order.progressed", gettext_noop("Produksi mulai"), "tanggal"),
    _news("work_order.done", gettext_noop("Produksi selesai")),
    _buyer("order.question_answered", gettext_noop("Pertanyaan soal pesanan dijawab"), "jawaban"),
    Kind("question.answered", gettext_noop("Pertanyaan soal PO dijawab"), BUYER, (*_OF_QUESTION, "jawaban")),
    Kind("broadcast.news", gettext_noop("Siaran: kabar"), BUYER, _TO_MANY, NEWS),
    Kind("broadcast.offer", gettext_noop("Siaran: penawaran"), BUYER, _TO_ANYBODY, OFFER),
    Kind(
        "update.sent", gettext_noop("Kabar mingguan produksi"), BUYER, (*_OF_ORDER, "kabar", "tanggal"), NEWS
    ),
    _seller("order.placed", gettext_noop("Pesanan masuk"), "rincian", "jumlah_pcs", "total"),
    _seller("order.proof_sent", gettext_noop("Bukti transfer masuk"), "tagihan", "jumlah"),
    _seller(
        "order.cancelled", gettext_noop("Pesanan dibatalkan pembeli"), "alasan", "pengembalian", "rincian"
    ),
    _seller("order.not_arrived", gettext_noop("Pembeli bilang belum sampai"), "alasan"),
    _seller("order.part_missed", gettext_noop("Pembeli bilang paket pertama belum sampai"), "alasan"),
    _seller("order.rest_dropped", gettext_noop("Sisa pesanan tidak jadi dikirim"), "alasan", "pengembalian"),
    _seller("order.reviewed", gettext_noop("Testimoni masuk"), "bintang", "testimoni"),
    _seller("order.question_asked", gettext_noop("Pembeli bertanya soal pesanan"), "pertanyaan"),
    Kind("question.asked.seller", gettext_noop("Ada yang bertanya soal PO"), SELLER, _OF_QUESTION),
    Kind(
        "campaign.fell_short.seller",
        gettext_noop("Minimum tidak tercapai"),
        SELLER,
        ("judul_po", "toko", "tautan", "alasan"),
    ),
    Kind("work_order.accepted.seller", gettext_noop("SPK diterima konveksi"), SELLER, _OF_WORK),
    Kind(
        "work_order.progressed.seller",
        gettext_noop("Kabar produksi"),
        SELLER,
        (*_OF_WORK, "tahap", "hasil", "catatan"),
    ),
    Kind("work_order.done.seller", gettext_noop("SPK selesai"), SELLER, _OF_WORK),
    Kind(
        "work_order.questioned.seller",
        gettext_noop("Konveksi bertanya soal SPK"),
        SELLER,
        (*_OF_WORK, "pertanyaan"),
    ),
    Kind("work_order.refused.seller", gettext_noop("SPK ditolak konveksi"), SELLER, (*_OF_WORK, "alasan")),
    Kind(
        "delay_warning.seen.seller",
        gettext_noop("Janji tanggal terancam"),
        SELLER,
        ("judul_po", "toko", "tautan", "tanda", "tanggal_jujur"),
    ),
    Kind(
        "update.drafted.seller",
        gettext_noop("Draf kabar mingguan siap"),
        SELLER,
        ("judul_po", "toko", "tautan", "kabar"),
    ),
    Kind(
        "whatsapp.halted.seller",
        gettext_noop("WhatsApp otomatis berhenti"),
        SELLER,
        ("toko", "tautan", "alasan"),
    ),
    *(Kind(*row) for row in CLAIM_KINDS),
    Kind("work_order.sent.workshop", gettext_noop("SPK untuk konveksi"), WORKSHOP, _OF_WORK),
    Kind("work_order.amended.workshop", gettext_noop("SPK disesuaikan"), WORKSHOP, _OF_WORK),
    Kind("work_order.link_renewed.workshop", gettext_noop("Tautan SPK diganti"), WORKSHOP, _OF_WORK),
    Kind(
        "work_order.answered.workshop",
        gettext_noop("Pertanyaan konveksi dijawab"),
        WORKSHOP,
        (*_OF_WORK, "pertanyaan", "jawaban"),
    ),
    Kind(
        "roster.opened",
        gettext_noop("Rombongan dibuka: untuk koordinator"),
        BUYER,
        (*_OF_GROUP, "tautan_anggota", "batas_isi"),
    ),
    Kind(
        "roster.all_filled",
        gettext_noop("Rombongan: semua sudah isi"),
        BUYER,
        (*_OF_GROUP, "sudah_isi"),
        NEWS,
    ),
    Kind(
        "roster.deadline_near",
        gettext_noop("Rombongan: batas isi sebentar lagi"),
        BUYER,
        (*_OF_GROUP, "batas_isi", "sudah_isi", "belum_isi"),
        NEWS,
    ),
    Kind("work_order.cancelled.workshop", gettext_noop("SPK dibatalkan"), WORKSHOP, (*_OF_WORK, "alasan")),
    *(Kind(key, title, BUYER, gaps, purpose) for key, title, gaps, purpose in TEASER_KINDS),
)

BY_MAIL = {"waiting.drawn"}
"""Told by e-mail only: nobody should have to tap WhatsApp messages to everybody who has drawn no piece."""

KINDS: dict[str, Kind] = {kind.key: kind for kind in _ALL}
