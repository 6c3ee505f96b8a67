"""Writing a batch to PostgreSQL: two round trips, one statement for all rows. Knows psycopg, not Django."""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any

import msgspec
import psycopg

from bukapo.campaigns.offer import Offer
from bukapo.campaigns.partners.rules import KnownPartner
from bukapo.campaigns.rules import Left, Window, stamp_at
from bukapo.campaigns.vouchers import UsesLeft
from bukapo.orders.intake.batch import ACCOUNTS, Earlier, Look, Question
from bukapo.orders.intake.compose import Rows
from bukapo.orders.intake.tables import SAME, TABLES

# Only primary keys and single unique columns are looked up: of a PO made a minute ago the planner has no statistics,
# and with any other choice it may scan every order of the running drop.
LOCK = """SELECT variant_id, cap, taken FROM campaigns_piececounter WHERE campaign_id = %s ORDER BY id FOR UPDATE"""
WINDOW = """
SELECT c.state, c.opens_at, c.closes_at, c.early_opens_at, c.draw_at, c.grace_minutes * interval '1 minute',
       c.drawn_at IS NOT NULL, c.early_until,
       s.version || '.' || c.version || '.' || (
         SELECT coalesce(sum(p.version), 0) FROM campaigns_campaignitem i JOIN catalog_product p ON p.id = i.product_id
         WHERE i.campaign_id = c.id),
       clock_timestamp()
FROM campaigns_campaign c JOIN stores_store s ON s.id = c.store_id
WHERE c.id = %s AND c.store_id = %s"""
EARLIER = """SELECT key, id, number, secret, body_digest, campaign_id FROM orders_order WHERE key = ANY(%s)"""
VOUCHERS = """SELECT id, cap - used FROM campaigns_voucher WHERE id = ANY(%s) ORDER BY id FOR UPDATE"""
USERS = """SELECT who, used FROM campaigns_voucheruse WHERE who = ANY(%s)"""
PARTNERS = """
SELECT id, code, phone, email, campaign_id, starts_at, ends_at FROM campaigns_partner
WHERE store_id = %s AND stopped_at IS NULL AND (code = ANY(%s) OR id = ANY(%s))"""
HAD = """SELECT who, taken FROM campaigns_buyercounter WHERE who = ANY(%s)"""
# One by one: of a store that opened a minute ago the planner would rather read every charge than look up each amount.
AMOUNTS = """
SELECT asked.amount FROM unnest(%s::integer[]) AS asked(amount), LATERAL (
  SELECT 1 FROM payments_charge c WHERE c.store_id = %s AND c.transfer_amount = asked.amount LIMIT 1) AS used"""
ABOVE = """
SELECT transfer_amount FROM payments_charge
WHERE store_id = %s AND transfer_amount > %s AND transfer_amount <= %s + 999"""
IDS = """
SELECT ARRAY(SELECT nextval('orders_order_id_seq') FROM generate_series(1, %(orders)s)),
       ARRAY(SELECT nextval('payments_charge_id_seq') FROM generate_series(1, %(charges)s)),
       ARRAY(SELECT nextval('journal_event_id_seq') FROM generate_series(1, %(orders)s))"""
OPEN_ACCOUNTS = """
INSERT INTO ledger_account (store_id, code) SELECT %s, unnest(%s::text[]) ON CONFLICT (store_id, code) DO NOTHING"""
KNOWN_ACCOUNTS = """SELECT code, id FROM ledger_account WHERE store_id = %s AND code = ANY(%s)"""
COUNT_TAKEN = """
UPDATE campaigns_piececounter c SET taken = c.taken + t.pieces
FROM json_to_recordset(%(taken)s::json) AS t(variant_id bigint, pieces integer)
WHERE c.campaign_id = %(campaign)s AND c.variant_id IS NOT DISTINCT FROM t.variant_id"""
COUNT_HELD = """
INSERT INTO campaigns_buyercounter AS b (store_id, campaign_id, who, cap, taken)
SELECT %(store)s, %(campaign)s, who, %(cap)s::integer, pieces
FROM json_to_recordset(%(held)s::json) AS t(who text, pieces integer) ORDER BY who
ON CONFLICT (who) DO UPDATE SET taken = b.taken + excluded.taken"""

