import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.kernel.sheets.refusals import SheetUnreadable
from bukapo.kernel.sheets.sheet import Sheet, read_sheet
from bukapo.orders.imports.doubts import DOUBTS
from bukapo.orders.imports.mapping import ROLES, Mapping, layout_of
from bukapo.orders.imports.mapping_json import mapping_from_json, mapping_from_text, mapping_to_json
from bukapo.orders.imports.propose import propose
from bukapo.orders.imports.read import Reading, read_answers
from bukapo.orders.imports.refusals import HeaderMissing, MappingWrong, NothingRecognised

from .shapes import KAOS_DAN_HOODIE, KAOS_REUNI

STRANGE = b"""kolom a,kolom b,kolom c,kolom d,kolom e
Budi,081234567890,paket couple,biru,2
Ani,081234567891,besar,hitam,1
"""


def read_with(sheet: Sheet, told: dict[str, Any]) -> Reading:
    """As the command line does: what the file says overrides the proposal."""
    mapping = propose(sheet, KAOS_REUNI).overridden_by(mapping_from_json(told, sheet.headers))
    return read_answers(sheet, KAOS_REUNI, mapping=mapping)


def lines(reading: Reading) -> dict[int, list[tuple[tuple[str, ...], int]]]:
    return {answer.row: [(line.values, line.quantity) for line in answer.lines] for answer in reading.answers}


FULL = {
    "version": 1,
    "columns": [
        {"column": 1, "role": "name"},
        {"column": "B", "role": "phone"},
        {"header": "kolom c", "role": "size", "values": {"Paket Couple": "L 1, M 1", "besar": "XL"}},
        {"header": "KOLOM D", "role": "option", "option": "Warna", "values": {"biru": "Navy"}},
        {"header": "kolom e", "role": "quantity"},
    ],
    "defaults": {"Lengan": "Panjang"},
}


def test_a_mapping_by_number_letter_or_header_reads_what_no_proposal_could() -> None:
    reading = read_with(read_sheet(STRANGE), FULL)
    assert lines(reading) == {
        2: [(("M", "Navy", "Panjang"), 1), (("L", "Navy", "Panjang"), 1)],
        3: [(("XL", "Hitam", "Panjang"), 1)],
    }
    assert {answer.state for answer in reading.answers} == {"accepted"}


def test_a_mapping_may_be_as_short_as_header_and_role() -> None:
    told = {
        "columns": {
            "kolom a": "name",
            "kolom b": "phone",
            "kolom c": {"role": "size", "values": {"besar": "L"}},
        }
    }
    assert read_with(read_sheet(STRANGE), told).answers[1].lines[0].values[0] == "L"


def test_what_the_mapping_does_not_mention_stays_proposed() -> None:
    sheet = read_sheet(b"Nama,WA,HP lama,Ukuran\nBudi,081234567890,081234567891,L\n")
    proposed = read_answers(sheet, KAOS_REUNI).answers[0]
    assert proposed.phone == "+6281234567890"
    changed = read_with(sheet, {"columns": [{"header": "HP lama", "role": "phone"}]}).answers[0]
    assert (changed.phone, changed.name, changed.lines) == ("+6281234567891", "Budi", proposed.lines)


def test_a_column_can_be_ignored_and_a_blank_can_be_explained() -> None:
    sheet = read_sheet(b"Nama,WA,Ukuran,Lengan\nBudi,081234567890,L,\n")
    assert read_answers(sheet, KAOS_REUNI).answers[0].why == "no usable sleeve"
    assert read_with(sheet, {"columns": {"Lengan": "ignore"}}).answers[0].lines[0].values[2] == "Pendek"
    explained = {"columns": {"Lengan": {"role": "sleeve", "values": {"": "Panjang"}}}}
    assert read_with(sheet, explained).answers[0].lines[0].values[2] == "Panjang"


def test_the_order_of_day_and_month_can_be_stated() -> None:
    sheet = read_sheet(b"Timestamp,Nama,WA,Ukuran\n03/11/2026,Budi,081234567890,L\n")
    for order, month in [("dmy", 11), ("mdy", 3)]:
        moment = read_with(sheet, {"date_order": order}).answers[0].timestamp
        assert moment is not None and moment.month == month


def test_the_second_of_two_equal_headers_has_its_own_entry() -> None:
    sheet = read_sheet(b"Nama,WA,Ukuran,Ukuran\nBudi,081234567890,L,M\n")
    assert read_answers(sheet, KAOS_REUNI).answers[0].doubts[0].code == "two_answers"
    told = {
        "columns": [
            {"header": "Ukuran", "nth": 1, "role": "ignore"},
            {"header": "ukuran", "nth": 2, "role": "size"},
        ]
    }
    assert read_with(sheet, told).answers[0].lines[0].values[0] == "M"


