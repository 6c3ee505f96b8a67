"""Writing a batch to SQLite: BEGIN IMMEDIATE, a few reads, one executemany per table. Knows sqlite3, not Django."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from typing import Any

from bukapo.campaigns.offer import Offer
from bukapo.campaigns.partners.rules import KnownPartner
from bukapo.campaigns.rules import Left, Window, stamp_at
from bukapo.campaigns.vouchers import UsesLeft
from bukapo.orders.intake.batch import ACCOUNTS, Earlier, Look, Question
from bukapo.orders.intake.compose import Row, Rows
from bukapo.orders.intake.tables import TABLES, Columns

COUNTERS = "SELECT variant_id, cap, taken FROM campaigns_piececounter WHERE campaign_id = ? ORDER BY id"
# A column's declared type would make Django's connection convert what it reads; an expression has none.
WINDOW = """
SELECT c.state, c.opens_at || '', c.closes_at || '', c.early_opens_at || '', c.draw_at || '', c.grace_minutes,
       c.drawn_at IS NOT NULL, c.early_until || '',
       s.version || '.' || c.version || '.' || (
         SELECT coalesce(sum(p.version), 0) FROM campaigns_campaignitem i JOIN catalog_product p ON p.id = i.product_id
         WHERE i.campaign_id = c.id)
