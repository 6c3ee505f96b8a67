"""Following the journal: whatever an event names is counted anew, as it stands now.

Looking at an event twice does no harm: an order's old contribution is kept (`CountedOrder`) and taken out first. The
orders are read outside the transaction, so that on SQLite the one writer waits only while the sums are written.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import connection, transaction

from bukapo.insights.tallies import rules
from bukapo.insights.tallies.facts import WHY, counted_row, facts_counted, facts_now
from bukapo.insights.tallies.rows import TALLIES, CountedOrder, DueTally, HourTally, TallyCursor, key_of
from bukapo.insights.tallies.rules import Facts, Sums
from bukapo.journal.models import EventRow

SLICE = 1_000
"""Events looked at in one transaction."""
CURSOR = 1
_KEPT = [
    "store", "campaign", "hour", "source", "state", "pieces", "charged", "kept", "income", "early", "lines", "flows",
    "fulfilment", "packed", "no_fee", "money", "dues",
]  # fmt: skip


def cursor_now() -> TallyCursor:
    """How far the journal was followed; at the beginning before anything was."""
    return TallyCursor.objects.filter(pk=CURSOR).first() or TallyCursor(pk=CURSOR)


def count_next() -> int:
    """Follow the journal by one slice; returns how many events were new."""
    cursor = cursor_now()
    if cursor._state.adding:
        TallyCursor.objects.bulk_create([cursor], ignore_conflicts=True)
    rows = EventRow.objects.filter(pk__gt=cursor.seen).order_by("pk").values_list("pk", "order_id")
    fresh = list(rows[:SLICE])
    if fresh:
        moves = {"seen": fresh[-1][0]}
        if connection.vendor == "sqlite":  # one writer: whatever is committed later has a larger id
            moves["settled"] = moves["seen"]
        if not _counted(cursor, {order for _pk, order in fresh if order}, moves):
            return 0
    if len(fresh) < SLICE:
        _settle(cursor_now())
    return len(fresh)


def _settle(cursor: TallyCursor) -> None:
    """Look again at what lies behind, for events that were committed late (PostgreSQL)."""
    if cursor.settled >= cursor.seen:
        return
    oldest, next_xid = _running()
    if cursor.mark <= cursor.settled:
        _counted(cursor, (), {"mark": cursor.seen, "mark_xid": next_xid})
    elif oldest >= cursor.mark_xid:
        between = EventRow.objects.filter(pk__gt=cursor.settled, pk__lte=cursor.mark).order_by("pk")
        rows = list(between.values_list("pk", "order_id")[:SLICE])
        until = rows[-1][0] if len(rows) == SLICE else cursor.mark
        _counted(cursor, {order for _pk, order in rows if order}, {"settled": until})


def _running() -> tuple[int, int]:
    """The oldest transaction that is not over, and the number that the next one gets."""
    if connection.vendor != "postgresql":
        return 1, 1
    with connection.cursor() as asked:
        asked.execute(
            "SELECT pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint "
            "FROM pg_current_snapshot() AS s"
        )
        oldest, next_xid = asked.fetchone()
    return int(oldest), int(next_xid)


def _counted(cursor: TallyCursor, order_ids: Collection[int], moves: Mapping[str, int]) -> bool:
    """Count these orders as they are, and move the cursor. False when somebody else has moved it since it was read."""
    now = facts_now(order_ids) if order_ids else {}
    with transaction.atomic():
        if not moved(cursor, **moves):
            return False
        before = facts_counted(order_ids) if order_ids else {}
        now = {pk: facts for pk, facts in now.items() if before.get(pk) != facts}
        write_sums(rules.delta({pk: before[pk] for pk in now if pk in before}, now))
        _keep(now)
    return True


def moved(cursor: TallyCursor, **moves: int) -> bool:
    """Move the cursor, which makes the caller's transaction the only writer. False: somebody else was faster."""
    mine = TallyCursor.objects.filter(pk=CURSOR, turn=cursor.turn)
    return bool(mine.update(turn=cursor.turn + 1, **moves))


def _keep(now: Mapping[int, Facts]) -> None:
    CountedOrder.objects.bulk_create(
        map(counted_row, now.values()),
        batch_size=SLICE,
        update_conflicts=True,
        unique_fields=["order"],
        update_fields=_KEPT,
    )


def write_sums(change: rules.Delta) -> None:
    """Add the sums. Who moved the cursor is the only writer: reading, adding, and writing back is safe."""
    for model, own in zip(TALLIES, change.each, strict=True):
        add_sums(model, own)


def add_sums(model: Any, sums: Mapping[Any, Sums]) -> None:
    """To the rows of one tally, by key; rows that are not there yet begin at nothing."""
    if not sums:
        return
    # A PO has hundreds of hours: only those are read. Of everything else it has few rows.
    narrow = {"hour__in": {key[2] for key in sums}} if model in (HourTally, DueTally) else {}
    rows = model.objects.across_stores(WHY).filter(campaign__in={key[1] for key in sums}, **narrow)
    known = {key_of(row): row for row in rows}
    fresh = []
    for key, more in sums.items():
        row = known.get(key) or model(**dict(zip(model.KEY, key, strict=True)))
        for name, amount in more.items():
            setattr(row, name, getattr(row, name) + amount)
        fresh.append(row)
    model.objects.bulk_create(
        fresh,
        update_conflicts=True,
        unique_fields=[name.removesuffix("_id") for name in model.KEY[1:]],
        update_fields=list(model.SUMS),
        batch_size=500,
    )
