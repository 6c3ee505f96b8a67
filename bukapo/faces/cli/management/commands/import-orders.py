"""`bukapo import-orders FILE --campaign STORE/CAMPAIGN [--mapping M.json] [--duplicates …] [--dry-run] [--json]`.

Exit codes: 0 done, 1 the PO takes no orders now, 2 bad usage (no such PO, a mapping that does not fit), 3 the file
is unreadable. Whatever is not 0 has changed nothing.
"""

import json
from pathlib import Path
from typing import Any, get_args

from django.core.management.base import BaseCommand, CommandParser

from bukapo.campaigns.models import Campaign
from bukapo.faces.cli.command import BAD_USAGE, campaign_named, stop
from bukapo.journal import clock
from bukapo.kernel.actor import SYSTEM, Actor
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import Refusal
from bukapo.kernel.sheets.limits import MAX_BYTES
from bukapo.kernel.sheets.refusals import SheetUnreadable
from bukapo.kernel.sheets.sheet import read_sheet
from bukapo.orders.imports.duplicates import Policy
from bukapo.orders.imports.mapping import Mapping
from bukapo.orders.imports.mapping_json import mapping_from_text
from bukapo.orders.imports.refusals import MappingWrong
from bukapo.orders.writes.import_file import Imported, import_file, preview_file

REFUSED, UNREADABLE = 1, 3


class Command(BaseCommand):
    help = "Import the answers of a form (CSV or XLSX) as orders of a PO. Again and again, if you like."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the form's answers, CSV or XLSX")
        parser.add_argument(
            "--campaign", required=True, metavar="STORE/CAMPAIGN", help="angkatan-11/kaos-reuni"
        )
        parser.add_argument(
            "--mapping", metavar="M.json", help="which column is what (docs/imports.md); else it is proposed"
        )
        parser.add_argument(
            "--duplicates",
            choices=get_args(Policy),
            default="replace",
            help="same phone again: the later answer counts, all of them count, or a person decides",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and do nothing")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        campaign = campaign_named(options["campaign"])
        path = Path(options["file"])
        content = _content(path)
        try:
            done = self._run(campaign, path, content, _mapping(options["mapping"], content), options)
        except MappingWrong as wrong:
            stop(BAD_USAGE, str(wrong))
        except SheetUnreadable as wrong:
            stop(UNREADABLE, f"{path.name}: {wrong}")
        except Refusal as refusal:
            stop(REFUSED, str(refusal))
        if options["json"]:
            self.stdout.write(json.dumps(done.report, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_told(done, dry=options["dry_run"])))

    def _run(
        self, campaign: Campaign, path: Path, content: bytes, mapping: Mapping | None, options: dict[str, Any]
    ) -> Imported:
        facts: dict[str, Any] = {
            "store_id": campaign.store_id,
            "campaign_id": campaign.pk,
            "name": path.name,
            "content": content,
            "mapping": mapping,
            "duplicates": options["duplicates"],
        }
        if options["dry_run"]:
            return preview_file(**facts)
        return import_file(**facts, actor=Actor(kind=SYSTEM, label="bukapo import-orders"), at=clock.now())


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)  # one byte more than is taken, so that the reader refuses it
    except (OSError, ValueError) as error:
        stop(UNREADABLE, f"{path}: {getattr(error, 'strerror', None) or error}")


def _mapping(name: str | None, content: bytes) -> Mapping | None:
    if not name:
        return None
    try:
        text = Path(name).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        stop(BAD_USAGE, f"{name}: {getattr(error, 'strerror', None) or error}")
    return mapping_from_text(text, read_sheet(content).headers)


def _told(done: Imported, *, dry: bool) -> list[str]:
    facts = done.report
    lines = [
        f"{facts['rows']} jawaban: {facts['orders']} pesanan, {facts['total_pieces']} pcs, "
        f"barang {rupiah(facts['rupiah'])}.",
        f"{len(facts['replaced'])} jawaban diganti jawaban yang lebih baru.",
        f"{len(facts['doubtful'])} perlu dicek.",
    ]
    lines += [f"  baris {doubt['row']}: {doubt['sentence']}" for doubt in facts.get("doubts", [])]
    lines += facts.get("notices", [])
    if dry:
        lines.append("Ini hanya percobaan, belum ada yang disimpan.")
    elif done.already:
        lines.append("File ini sudah pernah diimpor. Tidak ada yang berubah.")
    else:
        lines.append(f"Tersimpan: {done.placed} pesanan baru, {done.changed} diubah.")
    return lines
