"""The check code of an invoice: which order, as of which change, and a seal that nobody can guess.

The seal is made of what the order never loses (the key it was sent with, the digest of its first event), so an old
paper can be checked for as long as the order is kept, its link renewed or not, and the code needs no row. A payment's
paper carries the payment's random code instead (`Payment.receipt_code`).
"""

import hashlib
import hmac
import re
from dataclasses import dataclass

from bukapo.journal.models import EventRow
from bukapo.kernel.ids import CROCKFORD
from bukapo.orders.models import Order

SEAL = 12
"""Letters of five bits each: one guess in 2**60 is right, and guesses are counted."""


@dataclass(frozen=True)
class InvoiceCode:
    number: str
    version: int
    seal: str


def invoice_number(order: Order) -> str:
    """`PO-7K3Q9XM2/3`: the order's number and how many changes it has seen."""
    return f"{order.number}/{order.version}"


def invoice_code(order: Order) -> str:
    """For the invoice of the order as it now is."""
    return f"{order.number}-{order.version}-{seal_of(order, order.version)}"


def read_invoice_code(code: str) -> InvoiceCode | None:
    """What the code names, whether genuine or not; None for something else."""
    found = re.fullmatch(rf"(.{{1,16}})-(\d{{1,9}})-([{CROCKFORD}]{{{SEAL}}})", code.strip().upper())
    return InvoiceCode(found[1], int(found[2]), found[3]) if found else None


def seal_of(order: Order, version: int) -> str:
    """The seal of the order's invoice as of its change number `version`."""
    first = EventRow.objects.filter(subject="orders.Order", subject_id=order.pk, seq=1)
    own = f"{order.key}\n{first.values_list('digest', flat=True).get()}"
    made = hmac.digest(own.encode(), f"invoice {order.number} {version}".encode(), hashlib.sha256)
    bits = int.from_bytes(made[:8], "big")
    return "".join(CROCKFORD[bits >> shift & 31] for shift in range(0, SEAL * 5, 5))
