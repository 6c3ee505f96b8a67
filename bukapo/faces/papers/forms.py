"""What has to be known before a paper can be printed. Frozen values; rupiah ints, grams, aware UTC times.

The recap's form is `production.recap.Recap`, the work order's is `production.sheet.WorkOrderSheet`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bukapo.faces.papers.evaluation_forms import DetailTable, LegShown, OutcomeShown, Unit

METERAI_ABOVE = 5_000_000
"""Rupiah. A paper that states receipt of more than this owes stamp duty (UU 10/2020)."""


@dataclass(frozen=True, slots=True)
class StoreCard:
    """The head of a paper: who issues it. `zone` is the IANA name in which its times are shown."""

    name: str
    zone: str = "Asia/Jakarta"
    address: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """Rupiah: `unit_price` per piece with personalization; amount = quantity x unit_price."""

    name: str
    quantity: int
    unit_price: int
    detail: str = ""

    @property
    def amount(self) -> int:
        return self.quantity * self.unit_price


@dataclass(frozen=True, slots=True)
class ReceiptCharge:
    """Anything beside the goods: Ongkir, Kode unik, Potongan (negative). Rupiah."""

    label: str
    amount: int


@dataclass(frozen=True, slots=True)
class ReceiptPayment:
    """Money that came in; a refund is a payment below zero. Rupiah."""

    at: datetime
    label: str
    amount: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """A nota of one order with all its payments. Sums are computed here: the paper can't contradict itself.

    A cancelled order brings its reversal as a negative charge, else it would still ask for money.
    `stamp` replaces the stamp that the sums would give (BATAL, DIKEMBALIKAN). `verify_url` becomes the QR.
    `terms`: the hash of the rules that were agreed to.
    """

    store: StoreCard
    number: str
    order_number: str
    campaign: str
    issued_at: datetime
    buyer_name: str
    lines: tuple[ReceiptLine, ...]
    charges: tuple[ReceiptCharge, ...] = ()
    payments: tuple[ReceiptPayment, ...] = ()
    verify_code: str = ""
    verify_url: str = ""
    note: str = ""
    stamp: str = ""
    terms: str = ""

    @property
    def goods(self) -> int:
        return sum(line.amount for line in self.lines)

    @property
    def total(self) -> int:
        return self.goods + sum(charge.amount for charge in self.charges)

    @property
    def paid(self) -> int:
        return sum(payment.amount for payment in self.payments)

    @property
    def remaining(self) -> int:
        """Below zero: paid too much."""
        return self.total - self.paid

    @property
    def owes_meterai(self) -> bool:
        return self.paid > METERAI_ABOVE


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody on a parcel. `area` is kecamatan, kota, provinsi and postcode in one line."""

    name: str
    phone: str
    address: str
    area: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    name: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Label:
    """One parcel. `tracking` "" prints that the number is still to come; `collect` is COD rupiah or None.

    `qr` is the text of the code, the order's page or its number.
    """

    order_number: str
    courier: str
    service: str
    receiver: Party
    sender: Party
    contents: tuple[Content, ...]
    weight_grams: int
    qr: str
    tracking: str = ""
    collect: int | None = None
    campaign: str = ""
    note: str = ""
    parcel: int = 1
    parcels: int = 1


@dataclass(frozen=True, slots=True)
class PackingLine:
    """`texts` are personalization as (field, text)."""

    product: str
    variant: str
    quantity: int
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PackingSlip:
    """What goes into one parcel. No prices and no address: the label carries the address."""

    store: str
    campaign: str
    order_number: str
    buyer_name: str
    fulfilment: str
    lines: tuple[PackingLine, ...]
    note: str = ""
    qr: str = ""

    @property
    def pieces(self) -> int:
        return sum(line.quantity for line in self.lines)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number beside the target and the previous PO. Percent in basis points; None means not known.

    `better` says which way is good; None colours nothing.
    """

    label: str
    value: int | None
    unit: Unit
    previous: int | None = None
    target: int | None = None
    better: Literal["more", "less"] | None = None


@dataclass(frozen=True, slots=True)
class FigureGroup:
    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the questions every PO must answer, answered from data."""

    question: str
    verdict: Literal["yes", "partly", "no", "unknown"]
    sentence: str


@dataclass(frozen=True, slots=True)
class KeptPromise:
    """A promised day and the day it happened; `kept` None: not yet."""

    label: str
    promised: date
    kept: date | None

    @property
    def days_late(self) -> int | None:
        """Below zero: early."""
        return (self.kept - self.promised).days if self.kept else None


@dataclass(frozen=True, slots=True)
class Share:
    """Pieces of one size (or another option) now and in the previous PO."""

    label: str
    pieces: int
    previous: int | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """A setting proposed for the next PO, why, and how sure it is."""

    setting: str
    proposal: str
    reason: str
    sureness: Literal["strong", "fair", "weak"]


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """A finished PO beside the store's earlier one (`previous_campaign` "" when there is none)."""

    store: StoreCard
    campaign: str
    opened_at: datetime
    closed_at: datetime
    made_at: datetime
    groups: tuple[FigureGroup, ...]
    previous_campaign: str = ""
    answers: tuple[Answer, ...] = ()
    promises: tuple[KeptPromise, ...] = ()
    shares: tuple[Share, ...] = ()
    shares_title: str = ""
    advice: tuple[Advice, ...] = ()
    note: str = ""
    legs: tuple[LegShown, ...] = ()
    legs_lead: str = ""
    days: tuple[tuple[str, int], ...] = ()
    tables: tuple[DetailTable, ...] = ()
    outcomes: tuple[OutcomeShown, ...] = ()
    outcomes_from: str = ""
