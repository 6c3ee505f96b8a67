"""Everything counted anew, in the database's own words: ten thousand orders in a handful of statements.

What `facts` and `rules` say of one order is said here of many, in SQL that both databases read. The audit compares
both ways (`audit/tallies.py`), and so does a test.
"""

from typing import Any

from django.db import connection, transaction
from django.db.models import BigIntegerField, Case, Count, F, Q, Sum, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Concat

from bukapo.insights.tallies.count import CURSOR, SLICE, add_sums, cursor_now, moved
from bukapo.insights.tallies.facts import WHY
from bukapo.insights.tallies.rows import (
    TALLIES,
    BundleTally,
    CountedOrder,
    DueTally,
    FlowTally,
    HourTally,
    StandingTally,
    StateTally,
    TallyCursor,
    VariantTally,
    WordingTally,
)
from bukapo.insights.tallies.rules import (
    ASKED,
    GROUP,
    HOLDS,
    MONEY_FIELDS,
    NO_FEE,
    OWES,
    PACKED,
    PARTNER,
    TEASER,
)
from bukapo.journal.models import EventRow
from bukapo.orders.models import Order

MANY = 10_000
"""Orders counted in one transaction: a fraction of a second, for which SQLite's one writer waits."""
_DIALECTS = {
    "sqlite": {
        "hour": "substr(o.placed_at, 1, 13) || ':00:00'",
        "due": "CAST(strftime('%%s', c.due_at) AS integer) / 3600",
        "char": "char",
        "fields": "SELECT group_concat(key, char(30)) FROM (SELECT key FROM json_each(l.personalization) ORDER BY key)",
        "list": "json_group_array(json_array({0}))",
        "array": "json_array({0})",
        "each": "json_each(k.{0}) AS e",
        "item": "json_extract(e.value, '$[{0}]')",
        "text": "json_extract(e.value, '$[{0}]')",
    },
    "postgresql": {
        "hour": "date_trunc('hour', o.placed_at, 'UTC')",
        "due": "floor(extract(epoch FROM c.due_at) / 3600)::bigint",
        "char": "chr",
        "fields": 'SELECT string_agg(key, chr(30) ORDER BY key COLLATE "C") '
        "FROM jsonb_object_keys(l.personalization) AS key",
        "list": "jsonb_agg(jsonb_build_array({0}))",
        "array": "jsonb_build_array({0})",
        "each": "jsonb_array_elements(k.{0}) AS e(value)",
        "item": "(e.value->>{0})::bigint",
        "text": "(e.value->>{0})",
    },
}
_COUNT = """
INSERT INTO insights_countedorder (order_id, store_id, campaign_id, hour, source, state, pieces, charged, kept, income,
  early, lines, flows, fulfilment, packed, no_fee, money, dues)
SELECT o.id, o.store_id, o.campaign_id, {hour}, CASE WHEN EXISTS (SELECT 1 FROM orders_rosterpiece r
    JOIN orders_orderline l ON l.id = r.line_id WHERE l.order_id = o.id) THEN %s
  WHEN o.interest_id IS NOT NULL THEN %s WHEN o.partner_id IS NOT NULL THEN %s ELSE o.source END,
  o.state, o.pieces, o.charged, o.paid - o.refunded, o.goods - o.discount - o.forgiven,
  coalesce(o.placed_at < c.early_until, %s),
  coalesce((SELECT {lines} FROM orders_orderline l WHERE l.order_id = o.id), {none}),
  coalesce((SELECT {flows} FROM (SELECT source_id, destination_id, sum(amount) AS amount FROM ledger_posting
    WHERE order_id = o.id GROUP BY source_id, destination_id) AS p), {none}),
  o.fulfilment, EXISTS (SELECT 1 FROM shipping_parcel s WHERE s.order_id = o.id),
  o.fulfilment = 'courier' AND o.zone_id IS NULL,
  (SELECT {money} FROM payments_charge c WHERE c.order_id = o.id AND c.state <> 'void'),
  coalesce((SELECT {dues} FROM (SELECT {due} AS hour, sum(c.total - c.paid) AS rest FROM payments_charge c
    WHERE c.order_id = o.id AND c.state = 'open' AND c.due_at IS NOT NULL AND c.paid < c.total GROUP BY 1) AS d),
    {none})
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
_WORDINGS = """
SELECT k.store_id, k.campaign_id, {0} AS variant, {wording} AS wording, count(*), sum({1}), sum({2})
FROM insights_countedorder k, {lines} WHERE {these} AND k.state IN {holds} GROUP BY 1, 2, 3, 4
"""
_DUES = """
SELECT k.store_id, k.campaign_id, {0} AS hour, sum({1})
FROM insights_countedorder k, {dues} WHERE {these} AND k.state IN {holds} GROUP BY 1, 2, 3
"""
_MONEY = (
    "o.paid", "o.forgiven", "coalesce(sum(c.paid), 0)",
    "coalesce(sum(c.total - c.paid) FILTER (WHERE c.state = 'open'), 0)",
    "coalesce(sum(c.total - c.paid) FILTER (WHERE c.state = 'planned'), 0)",
    "coalesce(sum(c.paid) FILTER (WHERE c.state IN ('open', 'planned')), 0)",
)  # fmt: skip
"""As `rules.MONEY_FIELDS`, of the charges `c` of an order `o` that are not void."""
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
    unit = f"{words['char']}(31)"
    said = f"l.product_name || {unit} || l.label || {unit} || coalesce(({words['fields']}), '')"
    parts = f"l.variant_id, l.qty, l.total, coalesce(l.bundle_id, 0), l.bundle_slot, {said}"
    return statement.format(
        *(words["item"].format(place) for place in range(5)),
        hour=words["hour"],
        none=words["array"].format(""),
        due=words["due"],
        money=words["array"].format(", ".join(_MONEY)),
        wording=words["text"].format(5),
        dues=more.pop("dues", words["list"].format("d.hour, d.rest")),
        lines=more.pop("lines", words["list"].format(parts)),
        flows=more.pop("flows", words["list"].format("p.source_id, p.destination_id, p.amount")),
        **more,
    )


def _add(these: Any, after: int, until: int, known: list[int]) -> None:
    """Their sums, by the rules of `Facts`."""
    add_sums(HourTally, _grouped(these, HourTally, _hour_sums()))
    add_sums(StateTally, _grouped(these, StateTally, _state_sums()))
    add_sums(StandingTally, _standings(these))
    for model, statement in _EXPANDED:
        add_sums(model, _expanded(model, statement, after, until, known))


def _grouped(these: Any, model: Any, sums: dict[str, Any]) -> dict[Any, dict[str, int]]:
    told = these.values_list(*model.KEY).annotate(**{f"all_{name}": sums[name] for name in model.SUMS})
    width = len(model.KEY)
    return {row[:width]: dict(zip(model.SUMS, row[width:], strict=True)) for row in told}


def _standings(these: Any) -> dict[Any, dict[str, int]]:
    """By the rules of `Facts.standing_key`."""
    marks = {
        OWES: Q(charged__gt=F("kept")),
        ASKED: Q(money__3__gt=0),
        PACKED: Q(packed=True),
        NO_FEE: Q(no_fee=True),
    }
    said = [Case(When(marks[mark], then=Value(mark)), default=Value("")) for mark in sorted(marks)]
    told = these.annotate(marks=Concat(*said)).values_list(*StandingTally.KEY)
    rows = told.annotate(n_orders=Count("pk"), n_pieces=Sum("pieces"))
    return {tuple(row[:5]): {"orders": row[5], "pieces": row[6]} for row in rows}


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
    for place, name in enumerate(MONEY_FIELDS):
        sums[name] = Sum(Cast(KT(f"money__{place}"), BigIntegerField()), default=0)
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
    said = _said(
        statement, these=these, holds=holds, lines=each.format("lines"),
        flows=each.format("flows"), dues=each.format("dues"),
    )  # fmt: skip
    width = len(model.KEY)
    with connection.cursor() as cursor:
        cursor.execute(said)
        rows = cursor.fetchall()
    return {row[:width]: dict(zip(model.SUMS, map(int, row[width:]), strict=True)) for row in rows}


_EXPANDED = (
    (VariantTally, _VARIANTS), (BundleTally, _BUNDLES), (FlowTally, _FLOWS), (DueTally, _DUES),
    (WordingTally, _WORDINGS),
)  # fmt: skip
"""Tallies of what an order has several of, and how they are summed."""
