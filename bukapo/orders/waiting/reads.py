"""Who waits for a PO, told to buyers and to the seller."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, Sum

from bukapo.campaigns.models import Campaign
from bukapo.orders.models import WaitingEntry
from bukapo.orders.waiting.rules import LIVE, REGISTERED, WAITING

PAGE = 50
CODES = 200
"""Codes of a draw on one page; the file has them all."""


@dataclass(frozen=True)
class InLine:
    """How many people wait or are registered, and for how many pieces."""

    waiting: int = 0
    pieces: int = 0
    registered: int = 0

    @property
    def people(self) -> int:
        return self.waiting + self.registered


def in_line(campaign: Campaign) -> InLine:
    """One query."""
    rows = WaitingEntry.objects.of(campaign.store_id).filter(campaign=campaign, state__in=LIVE)
    sums = rows.aggregate(
        waiting=Count("pk", filter=Q(state=WAITING)),
        registered=Count("pk", filter=Q(state=REGISTERED)),
        pieces=Sum("pieces", default=0),
    )
    return InLine(**sums)


def place_in_line(entry: WaitingEntry) -> int:
    """1 = next. A true number: who left or was served is not counted."""
    rows = WaitingEntry.objects.of(entry.store_id).filter(campaign=entry.campaign, state=WAITING)
    return int(rows.filter(position__lt=entry.position).count()) + 1


@dataclass(frozen=True)
class WaitingRow:
    """One line of the seller's list. `lines`: (pieces, product, variant); `place` is empty while registered."""

    place: int | None
    code: str
    buyer_name: str
    phone: str
    pieces: int
    lines: tuple[tuple[int, str, str], ...]
    joined_at: datetime


@dataclass(frozen=True)
class WaitingPage:
    """`first` counts from 1 over the whole line."""

    line: InLine
    rows: tuple[WaitingRow, ...]
    page: int
    has_next: bool


def waiting_for_seller(campaign: Campaign, *, page: int = 1) -> WaitingPage:
    """Who waits in line order, then who is registered by time; `PAGE` a page. Two queries."""
    line = in_line(campaign)
    page = min(max(1, page), max(1, -(-line.people // PAGE)))
    start = (page - 1) * PAGE
    rows = WaitingEntry.objects.of(campaign.store_id).filter(campaign=campaign, state__in=LIVE).defer("wish")
    found = list(rows.order_by("position", "pk")[start : start + PAGE])
    told = tuple(
        WaitingRow(
            place=number if entry.state == WAITING else None,
            code=entry.code,
            buyer_name=entry.buyer_name,
            phone=entry.phone,
            pieces=entry.pieces,
            lines=tuple((qty, product, label) for _variant, qty, product, label in entry.lines),
            joined_at=entry.joined_at,
        )
        for number, entry in enumerate(found, start=start + 1)
    )
    return WaitingPage(line, told, page, start + PAGE < line.people)


@dataclass(frozen=True)
class DrawnCode:
    rank: int
    code: str
    state: str


def drawn_codes(campaign: Campaign, *, page: int = 1) -> tuple[Sequence[DrawnCode], bool]:
    """`CODES` codes of a page in the order of the draw with what became of each, and whether there are more."""
    start = (max(1, page) - 1) * CODES
    rows = _drawn(campaign).values_list("rank", "code", "state")[start : start + CODES + 1]
    found = [DrawnCode(*row) for row in rows]
    return found[:CODES], len(found) > CODES


def all_codes(campaign: Campaign) -> list[str]:
    """Every code that took part in the draw, sorted: what its digest was made of."""
    return sorted(_drawn(campaign).values_list("code", flat=True))


def _drawn(campaign: Campaign) -> Any:
    rows = WaitingEntry.objects.of(campaign.store_id).filter(campaign=campaign, rank__isnull=False)
    return rows.order_by("rank")
