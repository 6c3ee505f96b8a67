"""Counts on paper: the size matrix and the list of names, as recap and work order both print them."""

from collections import Counter

from django.utils.translation import gettext as _

from bukapo.faces.papers.paper import Paper, leading
from bukapo.faces.papers.table import BOX, NONE, Column, Row, Table
from bukapo.production.recap import Matrix, MatrixRow, NameEntry, ProductCount, matrix, size_position

CELL = 13.0
"""The least width of a count, in mm: five digits in bold."""
LABEL_MOST = 52.0


def draw_matrix(paper: Paper, product: ProductCount, *, size: float = 10) -> None:
    """One product: sizes across, the rest down, thick totals. Too many sizes continue in a further block."""
    table = matrix(product)
    # The title and the first block belong on one sheet, unless the block alone is taller than half a sheet.
    height = min((len(table.rows) + 3) * (leading(size) + 2.2) + 8, paper.h / 2)
    paper.heading(f"{product.name}  ·  {_('%(n)s pcs') % {'n': dots(product.total)}}", keep=height)
    labels = _label_columns(paper, table, size)
    taken = sum(column.weight for column in labels)
    cell = _cell_width(paper, table, size)
    fitting = max(1, int((paper.width - taken - CELL * 1.5) // cell))
    starts = range(0, len(table.columns), fitting) if table.columns else range(1)
    for start in starts:
        last = start + fitting >= len(table.columns)
        if start:
            paper.need(height)
        _draw_block(paper, table, labels, slice(start, start + fitting), last=last, size=size)


def _draw_block(
    paper: Paper, table: Matrix, labels: list[Column], part: slice, *, last: bool, size: float
) -> None:
    total = [Column(_("Total"), CELL * 1.5, "R")] if last else []
    counts = [Column(title, _cell_width(paper, table, size), "R") for title in table.columns[part]]
    columns = [*labels, *counts, *total]
    edge = (dots(table.total),) if last else ()
    rows = [_row(row, part, last) for row in table.rows]
    heads = (_("Total"), *[""] * (len(labels) - 1))
    rows.append(
        Row((*heads, *map(dots, table.column_totals[part]), *edge), bold=True, shade=True, heavy=True)
    )
    bold = frozenset({len(columns) - 1}) if last else frozenset[int]()
    share = 1.0 if table.columns else 0.5
    Table(paper, columns, size=size, grid=True, bold_columns=bold, share=share).draw(rows)


def _cell_width(paper: Paper, table: Matrix, size: float) -> float:
    """Wide enough that no word of a size's name is broken, within reason."""
    paper.pen(size, bold=True)
    words = [paper.clean(word) for title in table.columns for word in title.split()]
    return min(2 * CELL, max([CELL, *(paper.get_string_width(word) + 2.4 for word in words)]))


def _row(row: MatrixRow, part: slice, last: bool) -> Row:
    edge = (dots(row.total),) if last else ()
    return Row((*(row.labels or (_("Semua"),)), *(dots(n) if n else NONE for n in row.cells[part]), *edge))


def _label_columns(paper: Paper, table: Matrix, size: float) -> list[Column]:
    """As wide as their longest value, within reason; the counts share what is left."""
    titles = table.row_titles or (table.column_title,)
    columns = []
    for place, title in enumerate(titles):
        values = [row.labels[place] for row in table.rows] if table.row_titles else [_("Semua")]
        paper.pen(size, bold=True)
        widest = max(paper.get_string_width(paper.clean(text)) for text in (title, _("Total"), *values))
        columns.append(Column(title, min(LABEL_MOST, widest + 4)))
    return columns


def draw_names(paper: Paper, product: ProductCount, *, ticks: bool = False) -> None:
    """The personalization list, size by size; `ticks` adds a box per row and a line per size for the workshop."""
    pieces = sum(entry.quantity for entry in product.names)
    title = _("Nama & nomor: %(product)s") % {"product": product.name}
    paper.heading(f"{title}  ·  {_('%(n)s pcs') % {'n': dots(pieces)}}", keep=34)
    columns = [
        Column(_("No."), align="R"),
        *[Column(field, 1) for field in product.fields],
        Column(_("Varian"), 1.2),
        Column(_("Pcs"), align="R"),
        Column(_("Pesanan")),
        *([Column("")] if ticks else []),
    ]
    rows = _name_rows(product, product.names, ticks)
    if ticks:
        rows = _with_sizes(product, rows)
    first = frozenset(range(1, 1 + len(product.fields)))
    table = Table(paper, columns, size=8.5, lanes=2, bold_columns=first)
    if len(rows) < 15 or not table.fits(rows):
        table.lanes = 1
    table.draw(rows)


def _name_rows(product: ProductCount, entries: tuple[NameEntry, ...], ticks: bool) -> list[Row]:
    rows = []
    for entry in entries:
        texts = dict(entry.texts)
        shown = [texts.get(field, NONE) for field in product.fields]
        rows.append(
            Row((
                str(entry.number), *shown, " · ".join(entry.values) or product.name, dots(entry.quantity),
                entry.order_number, *([BOX] if ticks else []),
            ))
        )  # fmt: skip
    return rows


def _with_sizes(product: ProductCount, rows: list[Row]) -> list[Row]:
    """Before the names of each size its own line: a bundle is cut, printed and sewn size by size."""
    place = size_position(product.options)
    if place is None:
        return rows
    pieces: Counter[str] = Counter()
    for entry in product.names:
        pieces[entry.values[place]] += entry.quantity
    made: list[Row] = []
    last = None
    for entry, row in zip(product.names, rows, strict=True):
        if (size := entry.values[place]) != last:
            told = f"{size}  ·  {_('%(n)s pcs') % {'n': dots(pieces[size])}}"
            blank = [""] * (len(row.cells) - 2)
            made.append(Row(("", told, *blank), bold=True, shade=True))
            last = size
        made.append(row)
    return made


def dots(number: int) -> str:
    """`1250` -> `1.250`, as Indonesians group digits."""
    return f"{number:,}".replace(",", ".")
