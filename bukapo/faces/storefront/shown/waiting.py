"""A place in line, and a draw, as their visitors see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from bukapo.campaigns.models import Campaign, Draw
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of
from bukapo.campaigns.rules import Closed, NotOpenYet
from bukapo.kernel.refusal import Refusal
from bukapo.orders.intake.draft import Priced, draft
from bukapo.orders.models import WaitingEntry
from bukapo.orders.waiting.reads import DrawnCode, InLine, drawn_codes, in_line, place_in_line
from bukapo.orders.waiting.rules import LIVE, WAITING
from bukapo.orders.waiting.wish import unpack


@dataclass(frozen=True)
class EntryPage:
    """`place` in line (0 while nobody counts), `priced` the wish at the PO's prices (None when it can't be had)."""

    entry: WaitingEntry
    campaign: Campaign
    store: Any
    offer: Offer
    line: InLine
    place: int
    priced: Priced | None
    is_over: bool

    @property
    def zone(self) -> str:
        return str(self.store.zone)

    @property
    def zone_name(self) -> str:
        wanted = self.priced.wanted.zone_id if self.priced else None
        return next((zone.name for zone in self.offer.zones if zone.id == wanted), "")

    @property
    def can_leave(self) -> bool:
        return self.entry.state in LIVE

    @property
    def drawn(self) -> bool:
        """The draw gave it its place."""
        return self.entry.rank is not None

    @property
    def address(self) -> str:
        path = reverse("storefront:entry", args=[self.entry.secret])
        return f"{settings.BASE_URL.rstrip('/')}{path}"


def entry_page(entry: WaitingEntry, *, at: datetime) -> EntryPage:
    """Read and lay out a place in line whose `campaign` and `store` are loaded."""
    campaign = entry.campaign
    offer = offer_of(campaign)
    try:
        priced: Priced | None = draft(unpack(entry.wish), offer)
    except Refusal:
        priced = None
    try:
        offer.window.check_open(at, early=True)
        is_over = False
    except (Closed, NotOpenYet):
        is_over = True
    return EntryPage(
        entry=entry,
        campaign=campaign,
        store=entry.store,
        offer=offer,
        line=in_line(campaign),
        place=place_in_line(entry) if entry.state == WAITING else 0,
        priced=priced,
        is_over=is_over,
    )


@dataclass(frozen=True)
class DrawPage:
    """Before the draw `codes` is empty and `draw.seed` is not for telling."""

    campaign: Campaign
    store: Any
    draw: Draw
    line: InLine
    codes: Sequence[DrawnCode]
    page: int
    has_next: bool
    registering: bool

    @property
    def zone(self) -> str:
        return str(self.store.zone)

    @property
    def is_held(self) -> bool:
        return self.campaign.drawn_at is not None

    @property
    def seed(self) -> str:
        """Only once it is opened."""
        return self.draw.seed if self.is_held else ""


def draw_page(campaign: Campaign, *, at: datetime, page: int) -> DrawPage | None:
    """The draw of a published PO, None when it has none."""
    draw = Draw.objects.of(campaign.store_id).filter(campaign=campaign).first()
    if draw is None:
        return None
    codes, has_next = drawn_codes(campaign, page=page) if campaign.drawn_at else ((), False)
    window = offer_of(campaign).window
    return DrawPage(
        campaign=campaign,
        store=campaign.store,
        draw=draw,
        line=in_line(campaign),
        codes=codes,
        page=page,
        has_next=has_next,
        registering=campaign.state == "published"
        and window.opens_at is not None
        and window.opens_at <= at
        and window.registering(at),
    )
