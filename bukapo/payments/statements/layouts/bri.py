"""BRI: the short CSV, the wide one of BRImo and CMS, internet banking, QLola."""

from bukapo.payments.statements.columns import Layout, Role

_MOVED = (
    ("mutasi debet|mutasi debit", Role.DEBIT),
    ("mutasi kredit", Role.CREDIT),
    ("saldo akhir mutasi", Role.BALANCE),
)
SHORT = Layout("bri", "bri", (("tgl tran", Role.DAY), ("desk tran", Role.TEXT), *_MOVED))
SHORT_WITH_ACCOUNT = Layout(
    "bri-with-account",
    "bri",
    (("norek", Role.ACCOUNT), ("tgl tran", Role.DAY), ("desk tran", Role.TEXT), *_MOVED),
)
WIDE = Layout(
    "bri-wide",
    "bri",
    (
        ("id", Role.SKIP),
        ("norek", Role.ACCOUNT),
        ("tgl tran", Role.DAY),
        ("tgl efektif", Role.SKIP),
        ("jam tran", Role.SKIP),
        ("seq", Role.SKIP),
        ("desk tran", Role.TEXT),
        ("saldo awal mutasi", Role.BEFORE),
        *_MOVED,
        ("glsign", Role.SKIP),
        ("truser", Role.SKIP),
        ("kode tran", Role.SKIP),
        ("kode tran teller", Role.SKIP),
        ("trremk", Role.SKIP),
        ("tlbds1", Role.SKIP),
        ("tlbds2", Role.SKIP),
        ("remark custom", Role.TEXT),
    ),
)
INTERNET_BANKING = Layout(
    "bri-internet-banking",
    "bri",
    (
        ("tanggal transaksi", Role.DAY),
        ("uraian transaksi", Role.TEXT),
        ("teller", Role.SKIP),
        ("debet|debit", Role.DEBIT),
        ("kredit", Role.CREDIT),
        ("saldo", Role.BALANCE),
    ),
)
QLOLA = Layout(
    "bri-qlola",
    "bri",
    (
        ("id", Role.SKIP),
        ("no rekening", Role.ACCOUNT),
        ("tgl transaksi", Role.DAY),
        ("tgl efektif", Role.SKIP),
        ("no jurnal", Role.REFERENCE),
        ("tipe transaksi", Role.SKIP),
        ("deskripsi", Role.TEXT),
        ("saldo awal", Role.SKIP),
        ("debet|debit", Role.DEBIT),
        ("kredit", Role.CREDIT),
        ("saldo akhir", Role.BALANCE),
        ("user id", Role.SKIP),
        *((f"remark{number}", Role.SKIP) for number in range(1, 7)),
        ("remark custom", Role.TEXT),
    ),
)
BRI = (SHORT, SHORT_WITH_ACCOUNT, WIDE, INTERNET_BANKING, QLOLA)
