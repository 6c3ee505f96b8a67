"""The store's home: what came today over all POs, and the days before, drawn."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bukapo.campaigns.rules import OPEN
from bukapo.faces.dashboard.live.words import second_words
from bukapo.faces.dashboard.prepare.summary import Standing
from bukapo.faces.ui.shares import Share, share_bars
from bukapo.faces.ui.templatetags.ui import angka
from bukapo.insights.live.store import store_today
from bukapo.insights.live.values import StoreToday
from bukapo.insights.tallies.reads import Fresh
from bukapo.stores.models import Store

FIRST_MS = 10_000
"""Milliseconds until the open home asks for the first time."""


def shown_today(store: Store, rows: Sequence[Standing], fresh: Fresh, *, at: datetime) -> dict[str, Any]:
    """Context of the home; `live` while a PO is open: then the page keeps itself true. One query."""
    told = store_today(store, fresh, at=at)
    return {
        "today": None if told.quiet else told,
        "days": [(f"{day.day}/{day.month}", sums["pieces"]) for day, sums in told.days],
        "todays": _by_po(told, rows),
        "live": any(row.phase == OPEN for row in rows),
        "first": FIRST_MS,
        "told": second_words(at, store.zone),
        "counted": second_words(told.counted_to, store.zone),
    }


def _by_po(told: StoreToday, rows: Sequence[Standing]) -> tuple[Share, ...]:
    """Pieces of today by PO, when more than one had any."""
    found = [
        (row.campaign.title, sums.get("pieces", 0), "")
        for row in rows
        if (sums := told.by_campaign.get(row.campaign.pk)) and sums.get("pieces")
    ]
    return share_bars(sorted(found, key=lambda row: -row[1]), show=angka) if len(found) > 1 else ()
