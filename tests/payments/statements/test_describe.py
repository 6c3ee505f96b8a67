import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.kernel.ids import order_number
from bukapo.payments.statements.describe import describe, order_numbers


@pytest.mark.parametrize(
    ("text", "sender"),
    [
        ("TRSF E-BANKING CR 0308/FTSCY/WS95221 147356.00 BUDI CONTOH", "BUDI CONTOH"),
        ("TRSF E-BANKING CR 0308/FTSCY/WS95221      147356.00BUDI CONTOH", "BUDI CONTOH"),
        ("TRSF E-BANKING CR 03/08  WS95221 147356.00 SITI CONTOH", "SITI CONTOH"),
        ("TRSF E-BANKING CR 0308/FTSCY/WS95221  147356.00lunas kaos        BUDI CONTOH", "BUDI CONTOH"),
        ("TRSF E-BANKING CR\n0308/FTSCY/WS95221\n147356.00\nlunas\nBUDI CONTOH", "BUDI CONTOH"),
        ("SWITCHING CR DR 014 BUDI CONTOH", "BUDI CONTOH"),
        ("SWITCHING CR TRANSFER   DR 002 BUDI CONTOH  UNIT X", "BUDI CONTOH"),
        ("BI-FAST CR BIF TRANSFER DR 501 SITI NUR CONTOH", "SITI NUR CONTOH"),
        ("BI-FAST CR TRANSFER DR 008 BUDI CONTOH", "BUDI CONTOH"),
        ("KR OTOMATIS LLG-MANDIRI BUDI CONTOH", "BUDI CONTOH"),
        ("KR OTOMATIS NTRF@0000000001X0Z 035@BCA26051800001", ""),
        ("NBMB BUDI CONTOH TO TOKO CONTOH ESB:NBMB:0001500F:168770158106", "BUDI CONTOH"),
        ("BFST0896012345678 BUDI CONTOH:BMRIIDJA", "BUDI CONTOH"),
        ("TRANSFER DARI PT CONTOH", "PT CONTOH"),
        ("TRF/PAY BUDI CONTOH", "BUDI CONTOH"),
        ("TRANSFER DARI Sdr BUDI CONTOH", "BUDI CONTOH"),
        ("Transfer Masuk dari BUDI CONTOH", "BUDI CONTOH"),
        ("MCM InhouseTrf  DARI BUDI CONTOH  4021533983470679", "BUDI CONTOH"),
        ("BUNGA", ""),
        ("SETORAN TUNAI", ""),
        ("", ""),
    ],
)
def test_the_sender_is_who_the_bank_says(text: str, sender: str) -> None:
    assert describe(text).sender == sender


def test_the_message_and_the_amount_inside_a_bca_transfer_are_told_apart() -> None:
    told = describe(
        "TRSF E-BANKING CR 0205/FTSCY/WS95031         108400.00po 7k3q 9xm2           BUDI CONTOH"
    )
    assert told == ("BUDI CONTOH", "po 7k3q 9xm2", 108_400)
    assert describe("TRSF E-BANKING CR 0205/FTSCY/WS95031 108400.50 BUDI").amount is None


@given(st.text(max_size=200))
def test_nothing_written_breaks_it(text: str) -> None:
    for prefix in ("", "TRSF E-BANKING CR ", "BFST", "NBMB ", "BI-FAST CR "):
        describe(prefix + text)
        order_numbers(prefix + text)


SPELLINGS = [
    "{0}",
    "bayar {0} makasih",
    "147356.00{0}   BUDI CONTOH",
    "{lower}",
    "{bare}BUDI CONTOH",
    "{spaced} BUDI",
    "PO {code}",
    "PO.{code}",
    "PO: {halves}",
    "no {heard}",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_our_numbers_are_found_as_people_and_banks_write_them(spelling: str) -> None:
    for _ in range(200):
        number = order_number()
        code = number[3:]
        text = spelling.format(
            number,
            lower=number.lower(),
            bare=number.replace("-", ""),
            spaced="PO " + " ".join(code),
            code=code,
            halves=f"{code[:4]} {code[4:]}",
            heard="PO-" + code.replace("0", "O").replace("1", "l"),
        )
        assert number in order_numbers(text), text


def test_several_numbers_in_one_text_are_all_found() -> None:
    assert order_numbers("PO-7K3Q9XM2 dan po7k3q9xm3, PO-7K3Q9XM2") == ["PO-7K3Q9XM2", "PO-7K3Q9XM3"]


@pytest.mark.parametrize("text", ["", "BUDI CONTOH", "PO KAOS", "DEPO 123", "PO-123", "TEMPO 7K3Q9XM2"])
def test_what_is_none_is_not_taken_for_one(text: str) -> None:
    assert order_numbers(text) == []
