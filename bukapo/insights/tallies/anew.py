"""Everything counted anew, in the database's own words: ten thousand orders in a handful of statements.

What `facts` and `rules` say of one order is said here of many, in SQL that both databases read. The audit compares
both ways (`audit/tallies.py`), and so does a test.
"""

from typing import Any

from django.db import connection, transaction
from django.db.models import Case, Count, F, Q, Sum, Value, When

from bukapo.insights.tallies.count import CURSOR, SLICE, add_sums, cursor_now, moved
from bukapo.insights.tallies.facts import WHY
from bukapo.insights.tallies.rows import (
    TALLIES,
    BundleTally,
    CountedOrder,
    FlowTally,
    HourTally,
    StateTally,
    TallyCursor,
    VariantTally,
)
from bukapo.insights.tallies.rules import GROUP, HOLDS, PARTNER, TEASER
from bukapo.journal.models import EventRow
from bukapo.orders.models import Order

MANY = 10_000
"""Orders counted in one transaction: a fraction of a second, for which SQLite's one writer waits."""
_DIALECTS = {
    "sqlite": {
        "hour": "substr(o.placed_at, 1, 13) || ':00:00'",
        "list": "json_group_array(json_array({0}))",
        "array": "json_array({0})",
        "each": "json_each(k.{0}) AS e",
        "item": "json_extract(e.value, '$[{0}]')",
    },
    "postgresql": {
        "hour": "date_trunc('hour', o.placed_at, 'UTC')",
        "list": "jsonb_agg(jsonb_build_array({0}))",
        "array": "jsonb_build_array({0})",
        "each": "jsonb_array_elements(k.{0}) AS e(value)",
        "item": "(e.value->>{0})::bigint",
    },
}
_COUNT = """
INSERT INTO insights_countedorder (order_id, store_id, campaign_id, hour, source, state, pieces, charged, kept, income,
  early, lines, flows)
SELECT o.id, o.store_id, o.campaign_id, {hour}, CASE WHEN EXISTS (SELECT 1 FROM orders_rosterpiece r
    JOIN orders_orderline l ON l.id = r.line_id WHERE l.order_id = o.id) THEN %s
  WHEN o.interest_id IS NOT NULL THEN %s WHEN o.partner_id IS NOT NULL THEN %s ELSE o.source END,
  o.state, o.pieces, o.charged, o.paid - o.refunded, o.goods - o.discount - o.forgiven,
  coalesce(o.placed_at < c.early_until, %s),
  coalesce((SELECT {lines} FROM orders_orderline l WHERE l.order_id = o.id), {none}),
  coalesce((SELECT {flows} FROM (SELECT source_id, destination_id, sum(amount) AS amount FROM ledger_posting
    WHERE order_id = o.id GROUP BY source_id, destination_id) AS p), {none})
FROM orders_order o JOIN campaigns_campaign c ON c.id = o.campaign_id
WHERE o.id > %s AND o.id <= %s AND NOT EXISTS (SELECT 1 FROM insights_countedorder k WHERE k.order_id = o.id)
"""
_VARIANTS = """
SELECT k.store_id, k.campaign_id, {0} AS variant, sum({1}), sum(CASE WHEN k.state = 'placed' THEN {1} ELSE 0 END),
  sum({2}), sum(CASE WHEN {3} = 0 THEN {1} ELSE 0 END), sum(CASE WHEN {3} = 0 AND k.early THEN {1} ELSE 0 END)
FROM insights_countedorder k, {lines} WHERE {these} AND k.state IN {holds} GROUP BY 1, 2, 3
"""
_BUNDLES = """
SELECT k.store_id, k.campaign_id, {3} AS bundle, sum(CASE WHEN {4} = 0 THEN {1} ELSE 0 END), sum({1}), sum({2})
FROM insights_countedorder k, {lines} WHERE {these} AND k.state IN {holds} AND {3} > 0 GROUP BY 1, 2, 3
"""
_FLOWS = """
SELECT k.store_id, k.campaign_id, k.state, {0} AS source, {1} AS destination, sum({2})
FROM insights_countedorder k, {flows} WHERE {these} GROUP BY 1, 2, 3, 4, 5
"""


