"""`bukapo check-record FILE [--keys FILE]`: is a store's record genuine and unaltered, and how old is it?

Without `--keys` the keys of this installation count. Exit codes: 0 genuine, 1 not to be believed, 2 bad usage, 3 a file
can't be read.
"""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bukapo.faces.cli.command import BAD_USAGE, UNUSABLE, stop
from bukapo.faces.storefront.shown.checked_record import shown_check
from bukapo.journal import clock
from bukapo.trust.record.keys import ring
from bukapo.trust.record.rules import MOST_BYTES, Key, check, keys_in

NOT_GENUINE = 1


class Command(BaseCommand):
    help = "Check a store's signed record (rekam.json)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the record; - = standard input")
        parser.add_argument("--keys", metavar="FILE", help="the issuer's bukapo-keys.json")

    def handle(self, *args: Any, **options: Any) -> None:
        keys = _keys(options["keys"])
        found = shown_check(check(_read(options["file"]), keys, at=clock.now()))
        if not found.genuine:
            stop(NOT_GENUINE, f"{found.title} {found.text}")
        self.stdout.write(f"{found.title} {found.text}\n{found.name}, {found.issued}")
        for name, number, _meaning in found.lines:
            self.stdout.write(f"  {name}: {number}")


def _keys(path: str | None) -> tuple[Key, ...]:
    if path is None:
        return ring(at=clock.now()).keys
    return keys_in(_read(path)) or stop(BAD_USAGE, f"{path}: tidak ada kunci publik di dalamnya")


def _read(path: str) -> bytes:
    try:
        if path == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with Path(path).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        stop(UNUSABLE, f"{path} tidak bisa dibaca: {error}")
