"""Following the journal: whatever an event names is counted anew, as it stands now.

Looking at an event twice does no harm: an order's old contribution is kept (`CountedOrder`) and taken out first. The
orders are read outside the transaction, so that on SQLite the one writer waits only while the sums are written.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import connection, transaction

from bukapo.insights.tallies import rules
from bukapo.insights.tallies.facts import WHY, counted_row, facts_counted, facts_now
from bukapo.insights.tallies.rows import CountedOrder, HourTally, TallyCursor, VariantTally
from bukapo.insights.tallies.rules import Facts, Sums
from bukapo.journal.models import EventRow
from bukapo.orders.models import Order

SLICE = 1_000
"""Events looked at in one transaction."""
_CURSOR = 1
_KEPT = ["store", "campaign", "hour", "source", "state", "pieces", "charged", "kept", "lines"]


def cursor_now() -> TallyCursor:
    """How far the journal was followed; at the beginning before anything was."""
    return TallyCursor.objects.filter(pk=_CURSOR).first() or TallyCursor(pk=_CURSOR)


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


def recount() -> int:
    """Throw everything away and count every order; returns how many there are. Dashboards tell less meanwhile."""
    last = EventRow.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with transaction.atomic():
        turn = cursor_now().turn + 1
        for model in (CountedOrder, HourTally, VariantTally):
            model.objects.across_stores(WHY).delete()
        TallyCursor.objects.all().delete()
        # A transaction under way may still commit an event before `last`: the last ones are looked at again.
        settled = last if connection.vendor == "sqlite" else max(0, last - 10 * SLICE)
        TallyCursor.objects.create(pk=_CURSOR, seen=last, settled=settled, turn=turn)
    done, after = 0, 0
    orders = Order.objects.across_stores(WHY).order_by("pk").values_list("pk", flat=True)
    while ids := list(orders.filter(pk__gt=after)[:SLICE]):
        if _counted(cursor_now(), ids, {}):  # else the worker was faster: once more
            done, after = done + len(ids), ids[-1]
    return done


def _counted(cursor: TallyCursor, order_ids: Collection[int], moves: Mapping[str, int]) -> bool:
    """Count these orders as they are, and move the cursor. False when somebody else has moved it since it was read."""
    now = facts_now(order_ids) if order_ids else {}
    with transaction.atomic():
        mine = TallyCursor.objects.filter(pk=_CURSOR, turn=cursor.turn)
        if not mine.update(turn=cursor.turn + 1, **moves):
            return False
        before = facts_counted(order_ids) if order_ids else {}
        now = {pk: facts for pk, facts in now.items() if before.get(pk) != facts}
        _write(rules.delta({pk: before[pk] for pk in now if pk in before}, now))
        _keep(now)
    return True


def _keep(now: Mapping[int, Facts]) -> None:
    CountedOrder.objects.bulk_create(
        map(counted_row, now.values()),
        batch_size=SLICE,
        update_conflicts=True,
        unique_fields=["order"],
        update_fields=_KEPT,
    )


def _write(change: rules.Delta) -> None:
    """Add the sums. Who moved the cursor is the only writer: reading, adding, and writing back is safe."""
    hours = change.hours
    rows = HourTally.objects.across_stores(WHY).filter(
        campaign__in={key[1] for key in hours}, hour__in={key[2] for key in hours}
    )
    known = {row.key: row for row in rows} if hours else {}
    _upsert(HourTally, hours, known, ("store_id", "campaign_id", "hour", "source"))
    variants = change.variants
    parts = VariantTally.objects.across_stores(WHY).filter(
        campaign__in={key[1] for key in variants}, variant__in={key[2] for key in variants}
    )
    of = {row.key: row for row in parts} if variants else {}
    _upsert(VariantTally, variants, of, ("store_id", "campaign_id", "variant_id"))


def _upsert(model: Any, sums: Mapping[Any, Sums], known: Mapping[Any, Any], names: tuple[str, ...]) -> None:
    rows = []
    for key, more in sums.items():
        row = known.get(key) or model(**dict(zip(names, key, strict=True)))
        for name, amount in more.items():
            setattr(row, name, getattr(row, name) + amount)
        rows.append(row)
    unique = [name.removesuffix("_id") for name in names[1:]]
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=unique, update_fields=list(model.SUMS), batch_size=500
    )
