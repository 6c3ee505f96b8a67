"""A mapping as JSON, version 1: written for people with a text editor, see docs/imports.md. Raises MappingWrong."""

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any, NoReturn, cast, get_args

from bukapo.orders.imports.dates import DateOrder
from bukapo.orders.imports.mapping import ROLES, Column, Mapping, Role, places_of
from bukapo.orders.imports.refusals import MappingWrong
from bukapo.orders.imports.vocabulary import folded

VERSION = 1
_SHORT_ROLES = ("size", "colour", "sleeve")
_TEXTS = ("option", "field", "part", "product")
_EMPTY = Column(header="")
_MOST = 1000


def mapping_to_json(mapping: Mapping) -> dict[str, Any]:
    """JSON-able; `mapping_from_json` gives the same mapping back."""
    return {
        "version": VERSION,
        "date_order": mapping.date_order,
        "defaults": dict(mapping.defaults),
        "columns": [_column_to_json(column) for column in mapping.columns],
    }


def mapping_from_text(text: str, headers: Sequence[str]) -> Mapping:
    """The content of a mapping file, for a sheet with these headers."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        _wrong("JSON")
    return mapping_from_json(data, headers)


def mapping_from_json(data: Any, headers: Sequence[str]) -> Mapping:
    """Columns may be named by `header` (and `nth`), or by `column`: a number from 1 or a letter like "F"."""
    if not isinstance(data, dict) or data.get("version", VERSION) != VERSION:
        _wrong("version")
    unknown = set(data) - {"version", "date_order", "defaults", "columns"}
    if unknown:
        _wrong(sorted(map(str, unknown))[0])
    order = data.get("date_order") or ""
    if order not in get_args(DateOrder):
        _wrong("date_order")
    columns = data.get("columns", [])
    if isinstance(columns, dict):
        columns = [{"header": header, **_named(entry)} for header, entry in columns.items()]
    if not isinstance(columns, list) or len(columns) > _MOST:
        _wrong("columns")
    return Mapping(
        columns=tuple(
            _column_from_json(entry, headers, position) for position, entry in enumerate(columns, 1)
        ),
        date_order=cast(DateOrder, order),
        defaults=_pairs(data.get("defaults", {}), "defaults"),
    )


def _column_to_json(column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {"header": column.header, "role": column.role}
    for field in fields(Column):
        value = getattr(column, field.name)
        if field.name not in told and value != field.default:
            told[field.name] = dict(value) if field.name in ("of", "values") else value
    return told


def _named(entry: Any) -> dict[str, Any]:
    if isinstance(entry, str):
        return {"role": entry}
    return entry if isinstance(entry, dict) else _wrong("columns")


def _column_from_json(entry: Any, headers: Sequence[str], position: int) -> Column:
    where = f"columns[{position}]"
    if not isinstance(entry, dict):
        _wrong(where)
    unknown = set(entry) - {field.name for field in fields(Column)} - {"column"}
    if unknown:
        _wrong(f"{where}.{sorted(map(str, unknown))[0]}")
    header, nth = _place(entry, headers, where)
    role = entry.get("role", "ignore")
    texts = {name: _text(entry.get(name, ""), f"{where}.{name}") for name in _TEXTS}
    if role in _SHORT_ROLES:
        role, texts["option"] = "option", role
    if role not in ROLES:
        _wrong(f"{where}.role")
    item, sure = entry.get("item", 0), entry.get("sure", True)
    if type(item) is not int or not 0 <= item <= _MOST or not isinstance(sure, bool):
        _wrong(f"{where}.item")
    return Column(
        header=header,
        nth=nth,
        role=cast(Role, role),
        of=_pairs(entry.get("of", {}), f"{where}.of"),
        values=_pairs(entry.get("values", {}), f"{where}.values"),
        item=item,
        sure=sure,
        **texts,
    )


def _place(entry: dict[str, Any], headers: Sequence[str], where: str) -> tuple[str, int]:
    places = places_of(headers)
    if "column" in entry:
        index = _index(entry["column"])
        if index is None or not 0 <= index < len(headers):
            _wrong(f"{where}.column")
        return headers[index], places[index][1]
    header, nth = entry.get("header"), entry.get("nth", 1)
    if not isinstance(header, str) or type(nth) is not int:
        _wrong(f"{where}.header")
    if (folded(header), nth) not in places:
        _wrong(f"{where}.header “{header[:60]}”")
    return header, nth


def _index(column: Any) -> int | None:
    if type(column) is int:
        return column - 1
    if not isinstance(column, str) or not column.isascii() or not column.isalpha() or len(column) > 3:
        return None
    index = 0
    for letter in column.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _pairs(told: Any, where: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(told, dict) or len(told) > _MOST:
        _wrong(where)
    return tuple((_text(key, where), _text(value, where)) for key, value in told.items())


def _text(told: Any, where: str) -> str:
    return told if isinstance(told, str) and len(told) <= _MOST else _wrong(where)


def _wrong(where: str) -> NoReturn:
    raise MappingWrong(where=where)
