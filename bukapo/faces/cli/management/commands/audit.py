"""`bukapo audit [--json]`: every invariant, over the whole database."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bukapo.audit import audit


class Command(BaseCommand):
    help = "Re-derive every invariant from the whole database. Exit 1 and one line per breach when one is broken."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines")

    def handle(self, *args: Any, **options: Any) -> None:
        found = []
        checks = 0
        for name, breaches in audit():
            checks += 1
            found += breaches
            if not options["json"]:
                self.stderr.write(f"{name}: {'ok' if not breaches else f'{len(breaches)} broken'}")
        if options["json"]:
            rows = [{"rule": b.rule, "where": b.where, "what": b.what} for b in found]
            self.stdout.write(json.dumps({"checks": checks, "breaches": rows}, ensure_ascii=False))
        else:
            for breach in found:
                self.stdout.write(str(breach))
            self.stderr.write(f"{checks} checks, {len(found)} breaches")
        if found:
            sys.exit(1)
