"""What a plan of payment causes: instalments that fall due, and cash on delivery."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bukapo.journal.events import SELLER
from bukapo.orders.events import OrderEvent


@dataclass(frozen=True, kw_only=True)
class InstalmentAsked(OrderEvent):
    """The `term`-th of `terms` instalments: `now` rupiah until `due_at`, unique code included."""

    kind: ClassVar[str] = "order.instalment_asked"
    charge_id: int
    term: int
    terms: int
    now: int
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class OrderTakenIn(OrderEvent):
    """The seller has agreed to send an order of which nothing is paid before the handing over."""

    kind: ClassVar[str] = "order.taken_in"


@dataclass(frozen=True, kw_only=True)
class CodPaidOut(OrderEvent):
    """The courier has handed over what it collected: `amount` rupiah, `fee` of it kept."""

    kind: ClassVar[str] = "order.cod_paid_out"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    amount: int
    fee: int
