"""All checks, in the order in which a person would look."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from bukapo.audit import edges, events, line, making, money, pieces, tenancy
from bukapo.audit.breach import Breach

Check = Callable[[], Iterator[Breach]]

CHECKS: dict[str, Check] = {
    "counters": pieces.counters,
    "counted campaigns": pieces.published_without_counter,
    "windows": pieces.windows,
    "lines": pieces.lines,
    "buyer limits": pieces.buyer_limits,
    "orders' money": money.orders,
    "charges": money.charges,
    "ledger": money.ledger,
    "money rows": edges.rows,
    "forgiven": edges.forgiven,
    "credits": edges.credits,
    "events": events.chains,
    "states": events.states,
    "outbox": events.outbox,
    "recaps": making.recaps,
    "promises": making.promises,
    "stages": making.stages,
    "terms": making.terms,
    "imports": pieces.imports,
    "waiting": line.entries,
    "draws": line.draws,
    "tenancy": tenancy.owners,
}


def audit() -> Iterator[tuple[str, list[Breach]]]:
    """Check name -> its breaches, one after another, all on one snapshot of the database."""
    with _snapshot():
        for name, check in CHECKS.items():
            yield name, list(check())


@contextmanager
def _snapshot() -> Iterator[None]:
    """Everything read inside is of one moment, and nobody who writes waits for us."""
    if connection.in_atomic_block:
        yield  # a test's transaction is a snapshot already
        return
    begin = (
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        if connection.vendor == "postgresql"
        else "BEGIN DEFERRED"
    )
    with connection.cursor() as cursor:
        cursor.execute(begin)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
