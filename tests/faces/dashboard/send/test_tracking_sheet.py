import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.faces.dashboard.send.tracking_sheet import (
    ColumnsMissing,
    TooManyLines,
    order_number,
    read_tracking,
)
from bukapo.kernel.sheets.refusals import SheetUnreadable

A, B = "PO-7K3Q9XM2", "PO-00000001"


def read(text: str) -> list[tuple[int, str, str, str]]:
    return [(line.row, line.number, line.courier, line.tracking) for line in read_tracking(text.encode())]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_delimiter_is_understood(mark: str) -> None:
    rows = [["Nomor pesanan", "Kurir", "Resi"], [A, "JNE", "JNE0001"], [B, "SiCepat", "000123456789"]]
    text = "\r\n".join(mark.join(row) for row in rows)
    assert read(text) == [(2, A, "JNE", "JNE0001"), (3, B, "SiCepat", "000123456789")]


@pytest.mark.parametrize(
    "head",
    [
        "No. Resi,Order,Ekspedisi",
        "AWB,Nomor Order,Jasa Kirim",
        "tracking number,No PO,courier",
        "RESI,PESANAN,KURIR",
    ],
)
def test_columns_are_known_by_their_heads_in_any_order(head: str) -> None:
    assert read(f"{head}\nJNE0001,{A},JNE") == [(2, A, "JNE", "JNE0001")]


def test_columns_without_heads_are_known_by_the_shape_of_order_numbers() -> None:
    assert read(f"{A};JNE;JNE0001\n{B};TIKI;TK02") == [(1, A, "JNE", "JNE0001"), (2, B, "TIKI", "TK02")]
    assert read(f"{A},JNE0001") == [(1, A, "", "JNE0001")]


def test_a_sheet_without_the_columns_is_refused_with_a_sentence() -> None:
    for text in ("Nama,Alamat\nBudi,Bandung", "satu\ndua", "Resi\nJNE001"):
        with pytest.raises(ColumnsMissing):
            read_tracking(text.encode())


def test_a_sheet_beyond_the_limit_is_refused_whole() -> None:
    lines = "\n".join(f"{A},JNE,R{n:06}" for n in range(1001))
    with pytest.raises(TooManyLines):
        read_tracking(f"Order,Kurir,Resi\n{lines}".encode())


def test_a_number_the_spreadsheet_rounded_away_is_seen() -> None:
    lines = read_tracking(f"Order;Kurir;Resi\n{A};JNE;1,23457E+15\n{B};JNE;'0012345678".encode())
    assert [line.destroyed for line in lines] == [True, False]
    assert lines[1].tracking == "0012345678"


@pytest.mark.parametrize(
    "text", ["PO-7K3Q9XM2", "po-7k3q9xm2", "7K3Q9XM2", " PO 7K3Q 9XM2 ", "PO7K3Q9XM2", "po_7k3q9xm2"]
)
def test_an_order_number_is_understood_as_people_write_it(text: str) -> None:
    assert order_number(text) == A


def test_letters_that_look_like_digits_are_those_digits() -> None:
    assert order_number("PO-OOOOOOOI") == B


@pytest.mark.parametrize("text", ["", "PO-", "PO-123", "Budi Santoso", "PO-7K3Q9XM2X", "0812345"])
def test_what_is_no_order_number_is_none(text: str) -> None:
    assert order_number(text) == ""


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    try:
        read_tracking(data)
    except SheetUnreadable as refusal:
        assert refusal.say()
