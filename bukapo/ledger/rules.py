"""The chart of accounts, the same in every store. Pure.

Signs: an account's balance is what arrived minus what left. Assets are positive, obligations and income negative,
and all balances of a store sum to zero.
"""

from bukapo.kernel.refusal import gettext_noop

RECEIVABLE = "receivable"
"""Piutang pembeli: what buyers still owe. Per order it is charges - payments + refunds, the order's outstanding."""

DEPOSITS = "deposits"
"""Uang muka pelanggan: what was charged and is owed in goods until they ship."""

REVENUE = "revenue"
SHIPPING_INCOME = "shipping_income"
UNIQUE_CODE = "unique_code"
"""Selisih kode unik: the one to three digits that make an amount recognisable."""

FORGIVEN = "forgiven"
"""Kekurangan kecil yang direlakan penjual, dan potongan yang diberikan kemudian."""

DISCOUNT = "discount"
"""Potongan harga: vouchers and the like, income that was let go when the goods shipped."""

FEES = "fees"
"""Biaya gateway dan bank: what others kept of the money on its way."""

COMMISSION = "commission"
"""Komisi mitra: what was paid to who brought buyers, in money or as credit."""

GUARANTEE = "guarantee"
"""Biaya garansi: credit given because an order was late."""

CREDITS = "credits"
"""Saldo pembeli: money that buyers left with the store for their next order."""

PPN_OUT = "ppn_out"
"""PPN keluaran: tax a PKP store took for the state."""

REFUNDS_PAYABLE = "refunds_payable"
CASH_IN_HAND = "cash:hand"
CASH_AT_COURIER = "cash:courier"
"""COD that a courier has collected and not yet handed over."""

CODES = {
    RECEIVABLE: gettext_noop("Piutang pembeli"),
    DEPOSITS: gettext_noop("Uang muka pelanggan"),
    REVENUE: gettext_noop("Penjualan"),
    SHIPPING_INCOME: gettext_noop("Ongkir diterima"),
    UNIQUE_CODE: gettext_noop("Selisih kode unik"),
    FORGIVEN: gettext_noop("Direlakan dan dipotong"),
    REFUNDS_PAYABLE: gettext_noop("Utang pengembalian"),
    CREDITS: gettext_noop("Saldo pembeli"),
    DISCOUNT: gettext_noop("Potongan harga"),
    FEES: gettext_noop("Biaya gateway dan bank"),
    COMMISSION: gettext_noop("Komisi mitra"),
    GUARANTEE: gettext_noop("Biaya garansi"),
    PPN_OUT: gettext_noop("PPN keluaran"),
    CASH_IN_HAND: gettext_noop("Kas tunai"),
    CASH_AT_COURIER: gettext_noop("COD di kurir"),
}


def cash(bank_account_id: int | None) -> str:
    """Account code of money at a bank account, or in hand when None."""
    return CASH_IN_HAND if bank_account_id is None else f"cash:{bank_account_id}"


def at_gateway(gateway: str) -> str:
    """Account code of money that a gateway (`midtrans`, …) holds until it pays out."""
    return f"gateway:{gateway}"
