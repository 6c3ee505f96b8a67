"""The audit after every step of a walk, which does not ask again what cannot have changed."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from hypothesis.extra.django import TestCase

from bukapo.audit import Breach, audit
from bukapo.audit.run import CHECKS

WORD = re.compile(r"\w+")
READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "--")
WRITTEN = """
SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables
WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
"""


class Auditor:
    """For one example of a walk, in the one transaction it runs in.

    A check that found nothing is asked again only when a table it read has been written to since. What was written is
    told by the database (PostgreSQL's counts of this transaction, SQLite's trace), so nothing goes past it, raw
    statements neither; what a check reads, by the check's own queries.
    """

    def __init__(self) -> None:
        self.tables = set(connection.introspection.table_names())
        self.written: Counter[str] = Counter()
        self.clean: dict[str, dict[str, int]] = {}
        """Check -> each table it read and how often that had been written to."""

    @contextmanager
    def watching(self) -> Iterator[Callable[[], list[Breach]]]:
        """While the block lasts, what it yields finds what the audit finds."""
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            connection.connection.set_trace_callback(self._note)
        try:
            yield self.look
        finally:
            if connection.vendor == "sqlite":
                connection.connection.set_trace_callback(None)

    def look(self) -> list[Breach]:
        """The breaches of every check."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(WRITTEN)
                self.written = Counter(dict(cursor.fetchall()))
        return [breach for name in CHECKS for breach in self._ask(name)]

    def _ask(self, name: str) -> list[Breach]:
        known = self.clean.get(name)
        if known is not None and all(self.written[table] == count for table, count in known.items()):
            return []
        read: set[str] = set()

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            read.update(self.tables.intersection(WORD.findall(sql)))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            found = list(CHECKS[name]())
        if not found:
            self.clean[name] = {table: self.written[table] for table in read}
        return found

    def _note(self, statement: str) -> None:
        if not statement.lstrip().upper().startswith(READS):
            for table in self.tables.intersection(WORD.findall(statement)):
                self.written[table] += 1


class AuditedWalk(TestCase):
    """Each example in a transaction of its own, with `self.breaches` for its steps and the whole audit at its end."""

    breaches: Callable[[], list[Breach]]

    def execute_example(self, example: Callable[[], Any]) -> Any:
        """Called by Hypothesis."""
        self.setup_example()
        try:
            with Auditor().watching() as self.breaches:
                done = example()
            assert [breach for _, found in audit() for breach in found] == []
            return done
        finally:
            self.teardown_example(example)
