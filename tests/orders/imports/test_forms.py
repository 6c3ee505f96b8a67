"""Small forms of many shapes beside what they hold: `forms/<name>.csv` and `forms/<name>.json`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bukapo.kernel.sheets.sheet import read_sheet
from bukapo.orders.imports.answers import Line
from bukapo.orders.imports.mapping_json import mapping_from_json, mapping_to_json
from bukapo.orders.imports.propose import propose
from bukapo.orders.imports.read import Reading, read_answers
from bukapo.orders.imports.shape import Shape

from . import shapes

FORMS = sorted((Path(__file__).parent / "forms").glob("*.csv"))


def held(reading: Reading, shape: Shape) -> dict[str, Any]:
    return {
        "orders": {
            str(a.row): [shown(line, shape) for line in a.lines] for a in reading.of_state("accepted")
        },
        "replaced": [[a.row, a.replaced_by] for a in reading.of_state("replaced")],
        "doubtful": {str(a.row): [doubt.code for doubt in a.doubts] for a in reading.of_state("doubtful")},
        "notices": [notice.code for notice in reading.notices],
    }


def shown(line: Line, shape: Shape) -> str:
    def parts() -> Iterator[str]:
        if len(shape.products) > 1:
            yield shape.products[line.product].name
        yield from line.values

    texts = "".join(f" · {field}: {text}" for field, text in line.personalization)
    return f"{line.quantity} x {'|'.join(parts())}{texts}"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_form_holds_what_is_written_beside_it(form: Path) -> None:
    expected = json.loads(form.with_suffix(".json").read_text())
    shape = getattr(shapes, expected.pop("campaign"))
    assert held(read_answers(read_sheet(form.read_bytes()), shape), shape) == expected


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_proposed_mapping_survives_being_saved(form: Path) -> None:
    shape = getattr(shapes, json.loads(form.with_suffix(".json").read_text())["campaign"])
    sheet = read_sheet(form.read_bytes())
    mapping = propose(sheet, shape)
    saved = json.loads(json.dumps(mapping_to_json(mapping)))
    assert mapping_from_json(saved, sheet.headers) == mapping
    assert read_answers(sheet, shape, mapping=mapping) == read_answers(sheet, shape)


def test_there_are_many_shapes() -> None:
    assert len(FORMS) >= 25
