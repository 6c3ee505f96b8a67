"""`bukapo bank-import FILE --store STORE [--account A] [--bank bca|mandiri|bri|bni|auto] [--dry-run] [--json]`.

Exit codes: 0 done, 1 refused, 2 bad usage (no such store, the file is of no account of it), 3 the file is unreadable or
does not add up. Whatever is not 0 has booked nothing.
"""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bukapo.faces.cli.command import BAD_USAGE, stop
from bukapo.journal import clock
from bukapo.kernel.actor import SYSTEM, Actor
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import Refusal
from bukapo.orders.statements.importing import Imported, import_statement, preview_statement
from bukapo.orders.statements.reads import accounts_of, today_of
from bukapo.payments.matching.account import choose_account
from bukapo.payments.matching.reasons import SPEAKS, WHY
from bukapo.payments.matching.shapes import Candidate
from bukapo.payments.statements.limits import MAX_BYTES
from bukapo.payments.statements.read import read_statement
from bukapo.payments.statements.refusals import StatementUnreadable
from bukapo.payments.statements.statement import Statement
from bukapo.stores.models import Store

REFUSED, UNREADABLE = 1, 3
BANKS = ("auto", "bca", "mandiri", "bri", "bni")
SHOWN = 50
"""Doubtful lines written out for a person; `--json` holds all."""


class Command(BaseCommand):
    help = "Read a bank statement (mutasi): certain money is booked at once, the rest waits for a person."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the bank's CSV or XLSX")
        parser.add_argument(
            "--store", required=True, metavar="STORE", help="address of the store: toko-contoh"
        )
        parser.add_argument("--account", default="", metavar="A", help="number or id; else the file's own")
        parser.add_argument(
            "--bank", choices=BANKS, default="auto", help="whose file it is; else it is detected"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and do nothing")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        store, path = _store(options["store"]), Path(options["file"])
        content = _content(path)
        try:
            statement = read_statement(
                content, name=path.name, bank=options["bank"], today=today_of(store.zone, clock.now())
            )
        except StatementUnreadable as wrong:
            stop(UNREADABLE, f"{path.name}: {wrong}")
        try:
            account = choose_account(
                accounts_of(store.pk), said=statement.account_number, wanted=options["account"]
            )
        except Refusal as refusal:
            stop(BAD_USAGE, str(refusal))
        try:
            done = _run(store, account.id, statement, path, content, dry=options["dry_run"])
        except Refusal as refusal:
            stop(REFUSED, str(refusal))
        if options["json"]:
            self.stdout.write(json.dumps(report(done), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_told(done, dry=options["dry_run"])))


def _run(
    store: Store, account_id: int, statement: Statement, path: Path, content: bytes, *, dry: bool
) -> Imported:
    facts: dict[str, Any] = {
        "store_id": store.pk,
        "bank_account_id": account_id,
        "statement": statement,
        "name": path.name,
        "actor": Actor(kind=SYSTEM, label="bukapo bank-import"),
        "at": clock.now(),
    }
    if dry:
        return preview_statement(**facts)
    return import_statement(**facts, digest=sha256(content).hexdigest())


def report(done: Imported) -> dict[str, Any]:
    """The import as JSON values. `line` is the row of the file, `amount` rupiah."""
    return {
        "lines": done.lines,
        "new": done.new,
        "known": done.known,
        "confirmed": [_paid(*one) for one in done.confirmed],
        "linked": [_paid(*one) for one in done.linked],
        "doubtful": [
            {
                "line": row,
                "amount": amount,
                "why": why,
                "sentence": WHY[why],
                "candidates": [_candidate(one) for one in candidates],
            }
            for row, amount, why, candidates in done.doubtful
        ],
        "ignored": done.ignored,
        "unbooked": done.unbooked,
    }


def _paid(row: int, number: str, amount: int) -> dict[str, Any]:
    return {"line": row, "order": number, "amount": amount}


def _candidate(one: Candidate) -> dict[str, Any]:
    return {
        "order": one.parts[0].number,
        "orders": [{"order": part.number, "amount": part.amount} for part in one.parts],
        "score": one.score,
        "reasons": list(one.reasons),
        "recorded": one.payment_id is not None,
    }


def _store(slug: str) -> Store:
    found = None if "\x00" in slug else Store.objects.filter(slug=slug).first()
    if found is None:
        stop(BAD_USAGE, f"Tidak ada toko {slug!r} di sini")
    return found


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)  # one byte more than is taken, so that the reader refuses it
    except (OSError, ValueError) as error:
        stop(UNREADABLE, f"{path}: {getattr(error, 'strerror', None) or error}")


def _told(done: Imported, *, dry: bool) -> list[str]:
    money = sum(amount for _row, _number, amount in done.confirmed)
    lines = [
        f"{done.lines} baris: {done.new} baru, {done.known} sudah pernah masuk.",
        f"{len(done.confirmed)} pembayaran pasti, {rupiah(money)}.",
    ]
    if done.linked:
        lines.append(f"{len(done.linked)} sudah dicatat sebelumnya, sekarang dipasangkan.")
    if done.unbooked:
        lines.append(f"{done.unbooked} baris belum dibukukan bank, menunggu mutasi berikutnya.")
    lines += [f"{done.ignored} bukan uang masuk untuk pesanan.", f"{len(done.doubtful)} perlu diputuskan."]
    for row, amount, why, candidates in done.doubtful[:SHOWN]:
        lines.append(f"  baris {row}, {rupiah(amount)}: {WHY[why]}")
        lines += [f"    {_as_line(one)}" for one in candidates[:3]]
    if len(done.doubtful) > SHOWN:
        lines.append(f"  … dan {len(done.doubtful) - SHOWN} lagi.")
    if dry:
        lines.append("Ini hanya percobaan, belum ada yang disimpan.")
    return lines


def _as_line(one: Candidate) -> str:
    orders = " + ".join(f"{part.number} {part.buyer}" for part in one.parts)
    return f"{one.score:2} {orders}: {' '.join(SPEAKS[reason] for reason in one.reasons)}"
