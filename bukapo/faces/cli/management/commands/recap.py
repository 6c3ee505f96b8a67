"""`bukapo recap STORE/CAMPAIGN --format json|csv|xlsx|pdf [-o FILE]`.

Exit codes: 0 done, 2 bad usage (no such store or PO, a binary file onto the screen), 3 the recap or the file can't be
used (a frozen recap was altered, FILE can't be written).
"""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bukapo.faces.cli.command import BAD_USAGE, UNUSABLE, campaign_named, stop, whole_file
from bukapo.faces.papers.recap_files import recap_csv, recap_json
from bukapo.faces.papers.recap_pdf import recap_pdf
from bukapo.faces.papers.recap_xlsx import recap_xlsx
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.production.reads import ToldRecap, current_recap

FORMATS = ("json", "csv", "xlsx", "pdf")
BINARY = ("xlsx", "pdf")


class Command(BaseCommand):
    help = "The recap of a PO: as it stands while the PO is open, the frozen one after closing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("campaign", metavar="STORE/CAMPAIGN", help="for example angkatan-11/kaos-reuni")
        parser.add_argument("--format", choices=FORMATS, default="json")
        parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        campaign = campaign_named(options["campaign"])
        kind, path = options["format"], options["output"]
        if kind in BINARY and not path and sys.stdout.isatty():
            stop(BAD_USAGE, f"Berkas {kind} tidak bisa ditampilkan di layar. Tambahkan -o NAMA.{kind}")
        try:
            told = current_recap(campaign, clock.now())
        except Refusal as refusal:
            stop(UNUSABLE, str(refusal))
        content = _written(told, kind)
        if path:
            with whole_file(Path(path)) as file:
                file.write(content)
            state = f"terkunci, versi {told.recap.version}" if told.frozen else "sementara, PO masih buka"
            self.stderr.write(
                f"{path}: rekap {told.recap.campaign} ({state}), {told.recap.totals.pieces} pcs"
            )
        else:
            sys.stdout.flush()
            stream = getattr(sys.stdout, "buffer", None)
            if stream is None:
                self.stdout.write(content.decode())
            else:
                stream.write(content)
                stream.flush()


def _written(told: ToldRecap, kind: str) -> bytes:
    if kind == "json":
        return _json(told)
    if kind == "csv":
        return recap_csv(told.recap)
    return recap_xlsx(told.recap) if kind == "xlsx" else recap_pdf(told.recap)


def _json(told: ToldRecap) -> bytes:
    """The recap's own JSON, and beside it whether it may still change and who has not paid."""
    content = json.loads(recap_json(told.recap))
    status = {
        "status": told.recap.state,
        "unpaid_orders": told.unpaid_orders,
        "unpaid_pieces": told.unpaid_pieces,
    }
    return json.dumps(status | content, ensure_ascii=False, indent=1).encode() + b"\n"
