"""BCA: KlikBCA individual (Indonesian, English), KlikBCA Bisnis, and how people pass those on."""

from bukapo.payments.statements.columns import Layout, Role

INDIVIDUAL = Layout(
    "bca-individual",
    "bca",
    (
        ("tanggal transaksi|tanggal", Role.DAY),
        ("keterangan", Role.TEXT),
        ("cabang", Role.SKIP),
        ("jumlah", Role.AMOUNT),
        ("", Role.MARK),
        ("saldo", Role.BALANCE),
    ),
    ends=True,
)
INDIVIDUAL_ENGLISH = Layout(
    "bca-individual-english",
    "bca",
    (
        ("date|transaction date", Role.DAY),
        ("description", Role.TEXT),
        ("branch", Role.SKIP),
        ("amount", Role.AMOUNT),
        ("", Role.MARK),
        ("balance", Role.BALANCE),
    ),
    ends=True,
)
BUSINESS = Layout(
    "bca-business",
    "bca",
    (
        ("tanggal transaksi|tanggal", Role.DAY),
        ("keterangan", Role.TEXT),
        ("cabang", Role.SKIP),
        ("jumlah", Role.AMOUNT),
        ("saldo", Role.BALANCE),
    ),
    ends=True,
)
TWO_COLUMNS = Layout(
    "bca-two-columns",
    "bca",
    (
        ("tanggal transaksi|tanggal", Role.DAY),
        ("keterangan", Role.TEXT),
        ("debit|debet", Role.DEBIT),
        ("kredit", Role.CREDIT),
        ("saldo", Role.BALANCE),
    ),
    plain=True,
)
TWO_COLUMNS_BRANCH = Layout(
    "bca-two-columns-branch",
    "bca",
    (
        ("tanggal transaksi|tanggal", Role.DAY),
        ("keterangan", Role.TEXT),
        ("cabang", Role.SKIP),
        ("debit|debet", Role.DEBIT),
        ("kredit", Role.CREDIT),
        ("saldo", Role.BALANCE),
    ),
)
SCREEN = Layout(
    "bca-screen",
    "bca",
    (
        ("tgl", Role.DAY),
        ("keterangan", Role.TEXT),
        ("cab", Role.SKIP),
        ("mutasi", Role.AMOUNT),
        ("", Role.MARK),
        ("saldo", Role.BALANCE),
    ),
)
BCA = (INDIVIDUAL, INDIVIDUAL_ENGLISH, BUSINESS, TWO_COLUMNS, TWO_COLUMNS_BRANCH, SCREEN)
