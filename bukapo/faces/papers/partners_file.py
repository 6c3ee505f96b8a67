"""What partners brought and earned, to download: a row per partner and PO. No buyer is in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.papers.long_tables import (
    MONEY,
    TEXT,
    WHOLE,
    Cell,
    Column,
    LongTable,
    write_csv,
    write_xlsx,
)
from bukapo.faces.ui.promised import promised_words
from bukapo.orders.commissions.reads import PartnerTold
from bukapo.stores.models import Store


@dataclass(frozen=True)
class Report:
    """Whose partners, in whose words."""

    store: Store
    told: tuple[PartnerTold, ...]
    made_at: datetime
    lang: str = "id"


def partners_csv(out: BinaryIO, report: Report) -> None:
    """As an Indonesian Excel opens it."""
    with override(report.lang):
        write_csv(out, _table(report), spreadsheet=True)


def partners_xlsx(out: BinaryIO, report: Report) -> None:
    """One sheet; sums are the reader's own: numbers are numbers."""
    with override(report.lang):
        title = _("Laporan mitra")
        write_xlsx(out, [_table(report)], title=title, author=report.store.name, made_at=report.made_at)


def _table(report: Report) -> LongTable:
    columns = [
        Column(_("Mitra"), TEXT, 24), Column(_("Kode"), TEXT, 14), Column(_("Komisinya"), TEXT, 26),
        Column(_("PO"), TEXT, 26), Column(_("Pesanan"), WHOLE, 10), Column(_("Menunggu bayar"), WHOLE, 10),
        Column(_("Batal atau hangus"), WHOLE, 10), Column(_("Pcs"), WHOLE, 8),
        Column(_("Nilai barang"), MONEY, 16), Column(_("Komisi"), MONEY, 14),
        Column(_("Boleh dibayar"), MONEY, 14), Column(_("Sudah dibayar"), MONEY, 14),
        Column(_("Sisa"), MONEY, 14),
    ]  # fmt: skip
    return LongTable(_("Mitra"), columns, _rows(report), report.store.zone)


def _rows(report: Report) -> Iterator[list[Cell]]:
    for one in report.told:
        for campaign, numbers in one.by_campaign:
            yield [
                one.partner.name, one.partner.code, promised_words(one.partner), campaign.title,
                numbers.orders, numbers.waiting, numbers.ended, numbers.pieces, numbers.goods,
                numbers.earned, numbers.final, numbers.paid, numbers.payable,
            ]  # fmt: skip
