"""What a later version of a recap changed, in words: on screen, on paper, in a table. Translate inside `override`."""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.papers.recap_files import BYTE_ORDER_MARK, guarded
from bukapo.production.differences import Difference, NameDifference, PieceDifference

MINUS = "−"


@dataclass(frozen=True)
class Addendum:
    """Version `version` against the one before; `reason` is the seller's."""

    version: int
    changes: Difference
    reason: str = ""


def headline(addendum: Addendum) -> str:
    """`Adendum v2: −2 XL / Hitam, nama “BUDI” → “BUDI S.”`"""
    told = [*map(_pieces, addendum.changes.pieces), *map(_name, addendum.changes.names)]
    if not told:
        told = [_("jumlah dan nama tetap, hanya pemesannya yang berubah")]
    return _("Adendum v%(n)s: %(what)s") % {"n": addendum.version, "what": ", ".join(told)}


def table(addendum: Addendum) -> list[list[str | int]]:
    """Head and one row per change: what, of which product and variant, in which order, before and after."""
    rows: list[list[str | int]] = [
        [_("Perubahan"), _("Produk"), _("Varian"), _("Pesanan"), _("Sebelum"), _("Sesudah")]
    ]
    changes = addendum.changes
    rows += [[_("Jumlah"), one.product, one.variant, "", one.before, one.after] for one in changes.pieces]
    rows += [[_("Nama"), one.product, _moved(one), one.order, one.before, one.after] for one in changes.names]
    rows += [[_("Pesanan keluar"), "", "", number, "", ""] for number in changes.gone]
    rows += [[_("Pesanan masuk"), "", "", number, "", ""] for number in changes.new]
    rows += [[_("Isi pesanan berubah"), "", "", number, "", ""] for number in changes.changed]
    return rows


def addendum_csv(addendum: Addendum, *, lang: str = "id", spreadsheet: bool = False) -> bytes:
    """`table` as `recap_csv` writes: UTF-8, comma, CRLF; `spreadsheet` for an Indonesian Excel."""
    with override(lang):
        rows = table(addendum)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if spreadsheet else ",")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK if spreadsheet else b"") + out.getvalue().encode()


def _pieces(one: PieceDifference) -> str:
    sign = "+" if one.delta > 0 else MINUS
    return f"{sign}{abs(one.delta)} {one.variant}"


def _name(one: NameDifference) -> str:
    if one.before == one.after:
        return _("nama “%(name)s” pindah ke %(variant)s") % {"name": one.after, "variant": one.variant_after}
    if not one.after:
        return _("nama “%(name)s” batal") % {"name": one.before}
    if not one.before:
        return _("nama “%(name)s” tambah") % {"name": one.after}
    return _("nama “%(before)s” → “%(after)s”") % {"before": one.before, "after": one.after}


def _moved(one: NameDifference) -> str:
    if not one.variant_before or one.variant_before == one.variant_after:
        return one.variant_after or one.variant_before
    return f"{one.variant_before} → {one.variant_after}" if one.variant_after else one.variant_before
