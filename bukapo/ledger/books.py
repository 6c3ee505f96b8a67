"""The books as an accountant reads them: journal, each account, trial balance. Streams; amounts in whole rupiah.

An entry is one event; each of its postings moves an amount from one account (credit) to another (debit).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet, Sum

from bukapo.ledger.chart import Heading, chart
from bukapo.ledger.models import Account, Posting
from bukapo.stores.models import BankAccount, Store

CHUNK = 5_000
COLUMNS = (
    "event_id", "at", "event__kind", "order__number", "source_id", "destination_id", "amount", "cause",
)  # fmt: skip


@dataclass(frozen=True)
class Span:
    """From `since` (inclusive) to `until` (exclusive), UTC; None is open."""

    since: datetime | None = None
    until: datetime | None = None

    @property
    def rule(self) -> Q:
        rule = Q()
        if self.since:
            rule &= Q(at__gte=self.since)
        if self.until:
            rule &= Q(at__lt=self.until)
        return rule


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One side of a posting: `debit` or `credit` is zero. `entry` is the event's number, `kind` what happened."""

    entry: int
    at: datetime
    kind: str
    order: str
    account: Heading
    debit: int
    credit: int
    cause: str


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A posting as one account sees it; `other` is the account at the other end, `balance` the account's after it."""

    row: JournalRow
    other: Heading
    balance: int


@dataclass(frozen=True)
class TrialRow:
    """`opening` + `debit` - `credit` = `closing`; below zero means a credit balance."""

    account: Heading
    opening: int
    debit: int
    credit: int

    @property
    def closing(self) -> int:
        return self.opening + self.debit - self.credit


def span_of(store: Store, first: date | None, last: date | None) -> Span:
    """Whole days in the store's zone, both included."""
    zone = ZoneInfo(store.zone)
    begin = datetime.combine(first, time(), zone).astimezone(UTC) if first else None
    end = datetime.combine(last + timedelta(days=1), time(), zone).astimezone(UTC) if last else None
    return Span(begin, end)


def headings(store_id: int) -> dict[int, Heading]:
    """Account id -> its number and name, in the order of the numbers."""
    codes = dict(Account.objects.of(store_id).values_list("pk", "code"))
    banks = {bank.pk: str(bank) for bank in BankAccount.objects.of(store_id)}
    named = chart(list(codes.values()), banks)
    return dict(sorted(((pk, named[code]) for pk, code in codes.items()), key=lambda pair: pair[1]))


def journal(store_id: int, span: Span) -> Iterator[JournalRow]:
    """Every posting as its debit row and its credit row, in the order of time."""
    names = headings(store_id)
    rows = _postings(store_id, span).order_by("at", "event_id", "pk")
    for entry, at, kind, order, source, destination, amount, cause in _streamed(rows):
        yield JournalRow(entry, at, kind, order or "", names[destination], amount, 0, cause)
        yield JournalRow(entry, at, kind, order or "", names[source], 0, amount, cause)


def account_rows(store_id: int, span: Span) -> Iterator[AccountRow]:
    """The general ledger: account by account, each with its running balance since the store began."""
    names = headings(store_id)
    opening = {row.account: row.opening for row in trial_balance_of(store_id, span)}
    for pk, account in names.items():
        balance = opening.get(account, 0)
        rows = _postings(store_id, span).filter(Q(source=pk) | Q(destination=pk))
        for entry, at, kind, order, source, destination, amount, cause in _streamed(
            rows.order_by("at", "event_id", "pk")
        ):
            debit, credit = (amount, 0) if destination == pk else (0, amount)
            balance += debit - credit
            row = JournalRow(entry, at, kind, order or "", account, debit, credit, cause)
            yield AccountRow(row, names[source if destination == pk else destination], balance)


def trial_balance_of(store_id: int, span: Span) -> tuple[TrialRow, ...]:
    """Every account used until the span's end. Openings sum to zero, closings too, and debits equal credits."""
    names = headings(store_id)
    rows = Posting.objects.of(store_id)
    before = Span(until=span.since).rule if span.since else Q(pk__in=[])
    sums = {}
    for side in ("destination_id", "source_id"):
        told = rows.order_by().values_list(side)
        totals = told.annotate(early=Sum("amount", filter=before), now=Sum("amount", filter=span.rule))
        sums[side] = {pk: (early or 0, now or 0) for pk, early, now in totals}
    into, out = sums["destination_id"], sums["source_id"]
    found = []
    for pk, account in names.items():
        (early_in, debit), (early_out, credit) = into.get(pk, (0, 0)), out.get(pk, (0, 0))
        if early_in or early_out or debit or credit:
            found.append(TrialRow(account, early_in - early_out, debit, credit))
    return tuple(found)


def _postings(store_id: int, span: Span) -> "QuerySet[Posting]":
    rows: QuerySet[Posting] = Posting.objects.of(store_id).filter(span.rule)
    return rows


def _streamed(
    rows: "QuerySet[Posting]",
) -> Iterator[tuple[int, datetime, str, str | None, int, int, int, str]]:
    return rows.values_list(*COLUMNS).iterator(chunk_size=CHUNK)
