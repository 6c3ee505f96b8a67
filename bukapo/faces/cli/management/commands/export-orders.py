"""`bukapo export-orders STORE[/CAMPAIGN] --format csv|xlsx [--lines] [--excel] [-o FILE]`.

XLSX holds the orders and their lines; CSV the orders, or the lines with `--lines`. Exit codes: 0 done, 2 bad usage (no
such store or PO, a binary file onto the screen), 3 FILE can't be written.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bukapo.faces.cli.command import campaign_named, output_to, store_named
from bukapo.faces.papers.orders_file import Asked, orders_csv, orders_xlsx
from bukapo.journal import clock
from bukapo.journal.snapshot import one_moment


class Command(BaseCommand):
    help = "The orders of a store or of one PO as a table, with their money."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("which", metavar="STORE[/CAMPAIGN]", help="angkatan-11 or angkatan-11/kaos-reuni")
        parser.add_argument("--format", choices=("csv", "xlsx"), default="csv")
        parser.add_argument("--lines", action="store_true", help="as CSV: the lines instead of the orders")
        parser.add_argument("--lang", choices=("id", "en"), default="id")
        parser.add_argument(
            "--excel", action="store_true", help="CSV with semicolons, as an Indonesian Excel opens it"
        )
        parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = _asked(options["which"], options["lang"])
        with output_to(options["output"], binary=options["format"] == "xlsx") as out, one_moment():
            if options["format"] == "xlsx":
                orders_xlsx(out, asked)
            else:
                orders_csv(out, asked, spreadsheet=options["excel"], lines=options["lines"])


def _asked(which: str, lang: str) -> Asked:
    if "/" in which:
        campaign = campaign_named(which)
        return Asked(campaign.store, campaign.pk, campaign.title, clock.now(), lang)
    store = store_named(which)
    return Asked(store, None, store.name, clock.now(), lang)
