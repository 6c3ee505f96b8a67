"""What matching must know of a store, read in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F

from bukapo.orders.models import Order
from bukapo.orders.rules import HOLDING
from bukapo.payments.matching.field import Field
from bukapo.payments.matching.rules import BEFORE, LATE_WITHIN, NOTED_WITHIN, numbers_in
from bukapo.payments.matching.shapes import Awaited, Claim, Named, Noted, Past, Seen
from bukapo.payments.models import Charge, Payment, Proof
from bukapo.payments.rules import QRIS, TRANSFER

_BUYER = ("order_id", "order__number", "order__buyer_name", "order__phone")


def ambiguous_amounts(store_id: int, bank_account_id: int, since: date) -> set[int]:
    """Rupiah that mean something beside an open charge's recognisable amount: then the amount alone is not certain."""
    plain = _open(store_id).filter(transfer_amount__isnull=True).annotate(rest=F("total") - F("paid"))
    released = _released(store_id, since)
    noted = _noted(store_id, bank_account_id, since)
    return {
        *plain.order_by().values_list("rest", flat=True).distinct(),
        *released.order_by().values_list("total", flat=True),
        *noted.order_by().values_list("amount", flat=True),
    }


def field_of(store_id: int, bank_account_id: int, zone: str, lines: Sequence[Seen]) -> Field:
    """Everything that these lines may be about. Nine queries, however many they are."""
    amounts = {line.amount for line in lines}
    since = min((line.day for line in lines), default=date.max)
    local = ZoneInfo(zone)
    return Field(
        [_awaited(row, local) for row in _awaited_rows(store_id)],
        paid=[_past(row, local) for row in _paid(store_id, amounts)],
        released=[
            _past(row, local) for row in _released(store_id, since).values_list(*_PAST) if row[4] in amounts
        ],
        noted=[_noted_one(row, local) for row in _noted_rows(store_id, bank_account_id, since, amounts)],
        claims=[Claim(order_id, sender, claimed or 0) for order_id, sender, claimed in _claims(store_id)],
        named=_named(store_id, lines),
    )


def _open(store_id: int) -> Any:
    return Charge.objects.of(store_id).filter(state="open", order__state__in=HOLDING, total__gt=F("paid"))


def _awaited_rows(store_id: int) -> Iterable[tuple[Any, ...]]:
    rows = _open(store_id).order_by("opened_at", "id")
    columns = (*_BUYER, "id", "transfer_amount", "total", "code", "paid", "opened_at", "order__version")
    return rows.values_list(*columns).iterator(chunk_size=5_000)


def _awaited(row: tuple[Any, ...], zone: ZoneInfo) -> Awaited:
    *buyer, charge_id, amount, total, code, paid, opened_at, version = row
    code = code if amount else 0
    asked = (charge_id, amount or 0, total - paid, code, paid, _day(opened_at, zone), version)
    return Awaited._make((*buyer, *asked))


_PAST = (*_BUYER, "total", "opened_at", "order__released_at")


def _paid(store_id: int, amounts: set[int]) -> Iterable[tuple[Any, ...]]:
    """Charges with a code that were paid with just these amounts: whoever pays so again paid twice."""
    rows = Charge.objects.of(store_id).filter(state="paid", code__gt=0, total__in=amounts)
    return ((*row, None) for row in rows.values_list(*_PAST[:-1]))


def _released(store_id: int, since: date) -> Any:
    start = _start(since - LATE_WITHIN)
    return Charge.objects.of(store_id).filter(state="void", code__gt=0, order__released_at__gte=start)


def _past(row: tuple[Any, ...], zone: ZoneInfo) -> Past:
    *buyer, amount, opened_at, released_at = row
    until = None if released_at is None else _day(released_at, zone) + LATE_WITHIN
    return Past._make((*buyer, amount, _day(opened_at, zone) - BEFORE, until))


def _noted(store_id: int, bank_account_id: int, since: date) -> Any:
    """Payments by transfer to this account that no line stands behind, young enough for these lines."""
    return Payment.objects.of(store_id).filter(
        bank_account_id=bank_account_id,
        statement_line__isnull=True,
        method__in=(TRANSFER, QRIS),
        received_at__gte=_start(since - NOTED_WITHIN),
    )


def _noted_rows(store_id: int, bank_account_id: int, since: date, amounts: set[int]) -> list[tuple[Any, ...]]:
    rows = _noted(store_id, bank_account_id, since).filter(amount__in=amounts).order_by("pk")
    found = list(rows.values_list("id", *_BUYER, "amount", "received_at"))
    charged = Charge.objects.of(store_id).filter(code__gt=0, order_id__in=[row[1] for row in found])
    recognisable = set(charged.values_list("order_id", "total"))
    return [(*row, (row[1], row[5]) in recognisable) for row in found]


def _noted_one(row: tuple[Any, ...], zone: ZoneInfo) -> Noted:
    payment_id, *buyer, amount, received_at, recognisable = row
    return Noted._make((payment_id, *buyer, amount, _day(received_at, zone), recognisable))


def _claims(store_id: int) -> Iterable[tuple[Any, ...]]:
    rows = Proof.objects.of(store_id).filter(state="pending").order_by("pk")
    return rows.values_list("order_id", "sender", "claimed")


def _named(store_id: int, lines: Sequence[Seen]) -> list[Named]:
    numbers = {number for line in lines for number in numbers_in(line.description)}
    rows = Order.objects.of(store_id).filter(number__in=numbers)
    return [Named(*row) for row in rows.values_list("id", "number", "buyer_name", "phone")]


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def _start(day: date) -> datetime:
    return datetime.combine(day - timedelta(days=1), time.min, tzinfo=UTC)
