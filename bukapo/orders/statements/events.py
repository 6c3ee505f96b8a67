"""What happens to a statement. Money itself is told by the orders' own events; these say where it was seen."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import SELLER, Event


@dataclass(frozen=True, kw_only=True)
class StatementEvent(Event):
    subject: ClassVar[tuple[str, str]] = ("payments.StatementFile", "file_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    file_id: int


@dataclass(frozen=True, kw_only=True)
class StatementImported(StatementEvent):
    """A piece of the file is in: `new` lines, `matched` of them money of orders. A big file is several pieces.

    `linked`: [line id, payment id] of payments that a person had written down before.
    """

    kind: ClassVar[str] = "statement.imported"
    name: str
    bank_account_id: int
    lines: int
    new: int
    matched: int
    doubtful: int
    ignored: int
    linked: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class StatementLineMatched(StatementEvent):
    """A person said whose money it is; `payments` are [order id, payment id]."""

    kind: ClassVar[str] = "statement.line_matched"
    line_id: int
    amount: int
    payments: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class StatementLineLinked(StatementEvent):
    """The line is money that was booked before it was seen: nothing moves."""

    kind: ClassVar[str] = "statement.line_linked"
    line_id: int
    amount: int
    payment_id: int


@dataclass(frozen=True, kw_only=True)
class StatementLineIgnored(StatementEvent):
    """A person said that it is not about an order."""

    kind: ClassVar[str] = "statement.line_ignored"
    line_id: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class StatementLineReopened(StatementEvent):
    """An ignored line is looked at again."""

    kind: ClassVar[str] = "statement.line_reopened"
    line_id: int
    amount: int
