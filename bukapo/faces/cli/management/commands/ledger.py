"""`bukapo ledger STORE --format csv|xlsx [--from DAY] [--to DAY] [--part journal|ledger|balance] [--excel] [-o FILE]`.

XLSX holds journal, general ledger and trial balance; CSV one of them (`--part`, else the journal). Exit codes: 0 done,
2 bad usage (no such store, a day that is none, a binary file onto the screen), 3 FILE can't be written.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bukapo.faces.cli.command import BAD_USAGE, day_of, output_to, stop, store_named
from bukapo.faces.papers.books import JOURNAL, PARTS, Books, books_csv, books_xlsx
from bukapo.journal import clock
from bukapo.journal.snapshot import one_moment
from bukapo.ledger.books import span_of


class Command(BaseCommand):
    help = "The books of a store for an accountant: journal, general ledger, trial balance."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("store", metavar="STORE", help="for example angkatan-11")
        parser.add_argument("--format", choices=("csv", "xlsx"), default="csv")
        parser.add_argument("--part", choices=PARTS, default=JOURNAL, help="which of them as CSV")
        parser.add_argument("--from", dest="first", metavar="DAY", help="2026-11-01; in the store's zone")
        parser.add_argument("--to", dest="last", metavar="DAY", help="2026-11-30; this day included")
        parser.add_argument("--lang", choices=("id", "en"), default="id")
        parser.add_argument(
            "--excel", action="store_true", help="CSV with semicolons, as an Indonesian Excel opens it"
        )
        parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        store = store_named(options["store"])
        first, last = day_of(options["first"]), day_of(options["last"])
        if first and last and last < first:
            stop(BAD_USAGE, f"--to {last} sebelum --from {first}")
        books = Books(store, span_of(store, first, last), clock.now(), options["lang"])
        with output_to(options["output"], binary=options["format"] == "xlsx") as out, one_moment():
            if options["format"] == "xlsx":
                books_xlsx(out, books)
            else:
                books_csv(out, books, options["part"], spreadsheet=options["excel"])