@pytest.mark.parametrize(
    "told",
    [
        [],
        None,
        {"version": 2},
        {"kolom": []},
        {"columns": "semua"},
        {"columns": [7]},
        {"columns": {"kolom a": 7}},
        {"columns": [{"role": "name"}]},
        {"columns": [{"header": "tidak ada", "role": "name"}]},
        {"columns": [{"header": "kolom a", "nth": 2, "role": "name"}]},
        {"columns": [{"header": "kolom a", "nth": [], "role": "name"}]},
        {"columns": [{"column": 0, "role": "name"}]},
        {"columns": [{"column": 6, "role": "name"}]},
        {"columns": [{"column": "ZZZZ", "role": "name"}]},
        {"columns": [{"column": True, "role": "name"}]},
        {"columns": [{"column": 1, "role": "nama"}]},
        {"columns": [{"column": 1, "role": ["name"]}]},
        {"columns": [{"column": 1, "role": "name", "warna": 1}]},
        {"columns": [{"column": 1, "role": "name", "item": -1}]},
        {"columns": [{"column": 1, "role": "name", "item": "1"}]},
        {"columns": [{"column": 1, "role": "size", "values": []}]},
        {"columns": [{"column": 1, "role": "size", "values": {"a": 1}}]},
        {"columns": [{"column": 1, "role": "option", "option": "Bahan"}]},
        {"columns": [{"column": 1, "role": "quantity", "of": {"Ukuran": "9XL"}}]},
        {"columns": [{"column": 1, "role": "quantity", "product": "Topi"}]},
        {"columns": [{"column": 1, "role": "personalization", "field": "Bordir"}]},
        {"defaults": {"Warna": "Kuning"}},
        {"date_order": "ydm"},
    ],
)
def test_a_wrong_mapping_is_refused_and_says_where(told: Any) -> None:
    with pytest.raises(MappingWrong) as refused:
        read_with(read_sheet(STRANGE), told)
    assert refused.value.params["where"] in refused.value.say()


def test_a_mapping_file_that_is_no_json_is_refused() -> None:
    for text in ["", "{", "[" * 100_000, '{"columns": NaN}']:
        with pytest.raises(MappingWrong):
            mapping_from_text(text, ("a",))


def test_a_table_with_nothing_to_order_from_is_refused() -> None:
    with pytest.raises(NothingRecognised):
        read_answers(read_sheet(b"tanggal,debit,kredit,saldo\n01/11/2026,0,500000,900000\n"), KAOS_REUNI)


def test_a_sheet_whose_first_row_is_an_answer_is_refused() -> None:
    with pytest.raises(HeaderMissing):
        read_answers(read_sheet(b"Budi,081234567890,L\nAni,081234567891,M\n"), KAOS_REUNI)


def test_a_layout_is_known_by_its_headers_in_any_order() -> None:
    assert layout_of(["Nama", "WA "]) == layout_of(["wa", "nama"]) != layout_of(["Nama", "WA", "Ukuran"])


def test_every_role_is_explained_in_the_documentation() -> None:
    text = (Path(__file__).parents[3] / "docs" / "imports.md").read_text()
    assert [role for role in ROLES if f"`{role}`" not in text] == []


def test_the_mappings_in_the_documentation_are_valid() -> None:
    text = (Path(__file__).parents[3] / "docs" / "imports.md").read_text()
    examples = re.findall(r"```json mapping\n(.*?)```", text, re.DOTALL)
    assert len(examples) >= 3
    for example in examples:
        told = json.loads(example)
        columns = told["columns"]
        headers = (
            list(columns) if isinstance(columns, dict) else [entry.get("header", "…") for entry in columns]
        )
        sheet = Sheet((*headers, *"abcdefgh"), ())
        mapping = mapping_from_json(told, sheet.headers)
        read_answers(sheet, KAOS_DAN_HOODIE, mapping=propose(sheet, KAOS_DAN_HOODIE).overridden_by(mapping))
        assert mapping_from_json(mapping_to_json(mapping), sheet.headers) == mapping


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from([*ROLES, "header", "column", "kolom a", "L"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["columns", "header", "column", "role", "values", "of", "item", "nth", "option", "version"]
            ),
            inner,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_a_mapping_or_a_named_no(told: Any) -> None:
    try:
        mapping = mapping_from_json(told, read_sheet(STRANGE).headers)
        read_answers(read_sheet(STRANGE), KAOS_REUNI, mapping=mapping)
    except SheetUnreadable as refused:
        assert refused.say()
        return
    assert isinstance(mapping, Mapping)


def test_every_doubt_is_listed_in_the_documentation() -> None:
    text = (Path(__file__).parents[3] / "docs" / "imports.md").read_text()
    assert [code for code, (why, _) in DOUBTS.items() if f"| `{code}` | {why} |" not in text] == []
