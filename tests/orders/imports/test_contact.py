"""Who ordered, where it goes, and what is written on it."""

import pytest

from bukapo.kernel.sheets.sheet import read_sheet
from bukapo.orders.imports.answers import Answer
from bukapo.orders.imports.read import read_answers
from bukapo.orders.imports.shape import Field, Fulfilment, Product, Shape

from .shapes import KAOS_REUNI


def answer(shape: Shape = KAOS_REUNI, **cells: str) -> Answer:
    told = {
        "Nama": "Budi",
        "WA": "081234567890",
        "Ukuran": "L",
        **{k.replace("_", " "): v for k, v in cells.items()},
    }
    text = "\n".join(";".join(f'"{cell}"' for cell in row) for row in (told.keys(), told.values()))
    return read_answers(read_sheet(text.encode()), shape).answers[0]


@pytest.mark.parametrize(
    ("way", "address", "expected", "remarks"),
    [
        ("Dikirim", "Jl. Mawar 1", "courier", []),
        ("Kirim via JNE", "Jl. Mawar 1", "courier", []),
        ("Dikirim", "-", "courier", ["address_missing"]),
        ("Ambil sendiri", "-", "pickup", []),
        ("COD kampus", "Jl. Mawar 1", "pickup", []),
        ("Pick up", "", "pickup", []),
        ("terserah", "Jl. Mawar 1", "courier", ["fulfilment_unclear"]),
        ("", "ambil di sekre", "pickup", []),
        ("", "Jl. Mawar 1", "courier", []),
        ("", "", "pickup", []),
    ],
)
def test_a_way_is_what_was_said_or_what_the_address_says(
    way: str, address: str, expected: str, remarks: list[str]
) -> None:
    found = answer(Metode_Pengambilan=way, Alamat=address)
    assert (found.state, found.fulfilment) == ("accepted", expected)
    assert [remark.code for remark in found.remarks] == remarks


def test_a_way_that_the_campaign_does_not_have_is_kept_and_said() -> None:
    only: tuple[Fulfilment, ...] = ("pickup",)
    found = answer(Shape(KAOS_REUNI.products, ways=only), Metode_Pengambilan="Dikirim", Alamat="Jl. Mawar 1")
    assert found.fulfilment == "courier" and [r.code for r in found.remarks] == ["fulfilment_not_offered"]
    assert answer(Shape(KAOS_REUNI.products, ways=only), Alamat="Jl. Mawar 1").fulfilment == "pickup"


def test_the_parts_of_an_address_are_joined_unless_it_says_them_already() -> None:
    found = answer(Alamat="Jl. Mawar 1, Bandung", Kota="Bandung", Kode_Pos="40132")
    assert found.address == "Jl. Mawar 1, Bandung, 40132"


def test_proofs_are_links_or_file_names_as_they_stand() -> None:
    assert answer(Bukti_Transfer="https://a.example/1, https://a.example/2").proofs == (
        "https://a.example/1",
        "https://a.example/2",
    )
    assert answer(Bukti_Transfer="IMG 01, lunas.jpg").proofs == ("IMG 01, lunas.jpg",)
    assert answer(Bukti_Transfer="-").proofs == ()


def test_a_wrong_email_is_left_out_and_said() -> None:
    assert answer(Email="Budi@Example.com").email == "budi@example.com"
    found = answer(Email="budi@")
    assert (found.email, found.state, [r.code for r in found.remarks]) == ("", "accepted", ["email_wrong"])


def test_the_first_phone_that_can_be_called_counts() -> None:
    assert answer(No_HP="").phone == "+6281234567890"
    found = answer(WA="8.12E+10", No_HP="085712345678")
    assert (found.phone, found.state) == ("+6285712345678", "accepted")
    assert answer(WA="8.12E+10").why == "phone number destroyed by the spreadsheet"
    assert answer(WA="-").why == "no phone number"


def test_a_nickname_gives_way_to_the_full_name() -> None:
    text = b"Nama Panggilan,Nama Lengkap,WA,Ukuran\nBudi,Budi Santoso,081234567890,L\n"
    assert read_answers(read_sheet(text), KAOS_REUNI).answers[0].name == "Budi Santoso"


def test_a_name_asked_together_with_a_class_is_still_the_name() -> None:
    text = b"Nama / Kelas,WA,Ukuran\nBudi - XI IPA 1,081234567890,L\n"
    assert read_answers(read_sheet(text), KAOS_REUNI).answers[0].name == "Budi - XI IPA 1"


