"""The rules: each with a code, what it does, the law's article, why, and a sentence to use instead. Pure.

Sentences to use are part of a contract, so they are Indonesian and stay so. An article is named only where its text
or a report of it was read; else the law alone is. Read were: UU 8/1999 Pasal 18 (its letters a to h and paragraph 2) at
kompasiana.com/sonny_djie (Mengenal Kontrak Baku) and at wiki.javasatu.com; Pasal 4, 7, 9, 10 and 19 in the same
law's text and in github.com/andreaswasita/AI-Lawyer (consumer-protection.md); PP 80/2019 Pasal 53 at pasal.id, its
two working days at legalroom.co.id; UU 27/2022 Pasal 22 and 23 at id.wikisource.org. PP 80/2019 Pasal 39, 69 and 71
and UU 8/1999 Pasal 16 were read in reports of the law. None of it is legal advice.
"""

from dataclasses import dataclass

from bukapo.kernel.refusal import gettext_noop

REFUSE, WARN = "tolak", "peringatan"
"""A PO with the one is not published; the other is shown."""


@dataclass(frozen=True)
class Rule:
    """`law` is the article as people cite it, or the law's name where the article could not be read."""

    code: str
    severity: str
    law: str
    why: str
    instead: str = ""


@dataclass(frozen=True)
class Finding:
    """`clause` is the seller's own sentence at `start` to `end` of the text at `place`; `about` names what it is of.

    `certain`: always void; else it only looks like it (`linting.certainty`). `whole`: the sentence uncut, on one line.
    """

    rule: Rule
    clause: str = ""
    place: str = ""
    about: str = ""
    start: int = 0
    end: int = 0
    certain: bool = True
    whole: str = ""

    @property
    def refuses(self) -> bool:
        return self.rule.severity == REFUSE

    @property
    def may_be_overruled(self) -> bool:
        """It keeps a PO shut until the seller has read it, and no longer."""
        return self.refuses and not self.certain


