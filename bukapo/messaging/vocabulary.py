"""The gaps a template may have: what each means and what it looks like in a preview.

What fills them for a real event is in `facts.py`, under the same names.
"""

from dataclasses import dataclass

from bukapo.kernel.refusal import gettext_noop
from bukapo.messaging.claim_gaps import CLAIM_GAPS


@dataclass(frozen=True)
class Gap:
    """`meaning` is for the seller who writes a template; the samples fill its preview."""

    meaning: str
    sample: str
    sample_en: str = ""

    def shown(self, language: str) -> str:
        return self.sample_en if language == "en" and self.sample_en else self.sample


GAPS: dict[str, Gap] = {
    "nama": Gap(gettext_noop("nama pembeli"), "Budi"),
    "nomor": Gap(gettext_noop("nomor pesanan"), "PO-7K3Q9XM2"),
    "judul_po": Gap(gettext_noop("judul PO"), "Kaos Reuni"),
    "toko": Gap(gettext_noop("nama toko"), "Toko Contoh"),
    "tautan": Gap(gettext_noop("tautan rahasia ke pesanannya"), "https://po.example/p/x7Kq3vT9mB2rL5nW"),
    "rincian": Gap(
        gettext_noop("barang yang dipesan"), "1 × Kaos Reuni, L / Hitam\n1 × Kaos Reuni, M / Navy"
    ),
    "jumlah_pcs": Gap(gettext_noop("jumlah barang"), "2"),
    "total": Gap(gettext_noop("harga semuanya, dengan ongkir"), "Rp208.000"),
    "tagihan": Gap(gettext_noop("yang harus dibayar sekarang, dengan kode unik"), "Rp104.321"),
    "kode_unik": Gap(gettext_noop("kode unik di ujung tagihan"), "321"),
    "batas_bayar": Gap(
        gettext_noop("batas waktu bayar"),
        "Senin, 30 November 2026 pukul 21.00 WIB",
        "Monday, 30 November 2026 at 21:00 WIB",
    ),
    "rekening": Gap(gettext_noop("rekening toko"), "BCA 1234567890 a.n. Toko Contoh"),
    "sisa": Gap(gettext_noop("yang baru ditagih nanti (pelunasan)"), "Rp104.000"),
    "cod": Gap(gettext_noop("yang dibayar tunai waktu barang diterima (COD)"), "Rp122.000"),
    "termin": Gap(gettext_noop("termin ke berapa dari berapa"), "2 dari 3", "2 of 3"),
    "jumlah": Gap(gettext_noop("jumlah uang di kabar ini"), "Rp104.321"),
    "lunas": Gap(gettext_noop("kata “lunas”, kosong kalau belum"), "lunas", "paid in full"),
    "lebih": Gap(gettext_noop("kelebihan bayar"), "Rp10.000"),
    "uang": Gap(
        gettext_noop("catatan uang pesanan, baris demi baris"),
        "Catatan uang pesanan PO-7K3Q9XM2:\nDP ditagih: Rp50.321\nTransfer BCA masuk: −Rp50.321\nLunas",
        "The money of order PO-7K3Q9XM2:\nDeposit asked: Rp50.321\nBCA transfer came in: −Rp50.321\nPaid in full",
    ),
    "kode_saldo": Gap(gettext_noop("kode untuk memakai saldo"), "SALDO-7K3Q9-XM2D4-8RTPA"),
    "tujuan": Gap(gettext_noop("rekening tujuan, hanya angka belakangnya"), "BCA •••• 7890"),
    "pengembalian": Gap(gettext_noop("uang yang dikembalikan"), "Rp104.000"),
    "urutan": Gap(gettext_noop("urutan di daftar tunggu"), "3"),
    "alasan": Gap(
        gettext_noop("alasan"), "Foto buktinya terpotong, jumlahnya tidak terbaca.", "The picture is cut off."
    ),
    "perubahan": Gap(gettext_noop("apa yang diubah"), "ukuran dan alamat", "size and address"),
    "turun": Gap(
        gettext_noop("tingkat harga yang tercapai"),
        "Kaos Reuni tembus 100 pcs, harga turun jadi Rp85.000.",
        "Kaos Reuni passed 100 pcs, the price drops to Rp85.000.",
    ),
    "hemat": Gap(gettext_noop("berapa pesanan jadi lebih murah"), "Rp20.000"),
    "tambahan": Gap(gettext_noop("tambahan yang diminta"), "Rp10.000"),
    "harga_lama": Gap(gettext_noop("harga pesanan sebelum tambahan"), "Rp208.000"),
    "harga_baru": Gap(gettext_noop("harga pesanan dengan tambahan"), "Rp218.000"),
    "batas_jawab": Gap(
        gettext_noop("batas waktu menjawab"),
        "Rabu, 25 November 2026 pukul 12.00 WIB",
        "Wednesday, 25 November 2026 at 12:00 WIB",
    ),
    "kalau_diam": Gap(
        gettext_noop("yang terjadi kalau tidak dijawab"),
        "pesanan tetap jalan dengan harga lama",
        "the order goes on at the old price",
    ),
    "batas_ubah": Gap(
        gettext_noop("kapan dikunci"),
        "Rabu, 9 Desember 2026 pukul 00.00 WIB",
        "Wednesday, 9 December 2026 at 00:00 WIB",
    ),
    "dilepas": Gap(gettext_noop("barang yang dilepas waktu tukar ukuran"), "L / Hitam", "L / Black"),
    "didapat": Gap(gettext_noop("barang yang didapat waktu tukar ukuran"), "M / Hitam", "M / Black"),
    "po_lama": Gap(gettext_noop("gelombang atau PO yang lama"), "Brownies · Gelombang 3"),
    "po_baru": Gap(gettext_noop("gelombang atau PO yang baru"), "Brownies · Gelombang 4"),
    "tutup": Gap(
        gettext_noop("waktu tutup yang berlaku"),
        "Jumat, 11 Desember 2026 pukul 18.00 WIB",
        "Friday, 11 December 2026 at 18:00 WIB",
    ),
    "jadi": Gap(gettext_noop("janji selesai dibuat"), "15 Desember 2026", "15 December 2026"),
    "kirim_akhir": Gap(gettext_noop("janji paling lambat dikirim"), "18 Desember 2026", "18 December 2026"),
    "pilihan_lama": Gap(gettext_noop("pilihan yang tidak jadi dibuat"), "L / Navy"),
    "warna_baru": Gap(gettext_noop("warna pilihan kedua"), "Hitam", "Black"),
    "tempat_ambil": Gap(gettext_noop("tempat ambil"), "Sekretariat, Jl. Contoh 5"),
    "kurir": Gap(gettext_noop("kurir"), "JNE"),
    "resi": Gap(gettext_noop("nomor resi"), "JX1234567890"),
    "janji": Gap(gettext_noop("janji yang bergeser"), "selesai produksi", "production finished"),
    "tanggal": Gap(gettext_noop("tanggal janji yang berlaku"), "20 Desember 2026", "20 December 2026"),
    "tanggal_lama": Gap(gettext_noop("tanggal janji yang lama"), "14 Desember 2026", "14 December 2026"),
    "tanggal_kirim": Gap(
        gettext_noop("paling lambat dikirim atau bisa diambil"), "23 Desember 2026", "23 December 2026"
    ),
    "tanda": Gap(
        gettext_noop("kenapa janji tanggalnya terancam"),
        "SPK-4F7Q2M di Konveksi Contoh lewat tenggatnya 12 Desember 2026 dan belum selesai.",
        "SPK-4F7Q2M at Konveksi Contoh is past its deadline of 12 December 2026 and not finished.",
    ),
    "tanggal_jujur": Gap(
        gettext_noop("tanggal selesai yang 90 % terkejar"), "24 Desember 2026", "24 December 2026"
    ),
    "kurang": Gap(gettext_noop("barang yang tidak jadi"), "1 × Kaos Reuni, XL / Hitam"),
    "garansi": Gap(
        gettext_noop("yang didapat karena terlambat"),
        "saldo Rp10.000 untuk belanja berikutnya",
        "Rp10.000 of credit for your next order",
    ),
    "telat": Gap(gettext_noop("berapa hari terlambat"), "3 hari", "3 days"),
    "hari_janji": Gap(gettext_noop("tanggal yang terlewat"), "18 Desember 2026", "18 December 2026"),
    "rombongan": Gap(gettext_noop("nama rombongan"), "Kelas XII IPA 1"),
    "tautan_anggota": Gap(
        gettext_noop("tautan untuk anggota rombongan"),
        "https://po.example/rombongan/gabung/p2Lw8sD4kV6tR1mZ/",
    ),
    "batas_isi": Gap(
        gettext_noop("batas isi anggota rombongan"),
        "Jumat, 27 November 2026 pukul 21.00 WIB",
        "Friday, 27 November 2026, 9 pm WIB",
    ),
    "sudah_isi": Gap(gettext_noop("berapa anggota yang sudah isi"), "28 dari 32", "28 of 32"),
    "belum_isi": Gap(gettext_noop("nama anggota yang belum isi"), "Budi, Siti"),
    "jawaban": Gap(
        gettext_noop("jawaban toko"), "Terima kasih, sampai jumpa di PO berikutnya!", "Thank you!"
    ),
    "bintang": Gap(gettext_noop("jumlah bintang"), "5"),
    "testimoni": Gap(
        gettext_noop("isi testimoni"), "Bahannya adem, jahitan rapi.", "Soft cloth, neat seams."
    ),
    "konveksi": Gap(gettext_noop("nama konveksi"), "Konveksi Contoh"),
    "nomor_spk": Gap(gettext_noop("nomor SPK"), "SPK-4F7Q2M"),
    "tahap": Gap(gettext_noop("tahap produksi"), "Sablon"),
    "hasil": Gap(gettext_noop("hasil tahap itu"), "40 dari 120", "40 of 120"),
    "pertanyaan": Gap(
        gettext_noop("pertanyaan pembeli atau konveksi"),
        "Benang jahitnya warna apa?",
        "Which colour is the thread?",
    ),
    "tenggat": Gap(gettext_noop("tenggat SPK"), "12 Desember 2026", "12 December 2026"),
    "catatan": Gap(gettext_noop("catatan konveksi"), "Besok lanjut warna Navy.", "Navy follows tomorrow."),
    "tautan_po": Gap(
        gettext_noop("tautan halaman PO, untuk siapa saja"), "https://po.example/toko-contoh/kaos-reuni"
    ),
    "kabar": Gap(
        gettext_noop("isi kabar mingguan"),
        "Potong selesai (120 pcs). Jahit 80 dari 120 pcs, bertambah 35 sejak Jumat lalu.",
        "Cutting is done (120 pcs). Sewing 80 of 120 pcs, 35 more since last Friday.",
    ),
    "buka": Gap(
        gettext_noop("waktu PO dibuka, kosong kalau belum pasti"),
        "Sabtu, 28 November 2026 pukul 19.00 WIB",
        "Saturday, 28 November 2026 at 19:00 WIB",
    ),
    "buka_awal": Gap(
        gettext_noop("waktu buka awal untuk pendaftar teaser"),
        "Sabtu, 28 November 2026 pukul 17.00 WIB",
        "Saturday, 28 November 2026 at 17:00 WIB",
    ),
    "ditutup": Gap(
        gettext_noop("waktu PO ditutup"),
        "Jumat, 11 Desember 2026 pukul 18.00 WIB",
        "Friday, 11 December 2026 at 18:00 WIB",
    ),
    "voucher_daftar": Gap(gettext_noop("voucher untuk pendaftar teaser"), "AWAL-7K3Q (10%)"),
    "bonus": Gap(gettext_noop("bonus untuk pendaftar teaser"), "Stiker gratis", "A free sticker"),
    "tinggal": Gap(gettext_noop("barang yang tersisa dari kuota"), "7"),
    "kurang_minimum": Gap(gettext_noop("barang yang masih kurang dari minimum"), "4"),
    **{name: Gap(*row) for name, row in CLAIM_GAPS.items()},
}
