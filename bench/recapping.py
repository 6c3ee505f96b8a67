"""The two ways to put a PO's lines together when it closes.

`product` closes the PO: counters locked, the recap built, reconciled, sealed, stored and read back, all committed.
`alone` is what a careful person writes in an afternoon: the pieces by GROUP BY, and XlsxWriter (constant_memory) with
the cells of the recap: every line and every count. Its line cells lie ready in memory before its clock starts.
"""

import gc
import json
import time
from pathlib import Path
from typing import Any

import xlsxwriter
from django.db import connection

from bukapo.campaigns.models import Campaign
from bukapo.journal import clock
from bukapo.kernel.actor import STAFF, Actor
from bukapo.kernel.canonical import digest
from bukapo.production.models import FrozenRecap
from bukapo.production.writes.close import close_campaign

NAMED_PERCENT = 30
FIELD = "Nama punggung"
HOLDING = "('placed', 'confirmed', 'shipped', 'received')"
_NAME = {
    "postgresql": "jsonb_build_object('{field}', 'NAMA ' || id)",
    "sqlite": "json_object('{field}', 'NAMA ' || id)",
}
_NAMES = """
UPDATE orders_orderline SET personalization = {name}
WHERE id % 100 < {percent} AND order_id IN (SELECT id FROM orders_order WHERE campaign_id = {campaign})
"""
_WHOLE = """
UPDATE campaigns_piececounter SET taken = (SELECT sum(l.qty) FROM orders_orderline l
  JOIN orders_order o ON o.id = l.order_id WHERE o.campaign_id = {campaign})
WHERE campaign_id = {campaign} AND variant_id IS NULL
"""
_EACH = """
UPDATE campaigns_piececounter SET taken = coalesce((SELECT sum(l.qty) FROM orders_orderline l
  JOIN orders_order o ON o.id = l.order_id
  WHERE o.campaign_id = {campaign} AND l.variant_id = campaigns_piececounter.variant_id), 0)
WHERE campaign_id = {campaign} AND variant_id IS NOT NULL
"""
_COUNTS = f"""
SELECT l.product_name, l.label, sum(l.qty) FROM orders_orderline l JOIN orders_order o ON o.id = l.order_id
WHERE o.campaign_id = %s AND o.state IN {HOLDING} GROUP BY l.product_name, l.label, l.variant_id ORDER BY l.variant_id
"""
_LINES = f"""
SELECT o.number, l.product_name, l."values", l.qty, l.personalization, o.fulfilment, l.unit_price, l.extra
FROM orders_orderline l JOIN orders_order o ON o.id = l.order_id
WHERE o.campaign_id = %s AND o.state IN {HOLDING} ORDER BY l.variant_id, o.number, l.id
"""  # noqa: S608  (constants)


def prepare(campaign_id: int) -> None:
    """Names on 30 of 100 lines, and the counters as those orders would have left them."""
    given = {"campaign": int(campaign_id), "percent": NAMED_PERCENT}
    name = _NAME[connection.vendor].format(field=FIELD)
    with connection.cursor() as cursor:
        for statement in (_NAMES, _WHOLE, _EACH):
            cursor.execute(statement.format(name=name, **given))


def product(store_id: int, campaign_id: int, path: Path) -> dict[str, Any]:
    """Seconds from the word to the commit."""
    began = time.perf_counter()
    event = close_campaign(
        store_id=store_id, campaign_id=campaign_id, actor=Actor(STAFF, "bench", 1), at=clock.now()
    )
    seconds = time.perf_counter() - began
    frozen = FrozenRecap.objects.of(store_id).get(campaign_id=campaign_id)
    assert digest(frozen.content) == frozen.digest == event.digest
    return {"seconds": seconds, "cells": _cells(_of_content(frozen.content)), "pieces": event.pieces}


def alone(store_id: int, campaign_id: int, path: Path) -> dict[str, Any]:
    """Seconds of the GROUP BY and of XlsxWriter with cells that lie ready."""
    Campaign.objects.of(store_id).get(pk=campaign_id)
    lines = _lines(campaign_id)
    gc.freeze()  # the waiting cells are not to slow the writer down
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, [campaign_id])
        counts = [list(row) for row in cursor.fetchall()]
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        for name, rows in (("Rekap", counts), ("Daftar", lines)):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, column, cell)
                    else:
                        sheet.write_number(number, column, int(cell))
    seconds = time.perf_counter() - began
    return {
        "seconds": seconds,
        "cells": _cells([*counts, *lines]),
        "pieces": sum(int(row[2]) for row in counts),
    }


def _lines(campaign_id: int) -> list[list[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(_LINES, [campaign_id])
        rows = cursor.fetchall()
    told = []
    for number, product_name, values, qty, texts, way, unit, extra in rows:
        values, texts = (json.loads(one) if isinstance(one, str) else one for one in (values, texts))
        told.append([number, product_name, *values, qty, *texts.values(), way, unit, extra])
    return told


def _of_content(content: dict[str, Any]) -> list[list[Any]]:
    """The same cells, as the frozen recap holds them: counts and lines."""
    rows: list[list[Any]] = []
    for one in content["products"]:
        rows += [[one["name"], values, pieces] for values, pieces in one["pieces"].items()]
        for line in one["lines"]:
            texts = [text for _field, text in line["texts"]]
            prices = [line["price"]["unit"], line["price"]["personalization"]]
            rows.append(
                [
                    line["order"],
                    one["name"],
                    *line["values"],
                    line["quantity"],
                    *texts,
                    line["fulfilment"],
                    *prices,
                ]
            )
    return rows


def _cells(rows: list[list[Any]]) -> int:
    return sum(len(row) for row in rows)
