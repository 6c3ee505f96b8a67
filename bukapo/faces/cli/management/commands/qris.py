"""`bukapo qris --amount N [--reference R] [--png FILE]`: static code on standard input, dynamic one on standard output.

Exit codes: 0 done, 2 bad usage (an amount or reference that can't be), 3 the code is not a valid static QRIS, or FILE
can't be written.
"""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bukapo.faces.cli.command import BAD_USAGE, UNUSABLE, stop, whole_file
from bukapo.faces.ui.qr import qr_png
from bukapo.kernel.refusal import Refusal
from bukapo.payments.qris.dynamic import dynamic
from bukapo.payments.qris.refusals import QrisUnusable

MOST_READ = 100_000


class Command(BaseCommand):
    help = "Turn a shop's static QRIS (on standard input) into one for a single payment."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--amount", type=int, required=True, metavar="N", help="rupiah, at most 10000000")
        parser.add_argument("--reference", default="", metavar="R", help="for example the order's number")
        parser.add_argument("--png", metavar="FILE", help="draw the code into FILE as well")

    def handle(self, *args: Any, **options: Any) -> None:
        static = sys.stdin.buffer.read(MOST_READ).decode("utf-8", "replace")
        try:
            code = dynamic(static, options["amount"], options["reference"])
        except QrisUnusable as refusal:
            stop(UNUSABLE, str(refusal))
        except Refusal as refusal:
            stop(BAD_USAGE, str(refusal))
        if options["png"]:
            with whole_file(Path(options["png"])) as file:
                file.write(qr_png(code))
        self.stdout.write(code)
