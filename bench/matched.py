"""Imports one statement and prints, as one line of JSON, how long it took and how big this process became.

    python -m bench.matched FILE STORE_ID [--opponent]

From the bytes of the file to the last commit. Runs in a process of its own, so that its memory is the import's.
"""

import json
import os
import resource
import time
from argparse import ArgumentParser
from hashlib import sha256
from pathlib import Path
from typing import Any

import django


def main() -> None:
    parser = ArgumentParser(prog="python -m bench.matched")
    parser.add_argument("file", type=Path)
    parser.add_argument("store", type=int)
    parser.add_argument("--opponent", action="store_true", help="one by one, as others do it")
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bukapo.config.settings")
    django.setup()
    from django.db import connection

    connection.ensure_connection()
    began = time.monotonic()
    told = (_one_by_one if chosen.opponent else _product)(chosen.file.read_bytes(), chosen.store)
    told["seconds"] = round(time.monotonic() - began, 3)
    told["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    print(json.dumps(told))


def _product(content: bytes, store_id: int) -> dict[str, Any]:
    from bukapo.journal import clock
    from bukapo.kernel.actor import SYSTEM_ACTOR
    from bukapo.orders.statements.importing import import_statement
    from bukapo.payments.statements.read import read_statement
    from bukapo.stores.models import BankAccount

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
    return {
        "lines": done.lines,
        "confirmed": len(done.confirmed),
        "doubtful": len(done.doubtful),
        "read_seconds": round(read, 3),
    }


def _one_by_one(content: bytes, store_id: int) -> dict[str, Any]:
    from bench.opponents.one_by_one import import_lines

    lines, confirmed = import_lines(content, store_id)
    return {"lines": lines, "confirmed": confirmed}


if __name__ == "__main__":
    main()
