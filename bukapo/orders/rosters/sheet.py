"""A roster kept in a sheet, as the lines that `parse.read_list` reads. Pure.

The columns are known by their headers ("Nama", "Ukuran", "No punggung", "WA"); a sheet without such a header is read
row by row as it stands.
"""

import re
from collections.abc import Sequence

from bukapo.kernel.sheets.sheet import Sheet
from bukapo.orders.imports.vocabulary import plain
from bukapo.orders.rosters.parse import Goods

_SKIPPED = re.compile(
    r"^(no|no urut|nomor urut|timestamp|stempel waktu|tanggal|tgl|email|e mail|alamat|status|bayar.*)$"
)
_PHONE = re.compile(r"\b(wa|hp|whatsapp|telp|telepon|handphone|phone|kontak)\b")
_NUMBER = re.compile(r"\b(nomor|no|number)\b.*\b(punggung|jersey|kaos|baju)\b|^(nomor|number|no punggung)$")
_PRINT = re.compile(r"\bnama\b.*\b(punggung|cetak|print|sablon|bordir|jersey|kaos|baju)\b|\bname ?set\b")
_NAME = re.compile(r"\b(nama|name|anggota|peserta|pemain)\b")


def lines_of_sheet(sheet: Sheet, goods: Goods) -> str:
    """One line per row: the name first, then everything that says what they wish."""
    roles = [_role(plain(header), goods) for header in sheet.headers]
    if "name" not in roles:
        rows = [list(sheet.headers), *(list(row.cells) for row in sheet.rows)]
        return "\n".join(_joined(cells) for cells in rows)
    return "\n".join(_line(roles, row.cells) for row in sheet.rows)


def _role(header: str, goods: Goods) -> str:
    """skip | phone | number | name | rest, or `=` and the field whose text it is."""
    fields = {plain(f.name): f for product in goods.products for f in product.fields}
    if header in fields:
        field = fields[header]
        return "number" if field.kind == "number" or field.name == goods.number_field else f"={field.name}"
    texts = [f.name for f in fields.values() if f.kind == "text" and f.name != goods.number_field]
    if _SKIPPED.match(header):
        return "skip"
    if _PHONE.search(header):
        return "phone"
    if _NUMBER.search(header):
        return "number"
    if _PRINT.search(header):
        return f"={texts[0]}" if len(texts) == 1 else "rest"
    return "name" if _NAME.search(header) else "rest"


def _line(roles: Sequence[str], cells: Sequence[str]) -> str:
    said: dict[str, list[str]] = {"name": [], "rest": [], "number": [], "phone": []}
    labelled = []
    for role, cell in zip(roles, cells, strict=True):
        text = " ".join(cell.split())
        if not text or role == "skip":
            continue
        if role.startswith("="):
            labelled.append(f"{role[1:]}: {text}")
        else:
            said[role].append(text.removesuffix(".0") if role == "number" else text)
    name = " ".join(said["name"][:1])
    return _joined([name, *said["rest"], *said["number"], *labelled, *said["phone"]])


def _joined(cells: Sequence[str]) -> str:
    return " - ".join(" ".join(cell.split()) for cell in cells if cell.strip())
