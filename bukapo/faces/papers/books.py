"""The books of a store to download: journal, general ledger and trial balance."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from bukapo.faces.papers.long_tables import (
    DAY,
    MOMENT,
    MONEY,
    TEXT,
    WHOLE,
    Cell,
    Column,
    LongTable,
    write_csv,
    write_xlsx,
)
from bukapo.faces.ui.dates import local
from bukapo.ledger.books import JournalRow, Span, account_rows, journal, trial_balance_of
from bukapo.ledger.chart import Heading
from bukapo.stores.models import Store

JOURNAL, LEDGER, BALANCE = "journal", "ledger", "balance"
PARTS = (JOURNAL, LEDGER, BALANCE)

WORDS = {
    "order.placed": gettext_noop("Pesanan masuk"),
    "order.changed": gettext_noop("Pesanan diubah"),
    "order.handed_over": gettext_noop("Pesanan dioper"),
    "order.cancelled": gettext_noop("Pesanan dibatalkan"),
    "order.expired": gettext_noop("Pesanan hangus"),
    "order.readmitted": gettext_noop("Pesanan diaktifkan lagi"),
    "order.payment_received": gettext_noop("Pembayaran diterima"),
    "order.shortfall_forgiven": gettext_noop("Kekurangan direlakan"),
    "order.balance_asked": gettext_noop("Pelunasan ditagih"),
    "order.refund_promised": gettext_noop("Pengembalian dijanjikan"),
    "order.refund_paid": gettext_noop("Uang dikembalikan"),
    "order.shipped": gettext_noop("Pesanan dikirim"),
    "order.received": gettext_noop("Pesanan diterima pembeli"),
    "order.instalment_asked": gettext_noop("Cicilan ditagih"),
    "order.cod_paid_out": gettext_noop("Uang COD dari kurir"),
    "order.repriced": gettext_noop("Harga turun menurut jumlah PO"),
    "order.price_agreed": gettext_noop("Tambahan harga disetujui"),
    "order.price_withdrawn": gettext_noop("Tambahan harga dibatalkan"),
    "gateway.payout_recorded": gettext_noop("Uang gateway cair"),
}
"""What an entry is about. A kind that is not here is told by its own name."""


@dataclass(frozen=True)
class Books:
    """Which books, in whose words. `made_at` is for the file's properties."""

    store: Store
    span: Span
    made_at: datetime
    lang: str = "id"


def books_csv(out: BinaryIO, books: Books, part: str, *, spreadsheet: bool = False) -> None:
    """One part (PARTS) of the books."""
    with override(books.lang):
        write_csv(out, TABLES[part](books), spreadsheet=spreadsheet)


def books_xlsx(out: BinaryIO, books: Books) -> None:
    """All parts, a sheet each."""
    with override(books.lang):
        title = f"{_('Buku')} {books.store.name}"
        tables = (TABLES[part](books) for part in PARTS)
        write_xlsx(out, tables, title=title, author=books.store.name, made_at=books.made_at)


def _journal(books: Books) -> LongTable:
    account_columns = (Column(_("Kode akun"), TEXT, 11), Column(_("Nama akun"), TEXT, 26))
    sums = (Column(_("Debit"), MONEY), Column(_("Kredit"), MONEY))
    columns = (*_first_columns(), *account_columns, *sums, *_last_columns())

    def rows() -> Iterator[list[Cell]]:
        told = _Told(books)
        for row in journal(books.store.pk, books.span):
            account = [row.account.number, told.name(row.account)]
            yield [*told.first(row), *account, row.debit or None, row.credit or None, *told.last(row)]

    return LongTable(_("Jurnal"), columns, rows(), books.store.zone)


def _ledger(books: Books) -> LongTable:
    account_columns = (Column(_("Kode akun"), TEXT, 11), Column(_("Nama akun"), TEXT, 26))
    sums_columns = (Column(_("Debit"), MONEY), Column(_("Kredit"), MONEY), Column(_("Saldo"), MONEY, 16))
    other_column = Column(_("Lawan akun"), TEXT, 26)
    columns = (*account_columns, *_first_columns(), other_column, *sums_columns, *_last_columns())

    def rows() -> Iterator[list[Cell]]:
        told = _Told(books)
        for line in account_rows(books.store.pk, books.span):
            row = line.row
            account = [row.account.number, told.name(row.account)]
            other = f"{line.other.number} {told.name(line.other)}"
            sums = [row.debit or None, row.credit or None, line.balance]
            yield [*account, *told.first(row), other, *sums, *told.last(row)]

    return LongTable(_("Buku besar"), columns, rows(), books.store.zone)


def _balance(books: Books) -> LongTable:
    titles = (_("Saldo awal"), _("Debit"), _("Kredit"), _("Saldo akhir"))
    account_columns = (Column(_("Kode akun"), TEXT, 11), Column(_("Nama akun"), TEXT, 34))
    columns = (*account_columns, *(Column(title, MONEY, 18) for title in titles))
    told = _Told(books)
    rows = trial_balance_of(books.store.pk, books.span)
    cells: list[list[Cell]] = [
        [row.account.number, told.name(row.account), row.opening, row.debit, row.credit, row.closing]
        for row in rows
    ]
    sums = [
        sum(each) for each in zip(*((r.opening, r.debit, r.credit, r.closing) for r in rows), strict=True)
    ]
    cells.append(["", _("Jumlah"), *(sums or [0, 0, 0, 0])])
    return LongTable(_("Neraca saldo"), columns, cells, books.store.zone)


TABLES: dict[str, Callable[[Books], LongTable]] = {JOURNAL: _journal, LEDGER: _ledger, BALANCE: _balance}


def _first_columns() -> tuple[Column, ...]:
    return Column(_("Tanggal"), DAY, 11), Column(_("No. entri"), WHOLE, 10)


def _last_columns() -> tuple[Column, ...]:
    return (
        Column(_("Pesanan"), TEXT, 14),
        Column(_("Keterangan"), TEXT, 26),
        Column(_("Sebab"), TEXT, 14),
        Column(_("Jam"), MOMENT, 16),
    )


class _Told:
    """Cells that both books share; each text is translated once."""

    def __init__(self, books: Books) -> None:
        self.zone = books.store.zone
        self.words = {kind: _(words) for kind, words in WORDS.items()}
        self.names: dict[str, str] = {}

    def name(self, account: Heading) -> str:
        if account.code not in self.names:
            self.names[account.code] = _(account.name)
        return self.names[account.code]

    def first(self, row: JournalRow) -> list[Cell]:
        return [local(row.at, self.zone).date(), row.entry]

    def last(self, row: JournalRow) -> list[Cell]:
        return [row.order, self.words.get(row.kind, row.kind), row.cause, row.at]
