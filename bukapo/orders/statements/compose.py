"""A piece of a statement as the rows it becomes. Pure: the same rows on whichever database.

A line that pays an order is: the line, a payment, one event of the order with its link in the chain, that event's
posting and outbox rows, and the order's and its charges' new sums. Exactly what `orders.receive` makes of it.
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from os import urandom
from typing import Any

import msgspec

from bukapo.kernel.actor import Actor
from bukapo.ledger.rules import DEPOSITS, RECEIVABLE, REVENUE, cash
from bukapo.ledger.tax import StoreTax, tax_lines
from bukapo.orders.events import PaymentReceived
from bukapo.orders.rules import HOLDING, SETTLED, taxed_amount
from bukapo.orders.statements.money import ChargeNow, OrderNow, deciding_proof, fill
from bukapo.payments.rules import TRANSFER
from bukapo.payments.statements.statement import Movement

Row = tuple[Any, ...]
SUBJECT, KIND = PaymentReceived.subject[0], PaymentReceived.kind
_sorted = msgspec.json.Encoder(order="sorted")
"""`kernel.canonical` without its look for floats: there are none in here."""


@dataclass
class Rows:
    """What one transaction writes: new rows by table (`tables.TABLES`), and which orders' money changed.

    `proofs`: ids of those that are accepted by the money. `links`: (line id, payment id) that belong together.
    """

    lines: list[Row] = field(default_factory=list)
    payments: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    deliveries: list[Row] = field(default_factory=list)
    postings: list[Row] = field(default_factory=list)
    orders: dict[int, OrderNow] = field(default_factory=dict)
    proofs: list[int] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    at: datetime | None = None

    def charges(self) -> list[ChargeNow]:
        """Those that the money changed."""
        return [charge for order in self.orders.values() for charge in order.charges if charge.changed]


class Composer:
    """Makes the rows of a piece of one statement. Ids come from the database, one iterator per table."""

    def __init__(
        self,
        *,
        store_id: int,
        file_id: int,
        bank_account_id: int,
        at: datetime,
        actor: Actor,
        consumers: Sequence[str],
        accounts: dict[str, int],
        tax: StoreTax,
        line_ids: Iterator[int],
        payment_ids: Sequence[int],
        event_ids: Iterator[int],
    ) -> None:
        self.store_id, self.file_id, self.bank_account_id = store_id, file_id, bank_account_id
        self.at, self.utc = at, at.astimezone(UTC)
        self.actor, self.consumers, self.accounts = actor, consumers, accounts
        self.line_ids, self.payment_ids, self.event_ids = line_ids, iter(payment_ids), event_ids
        self.receipts = _receipt_codes(len(payment_ids))
        self.cash, self.tax = cash(bank_account_id), tax
        self.iso, self.who = self.utc.isoformat(), [actor.kind, actor.id, actor.label]
        self.rows = Rows(at=at)

    def keep(self, line: Movement, fingerprint: str, state: str, why: str = "") -> int:
        """The line's own row; returns its id."""
        line_id = next(self.line_ids)
        decided = None if state == "doubtful" else self.at
        where = (line_id, self.store_id, self.file_id, self.bank_account_id, line.row, fingerprint, line.day)
        said = line.description[:400], line.reference[:60], line.sender[:80]
        self.rows.lines.append((*where, line.amount, *said, line.balance, state, why, decided))
        return line_id

    def take(self, order: OrderNow, line: Movement, fingerprint: str, why: str = "") -> None:
        """The line pays `order`, whole."""
        line_id = self.keep(line, fingerprint, "matched", why)
        payment_id = next(self.payment_ids)
        late, before = order.state not in HOLDING, _taxed(order)
        proof = deciding_proof(order.proofs, line.amount)
        if proof:
            order.proofs.remove(proof)
            self.rows.proofs.append(proof.id)
        first = fill(order, line.amount)
        self.rows.orders[order.id] = order
        self.rows.payments.append(
            (payment_id, self.store_id, order.id, line.amount, TRANSFER, self.bank_account_id)
            + (proof.id if proof else None, line_id, None, self.at, "", next(self.receipts))
        )
        cause = f"payment:{payment_id}"
        postings = [[RECEIVABLE, self.cash, line.amount, cause, order.id]]
        if self.tax.periods and self._is_taxed(order):
            contra = REVENUE if order.state in SETTLED else DEPOSITS
            due = tax_lines(before=before, after=_taxed(order), contra=contra, cause=cause, order_id=order.id)
            postings += [one.as_list() for one in due]
        self._record(order, payment_id, line.amount, postings, first=first, late=late)

    def link(self, payment_id: int, line: Movement, fingerprint: str, why: str = "") -> tuple[int, int]:
        """The line is money that was booked before: [line id, payment id]."""
        pair = self.keep(line, fingerprint, "matched", why), payment_id
        self.rows.links.append(pair)
        return pair

    def _is_taxed(self, order: OrderNow) -> bool:
        assert order.placed_at is not None  # read of every store that has been PKP
        return self.tax.covers(order.placed_at)

    def _record(
        self,
        order: OrderNow,
        payment_id: int,
        amount: int,
        postings: list[list[Any]],
        *,
        first: bool,
        late: bool,
    ) -> None:
        order.version += 1
        # PaymentReceived's own words (a test compares): made as text at once, for the row and for the chain.
        said = _sorted.encode(
            {
                "number": order.number,
                "outstanding": order.outstanding,
                "state": "confirmed" if first else "",
                "payment_id": payment_id,
                "amount": amount,
                "method": TRANSFER,
                "first": first,
                "late": late,
                "postings": postings,
            }
        )
        where = [self.store_id, order.campaign_id, order.id, SUBJECT, order.id, order.version]
        linked = [order.chain, KIND, self.iso, self.who, where, msgspec.Raw(said)]
        order.chain = sha256(_sorted.encode(linked)).hexdigest()
        event_id = next(self.event_ids)
        self.rows.events.append(
            (event_id, self.store_id, order.campaign_id, order.id, KIND, SUBJECT, order.id, order.version)
            + (self.utc, self.actor.kind, self.actor.id, self.actor.label, said.decode(), order.chain)
        )
        self.rows.deliveries += [(event_id, name, "queued", 0, self.at, "") for name in self.consumers]
        for source, destination, rupiah, cause, order_id in postings:
            ends = self.accounts[source], self.accounts[destination]
            self.rows.postings.append((self.store_id, event_id, *ends, rupiah, cause, order_id, self.utc))


def _receipt_codes(count: int) -> Iterator[str]:
    """As the everyday step's: 120 random bits each, URL-safe, but drawn at once."""
    drawn = urlsafe_b64encode(urandom(15 * count)).decode()
    return (drawn[start : start + 20] for start in range(0, 20 * count, 20))


def _taxed(order: OrderNow) -> int:
    return taxed_amount(order.state, charged=order.charged, paid=order.paid, refunded=order.refunded)