FROM campaigns_campaign c JOIN stores_store s ON s.id = c.store_id
WHERE c.id = ? AND c.store_id = ?"""
EARLIER = "SELECT key, id, number, secret, body_digest, campaign_id FROM orders_order WHERE key IN ({})"
VOUCHERS = "SELECT id, cap - used FROM campaigns_voucher WHERE id IN ({})"
USERS = "SELECT who, used FROM campaigns_voucheruse WHERE who IN ({})"
PARTNERS = """
SELECT id, code, phone, email, campaign_id, starts_at || '', ends_at || '' FROM campaigns_partner
WHERE store_id = ? AND stopped_at IS NULL AND {} IN ({{}})"""
HAD = "SELECT who, taken FROM campaigns_buyercounter WHERE who IN ({})"
AMOUNTS = "SELECT transfer_amount FROM payments_charge WHERE store_id = ? AND transfer_amount IN ({})"
ABOVE = """
SELECT transfer_amount FROM payments_charge
WHERE store_id = ? AND transfer_amount > ? AND transfer_amount <= ? + 999"""
CLOCK = "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')"
LAST_ID = "SELECT seq FROM sqlite_sequence WHERE name = ?"
OPEN_ACCOUNT = "INSERT INTO ledger_account (store_id, code) VALUES (?, ?) ON CONFLICT DO NOTHING"
KNOWN_ACCOUNTS = "SELECT code, id FROM ledger_account WHERE store_id = ?"
COUNT_TAKEN = """
UPDATE campaigns_piececounter SET taken = taken + :pieces
WHERE campaign_id = :campaign AND variant_id IS :variant"""
COUNT_HELD = """
INSERT INTO campaigns_buyercounter (store_id, campaign_id, who, cap, taken)
VALUES (:store, :campaign, :who, :cap, :pieces)
ON CONFLICT (who) DO UPDATE SET taken = taken + excluded.taken"""
COUNT_VOUCHERS = "UPDATE campaigns_voucher SET used = used + ? WHERE id = ?"
COUNT_USERS = """
INSERT INTO campaigns_voucheruse (store_id, voucher_id, who, cap, used) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (who) DO UPDATE SET used = used + excluded.used"""
LOOKS_LITTLE_UP = "PRAGMA mmap_size=0;PRAGMA cache_size=-4000;"
"""A writer needs the ends of its indexes, not the whole file in memory."""
MOST_VALUES = 500
"""In one IN list: SQLite takes 999 parameters in a statement, older ones no more."""


def _insert(table: str, columns: Columns) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{column}' for column in columns)})"


INSERTS = {name: _insert(*TABLES[name]) for name in TABLES}
JSON = {name: [c for c, kind in columns.items() if kind == "jsonb"] for name, (_, columns) in TABLES.items()}
TIMES = {name: [c for c, kind in cols.items() if kind == "timestamptz"] for name, (_, cols) in TABLES.items()}


def connected(path: str, *, pragmas: str, timeout: float) -> "SqliteWriter":
    """A writer with its own connection. `timeout`: seconds to wait for another writer."""
    connection = sqlite3.connect(path, timeout=timeout, isolation_level=None, check_same_thread=False)
    connection.executescript(f"{pragmas};{LOOKS_LITTLE_UP}")
    return SqliteWriter(connection)


class SqliteWriter:
    """`connection` in autocommit (isolation_level None). `within`: the caller has opened a BEGIN IMMEDIATE.

    `now` may tell another time than the database's (the demo lives through past POs); None: the database's counts.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        now: Callable[[], datetime | None] = lambda: None,
        within: bool = False,
    ) -> None:
        self.connection, self.now, self.within = connection, now, within

    def transaction(self) -> AbstractContextManager[object]:
        return nullcontext() if self.within else self._immediate()

    @contextmanager
    def _immediate(self) -> Iterator[None]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    def look(self, question: Question) -> Look | None:
        store_id = question.store_id
        found = self._all(WINDOW, question.campaign_id, store_id)
        if not found:
            return None
        state, *when, grace, drawn, early_until, stamp = found[0]
        opens_at, closes_at, early_opens_at, draw_at = (_moment(text) for text in when)
        counters = self._all(COUNTERS, question.campaign_id)
        free = {variant: None if cap is None else cap - taken for variant, cap, taken in counters}
        orders, charges, events = (self._last(TABLES[name][0]) for name in ("orders", "charges", "events"))
        at = (self.now() or self._clock()).astimezone(UTC)
        ends = _moment(early_until)
        return Look(
            stamp=stamp_at(stamp, early=ends is not None and at < ends),
            window=Window(
                state, opens_at, closes_at, early_opens_at, draw_at, timedelta(minutes=grace), bool(drawn)
            ),
            at=at,
            left=Left(free.pop(None, None), free),
            earlier={row[0]: Earlier(*row[1:]) for row in self._among(EARLIER, question.keys)},
            had=dict(self._among(HAD, question.buyers)),
            amounts={row[0] for row in self._among(AMOUNTS, question.amounts, store_id)},
            accounts=self._accounts(store_id),
            order_ids=range(orders + 1, orders + 1 + question.orders),
            charge_ids=range(charges + 1, charges + 1 + question.charges),
            event_ids=range(events + 1, events + 1 + question.orders),
            uses=UsesLeft(
                dict(self._among(VOUCHERS, question.vouchers)), dict(self._among(USERS, question.users))
            ),
            partners=self._partners(question),
        )

    def amounts_above(self, store_id: int, base: int) -> Collection[int]:
        return {row[0] for row in self._all(ABOVE, store_id, base, base)}

    def write(self, rows: Rows, offer: Offer) -> None:
        run = self.connection.executemany
        for name, statement in INSERTS.items():
            same = rows.same[name]
            run(statement, [_stored(same | row, JSON[name], TIMES[name]) for row in getattr(rows, name)])
        where = {"store": offer.store_id, "campaign": offer.campaign_id, "cap": offer.buyer_cap}
        run(COUNT_TAKEN, [where | {"variant": variant, "pieces": n} for variant, n in rows.taken.items()])
        run(COUNT_HELD, [where | {"who": who, "pieces": n} for who, n in sorted(rows.held.items())])
        run(COUNT_VOUCHERS, [(n, pk) for pk, n in sorted(rows.vouchers.items())])
        run(
            COUNT_USERS, [(offer.store_id, v, who, cap, n) for who, (v, cap, n) in sorted(rows.users.items())]
        )

    def lost(self, error: Exception) -> bool:
        return isinstance(error, sqlite3.OperationalError | sqlite3.ProgrammingError)

    def clashed(self, error: Exception) -> bool:
        return isinstance(error, sqlite3.IntegrityError)

    def close(self) -> None:
        self.connection.close()

    def _accounts(self, store_id: int) -> dict[str, int]:
        known = dict(self._all(KNOWN_ACCOUNTS, store_id))
        if missing := [code for code in ACCOUNTS if code not in known]:
            self.connection.executemany(OPEN_ACCOUNT, [(store_id, code) for code in missing])
            known = dict(self._all(KNOWN_ACCOUNTS, store_id))
        return known

    def _partners(self, question: Question) -> list[KnownPartner]:
        found = self._among(PARTNERS.format("code"), question.partner_codes, question.store_id)
        found += self._among(PARTNERS.format("id"), question.partners, question.store_id)
        return [
            KnownPartner(pk, code, phone, email, campaign, _moment(since), _moment(until))
            for pk, code, phone, email, campaign, since, until in found
        ]

    def _clock(self) -> datetime:
        return datetime.fromisoformat(self._all(CLOCK)[0][0]).replace(tzinfo=UTC)

    def _last(self, table: str) -> int:
        found = self._all(LAST_ID, table)
        return int(found[0][0]) if found else 0

    def _among(self, statement: str, values: Sequence[object], *first: object) -> list[Any]:
        found: list[Any] = []
        for start in range(0, len(values), MOST_VALUES):
            some = values[start : start + MOST_VALUES]
            found += self._all(statement.format(", ".join("?" * len(some))), *first, *some)
        return found

    def _all(self, statement: str, *values: object) -> list[Any]:
        return self.connection.execute(statement, values).fetchall()


def _stored(row: Row, json_columns: Sequence[str], time_columns: Sequence[str]) -> Row:
    """The row as Django stores it here: JSON as text, instants as naive UTC text."""
    for column in json_columns:
        row[column] = json.dumps(row[column])
    for column in time_columns:
        if row[column] is not None:
            row[column] = _text(row[column])
    return row


def _text(moment: datetime) -> str:
    return str(moment.astimezone(UTC).replace(tzinfo=None))


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)