def recount() -> int:
    """Throw everything away and count every order; returns how many there are. Dashboards tell less meanwhile."""
    last = EventRow.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with transaction.atomic():
        turn = cursor_now().turn + 1
        for model in (CountedOrder, *TALLIES):
            model.objects.across_stores(WHY).delete()
        TallyCursor.objects.all().delete()
        # A transaction under way may still commit an event before `last`: the last ones are looked at again.
        settled = last if connection.vendor == "sqlite" else max(0, last - 10 * SLICE)
        TallyCursor.objects.create(pk=CURSOR, seen=last, settled=settled, turn=turn)
    done, after = 0, 0
    orders = Order.objects.across_stores(WHY).order_by("pk").values_list("pk", flat=True)
    while ids := list(orders.filter(pk__gt=after)[:MANY]):
        if _count(after, ids[-1]):  # else the worker was faster: once more
            done, after = done + len(ids), ids[-1]
    return done


def _count(after: int, until: int) -> bool:
    """The orders between these ids. What the worker has counted meanwhile is counted: it goes on following them."""
    with transaction.atomic():
        if not moved(cursor_now()):
            return False
        these = CountedOrder.objects.across_stores(WHY).filter(pk__gt=after, pk__lte=until)
        known = list(these.values_list("pk", flat=True))
        with connection.cursor() as cursor:
            cursor.execute(_said(_COUNT), [GROUP, TEASER, PARTNER, False, after, until])
        _add(these.exclude(pk__in=known).order_by(), after, until, known)
    return True


def _said(statement: str, **more: str) -> str:
    words = _DIALECTS[connection.vendor]
    parts = "l.variant_id, l.qty, l.total, coalesce(l.bundle_id, 0), l.bundle_slot"
    return statement.format(
        *(words["item"].format(place) for place in range(5)),
        hour=words["hour"],
        none=words["array"].format(""),
        lines=more.pop("lines", words["list"].format(parts)),
        flows=more.pop("flows", words["list"].format("p.source_id, p.destination_id, p.amount")),
        **more,
    )


def _add(these: Any, after: int, until: int, known: list[int]) -> None:
    """Their sums, by the rules of `Facts`."""
    add_sums(HourTally, _grouped(these, HourTally, _hour_sums()))
    add_sums(StateTally, _grouped(these, StateTally, _state_sums()))
    for model, statement in ((VariantTally, _VARIANTS), (BundleTally, _BUNDLES), (FlowTally, _FLOWS)):
        add_sums(model, _expanded(model, statement, after, until, known))


def _grouped(these: Any, model: Any, sums: dict[str, Any]) -> dict[Any, dict[str, int]]:
    told = these.values_list(*model.KEY).annotate(**{f"all_{name}": sums[name] for name in model.SUMS})
    width = len(model.KEY)
    return {row[:width]: dict(zip(model.SUMS, row[width:], strict=True)) for row in told}


def _hour_sums() -> dict[str, Any]:
    holds, waits = Q(state__in=HOLDS), Q(state="placed")
    rest = Case(When(charged__gt=F("kept"), then=F("charged") - F("kept")), default=Value(0))
    return {
        "placed": Count("pk"),
        "held": Count("pk", filter=holds),
        "pieces": Sum("pieces", filter=holds, default=0),
        "waiting": Count("pk", filter=waits),
        "waiting_pieces": Sum("pieces", filter=waits, default=0),
        "expired": Count("pk", filter=Q(state="expired")),
        "cancelled": Count("pk", filter=Q(state="cancelled")),
        "charged": Sum("charged", filter=holds, default=0),
        "owed": Sum(rest, filter=holds, default=0),
        "received": Sum("kept", default=0),
    }


def _state_sums() -> dict[str, Any]:
    over = Case(When(kept__gt=F("charged"), then=F("kept") - F("charged")), default=Value(0))
    sums = {name: Sum(name, default=0) for name in ("pieces", "charged", "income")}
    return {"orders": Count("pk"), "over": Sum(over, default=0), **sums}


def _expanded(
    model: Any, statement: str, after: int, until: int, known: list[int]
) -> dict[Any, dict[str, int]]:
    """Sums over the lines (or flows) of the orders as they were just counted."""
    each = _DIALECTS[connection.vendor]["each"]
    these = f"k.order_id > {after:d} AND k.order_id <= {until:d}"
    if known:
        these += f" AND k.order_id NOT IN ({', '.join(str(int(pk)) for pk in known)})"
    holds = "('" + "', '".join(sorted(HOLDS)) + "')"
    said = _said(statement, these=these, holds=holds, lines=each.format("lines"), flows=each.format("flows"))
    width = len(model.KEY)
    with connection.cursor() as cursor:
        cursor.execute(said)
        rows = cursor.fetchall()
    return {row[:width]: dict(zip(model.SUMS, map(int, row[width:]), strict=True)) for row in rows}