COUNT_VOUCHERS = """
UPDATE campaigns_voucher v SET used = v.used + t.uses
FROM json_to_recordset(%(vouchers)s::json) AS t(id bigint, uses integer) WHERE v.id = t.id"""
COUNT_USERS = """
INSERT INTO campaigns_voucheruse AS u (store_id, voucher_id, who, cap, used)
SELECT %(store)s, voucher, who, cap, uses
FROM json_to_recordset(%(users)s::json) AS t(who text, voucher bigint, cap integer, uses integer) ORDER BY who
ON CONFLICT (who) DO UPDATE SET used = u.used + excluded.used"""


def _insert(name: str) -> str:
    table, columns = TABLES[name]
    own = {column: kind for column, kind in columns.items() if column not in SAME[name]}
    values = [
        f'"{column}"' if column in own else f"%({name}_{column})s::{kind}" for column, kind in columns.items()
    ]
    names = ", ".join(f'"{column}"' for column in columns)
    types = ", ".join(f'"{column}" {kind}' for column, kind in own.items())
    rows = f"json_to_recordset(%({name})s::json) AS t({types})"
    return f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM {rows}"


def _with(names: Sequence[str], last: str) -> str:
    return f"WITH {', '.join(f'{name}_in AS ({_insert(name)})' for name in names)} {last}"


WRITES = (
    _with(("lines", "charges"), _insert("orders")),
    _with(("deliveries", "postings"), _insert("events")),
    f"WITH taken_in AS ({COUNT_TAKEN}) {COUNT_HELD}",
)
"""One after another in the same round trip. Longer statements would be taken apart anew each time by psycopg."""
WRITES_WITH_VOUCHERS = (f"WITH vouchers_in AS ({COUNT_VOUCHERS}) {COUNT_USERS}",)


MOST_CODES = 999
FULL_FOR = 10.0
"""Seconds for which an amount whose codes are all in use is not searched again."""
CLASHES = (
    psycopg.errors.UniqueViolation,
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
)
SESSION = {
    "application_name": "bukapo intake",
    "connect_timeout": "2",
    "options": "-c timezone=UTC -c statement_timeout=5s -c lock_timeout=3s"
    # A frozen intake must not hold the campaign's lock.
    " -c idle_in_transaction_session_timeout=5s"
    # Every question here is a lookup by key, also while a table is so young that reading it whole looks cheap: that
    # plan would be kept, and the table grows.
    " -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off",
    "keepalives_idle": "10",
    "keepalives_interval": "3",
    "keepalives_count": "3",
}


def connected(conninfo: str) -> "PostgresWriter":
    """A writer with its own connection, outside any pool. Raises psycopg.OperationalError."""
    return PostgresWriter(psycopg.connect(conninfo, autocommit=True, **SESSION))  # type: ignore[arg-type]


