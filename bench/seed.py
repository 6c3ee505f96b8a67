"""Orders from before, of another campaign, inserted set by set in SQL that both databases read.

A planner that knows the tables, indexes of an earnest depth: an empty shop flatters or cheats (see README).
"""

from collections.abc import Callable
from typing import Any

Run = Callable[[str], Any]

_DIALECTS = {
    "postgresql": {"json": "jsonb", "random": "md5(random()::text || n.i)", "pad": "lpad(n.i::text, 8, '0')"},
    "sqlite": {
        "json": "text",
        "random": "lower(hex(randomblob(16)))",
        "pad": "substr('00000000' || n.i, -8)",
    },
}
TABLES = (
    "orders_order", "orders_orderline", "payments_charge", "journal_event", "journal_delivery", "ledger_posting",
)  # fmt: skip

_SERIES = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})"
_ORDERS = """
INSERT INTO orders_order (id, version, chain, store_id, campaign_id, number, secret, key, body_digest, state, source,
  language, buyer_name, phone, email, fulfilment, address, city, postal_code, note, pieces, weight, goods, shipping_fee,
  discount, charged, paid, refunded, forgiven, terms_id, pay_by, placed_at, confirmed_at, early, if_short,
  second_choice)
{series}
SELECT {order_base} + n.i, 1, {random}, {store}, {campaign}, substr({random}, 1, 16), substr({random}, 1, 22),
  {random}, {random}, 'confirmed', 'form', 'id', 'Pembeli ' || n.i, '+62811' || {pad}, '', 'pickup', '', '', '', '',
  3, 600, 282000, 0, 0, 282000, 141000, 0, 0, {terms}, NULL, {at}, {at}, {false}, '', ''
FROM n
"""
_LINES = """
INSERT INTO orders_orderline (id, store_id, order_id, position, product_id, variant_id, product_name, label, "values",
  qty, unit_price, extra, personalization, total)
{series}
SELECT {line_base} + 2 * n.i + line.position, {store}, {order_base} + n.i, line.position, v.product_id, v.id, 'Kaos',
  v.label, v."values", 1 + line.position, 94000, 0, CAST('{{}}' AS {json}), 94000 * (1 + line.position)
FROM n CROSS JOIN (SELECT 0 AS position UNION ALL SELECT 1) AS line
JOIN (SELECT id, product_id, label, "values", row_number() OVER (ORDER BY id) - 1 AS place FROM catalog_variant
  WHERE store_id = {store}) AS v ON v.place = (n.i + line.position) % {variants}
"""
_CHARGES = """
INSERT INTO payments_charge (id, store_id, order_id, kind, position, state, goods, shipping, code, total, paid,
  transfer_amount, due_at, opened_at, reminded)
{series}
SELECT {charge_base} + 2 * n.i + c.position, {store}, {order_base} + n.i, c.kind, c.position, c.state, 141000, 0, 0,
  141000, c.paid, NULL, NULL, NULL, 0
FROM n CROSS JOIN (SELECT 0 AS position, 'deposit' AS kind, 'paid' AS state, 141000 AS paid
  UNION ALL SELECT 1, 'balance', 'planned', 0) AS c
"""
_EVENTS = """
INSERT INTO journal_event (id, store_id, campaign_id, order_id, kind, subject, subject_id, seq, at, actor_kind,
  actor_id, actor_label, data, digest)
{series}
SELECT {event_base} + n.i, {store}, {campaign}, {order_base} + n.i, 'order.placed', 'orders.Order',
  {order_base} + n.i, 1, {at}, 'buyer', NULL, 'Pembeli',
  CAST('{{"now": 141000, "goods": 282000, "lines": [[1, 1, 94000], [2, 2, 188000]], "state": "placed", "number": "'
    || substr({random}, 1, 16) || '", "pay_by": null, "pieces": 3, "source": "form", "postings": [["deposits", '
    || '"receivable", 141000, "charge:' || ({charge_base} + 2 * n.i) || '", ' || ({order_base} + n.i)
    || '], ["deposits", "receivable", 141000, "charge:' || ({charge_base} + 2 * n.i + 1) || '", '
    || ({order_base} + n.i) || ']], "discount": 0, "terms_id": null, "partner_id": null,'
    || ' "outstanding": 282000, "shipping_fee": 0, "terms_digest": "' || {random} || {random} || '"}}' AS {json}),
  {random} || {random}
FROM n
"""
_DELIVERIES = """
INSERT INTO journal_delivery (id, event_id, consumer, state, attempts, run_after, error)
{series}
SELECT {delivery_base} + n.i, {event_base} + n.i, 'bukapo.messaging.consumer.tell', 'done', 1, {at}, '' FROM n
"""
_POSTINGS = """
INSERT INTO ledger_posting (id, store_id, event_id, source_id, destination_id, amount, cause, order_id, at)
{series}
SELECT {posting_base} + 2 * n.i + c.position, {store}, {event_base} + n.i, a.deposits, a.receivable, 141000,
  'charge:' || ({charge_base} + 2 * n.i + c.position), {order_base} + n.i, {at}
FROM n CROSS JOIN (SELECT 0 AS position UNION ALL SELECT 1) AS c
CROSS JOIN (SELECT min(CASE WHEN code = 'deposits' THEN id END) AS deposits,
  min(CASE WHEN code = 'receivable' THEN id END) AS receivable FROM ledger_account WHERE store_id = {store}) AS a
"""


def insert_old_orders(run: Run, vendor: str, store_id: int, campaign_id: int, count: int) -> None:
    """`count` confirmed orders of two lines, deposit paid, with all their rows. Needs an open transaction."""
    for code in ("deposits", "receivable"):
        run(
            f"INSERT INTO ledger_account (store_id, code) SELECT {store_id}, '{code}' WHERE NOT EXISTS "
            f"(SELECT 1 FROM ledger_account WHERE store_id = {store_id} AND code = '{code}')"
        )
    values = _DIALECTS[vendor] | {
        "series": _SERIES.format(count=count),
        "store": str(int(store_id)),
        "campaign": str(int(campaign_id)),
        "variants": str(_one(run, f"SELECT count(*) FROM catalog_variant WHERE store_id = {store_id}")),
        "terms": str(
            _one(run, f"SELECT max(id) FROM campaigns_terms WHERE campaign_id = {campaign_id}") or "NULL"
        ),
        "at": f"(SELECT opens_at FROM campaigns_campaign WHERE id = {campaign_id})",
        "false": "false" if vendor == "postgresql" else "0",
    }
    bases = ("order", "line", "charge", "event", "delivery", "posting")
    for name, table in zip(bases, TABLES, strict=True):
        values[f"{name}_base"] = str(_one(run, f"SELECT coalesce(max(id), 0) + 1 FROM {table}"))
    for statement in (_ORDERS, _LINES, _CHARGES, _EVENTS, _DELIVERIES, _POSTINGS):
        run(statement.format(**values))
    if vendor == "postgresql":
        for table in TABLES:
            run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")


def _one(run: Run, question: str) -> int | None:
    row = run(question).fetchone()
    return None if row is None or row[0] is None else int(row[0])
