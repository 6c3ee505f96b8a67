"""One cheap look at what a PO's page hangs on."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from django.db import close_old_connections
from django.db.models import Exists, F, Q, Subquery, Sum
from django.db.models.expressions import OuterRef
from django.db.models.functions import Now

from bukapo.campaigns.models import Campaign, CampaignItem, PieceCounter, PriceTier
from bukapo.journal.reckoning import reckoning

WHY = "a published PO's page is for everybody"


@dataclass(frozen=True)
class Seen:
    """`version` differs when the page would say something else, `numbers` when only pieces were taken or given back.

    `flips`: when its phase, or its price, changes by itself.
    """

    version: str
    numbers: str
    flips: tuple[datetime, ...]


def look(store: str, campaign: str) -> Seen | None:
    """Two queries; None when there is no such PO to show. The database's time is heard along.

    Reviews and the workshop's word are left out: they may wait for the page to grow old.
    """
    close_old_connections()
    try:
        return _look(store, campaign)
    finally:
        close_old_connections()


def _look(store: str, campaign: str) -> Seen | None:
    rows = Campaign.objects.across_stores(WHY).filter(store__slug=store, slug=campaign)
    rows = rows.exclude(state="draft", teaser__shown_from=None)  # of drafts only those that show a teaser
    items = (
        CampaignItem.objects.across_stores(WHY).filter(campaign=OuterRef("pk")).order_by().values("campaign")
    )
    asked = time.monotonic()
    row = (
        rows.annotate(
            at=Now(),
            of_store=F("store__version"),
            tiered=Exists(PriceTier.objects.across_stores(WHY).filter(item__campaign=OuterRef("pk"))),
            of_products=Subquery(items.annotate(total=Sum("product__version")).values("total")),
        )
        .values_list(
            "pk", "at", "of_store", "version", "of_products",
            "opens_at", "closes_at", "early_opens_at", "draw_at", "early_until", "grace_minutes",
            "teaser__shown_from", "teaser__opens_at", "tiered",
        )
        .first()
    )  # fmt: skip
    if row is None:
        return None
    pk, at, *versions, opens_at, closes_at, early, draw, early_until, grace, shown_from, planned, tiered = row
    reckoning.hear(at, asked, time.monotonic())
    counters = PieceCounter.objects.across_stores(WHY).filter(campaign=pk)
    shown = counters if tiered else counters.filter(Q(cap__isnull=False) | Q(variant__isnull=True))
    counts = list(shown.order_by("pk").values_list("pk", "cap", "taken"))
    told = (versions, [(counter, cap, cap is not None and taken >= cap) for counter, cap, taken in counts])
    ends = closes_at + timedelta(minutes=grace) if closes_at else None
    moments = (opens_at, closes_at, early, draw, early_until, ends, shown_from, planned)
    return Seen(
        version=_short(told),
        numbers=_short(counts),
        flips=tuple(sorted({moment for moment in moments if moment})),
    )


def _short(told: object) -> str:
    return blake2b(repr(told).encode(), digest_size=12).hexdigest()
