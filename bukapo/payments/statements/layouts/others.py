"""Banks of which we know one export each."""

from bukapo.payments.statements.columns import Layout, Role

PERMATA = Layout(
    "permata",
    "permata",
    (
        ("posting date", Role.DAY),
        ("eff date", Role.SKIP),
        ("transaction desc", Role.TEXT),
        ("debit", Role.DEBIT),
        ("credit", Role.CREDIT),
        ("balance", Role.BALANCE),
    ),
)
CIMB = Layout(
    "cimb-octo",
    "cimb",
    (
        ("tanggal", Role.DAY),
        ("deskripsi", Role.TEXT),
        ("debit", Role.DEBIT),
        ("kredit", Role.CREDIT),
        ("saldo", Role.BALANCE),
    ),
    plain=True,
)
OTHERS = (PERMATA, CIMB)
