"""The files of BRI, BNI and Mandiri, from the samples of public parsers (all names made up)."""

from tests.payments.statements.book import Book, Entry, bare, credit, debit, en, idn, lines, q
from tests.payments.statements.writers.sheets import workbook

_ENGLISH = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_INDONESIAN = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]


def _short(entry: Entry) -> str:
    return f"{entry.day.day:02}-{_ENGLISH[entry.day.month - 1]}-{entry.day:%y}"


def _spoken(day) -> str:  # type: ignore[no-untyped-def]
    return f"{day.day:02} {_INDONESIAN[day.month - 1]} {day.year}"


def bri(book: Book) -> bytes:
    return lines(
        f"NOREK;{book.account}",
        "TGL_TRAN;DESK_TRAN;MUTASI_DEBET;MUTASI_KREDIT;SALDO_AKHIR_MUTASI",
        *(
            f"{entry.day};{q(entry.text)};{bare(debit(entry.sen))};{bare(credit(entry.sen))};{bare(balance)}"
            for entry, balance in book.rows()
        ),
    )


def bri_with_account(book: Book) -> bytes:
    return lines(
        "NOREK,TGL_TRAN,DESK_TRAN,MUTASI_DEBET,MUTASI_KREDIT,SALDO_AKHIR_MUTASI",
        *(
            f"{book.account},{entry.day} 10:11:12,{q(entry.text)},{bare(debit(entry.sen))},"
            f"{bare(credit(entry.sen))},{bare(balance)}"
            for entry, balance in book.rows()
        ),
    )


def bri_wide(book: Book) -> bytes:
    return lines(
        "ID,NOREK,TGL_TRAN,TGL_EFEKTIF,JAM_TRAN,SEQ,DESK_TRAN,SALDO_AWAL_MUTASI,MUTASI_DEBET,MUTASI_KREDIT,"
        "SALDO_AKHIR_MUTASI,GLSIGN,TRUSER,KODE_TRAN,KODE_TRAN_TELLER,TRREMK,TLBDS1,TLBDS2,REMARK_CUSTOM",
        *(
            f'"{number}","{book.account}","{entry.day} 23:44:44","{entry.day} 23:44:44","234444","143801",'
            f'{q(entry.text)},"{bare(balance - entry.sen)}","{bare(debit(entry.sen))}",'
            f'"{bare(credit(entry.sen))}","{bare(balance)}","Cr","8888081","8071","","","","",""'
            for number, (entry, balance) in enumerate(book.rows())
        ),
    )


def bri_internet_banking(book: Book) -> bytes:
    return lines(
        "Laporan Mutasi Rekening",
        f"No. Rekening : {book.account[:4]}-{book.account[4:]}",
        f"Nama : {book.holder}, TBK",
        "",
        "Tanggal Transaksi,Uraian Transaksi,Teller,Debet,Kredit,Saldo",
        *(
            f"{entry.day:%d/%m/%y},{q(entry.text)},0000123,{q(idn(debit(entry.sen)))},{q(idn(credit(entry.sen)))},"
            f"{q(idn(balance))}"
            for entry, balance in book.rows()
        ),
    )


def bri_qlola(book: Book) -> bytes:
    return lines(
        f"SALDO_AWAL_MUTASI {bare(book.opening)}",
        "ID,NO_REKENING,TGL_TRANSAKSI,TGL_EFEKTIF,NO_JURNAL,TIPE_TRANSAKSI,DESKRIPSI,SALDO_AWAL,DEBET,KREDIT,"
        "SALDO_AKHIR,USER_ID,REMARK1,REMARK2,REMARK3,REMARK4,REMARK5,REMARK6,REMARK_CUSTOM",
        *(
            f"{number},{book.account},{entry.day} 10:15:30,{entry.day},{7000 + number},TRANSFER,{q(entry.text)},"
            f"{bare(balance - entry.sen)},{bare(debit(entry.sen))},{bare(credit(entry.sen))},{bare(balance)},"
            "0888,,,,,,,"
            for number, (entry, balance) in enumerate(book.rows())
        ),
    )


def bni_direct(book: Book) -> bytes:
    return lines(
        "BNI Direct - Mutasi Rekening",
        f"Account No : {book.account}",
        f"Account Name : {book.holder}",
        f"Period : {book.first:%d/%m/%Y} - {book.last:%d/%m/%Y}",
        "",
        "Post Date,Branch,Journal No,Description,Debit,Credit,Balance",
        *(
            f"{entry.day:%d/%m/%y} 10:15:30,0998,{7000 + number},{q(entry.text)},{q(en(debit(entry.sen)))},"
            f"{q(en(credit(entry.sen)))},{q(en(balance))}"
            for number, (entry, balance) in enumerate(book.rows())
        ),
    )


def bni_direct_value_date(book: Book) -> bytes:
    return lines(
        f"Account No,{book.account}",
        "Post Date,Value Date,Branch,Journal No.,Description,Debit,Credit",
        *(
            f"{entry.day:%d/%m/%y} 10.15.30,{entry.day:%d/%m/%y} 10.15.30,0998,{7000 + number},{q(entry.text)},"
            f"{q(en(debit(entry.sen)))},{q(en(credit(entry.sen)))}"
            for number, entry in enumerate(book.entries)
        ),
    )


def bni_sheet(book: Book) -> bytes:
    return workbook(
        ["No. Rekening", book.account],
        ["Tanggal Transaksi", "Keterangan", "Jumlah", "D/K", "Saldo"],
        [None, "SALDO AWAL", None, None, book.opening / 100],
        *(
            [
                _short(entry),
                entry.text,
                abs(entry.sen) / 100,
                "K" if entry.sen > 0 else "D",
                balance / 100,
            ]
            for entry, balance in book.rows()
        ),
    )


def bni_mobile(book: Book) -> bytes:
    return lines(
        f"No. Rekening : {book.account}",
        "Tanggal,Keterangan,Tipe,Jumlah,Saldo",
        *(
            f"{entry.day:%d/%m/%Y},{q(entry.text)},{'CR' if entry.sen > 0 else 'DB'},{q(idn(abs(entry.sen)))},"
            f"{q(idn(balance))}"
            for entry, balance in book.rows()
        ),
    )


def mandiri_mcm(book: Book) -> bytes:
    return lines(
        "Account No,Date,Val. Date,Transaction Code,Description,Description,Reference No.,Debit,Credit",
        *(
            f"{book.account},{entry.day:%d/%m/%y},{entry.day:%d/%m/%y},7820,{q(entry.text)},,WLST{number:04},"
            f'"{en(debit(entry.sen)).removeprefix("0") if not debit(entry.sen) else en(debit(entry.sen))}",'
            f'"{en(credit(entry.sen)).removeprefix("0") if not credit(entry.sen) else en(credit(entry.sen))}"'
            for number, entry in enumerate(book.entries)
        ),
    )


def mandiri_livin(book: Book) -> bytes:
    return workbook(
        ["Bank Mandiri - Livin' by Mandiri"],
        [f"Rekening: {book.account} a.n. {book.holder}"],
        [f"Periode: {_spoken(book.first)} - {_spoken(book.last)}"],
        ["Tanggal", "Keterangan", "Nominal", "Saldo"],
        *(
            [_spoken(entry.day), entry.text, ("+" if entry.sen > 0 else "") + idn(entry.sen), idn(balance)]
            for entry, balance in book.rows()
        ),
    )
