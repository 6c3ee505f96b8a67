"""Booking a piece of a statement on PostgreSQL: a few set-based reads under lock, COPY and two UPDATEs."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.types.json import set_json_dumps

from bukapo.orders.intake.tables import Columns
from bukapo.orders.statements.compose import Rows
from bukapo.orders.statements.money import ChargeNow, OrderNow, ProofNow
from bukapo.orders.statements.tables import TABLES

KNOWN = "SELECT fingerprint FROM payments_statementline WHERE bank_account_id = %s AND fingerprint = ANY(%s::text[])"
# Ordered, so that two imports never wait for each other in a ring; read again by the lock itself.
ASKING = """
SELECT id, number, buyer_name, campaign_id, state, charged, paid, refunded, version, chain,
  CASE WHEN %s THEN placed_at END FROM orders_order
WHERE id IN (SELECT c.order_id FROM payments_charge c WHERE c.store_id = %s AND c.transfer_amount = ANY(%s::integer[]))
ORDER BY id FOR NO KEY UPDATE"""
LOCK = """
SELECT id, number, buyer_name, campaign_id, state, charged, paid, refunded, version, chain,
  CASE WHEN %s THEN placed_at END FROM orders_order
WHERE store_id = %s AND id = ANY(%s::bigint[]) ORDER BY id FOR NO KEY UPDATE"""
CHARGES = """
SELECT order_id, id, state, total, paid, transfer_amount, (opened_at AT TIME ZONE %s)::date FROM payments_charge
WHERE order_id = ANY(%s::bigint[]) AND state <> 'void' ORDER BY order_id, position"""
PROOFS = """
SELECT order_id, id, claimed FROM payments_proof
WHERE store_id = %s AND state = 'pending' AND order_id = ANY(%s::bigint[]) ORDER BY sent_at, id"""
OPEN_ACCOUNTS = """
INSERT INTO ledger_account (store_id, code) SELECT %s, unnest(%s::text[]) ON CONFLICT (store_id, code) DO NOTHING"""
ACCOUNTS = "SELECT code, id FROM ledger_account WHERE store_id = %s AND code = ANY(%s)"
IDS = "SELECT nextval(%s::regclass) FROM generate_series(1, %s)"
PAY_ORDERS = """
UPDATE orders_order o SET paid = t.paid, version = t.version, chain = t.chain,
  state = CASE WHEN t.confirmed THEN 'confirmed' ELSE o.state END,
  confirmed_at = CASE WHEN t.confirmed THEN %s ELSE o.confirmed_at END
FROM unnest(%s::bigint[], %s::integer[], %s::integer[], %s::text[], %s::boolean[])
  AS t(id, paid, version, chain, confirmed)
