"""The recap for programs: CSV and JSON, both of which read back equal."""

import csv
import io
import json

from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.production.recap import Recap, to_content, workshop_content

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def recap_csv(recap: Recap, *, lang: str = "id", spreadsheet: bool = False) -> bytes:
    """Pieces per variant: product, one column per option, quantity. UTF-8, comma, CRLF (RFC 4180).

    `spreadsheet` writes for an Indonesian Excel: byte order mark and semicolons.
    A cell that a spreadsheet would run as a formula (= + - @, or white space or ' in front) gets one ' put before
    it; `read_csv` takes exactly that one away again.
    """
    with override(lang):
        rows = data_rows(recap)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if spreadsheet else ",")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK if spreadsheet else b"") + out.getvalue().encode()


def read_csv(data: bytes) -> list[list[str]]:
    """The cells of a `recap_csv` as they were before guarding, the head included; either dialect."""
    dialect = ";" if data.startswith(BYTE_ORDER_MARK) else ","
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=dialect)
    return [[cell[1:] if cell.startswith("'") else cell for cell in row] for row in rows]


def recap_json(recap: Recap) -> bytes:
    """The recap's content, and beside it `digest`, `pieces`, `total_pieces`, `personalized_orders`, `orders` and
    `rupiah` (goods only). A recap made `for_workshop` has no rupiah here either.

    The digest is SHA-256 over the canonical JSON of the content alone: without those six keys.
    """
    totals = recap.totals
    content = to_content(recap) if totals.goods is not None else workshop_content(recap)
    told = {
        **content,
        "digest": recap.seal,
        "pieces": recap.pieces,
        "total_pieces": totals.pieces,
        "orders": totals.orders,
        "personalized_orders": totals.personalized_orders,
    }
    if totals.goods is not None:
        told["rupiah"] = totals.goods
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def guarded(cell: object) -> str:
    """The cell's text, safe to open in a spreadsheet."""
    text = str(cell)
    return f"'{text}" if text.startswith(RISKY) else text


def data_rows(recap: Recap) -> list[list[str | int]]:
    """Head and one row per variant that was ordered; a product without some option has an empty cell there."""
    options = option_names(recap)
    rows: list[list[str | int]] = [[_("Produk"), *options, _("Jumlah")]]
    for product in recap.products:
        names = [axis.name for axis in product.options]
        for values, pieces in product.count().counts:
            told = dict(zip(names, values, strict=True))
            rows.append([product.name, *(told.get(option, "") for option in options), pieces])
    return rows


def option_names(recap: Recap) -> list[str]:
    """Every option of every product once, in the products' order."""
    return list(dict.fromkeys(axis.name for product in recap.products for axis in product.options))


def field_names(recap: Recap) -> list[str]:
    """Every personalization field of every product once."""
    return list(dict.fromkeys(field for product in recap.products for field in product.fields))
