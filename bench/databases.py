"""The two databases of a run, as the bench sees them: counting orders, seeding, a level start for each window."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psycopg

from bench.options import SQLITE
from bench.seed import TABLES, Run, insert_old_orders
from setup import postgres

MANY = 200_000
_INDEXES = """
SELECT CASE WHEN c.oid IS NULL THEN format('DROP INDEX %%I', i.relname)
    ELSE format('ALTER TABLE %%I DROP CONSTRAINT %%I', t.relname, c.conname) END,
  CASE WHEN c.oid IS NULL THEN pg_get_indexdef(i.oid)
    ELSE format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', t.relname, c.conname, pg_get_constraintdef(c.oid)) END
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
LEFT JOIN pg_constraint c ON c.conindid = i.oid AND c.contype = 'u'
WHERE t.relname = ANY(%s) AND NOT x.indisprimary
"""
COUNT = "SELECT count(*), count(DISTINCT phone), count(DISTINCT key) FROM orders_order WHERE campaign_id = {}"


@dataclass(frozen=True)
class Counted:
    """Orders of one campaign; `twice` are those beyond one per buyer (every submission has a buyer of its own)."""

    orders: int
    twice: int


class Database(Protocol):
    """`environment` names it to the product's processes."""

    name: str

    @property
    def environment(self) -> Mapping[str, str]: ...

    def count(self, campaign_id: int) -> Counted: ...

    def before_window(self) -> None:
        """A level start: nobody pays for what the contestant before left in memory."""

    def seed(self, store_id: int, campaign_id: int, count: int) -> None:
        """Old orders of another campaign, then ANALYZE."""


@dataclass
class Postgres:
    cluster: postgres.Cluster
    connection: "psycopg.Connection[tuple[int, ...]]"
    name: str = "postgres"

    @property
    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.cluster.socket_url}

    def count(self, campaign_id: int) -> Counted:
        return _counted(self.connection.execute(COUNT.format(int(campaign_id)).encode()).fetchone())

    def before_window(self) -> None:
        self.connection.execute("CHECKPOINT")

    def seed(self, store_id: int, campaign_id: int, count: int) -> None:
        execute: Run = lambda sql: self.connection.execute(sql.encode())  # noqa: E731
        with self.connection.transaction():
            # Foreign keys are true by construction here, and a million rows need not be asked one by one.
            execute("SET LOCAL session_replication_role = replica")
            execute("SET LOCAL synchronous_commit = off")
            execute("SET LOCAL maintenance_work_mem = '512MB'")
            with self._built_at_the_end(count):
                insert_old_orders(execute, "postgresql", store_id, campaign_id, count)
        execute("ANALYZE")

    @contextmanager
    def _built_at_the_end(self, count: int) -> Iterator[None]:
        """Many rows go in faster when the indexes (all but the primary keys) are built over them afterwards."""
        rows = self.connection.execute(_INDEXES, [list(TABLES)]).fetchall() if count >= MANY else []
        drops, builds = [str(drop) for drop, _ in rows], [str(build) for _, build in rows]
        for statement in drops:
            self.connection.execute(statement.encode())
        yield
        for statement in builds:
            self.connection.execute(statement.encode())


@dataclass
class Sqlite:
    path: Path
    name: str = "sqlite"

    @property
    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": ""}  # BUKAPO_DATA says where

    def count(self, campaign_id: int) -> Counted:
        with _sqlite(self.path) as connection:
            return _counted(connection.execute(COUNT.format(int(campaign_id))).fetchone())

    def before_window(self) -> None:
        with _sqlite(self.path) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def seed(self, store_id: int, campaign_id: int, count: int) -> None:
        with _sqlite(self.path) as connection:
            connection.execute("PRAGMA synchronous = OFF")  # of this connection only
            connection.execute("PRAGMA cache_size = -512000")
            connection.execute("BEGIN IMMEDIATE")
            insert_old_orders(connection.execute, "sqlite", store_id, campaign_id, count)
            connection.execute("COMMIT")
            connection.execute("ANALYZE")


@contextmanager
def postgres_running(environment: Mapping[str, str] | None = None) -> Iterator[Postgres]:
    """A cluster of our own with PostgreSQL's own durability. Raises postgres.Unavailable."""
    with (
        postgres.running(durable=True, environment=environment) as cluster,
        psycopg.connect(cluster.socket_url, autocommit=True) as connection,
    ):
        yield Postgres(cluster, connection)


@contextmanager
def database_in(data: Path, name: str) -> Iterator["Postgres | Sqlite"]:
    """The database of that name (`options.POSTGRES`, `SQLITE`); SQLite's file lies in `data`."""
    if name == SQLITE:
        yield Sqlite(data / "bukapo.sqlite3")
    else:
        with postgres_running() as database:
            yield database


@contextmanager
def _sqlite(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, timeout=20, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def _counted(row: tuple[int, ...] | None) -> Counted:
    assert row is not None
    orders, phones, keys = row
    return Counted(orders, orders - min(phones, keys))


def plain_environment(data: Path) -> dict[str, str]:
    """The product as in earnest: no test settings, a trusted proxy in front, so that each buyer has an address."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BUKAPO_", "DJANGO_"))}
    return kept | {"BUKAPO_DATA": str(data), "BUKAPO_PROXIES": "1", "BUKAPO_TEST": "0"}
