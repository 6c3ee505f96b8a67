"""What a seller types into a text box, one thing per line -> options and a size chart, and back. Pure."""

import re
from collections.abc import Sequence
from typing import Any

from bukapo.catalog.rules import OptionDraft, Value
from bukapo.kernel.refusal import Invalid, gettext_noop

_PLUS = re.compile(
    r"\(?\s*\+\s*(?:rp\.?)?\s*(?P<amount>[\d.,]+)\s*(?P<thousand>rb|ribu|k)?\s*\)?$", re.IGNORECASE
)


def values_of(text: str) -> tuple[Value, ...]:
    """`XL +5.000`, `XXL (+10rb)`, `Pendek *` (the default), one per line. Raises Invalid."""
    return tuple(_value(line) for line in text.splitlines() if line.strip())


def _value(line: str) -> Value:
    name = " ".join(line.split())
    default = name.endswith("*")
    name = name.rstrip("* ").strip()
    surcharge = 0
    if found := _PLUS.search(name):
        digits = re.sub(r"[.,]", "", found["amount"])
        surcharge = int(digits[:12] or 0) * (1000 if found["thousand"] else 1)
        name = name[: found.start()].strip()
    elif "+" in name:
        raise Invalid(field="options", why=gettext_noop("Tambahan harga ditulis seperti ini: XL +5000"))
    if name.endswith("*"):
        default, name = True, name.rstrip("* ").strip()
    return Value(name=name, surcharge=surcharge, is_default=default)


def lines_of(option: OptionDraft) -> str:
    """The values as they would be typed."""
    return "\n".join(
        value.name + (f" +{value.surcharge}" if value.surcharge else "") + (" *" if value.is_default else "")
        for value in option.values
    )


def chart_of(text: str, note: str = "") -> dict[str, Any]:
    """A table pasted from a spreadsheet or typed with commas; the first line names the columns. "" -> {}.

    Cells are split at tabs; where a line has none at `;`, `|`, `,` or two spaces, whichever comes first in that list.
    A comma inside a number (`48,5`) stays when another mark splits the lines.
    """
    lines = [line for line in text.splitlines() if line.strip(" ,;|\t")]
    if not lines:
        return {}
    split = _splitter(lines)
    columns, *rows = [[cell.strip() for cell in split(line)] for line in lines]
    return {"columns": columns, "rows": rows, "note": note}


def _splitter(lines: Sequence[str]) -> Any:
    for mark in ("\t", ";", "|", ","):
        if all(mark in line for line in lines):
            return lambda line: line.strip("|" if mark == "|" else "").split(mark)
    return lambda line: (
        re.split(r"\s{2,}", line.strip()) if re.search(r"\s{2,}", line.strip()) else line.split()
    )


def chart_lines(chart: dict[str, Any]) -> str:
    """The chart as it would be typed."""
    if not chart:
        return ""
    return "\n".join(" | ".join(str(cell) for cell in row) for row in [chart["columns"], *chart["rows"]])
