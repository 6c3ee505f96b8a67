"""The two ways to make the same workbook.

`product` is what `bukapo export-orders` does, database and all. `alone` first collects the very same cells in memory,
then counts only the time in which XlsxWriter writes them (constant_memory, plain write_string and write_number).
"""

import gc
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from bukapo.faces.papers.long_tables import as_written
from bukapo.faces.papers.orders_file import Asked, lines_table, orders_table, orders_xlsx
from bukapo.journal.snapshot import one_moment
from bukapo.stores.models import Store

Row = list[str | float | None]


def product(store_id: int, campaign_id: int, path: Path) -> tuple[float, int]:
    """Seconds from the question to the finished file, and its cells."""
    asked = _asked(store_id, campaign_id)
    began = time.perf_counter()
    with path.open("wb") as file, one_moment():
        orders_xlsx(file, asked)
    return time.perf_counter() - began, sum(_cells(rows) for _name, rows in _tables(asked))


def alone(store_id: int, campaign_id: int, path: Path) -> tuple[float, int]:
    """Seconds of XlsxWriter with cells that lie ready, and their number."""
    tables = [(name, list(rows)) for name, rows in _tables(_asked(store_id, campaign_id))]
    gc.freeze()  # the waiting cells are not to slow the writer down
    began = time.perf_counter()
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        look = book.add_format({"num_format": "#,##0"})
        for name, rows in tables:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, column, cell)
                    elif cell is not None:
                        sheet.write_number(number, column, cell, look)
    return time.perf_counter() - began, sum(_cells(rows) for _name, rows in tables)


def _asked(store_id: int, campaign_id: int) -> Asked:
    return Asked(Store.objects.get(pk=store_id), campaign_id, "bench", datetime.now(UTC))


def _tables(asked: Asked) -> Iterable[tuple[str, Iterable[Row]]]:
    """The product's own cells as a workbook holds them: texts and numbers, None for what stays empty."""
    for table in (orders_table(asked), lines_table(asked)):
        yield table.name, as_written(table)


def _cells(rows: Iterable[Row]) -> int:
    return sum(cell is not None for row in rows for cell in row)