class PostgresWriter:
    """`connection` is psycopg's own, in autocommit. `within`: the caller has opened the transaction (an import).

    `now` may tell another time than the database's (the demo lives through past POs); None: the database's counts.
    """

    def __init__(
        self,
        connection: "psycopg.Connection[Any]",
        *,
        now: Callable[[], datetime | None] = lambda: None,
        within: bool = False,
    ) -> None:
        self.connection, self.now, self.within = connection, now, within
        self._accounts: dict[int, dict[str, int]] = {}
        self._full: dict[tuple[int, int], tuple[float, frozenset[int]]] = {}

    def transaction(self) -> AbstractContextManager[object]:
        return nullcontext() if self.within else self._pipelined()

    @contextmanager
    def _pipelined(self) -> Iterator[None]:
        # The pipeline stands outside, so that BEGIN and COMMIT travel with the other statements.
        try:
            with self.connection.pipeline(), self.connection.transaction():
                yield
        except BaseException:
            self._accounts.clear()  # some may have been opened by what was just undone
            raise

    def look(self, question: Question) -> Look | None:
        store_id = question.store_id
        counters = self._run(LOCK, question.campaign_id)
        vouchers = self._run(VOUCHERS, list(question.vouchers)) if question.vouchers else None
        window = self._run(WINDOW, question.campaign_id, store_id)
        earlier = self._run(EARLIER, question.keys)
        had = self._run(HAD, question.buyers) if question.buyers else None
        users = self._run(USERS, list(question.users)) if question.users else None
        wanted = question.partner_codes or question.partners
        partners = (
            self._run(PARTNERS, store_id, list(question.partner_codes), list(question.partners))
            if wanted
            else None
        )
        # As a literal: writing a long list out value by value costs more than looking the values up.
        asked = f"{{{','.join(map(str, question.amounts))}}}"
        amounts = self._run(AMOUNTS, asked, store_id) if question.amounts else None
        ids = self._cursor().execute(IDS, {"orders": question.orders, "charges": question.charges})
        found = window.fetchone()
        if found is None:
            return None
        free = {variant: None if cap is None else cap - taken for variant, cap, taken in counters.fetchall()}
        orders, charges, events = ids.fetchone() or ([], [], [])
        *when, early_until, stamp, at = found
        at = (self.now() or at).astimezone(UTC)
        return Look(
            stamp=stamp_at(stamp, early=early_until is not None and at < early_until),
            window=Window(*when),
            at=at,
            left=Left(free.pop(None, None), free),
            earlier={row[0]: Earlier(*row[1:]) for row in earlier.fetchall()},
            had=dict(had.fetchall()) if had else {},
            amounts={row[0] for row in amounts.fetchall()} if amounts else set(),
            accounts=self._known_accounts(store_id),
            order_ids=orders,
            charge_ids=charges,
            event_ids=events,
            uses=UsesLeft(
                dict(vouchers.fetchall()) if vouchers else {}, dict(users.fetchall()) if users else {}
            ),
            partners=[KnownPartner(*row) for row in partners.fetchall()] if partners else (),
        )

    def amounts_above(self, store_id: int, base: int) -> Collection[int]:
        until, full = self._full.get((store_id, base), (0.0, frozenset[int]()))
        if time.monotonic() < until:
            return full
        found = frozenset(row[0] for row in self._run(ABOVE, store_id, base, base).fetchall())
        if len(found) >= MOST_CODES:
            self._full[store_id, base] = time.monotonic() + FULL_FOR, found
        return found

    def write(self, rows: Rows, offer: Offer) -> None:
        taken = [{"variant_id": variant_id, "pieces": n} for variant_id, n in rows.taken.items()]
        values: dict[str, Any] = {name: _json(getattr(rows, name)) for name in TABLES}
        values |= {
            "taken": _json(taken),
            "held": _json([{"who": who, "pieces": n} for who, n in rows.held.items()]),
            "store": offer.store_id,
            "campaign": offer.campaign_id,
            "cap": offer.buyer_cap,
        }
        for name, columns in rows.same.items():
            values |= {f"{name}_{column}": value for column, value in columns.items()}
        if rows.vouchers:
            values["vouchers"] = _json([{"id": pk, "uses": n} for pk, n in rows.vouchers.items()])
            values["users"] = _json(
                [{"who": who, "voucher": v, "cap": cap, "uses": n} for who, (v, cap, n) in rows.users.items()]
            )
        for statement in (*WRITES, *(WRITES_WITH_VOUCHERS if rows.vouchers else ())):
            self._cursor().execute(statement, values)

    def lost(self, error: Exception) -> bool:
        return self.connection.closed or isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)

    def clashed(self, error: Exception) -> bool:
        return isinstance(error, CLASHES)

    def close(self) -> None:
        self.connection.close()

    def _known_accounts(self, store_id: int) -> dict[str, int]:
        """Accounts are never deleted, so what was seen once is remembered by the connection."""
        if store_id not in self._accounts:
            codes = list(ACCOUNTS)
            self._run(OPEN_ACCOUNTS, store_id, codes)
            self._accounts[store_id] = dict(self._run(KNOWN_ACCOUNTS, store_id, codes).fetchall())
        return self._accounts[store_id]

    def _run(self, statement: str, *values: Any) -> "psycopg.Cursor[Any]":
        return self._cursor().execute(statement, values)

    def _cursor(self) -> "psycopg.Cursor[Any]":
        # Not the connection's own class: Django's writes the values into the statement, which is then never prepared.
        return psycopg.Cursor(self.connection)


def _json(rows: Sequence[object]) -> str:
    return msgspec.json.encode(rows).decode()
