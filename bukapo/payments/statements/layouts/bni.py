"""BNI: BNI Direct in two versions, the spreadsheet, the mobile app."""

from bukapo.payments.statements.columns import Layout, Role

DIRECT = Layout(
    "bni-direct",
    "bni",
    (
        ("post date", Role.DAY),
        ("branch", Role.SKIP),
        ("journal no", Role.REFERENCE),
        ("description", Role.TEXT),
        ("debit", Role.DEBIT),
        ("credit", Role.CREDIT),
        ("balance", Role.BALANCE),
    ),
)
DIRECT_VALUE_DATE = Layout(
    "bni-direct-value-date",
    "bni",
    (
        ("post date", Role.DAY),
        ("value date", Role.SKIP),
        ("branch", Role.SKIP),
        ("journal no", Role.REFERENCE),
        ("description", Role.TEXT),
        ("debit", Role.DEBIT),
        ("credit", Role.CREDIT),
    ),
)
SHEET = Layout(
    "bni-sheet",
    "bni",
    (
        ("tanggal transaksi|tanggal", Role.DAY),
        ("keterangan", Role.TEXT),
        ("jumlah", Role.AMOUNT),
        ("d/k", Role.MARK),
        ("saldo", Role.BALANCE),
    ),
)
MOBILE = Layout(
    "bni-mobile",
    "bni",
    (
        ("tanggal|tanggal transaksi", Role.DAY),
        ("keterangan|uraian transaksi", Role.TEXT),
        ("tipe|tipe(db/cr)|tipe (db/cr)", Role.MARK),
        ("jumlah|nominal", Role.AMOUNT),
        ("saldo", Role.BALANCE),
    ),
)
BNI = (DIRECT, DIRECT_VALUE_DATE, SHEET, MOBILE)