@pytest.mark.parametrize("name", ["tes", "TEST", "Coba", "asdf"])
def test_a_trial_answer_is_asked_about(name: str) -> None:
    assert answer(Nama=name).why == "looks like a test"


def test_what_an_order_could_not_keep_whole_is_asked_about() -> None:
    assert [d.code for d in answer(Nama="x" * 81).doubts] == ["text_too_long"]
    assert [d.code for d in answer(Alamat="x" * 401).doubts] == ["text_too_long"]
    assert [d.code for d in answer(Catatan="x" * 301).doubts] == ["text_too_long"]


@pytest.mark.parametrize("text", ["-", "_", ".", "tidak", "gak ada", "No", "tanpa nama", ""])
def test_no_name_on_the_back_is_no_personalization(text: str) -> None:
    found = answer(Nama_Punggung=text)
    assert found.state == "accepted" and found.lines[0].texts == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ya", "personalization_unclear"),
        ("nyusul", "personalization_unclear"),
        ("BUDI 10, ANI 7, INA 3", "personalization_unclear"),
        ("MUHAMMAD ABDULLAH 10", "personalization_too_long"),
        ("BUDI♥", "personalization_letters"),
    ],
)
def test_a_personalization_that_is_not_certain_is_never_cut_or_made_up(text: str, code: str) -> None:
    found = answer(Jumlah="2", Nama_Punggung=text)
    assert [d.code for d in found.doubts] == [code]
    assert found.lines[0].texts == {"Nama & nomor punggung": text}


def test_one_name_is_written_on_every_piece_and_that_is_said() -> None:
    found = answer(Jumlah="3", Nama_Punggung="BUDI 10")
    assert [(line.quantity, line.texts) for line in found.lines] == [
        (3, {"Nama & nomor punggung": "BUDI 10"})
    ]
    assert [remark.code for remark in found.remarks] == ["one_name_for_all"]


def test_as_many_names_as_alike_pieces_go_one_on_each() -> None:
    found = answer(Jumlah="3", Nama_Punggung="1. BUDI\n2. ANI\n3. -")
    assert [(line.quantity, line.texts) for line in found.lines] == [
        (1, {}),
        (1, {"Nama & nomor punggung": "ANI"}),
        (1, {"Nama & nomor punggung": "BUDI"}),
    ]


def test_names_for_unlike_pieces_are_not_paired() -> None:
    assert [d.code for d in answer(Ukuran="L 1, M 1", Nama_Punggung="BUDI, ANI").doubts] == [
        "personalization_unclear"
    ]


def test_a_choice_is_written_as_the_product_spells_it() -> None:
    shape = Shape(
        (Product("Mug", 50_000, (), (Field("Font", "choice", choices=("Sans Serif", "Tulis Tangan")),)),)
    )
    text = b"Nama,WA,Jumlah,Font\nBudi,081234567890,1,tulis tangan\nAni,081234567891,1,gotik\n"
    first, second = read_answers(read_sheet(text), shape).answers
    assert (
        first.lines[0].texts == {"Font": "Tulis Tangan"}
        and second.doubts[0].code == "personalization_unclear"
    )


def test_a_personalization_nobody_offers_is_not_lost() -> None:
    shape = Shape((Product("Mug", 50_000),))
    text = b"Nama,WA,Jumlah,Nama di mug\nBudi,081234567890,1,BUDI\nAni,081234567891,1,-\n"
    first, second = read_answers(read_sheet(text), shape).answers
    assert (first.why, second.state) == ("order not understood", "accepted")


def test_a_price_in_the_form_that_is_not_ours_is_said_once() -> None:
    rows = [
        b"Budi,081234567890,XL (+10rb)",
        b"Ani,081234567891,XL (+10.000)",
        b"Ina,081234567892,XXL (+10rb)",
    ]
    text = b"\n".join([b"Nama,WA,Ukuran", *rows])
    notices = read_answers(read_sheet(text), KAOS_REUNI).notices
    assert [dict(n.params) for n in notices if n.code == "surcharge_differs"] == [
        {"value": "XL", "written": 10_000, "ours": 5_000}
    ]


def test_a_combination_that_is_not_sold_is_asked_about() -> None:
    kaos = KAOS_REUNI.products[0]
    product = Product(kaos.name, kaos.price, kaos.options, sold=frozenset([("L", "Hitam", "Pendek")]))
    assert answer(Shape((product,))).state == "accepted"
    assert answer(Shape((product,)), Ukuran="M").why == "combination not offered"
