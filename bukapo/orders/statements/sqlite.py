"""Booking a piece of a statement on SQLite: the same reads and writes, a few hundred values at a time."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bukapo.orders.statements.compose import Rows
from bukapo.orders.statements.money import ChargeNow, OrderNow, ProofNow
from bukapo.orders.statements.tables import TABLES

KNOWN = "SELECT fingerprint FROM payments_statementline WHERE bank_account_id = ? AND fingerprint IN ({})"
_ORDER = """
SELECT id, number, buyer_name, campaign_id, state, charged, paid, refunded, version, chain, placed_at || ''
FROM orders_order"""
ASKING = f"""{_ORDER} WHERE id IN (
  SELECT c.order_id FROM payments_charge c WHERE c.store_id = ? AND c.transfer_amount IN ({{}}))"""
LOCK = f"{_ORDER} WHERE store_id = ? AND id IN ({{}})"
CHARGES = """
SELECT order_id, id, state, total, paid, transfer_amount, opened_at || '' FROM payments_charge
WHERE state <> 'void' AND order_id IN ({}) ORDER BY order_id, position"""
PROOFS = """
SELECT order_id, id, claimed FROM payments_proof
WHERE store_id = ? AND state = 'pending' AND order_id IN ({}) ORDER BY sent_at, id"""
OPEN_ACCOUNT = "INSERT INTO ledger_account (store_id, code) VALUES (?, ?) ON CONFLICT DO NOTHING"
ACCOUNTS = "SELECT code, id FROM ledger_account WHERE store_id = ? AND code IN ({})"
LAST_ID = "SELECT seq FROM sqlite_sequence WHERE name = ?"
PAY_ORDER = """
UPDATE orders_order SET paid = ?, version = ?, chain = ?, state = CASE WHEN ? THEN 'confirmed' ELSE state END,
  confirmed_at = CASE WHEN ? THEN ? ELSE confirmed_at END WHERE id = ?"""
PAY_CHARGE = "UPDATE payments_charge SET state = ?, paid = ?, transfer_amount = ? WHERE id = ?"
ACCEPT = "UPDATE payments_proof SET state = 'accepted', decided_at = ? WHERE state = 'pending' AND id = ?"
LINK = "UPDATE payments_payment SET statement_line_id = ? WHERE id = ? AND statement_line_id IS NULL"
MOST_VALUES = 500


class SqliteBooks:
    """`connection` is sqlite3's own, inside a BEGIN IMMEDIATE: that is the lock."""

    def __init__(self, connection: sqlite3.Connection, *, zone: str) -> None:
        self.connection, self.zone = connection, ZoneInfo(zone)

    def piece(self) -> AbstractContextManager[None]:
        """Nothing to arrange."""
        return nullcontext()

    def known(self, bank_account_id: int, fingerprints: Sequence[str]) -> set[str]:
        return {row[0] for row in self._among(KNOWN, fingerprints, bank_account_id)}

    def asking(self, store_id: int, amounts: Sequence[int]) -> list[OrderNow]:
        rows = self._among(ASKING, amounts, store_id)
        return self._whole(store_id, {row[0]: row for row in rows})

    def locked(self, store_id: int, order_ids: Sequence[int]) -> list[OrderNow]:
        return self._whole(store_id, {row[0]: row for row in self._among(LOCK, order_ids, store_id)})

    def accounts(self, store_id: int, codes: Sequence[str]) -> dict[str, int]:
        self.connection.executemany(OPEN_ACCOUNT, [(store_id, code) for code in codes])
        return dict(self._among(ACCOUNTS, codes, store_id))

    def ids(self, table: str, count: int) -> Sequence[int]:
        found = self.connection.execute(LAST_ID, [table]).fetchone()
        last = int(found[0]) if found else 0
        return range(last + 1, last + 1 + count)

    def write(self, rows: Rows) -> None:
        for name, (table, columns) in TABLES.items():
            names = ", ".join(f'"{column}"' for column in columns)
            marks = ", ".join("?" * len(columns))
            self._many(f"INSERT INTO {table} ({names}) VALUES ({marks})", getattr(rows, name))
        orders, at = rows.orders.values(), rows.at
        paid = [(o.paid, o.version, o.chain, o.confirmed, o.confirmed, at, o.id) for o in orders]
        self._many(PAY_ORDER, paid)
        self._many(PAY_CHARGE, [(c.state, c.paid, c.amount, c.id) for c in rows.charges()])
        self._many(ACCEPT, [(at, proof) for proof in rows.proofs])
        self._many(LINK, rows.links)

    def _whole(self, store_id: int, rows: dict[int, tuple[Any, ...]]) -> list[OrderNow]:
        by_id = {pk: _order(rows[pk]) for pk in sorted(rows)}
        ids = list(by_id)
        for order_id, pk, state, total, paid, amount, opened in self._among(CHARGES, ids):
            charge = ChargeNow(pk, state, total, paid, amount, self._day(opened))
            by_id[order_id].charges.append(charge)
        for order_id, *proof in self._among(PROOFS, ids, store_id):
            by_id[order_id].proofs.append(ProofNow(*proof))
        return list(by_id.values())

    def _day(self, text: str | None) -> date | None:
        return None if text is None else _moment(text).astimezone(self.zone).date()

    def _many(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        done = self.connection.executemany(statement, (tuple(map(_stored, row)) for row in rows))
        if rows and done.rowcount != len(rows):
            raise AssertionError(f"{done.rowcount} rows of {len(rows)} were touched by {statement[:40]}")

    def _among(self, statement: str, values: Sequence[object], *first: object) -> Iterator[Any]:
        for start in range(0, len(values), MOST_VALUES):
            some = values[start : start + MOST_VALUES]
            yield from self.connection.execute(statement.format(", ".join("?" * len(some))), [*first, *some])


def _order(row: tuple[Any, ...]) -> OrderNow:
    placed_at = _moment(row[-1])
    return OrderNow(*(row[:-1] + (placed_at,)))


def _stored(value: object) -> object:
    """As Django stores it here: instants as naive UTC text."""
    if isinstance(value, datetime):
        return str(value.astimezone(UTC).replace(tzinfo=None))
    return value.isoformat() if isinstance(value, date) else value


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
