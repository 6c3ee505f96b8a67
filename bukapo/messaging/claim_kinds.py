"""What is told about claims: (key, title, reader, gaps) of `kinds.Kind`."""

from bukapo.kernel.refusal import gettext_noop

_BUYER = ("nama", "nomor", "judul_po", "toko", "tautan", "komplain")
_SELLER = _BUYER

CLAIM_KINDS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (
        "claim.offered", gettext_noop("Komplain: penjual menawarkan penyelesaian"), "buyer",
        (*_BUYER, "penyelesaian", "pesan_penjual"),
    ),
    (
        "claim.granted", gettext_noop("Komplain: disepakati"), "buyer",
        (*_BUYER, "penyelesaian", "kirim_balik", "pesan_penjual"),
    ),
    (
        "claim.refused", gettext_noop("Komplain: ditolak dengan alasan"), "buyer",
        (*_BUYER, "alasan", "jalur_aduan"),
    ),
    ("claim.overdue", gettext_noop("Komplain: belum dijawab sampai batasnya"), "buyer", (*_BUYER, "jalur_aduan")),
    ("claim.goods_back", gettext_noop("Komplain: barang sudah kembali"), "buyer", (*_BUYER, "penyelesaian")),
    ("claim.settled", gettext_noop("Komplain: barangnya dikirim"), "buyer", (*_BUYER, "penyelesaian", "kiriman")),
    (
        "claim.opened.seller", gettext_noop("Komplain masuk"), "seller",
        (*_SELLER, "permintaan", "batas_putus"),
    ),
    ("claim.reminded.seller", gettext_noop("Komplain hampir lewat batas"), "seller", (*_SELLER, "batas_putus")),
    ("claim.overdue.seller", gettext_noop("Komplain lewat batas"), "seller", (*_SELLER, "batas_putus")),
    (
        "claim.granted.seller", gettext_noop("Komplain: pembeli setuju"), "seller",
        (*_SELLER, "penyelesaian", "kirim_balik"),
    ),
    (
        "claim.declined.seller", gettext_noop("Komplain: pembeli tidak setuju"), "seller",
        (*_SELLER, "jawaban_pembeli", "batas_putus"),
    ),
    (
        "claim.answered.seller", gettext_noop("Komplain: pembeli menjawab penolakan"), "seller",
        (*_SELLER, "jawaban_pembeli", "batas_putus"),
    ),
    (
        "claim.goods_sent.seller", gettext_noop("Komplain: pembeli mengirim barangnya"), "seller",
        (*_SELLER, "kiriman"),
    ),
    (
        "work_order.spare_added.workshop", gettext_noop("SPK bertambah untuk pengganti"), "workshop",
        ("konveksi", "nomor_spk", "judul_po", "toko", "jumlah_pcs", "tenggat", "tautan", "tambahan_pcs"),
    ),
)  # fmt: skip