MONEY_BACK = Rule(
    "refuses_money_back",
    REFUSE,
    "UU 8/1999 Pasal 18 ayat (1) huruf c",
    gettext_noop("penjual dilarang menolak mengembalikan uang. Tulis saja kapan dan berapa yang kembali."),
    "Uang kembali penuh kalau barang salah, cacat, kurang, terlambat melewati batas, atau PO dibatalkan penjual.",
)
RETURNS = Rule(
    "refuses_returns",
    REFUSE,
    "UU 8/1999 Pasal 18 ayat (1) huruf b",
    gettext_noop(
        "penjual dilarang menolak barang yang salah atau cacat dikembalikan. Tulis saja batas waktu dan caranya."
    ),
    "Barang salah, cacat, atau kurang boleh ditukar atau uangnya kembali. Kabari lewat halaman pesanan dengan foto.",
)
COMPLAINTS = Rule(
    "refuses_complaints",
    REFUSE,
    "UU 8/1999 Pasal 4 dan 18",
    gettext_noop(
        "pembeli selalu berhak mengadu. Tulis saja caranya, misalnya “sertakan video buka paket supaya cepat diproses”."
    ),
    "Sertakan foto atau video buka paket supaya komplain cepat diproses.",
)
COMPLAIN_SOON = Rule(
    "complain_too_soon",
    REFUSE,
    "PP 80/2019 Pasal 69",
    gettext_noop(
        "pembeli punya paling sedikit 2 hari kerja setelah barang diterima untuk menukar atau membatalkan."
    ),
    "Periksa barang begitu sampai; kalau ada yang salah, kabari dalam 7 hari.",
)
CANCELLING = Rule(
    "refuses_cancelling",
    REFUSE,
    "UU 8/1999 Pasal 16 dan 18, PP 80/2019 Pasal 69",
    gettext_noop(
        "pembatalan tidak boleh ditutup sama sekali: kalau janjinya tidak ditepati, pembeli berhak batal. Tulis sampai "
        "kapan boleh batal."
    ),
    "Pesanan boleh dibatalkan sampai PO ditutup; setelah itu hanya kalau terlambat, salah, atau cacat.",
)
CANCELLING_PAID = Rule(
    "cancelling_once_paid",
    WARN,
    "UU 8/1999 Pasal 16, PP 80/2019 Pasal 69",
    gettext_noop(
        "pembeli yang sudah membayar tetap boleh batal kalau barangnya terlambat, salah, atau cacat."
    ),
    CANCELLING.instead,
)
CHANGES = Rule(
    "changes_rules_alone",
    REFUSE,
    "UU 8/1999 Pasal 18 ayat (1) huruf g",
    gettext_noop("aturan tidak boleh diubah sepihak setelah pembeli memesan."),
    "Kalau ada yang harus berubah, pembeli dikabari dulu dan boleh membatalkan dengan uang kembali penuh.",
)
SHIFTS = Rule(
    "shifts_responsibility",
    REFUSE,
    "UU 8/1999 Pasal 18 ayat (1) huruf a",
    gettext_noop("tanggung jawab penjual tidak boleh dialihkan ke pembeli."),
    "Paket hilang atau rusak di jalan kami urus ke kurir; barangnya diganti atau uangnya kembali.",
)
NO_END = Rule(
    "delays_without_end",
    REFUSE,
    "UU 8/1999 Pasal 16",
    gettext_noop(
        "yang menerima pesanan wajib menepati waktu yang disepakati. Janjikan tanggal, beri cadangan hari."
    ),
    "Kalau produksi mundur, pembeli dikabari tanggal barunya dan boleh memilih menunggu atau uang kembali.",
)
DEPOSIT_KEPT = Rule(
    "deposit_kept",
    WARN,
    "UU 8/1999 Pasal 18 ayat (1) huruf c",
    gettext_noop(
        "DP hanya boleh dipotong sebesar kerugian yang wajar, dan kembali penuh kalau penjual yang tidak menepati."
    ),
    "Kalau pembeli membatalkan setelah produksi mulai, DP dipotong biaya bahan yang sudah terpakai; sisanya kembali.",
)
NARROW_REFUND = Rule(
    "narrow_refund",
    WARN,
    "UU 8/1999 Pasal 16 dan 19",
    gettext_noop(
        "uang juga kembali kalau terlambat melewati batas, kurang, atau PO dibatalkan. Sebutkan semuanya."
    ),
    MONEY_BACK.instead,
)
HIDDEN_PRINT = Rule(
    "hidden_print",
    REFUSE,
    "UU 8/1999 Pasal 18 ayat (2)",
    gettext_noop("aturan tidak boleh ditulis dengan huruf yang sulit dibaca. Pakai huruf biasa."),
)
ELSEWHERE = Rule(
    "terms_elsewhere",
    WARN,
    "UU 8/1999 Pasal 18 ayat (2), PP 80/2019 Pasal 39",
    gettext_noop("aturan yang ditaruh di tempat lain tidak ikut disetujui pembeli. Tulis lengkap di sini."),
)
SILENT_YES = Rule(
    "silent_consent",
    WARN,
    "UU 8/1999 Pasal 18",
    gettext_noop(
        "persetujuan tidak cukup dari diam atau transfer. Di halaman cek pesanan pembeli sudah menyetujuinya."
    ),
)
FALSE_TAX = Rule(
    "tax_without_pkp",
    REFUSE,
    "UU PPN (UU 8/1983 dan perubahannya)",
    gettext_noop("toko yang bukan PKP tidak boleh memungut PPN."),
    "Harga sudah seluruhnya; tidak ada pajak tambahan.",
)
PRICE_IN_PARTS = Rule(
    "price_in_parts",
    WARN,
    "UU 8/1999 Pasal 7, PP 80/2019 Pasal 39",
    gettext_noop(
        "harga harus terlihat seluruhnya sebelum memesan. Masukkan biayanya ke harga atau ke pilihan."
    ),
    "Harga sudah termasuk kemasan; yang ditambah hanya ongkir, terlihat sebelum memesan.",
)
DATA_SPREAD = Rule(
    "personal_data_spread",
    WARN,
    "UU 27/2022 (PDP) Pasal 20 sampai 22",
    gettext_noop(
        "data pembeli hanya boleh dipakai untuk tujuan yang ia setujui. Minta izinnya terpisah, atau hapus."
    ),
    "Data pembeli hanya dipakai untuk memproses dan mengirim pesanan ini.",
)
DATA_MUCH = Rule(
    "personal_data_much",
    WARN,
    "UU 27/2022 (PDP)",
    gettext_noop("KTP tidak perlu untuk sebuah pesanan, dan menyimpannya berisiko."),
)
VIDEO_DEMANDED = Rule(
    "video_demanded",
    WARN,
    "UU 8/1999 Pasal 18 ayat (1) huruf e",
    gettext_noop(
        "video boleh diminta supaya cepat diproses, tapi komplain tanpa video tetap harus dilayani. Tulis begitu."
    ),
    "Sertakan foto atau video buka paket supaya komplain cepat diproses.",
)
JUDGES_ALONE = Rule(
    "judges_alone",
    REFUSE,
    "UU 8/1999 Pasal 18 ayat (1) huruf e",
    gettext_noop(
        "cacat atau tidaknya barang tidak boleh ditentukan penjual sendiri. Pembeli boleh membuktikannya."
    ),
    "Kirim fotonya lewat halaman pesanan; kita lihat bersama, dan barang cacat diganti atau uangnya kembali.",
)
SEIZES_ALONE = Rule(
    "seizes_alone",
    REFUSE,
    "UU 8/1999 Pasal 18 ayat (1) huruf d",
    gettext_noop("barang yang dicicil tidak boleh ditarik atau dijual lagi sepihak."),
    "Kalau cicilan terlambat, kami ingatkan dulu dan mencari jalan keluarnya bersama.",
)
PROOF_ON_BUYER = Rule(
    "proof_on_buyer",
    REFUSE,
    "UU 8/1999 Pasal 18 ayat (1) huruf e",
    gettext_noop(
        "pembeli tidak boleh dibebani pembuktian. Yang menjual harus bisa menunjukkan bahwa barangnya baik."
    ),
    "Kalau ada masalah, kirim fotonya lewat halaman pesanan; kami ikut memeriksa, dan yang cacat diganti.",
)
LESSENS = Rule(
    "lessens_goods",
    REFUSE,
    "UU 8/1999 Pasal 18 ayat (1) huruf f",
    gettext_noop(
        "jumlah, mutu, atau manfaat yang sudah dibayar tidak boleh dikurangi sepihak. Tulis apa yang pembeli dapat "
        "kalau ada yang kurang."
    ),
    "Kalau isi atau jumlahnya kurang, kekurangannya kami kirim atau uangnya kembali sebesar yang kurang.",
)
PLEDGES = Rule(
    "pledges_goods",
    REFUSE,
    "UU 8/1999 Pasal 18 ayat (1) huruf h",
    gettext_noop("barang yang dicicil atau milik pembeli tidak boleh dijadikan jaminan lewat aturan toko."),
    "Cicilan tidak memakai jaminan; kalau terlambat, kami ingatkan dulu dan mencari jalan keluarnya bersama.",
)
HIDDEN_TERMS = Rule(
    "hidden_terms",
    REFUSE,
    "UU 8/1999 Pasal 18 ayat (2)",
    gettext_noop(
        "aturan yang baru terlihat setelah membayar, atau tidak ditulis, tidak mengikat pembeli. Tulis semuanya "
        "di sini."
    ),
    "Semua aturan tertulis di halaman PO ini dan bisa dibaca sebelum memesan.",
)
NO_WARRANTY = Rule(
    "no_warranty",
    WARN,
    "UU 8/1999 Pasal 7 dan 19",
    gettext_noop(
        "tanpa garansi pun, barang yang rusak atau tidak sesuai waktu diterima harus diganti atau uangnya kembali."
    ),
    "Barang tidak bergaransi pabrik; yang rusak atau tidak sesuai waktu diterima kami ganti atau uangnya kembali.",
)
CLAUSE_RULES = (
    MONEY_BACK, RETURNS, COMPLAINTS, COMPLAIN_SOON, CANCELLING, CANCELLING_PAID, CHANGES, SHIFTS, NO_END, DEPOSIT_KEPT,
    NARROW_REFUND, HIDDEN_PRINT, ELSEWHERE, SILENT_YES, FALSE_TAX, PRICE_IN_PARTS, DATA_SPREAD, DATA_MUCH,
    VIDEO_DEMANDED, JUDGES_ALONE, SEIZES_ALONE, PROOF_ON_BUYER, LESSENS, PLEDGES, HIDDEN_TERMS, NO_WARRANTY,
)  # fmt: skip

