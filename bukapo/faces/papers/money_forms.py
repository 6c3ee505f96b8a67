"""What has to be known before a kwitansi or an invoice can be printed. Frozen values; rupiah ints, aware UTC times."""

from dataclasses import dataclass
from datetime import datetime

from bukapo.faces.papers.forms import METERAI_ABOVE, Receipt, StoreCard


@dataclass(frozen=True, slots=True)
class TaxRows:
    """The PPN inside an amount: `net` + `ppn` is the amount, `base` is DPP nilai lain, 12 % of it are `ppn`."""

    npwp: str
    net: int
    base: int
    ppn: int


@dataclass(frozen=True, slots=True)
class Kwitansi:
    """The store has received this amount from this person, for this. One payment, one kwitansi."""

    store: StoreCard
    number: str
    issued_at: datetime
    received_from: str
    amount: int
    purpose: str
    way: str
    verify_code: str
    verify_url: str
    tax: TaxRows | None = None

    @property
    def owes_meterai(self) -> bool:
        return self.amount > METERAI_ABOVE


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of the price: when it falls due, and what of it is in."""

    title: str
    amount: int
    paid: int
    due: str

    @property
    def is_paid(self) -> bool:
        return self.paid >= self.amount


@dataclass(frozen=True, slots=True)
class Invoice:
    """All that an order costs and has paid. `bill` holds goods, charges and payments; `pay_to` is where to pay."""

    bill: Receipt
    schedule: tuple[Instalment, ...]
    pay_to: tuple[str, ...] = ()
    tax: TaxRows | None = None
