"""Why a line is not certain, what speaks for a candidate: codes for programs, sentences for people. Pure."""

from bukapo.kernel.refusal import gettext_noop

# What a line is ignored for.
MONEY_OUT = "money_out"
BANK_ITSELF = "bank_itself"
NOT_ORDER = "not_order"

# Why a line is doubtful.
TWO_FIT = "two_fit"
NOT_ITS_TIME = "not_its_time"
NUMBER_DIFFERS = "number_differs"
OTHER_AMOUNT = "other_amount"
WITHOUT_CODE = "without_code"
BANK_FEE = "bank_fee"
ROUNDED = "rounded"
REST = "rest"
PLAIN = "plain"
SEVERAL = "several"
TWICE = "twice"
LATE = "late"
RECORDED = "recorded"
CLAIMED = "claimed"
NAME_ONLY = "name_only"
NOTHING_FITS = "nothing_fits"
MOVED = "moved"

WHY = {
    MONEY_OUT: gettext_noop("Uang keluar."),
    BANK_ITSELF: gettext_noop("Bunga atau biaya dari bank."),
    NOT_ORDER: gettext_noop("Ditandai bukan untuk pesanan."),
    TWO_FIT: gettext_noop("Nominalnya cocok dengan lebih dari satu."),
    NOT_ITS_TIME: gettext_noop("Nominalnya cocok, tetapi uangnya masuk sebelum pesanan itu ada."),
    NUMBER_DIFFERS: gettext_noop("Nomor pesanan di berita dan nominalnya menunjuk pesanan yang berbeda."),
    OTHER_AMOUNT: gettext_noop("Nomor pesanannya ada di berita, tetapi nominalnya lain dari tagihan."),
    WITHOUT_CODE: gettext_noop("Nominalnya cocok kalau kode uniknya tidak ikut ditransfer."),
    BANK_FEE: gettext_noop("Selisihnya persis biaya transfer antarbank."),
    ROUNDED: gettext_noop("Sepertinya nominalnya dibulatkan pengirim."),
    REST: gettext_noop("Sama dengan sisa tagihan yang sudah dibayar sebagian."),
    PLAIN: gettext_noop("Sama dengan tagihan yang tidak punya kode unik."),
    SEVERAL: gettext_noop("Sama dengan jumlah beberapa pesanan dari orang yang sama."),
    TWICE: gettext_noop("Tagihan dengan nominal ini sudah lunas. Mungkin ditransfer dua kali."),
    LATE: gettext_noop("Nominal ini milik pesanan yang sudah dilepas. Mungkin telat transfer."),
    RECORDED: gettext_noop("Uang sebesar ini sudah dicatat, tinggal dipasangkan."),
    CLAIMED: gettext_noop("Ada bukti transfer sebesar ini yang menunggu dicek."),
    NAME_ONLY: gettext_noop("Namanya mirip, tetapi nominalnya lain."),
    NOTHING_FITS: gettext_noop("Tidak ada tagihan yang cocok."),
    MOVED: gettext_noop("Pesanannya berubah saat mutasi sedang dibaca."),
}
"""Code of `StatementLine.why` -> sentence. At most 20 letters each: the column holds no more."""

AMOUNT = "amount"
NUMBER = "number"
NAME = "name"
PHONE = "phone"

SPEAKS = WHY | {
    AMOUNT: gettext_noop("Nominalnya persis."),
    NUMBER: gettext_noop("Nomor pesanannya ada di berita transfer."),
    NAME: gettext_noop("Nama pengirim mirip nama pembeli."),
    PHONE: gettext_noop("Nomor HP pembeli ada di berita transfer."),
    TWICE: gettext_noop("Sudah lunas dengan nominal ini."),
    LATE: gettext_noop("Pesanan ini sudah dilepas, dulu ditagih sebesar ini."),
    RECORDED: gettext_noop("Uang ini sudah dicatat."),
    CLAIMED: gettext_noop("Pembeli mengirim bukti sebesar ini."),
    NOT_ITS_TIME: gettext_noop("Pesanan ini dibuat setelah uangnya masuk."),
    OTHER_AMOUNT: gettext_noop("Nominalnya lain dari tagihan."),
    SEVERAL: gettext_noop("Jumlah tagihannya pas."),
}
"""Code of a candidate's reason -> sentence."""