REFUND_SLOW = Rule(
    "refund_too_slow",
    REFUSE,
    "UU 8/1999 Pasal 19",
    gettext_noop("Uang kembali paling lambat 7 hari; aturan toko masih lebih lama."),
)
EXCHANGE_SHORT = Rule(
    "exchange_too_short",
    REFUSE,
    "PP 80/2019 Pasal 69",
    gettext_noop("Masa tukar paling sedikit 2 hari kerja; aturan toko masih kurang."),
)
EXCHANGE_WEEKEND = Rule(
    "exchange_over_weekend",
    WARN,
    "PP 80/2019 Pasal 69",
    gettext_noop("Masa tukar di bawah 4 hari bisa jatuh di akhir pekan dan kurang dari 2 hari kerja."),
)
FEE_WHOLE = Rule(
    "cancel_fee_whole",
    REFUSE,
    "UU 8/1999 Pasal 18 ayat (1) huruf c",
    gettext_noop("Potongan pembatalan 100% sama dengan uang hangus. Turunkan di aturan toko."),
)
FEE_HIGH = Rule(
    "cancel_fee_high",
    WARN,
    "UU 8/1999 Pasal 18",
    gettext_noop("Potongan pembatalan lebih dari 50% sebelum ada yang dibuat sulit dipertahankan."),
)
LATE_LONG = Rule(
    "late_refund_long",
    WARN,
    "UU 8/1999 Pasal 16",
    gettext_noop(
        "Pembeli baru boleh batal setelah terlambat lebih dari 30 hari. Itu lama untuk yang sudah membayar."
    ),
)
ANSWER_SLOW = Rule(
    "complaints_slow",
    WARN,
    "PP 80/2019 dan Permendag 31/2023",
    gettext_noop("Komplain dijawab lebih lama dari 3 hari."),
)
NORMAL_PRICE = Rule(
    "normal_price_unproven",
    WARN,
    "UU 8/1999 Pasal 9 dan 10",
    gettext_noop(
        "Harga normal {what} belum pernah dipakai di PO toko ini. Harga coret yang tak pernah berlaku menyesatkan."
    ),
)
NO_SPECIFICATION = Rule(
    "no_specification",
    WARN,
    "PP 80/2019 Pasal 39",
    gettext_noop("{what} belum punya keterangan: bahan, ukuran, isi. Pembeli berhak tahu apa yang dibeli."),
)
NO_ADDRESS = Rule(
    "no_address",
    WARN,
    "PP 80/2019 Pasal 39, Permendag 31/2023",
    gettext_noop("Alamat toko belum diisi. Identitas penjual harus jelas."),
)
INCOMPLETE = Rule(
    "incomplete_contract",
    REFUSE,
    "PP 80/2019 Pasal 39, 53, 69, dan 71",
    gettext_noop("Aturan PO belum memuat {what}."),
)
FACT_RULES = (
    REFUND_SLOW, EXCHANGE_SHORT, EXCHANGE_WEEKEND, FEE_WHOLE, FEE_HIGH, LATE_LONG, ANSWER_SLOW, NORMAL_PRICE,
    NO_SPECIFICATION, NO_ADDRESS, INCOMPLETE,
)  # fmt: skip