WHERE o.id = t.id AND (NOT t.confirmed OR o.state = 'placed')"""
PAY_CHARGES = """
UPDATE payments_charge c SET state = t.state, paid = t.paid, transfer_amount = t.amount
FROM unnest(%s::bigint[], %s::text[], %s::integer[], %s::integer[]) AS t(id, state, paid, amount) WHERE c.id = t.id"""
ACCEPT = """
UPDATE payments_proof SET state = 'accepted', decided_at = %s WHERE state = 'pending' AND id = ANY(%s::bigint[])"""
LINK = """
UPDATE payments_payment p SET statement_line_id = t.line
FROM unnest(%s::bigint[], %s::bigint[]) AS t(line, id) WHERE p.id = t.id AND p.statement_line_id IS NULL"""

LOOK_UP = "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off"
AS_USUAL = "SET LOCAL enable_seqscan = on; SET LOCAL enable_hashjoin = on; SET LOCAL enable_mergejoin = on"
TYPES = {"bigint": "int8", "integer": "int4", "smallint": "int2"}
"""As psycopg calls them."""


class PostgresBooks:
    """`connection` is psycopg's own, inside an open transaction. `zone` is the store's; `taxed`: it has been PKP."""

    def __init__(self, connection: "psycopg.Connection[Any]", *, zone: str, taxed: bool) -> None:
        self.connection, self.zone, self.taxed = connection, zone, taxed

    @contextmanager
    def piece(self) -> Iterator[None]:
        """Every row of a piece is looked up by key, one after the other as they are asked for.

        Left to itself the planner reads all orders of the store for every few thousand of them, and not in order.
        """
        self.connection.execute(LOOK_UP.encode())
        yield
        self.connection.execute(AS_USUAL.encode())

    def known(self, bank_account_id: int, fingerprints: Sequence[str]) -> set[str]:
        return {row[0] for row in self._run(KNOWN, bank_account_id, _array(fingerprints)).fetchall()}

    def asking(self, store_id: int, amounts: Sequence[int]) -> list[OrderNow]:
        return self._whole(store_id, self._run(ASKING, self.taxed, store_id, _array(amounts)))

    def locked(self, store_id: int, order_ids: Sequence[int]) -> list[OrderNow]:
        return self._whole(store_id, self._run(LOCK, self.taxed, store_id, _array(order_ids)))

    def accounts(self, store_id: int, codes: Sequence[str]) -> dict[str, int]:
        known = dict(self._run(ACCOUNTS, store_id, list(codes)).fetchall())
        if len(known) < len(codes):
            self._run(OPEN_ACCOUNTS, store_id, list(codes))
            known = dict(self._run(ACCOUNTS, store_id, list(codes)).fetchall())
        return known

    def ids(self, table: str, count: int) -> Sequence[int]:
        return [row[0] for row in self._run(IDS, f"{table}_id_seq", count).fetchall()]

    def write(self, rows: Rows) -> None:
        orders, charges = list(rows.orders.values()), rows.charges()
        for name, (table, columns) in TABLES.items():
            self._copy(table, columns, getattr(rows, name))
        if orders:
            sums = zip(*((o.id, o.paid, o.version, o.chain, o.confirmed) for o in orders), strict=True)
            self._must(len(orders), PAY_ORDERS, rows.at, *map(_array, sums))
        if charges:
            filled = zip(*((c.id, c.state, c.paid, c.amount) for c in charges), strict=True)
            self._must(len(charges), PAY_CHARGES, *map(_array, filled))
        if rows.proofs:
            self._must(len(rows.proofs), ACCEPT, rows.at, _array(rows.proofs))
        if rows.links:
            self._must(len(rows.links), LINK, *map(_array, zip(*rows.links, strict=True)))

    def _whole(self, store_id: int, found: "psycopg.Cursor[Any]") -> list[OrderNow]:
        orders = [OrderNow(*row) for row in found.fetchall()]
        by_id, ids = {order.id: order for order in orders}, _array([order.id for order in orders])
        # Asked after the lock is held, in a statement of its own: what changed while we waited is seen.
        for order_id, *charge in self._run(CHARGES, self.zone, ids).fetchall():
            by_id[order_id].charges.append(ChargeNow(*charge))
        for order_id, *proof in self._run(PROOFS, store_id, ids).fetchall():
            by_id[order_id].proofs.append(ProofNow(*proof))
        return orders

    def _copy(self, table: str, columns: Columns, rows: Iterable[Sequence[object]]) -> None:
        # In the binary format: half the work for the server, a sixth for us.
        names = ", ".join(f'"{column}"' for column in columns)
        cursor = psycopg.Cursor(self.connection)
        set_json_dumps(_as_it_is, cursor)
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)".encode()) as copy:
            copy.set_types([TYPES.get(kind, kind) for kind in columns.values()])
            for row in rows:
                copy.write_row(row)

    def _must(self, count: int, statement: str, *values: Any) -> None:
        if (touched := self._run(statement, *values).rowcount) != count:
            raise AssertionError(f"{touched} rows of {count} were touched by {statement.split()[1]}")

    def _run(self, statement: str, *values: Any) -> "psycopg.Cursor[Any]":
        # Not the connection's own class: Django's writes the values into the statement.
        return psycopg.Cursor(self.connection).execute(statement.encode(), values)


def _array(values: Iterable[object]) -> str:
    """Numbers and plain words as an array literal: writing a long list out value by value costs more than its use."""
    return f"{{{','.join('NULL' if value is None else str(value) for value in values)}}}"


def _as_it_is(text: str) -> str:
    """JSON that is text already."""
    return text
