"""BCA's files, from the samples of public parsers (all names made up)."""

from tests.payments.statements.book import Book, bare, credit, debit, en, idn, lines, mark, q

_TITLE = "Informasi Rekening - Mutasi Rekening"


def _period(book: Book) -> str:
    return f"{book.first:%d/%m/%Y} - {book.last:%d/%m/%Y}"


def individual(book: Book, delimiter: str = ",", number=en) -> bytes:  # type: ignore[no-untyped-def]
    d = delimiter
    return lines(
        _TITLE,
        f"No. rekening : {book.account}",
        f"Nama : {book.holder}",
        f"Periode : {_period(book)}",
        "Kode Mata Uang : IDR",
        "",
        d.join(["Tanggal Transaksi", "Keterangan", "Cabang", "Jumlah", "", "Saldo"]),
        *(
            d.join(
                [
                    "PEND" if entry.pending else f"'{entry.day:%d/%m}",
                    q(entry.text),
                    "'0000",
                    q(number(abs(entry.sen))),
                    mark(entry.sen),
                    q(number(balance)),
                ]
            )
            for entry, balance in book.rows()
        ),
        f'"Saldo Awal : {number(book.opening)}"',
        f'"Mutasi Kredit : {number(book.credit)}"',
        f'"Mutasi Debet : {number(book.debit)}"',
        f'"Saldo Akhir : {number(book.closing)}"',
    )


def semicolons(book: Book) -> bytes:
    return individual(book, ";", idn)


def english(book: Book) -> bytes:
    """Nothing quoted, no thousands, the amount inside the description, empty totals left out."""
    return lines(
        f"Account No.,=,'{book.account}",
        f"Name,=,{book.holder}",
        "Currency,=,IDR",
        "",
        "Date,Description,Branch,Amount,,Balance",
        *(
            f"'{entry.day:%d/%m/%Y},{entry.text},'0000,{bare(abs(entry.sen))},{mark(entry.sen)},{bare(balance)}"
            for entry, balance in book.rows()
        ),
        f"Starting Balance,=,{bare(book.opening)}",
        f"Credit,=,{bare(book.credit) if book.credit else ''}",
        f"Debet,=,{bare(book.debit) if book.debit else ''}",
        f"Ending Balance,=,{bare(book.closing)}",
    )


def business(book: Book) -> bytes:
    credits = sum(1 for entry in book.entries if entry.sen > 0)
    return lines(
        f'"{_TITLE}"," "," "," "," ",',
        "",
        f'"No. rekening : {book.account}"',
        f'"Nama : {book.holder}"',
        f'"Periode : {_period(book)}"',
        '"Kode Mata Uang : Rp"',
        '"Tanggal Transaksi","Keterangan","Cabang","Jumlah","Saldo"',
        *(
            f'"{entry.day:%d/%m/%Y}",{q(entry.text + "      ")},"0000","{en(abs(entry.sen))} {mark(entry.sen)}"'
            f',"{en(balance)}"'
            for entry, balance in book.rows()
        ),
        f'"Saldo Awal : {en(book.opening)}"',
        f'"Mutasi Debet : {en(book.debit)}","{len(book.entries) - credits}"',
        f'"Mutasi Kredit : {en(book.credit)}","{credits}"',
        f'"Saldo Akhir : {en(book.closing)}"',
    )


def two_columns(book: Book) -> bytes:
    return lines(
        f"No. Rekening,{book.account}",
        f"Periode,{_period(book)}",
        "Tanggal,Keterangan,Debit,Kredit,Saldo",
        f'Saldo Awal,,,,"{en(book.opening)}"',
        *(
            f"{entry.day:%d/%m/%Y},{q(entry.text)},{q(en(debit(entry.sen)))},{q(en(credit(entry.sen)))},{q(en(balance))}"
            for entry, balance in book.rows()
        ),
        f'Total,,"{en(book.debit)}","{en(book.credit)}",',
    )


def _row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td align='right'>{_escaped(cell)}</td>" for cell in cells) + "</tr>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")


def page(book: Book) -> bytes:
    """A web page that calls itself .xls."""
    return lines(
        "<html><head><style>td{mso-number-format:'\\@'}</style></head><body><table border=1>",
        _row(_TITLE),
        _row(f"No. rekening : {book.account}"),
        _row(f"Nama : {book.holder}"),
        _row(f"Periode : {_period(book)}"),
        "<tr><th>Tanggal Transaksi</th><th>Keterangan</th><th>Cabang</th><th>Jumlah</th><th></th><th>Saldo</th></tr>",
        *(
            _row(f"{entry.day:%d/%m}", entry.text, "0000", en(abs(entry.sen)), mark(entry.sen), en(balance))
            for entry, balance in book.rows()
        ),
        _row(f"Saldo Awal : {en(book.opening)}"),
        _row(f"Mutasi Kredit : {en(book.credit)}"),
        _row(f"Mutasi Debet : {en(book.debit)}"),
        _row(f"Saldo Akhir : {en(book.closing)}"),
        "</table></body></html>",
    )


def screen(book: Book) -> bytes:
    """The page as the browser shows it: words of a description under each other, tables beside each other."""
    return lines(
        "<!DOCTYPE html><html><body><table><tr><td>",
        "<table>",
        f"<tr><td>Nomor Rekening</td><td>:</td><td>{book.account}</td></tr>",
        f"<tr><td>Periode</td><td>:</td><td>{_period(book)}</td></tr></table>",
        "<table><tr><td>TGL.</td><td>KETERANGAN</td><td>CAB.</td><td>MUTASI</td><td>&nbsp;</td><td>SALDO</td></tr>",
        *(
            f"<tr><td>{entry.day:%d/%m}<td>{_escaped(entry.text).replace('  ', '<br>')}<td>0000"
            f"<td>{en(abs(entry.sen))}<td>{mark(entry.sen)}<td>{en(balance)}"
            for entry, balance in book.rows()
        ),
        "</table><table>",
        f"<tr><td>Saldo Awal</td><td>:</td><td>{en(book.opening)}</td></tr>",
        f"<tr><td>Mutasi Kredit</td><td>:</td><td>{en(book.credit)}</td></tr>",
        f"<tr><td>Mutasi Debet</td><td>:</td><td>{en(book.debit)}</td></tr>",
        f"<tr><td>Saldo Akhir</td><td>:</td><td>{en(book.closing)}</td></tr>",
        "</table></td></tr></table></body></html>",
    )
