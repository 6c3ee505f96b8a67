"""The gaps of messages about claims: (meaning, sample, English sample) of `vocabulary.Gap`."""

from bukapo.kernel.refusal import gettext_noop

CLAIM_GAPS: dict[str, tuple[str, str, str]] = {
    "komplain": (gettext_noop("apa yang salah"), "Jahitan cacat", "Seam is faulty"),
    "permintaan": (gettext_noop("yang diminta pembeli"), "Ganti baru", "A new one"),
    "penyelesaian": (
        gettext_noop("penyelesaian komplain"), "Ganti baru, dari lebihan yang sudah jadi", "A new one, from stock",
    ),
    "kirim_balik": (
        gettext_noop("barangnya dikirim balik atau tidak"),
        "Barang dikirim balik dulu, ongkirnya ditanggung penjual.",
        "The goods come back first, the seller pays for it.",
    ),
    "pesan_penjual": (gettext_noop("pesan penjual"), "Mohon maaf, ini kami ganti.", "We are sorry."),
    "batas_putus": (
        gettext_noop("batas waktu memutuskan komplain"),
        "Rabu, 23 Desember 2026 pukul 10.00 WIB",
        "Wednesday, 23 December 2026 at 10:00 WIB",
    ),
    "jawaban_pembeli": (gettext_noop("jawaban pembeli"), "Kaosnya tidak bisa dipakai.", "It can not be worn."),
    "jalur_aduan": (gettext_noop("jalur pengaduan konsumen"), "Ditjen PKTN, Kementerian Perdagangan", ""),
    "kiriman": (gettext_noop("kurir dan resi barang komplain"), "JNE JX1234567890", ""),
    "tambahan_pcs": (gettext_noop("tambahan jumlah SPK"), "2", ""),
}  # fmt: skip
