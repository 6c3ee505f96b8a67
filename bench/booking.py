"""A statement booked by the product; imported by `bench.matched` once Django is ready."""

import time
from hashlib import sha256
from typing import Any

from bench.opponents.one_by_one import import_lines
from bukapo.journal import clock
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.orders.statements.importing import import_statement
from bukapo.payments.statements.read import read_statement
from bukapo.stores.models import BankAccount


def product(content: bytes, store_id: int) -> dict[str, Any]:
    """From the bytes to the last commit."""
    now, began = clock.now(), time.monotonic()
    statement = read_statement(content, name="mutasi.csv", today=now.date())
    read = time.monotonic() - began
    done = import_statement(
        store_id=store_id,
        bank_account_id=BankAccount.objects.of(store_id).get().pk,
        statement=statement,
        name="mutasi.csv",
        digest=sha256(content).hexdigest(),
        actor=SYSTEM_ACTOR,
        at=now,
    )
    told = {"lines": done.lines, "confirmed": len(done.confirmed), "doubtful": len(done.doubtful)}
    return told | {"read_seconds": round(read, 3)}


def one_by_one(content: bytes, store_id: int) -> dict[str, Any]:
    """The opponent, on the same bytes."""
    lines, confirmed = import_lines(content, store_id)
    return {"lines": lines, "confirmed": confirmed}
