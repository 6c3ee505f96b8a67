"""Mandiri: MCM (Kopra) for businesses, Livin' for everybody."""

from bukapo.payments.statements.columns import Layout, Role

MCM = Layout(
    "mandiri-mcm",
    "mandiri",
    (
        ("account no", Role.ACCOUNT),
        ("date", Role.DAY),
        ("val date", Role.SKIP),
        ("transaction code", Role.SKIP),
        ("description", Role.TEXT),
        ("description", Role.TEXT),
        ("reference no", Role.REFERENCE),
        ("debit", Role.DEBIT),
        ("credit", Role.CREDIT),
    ),
)
LIVIN = Layout(
    "mandiri-livin",
    "mandiri",
    (
        ("tanggal", Role.DAY),
        ("keterangan", Role.TEXT),
        ("nominal", Role.AMOUNT),
        ("saldo", Role.BALANCE),
    ),
    plain=True,
)
MANDIRI = (MCM, LIVIN)
