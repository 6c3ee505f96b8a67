"""Workbooks, and tables with titles of nobody's own."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter

from tests.payments.statements.book import Book, bare, credit, debit, en, idn, lines, q


def workbook(*rows: Sequence[Any]) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                elif cell is not None:
                    sheet.write(number, column, cell)
    return data.getvalue()


def permata(book: Book) -> bytes:
    return lines(
        "PermataBank",
        f"Account Number : {book.account}",
        "Posting Date,Eff Date,Transaction Desc,Debit,Credit,Balance",
        *(
            f"{entry.day:%d/%m/%Y},{entry.day:%d/%m/%Y},{q(entry.text)},{q(en(debit(entry.sen)))},"
            f"{q(en(credit(entry.sen)))},{q(en(balance))}"
            for entry, balance in book.rows()
        ),
    )


def cimb(book: Book) -> bytes:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return lines(
        f"Nomor Rekening;{book.account}",
        "Tanggal;Deskripsi;Debit;Kredit;Saldo",
        *(
            f"{entry.day.day:02}-{months[entry.day.month - 1]}-{entry.day.year};{q(entry.text)};"
            f"{idn(debit(entry.sen)) if debit(entry.sen) else ''};"
            f"{idn(credit(entry.sen)) if credit(entry.sen) else ''};{idn(balance)}"
            for entry, balance in book.rows()
        ),
    )


def generic_csv(book: Book) -> bytes:
    """Signed amounts, a balance, newest first."""
    return lines(
        "Transaction Date|Details|Amount|Running Balance",
        *(
            f"{entry.day}|{q(entry.text)}|{bare(entry.sen)}|{bare(balance)}"
            for entry, balance in reversed(book.rows())
        ),
    )


def generic_sheet(book: Book) -> bytes:
    """Real dates and numbers."""
    return workbook(
        ["MUTASI REKENING"],
        [],
        ["No", "Tgl", "Uraian", "Debet", "Kredit", "Saldo Akhir"],
        *(
            [
                number,
                entry.day,
                entry.text,
                debit(entry.sen) / 100,
                credit(entry.sen) / 100,
                balance / 100,
            ]
            for number, (entry, balance) in enumerate(book.rows(), start=1)
        ),
    )


def generic_without_balance(book: Book) -> bytes:
    """Tabs, no balance, D or K in a column of its own."""
    return lines(
        "Tanggal\tKeterangan\tNominal\tD/K",
        *(
            f"{entry.day:%d-%m-%Y}\t{q(entry.text)}\t{idn(abs(entry.sen))}\t{'K' if entry.sen > 0 else 'D'}"
            for entry in book.entries
        ),
    )
