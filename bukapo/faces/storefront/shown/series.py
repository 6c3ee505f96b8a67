"""A continuous PO: the batch that is open, and those before it with what was promised and kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse

from bukapo.campaigns import rules
from bukapo.campaigns.models import Campaign, PieceCounter, Promise, Series
from bukapo.campaigns.reads import offer_of
from bukapo.faces.storefront.shown.batches import ShownMinimum, batch_words, not_running, shown_minimums
from bukapo.faces.storefront.shown.campaign import SOLD_OUT
from bukapo.faces.storefront.shown.cards import Card, cards
from bukapo.faces.storefront.shown.telling import Telling, page_telling, poster_address
from bukapo.faces.ui import dates

MOST = 40


@dataclass(frozen=True)
class PastBatch:
    """`promised` is the day that counts (earlier days are on its page); `made` the day it was finished, if it was."""

    campaign: Campaign
    pieces: int
    promised: date | None
    made: date | None
    not_running: str

    @property
    def late(self) -> int:
        """Days after the promise."""
        return max(0, (self.made - self.promised).days) if self.made and self.promised else 0


@dataclass(frozen=True)
class OpenBatch:
    """A batch that takes orders, or will: `words` say until when, and when it is made."""

    card: Card
    words: str
    minimums: tuple[ShownMinimum, ...]


@dataclass(frozen=True)
class SeriesPage:
    """The first of the `open` ones is the one to order from."""

    series: Series
    open: tuple[OpenBatch, ...]
    past: tuple[PastBatch, ...]

    @property
    def address(self) -> str:
        return series_address(self.series)

    @property
    def telling(self) -> Telling:
        """What the page tells chats and search engines: the batch that is open."""
        first = next(iter(self.open), None)
        store = self.series.store
        return page_telling(
            store,
            title=self.series.title,
            text=f"{first.words if first else self.series.title} {store.name}",
            address=self.address,
            image=poster_address(first.card.campaign, first.card.phase) if first else "",
        )


def series_address(series: Series) -> str:
    """The link in bio: it always leads to the batch that is open."""
    path = reverse("storefront:series", args=[series.store.slug, series.slug])
    return f"{settings.BASE_URL.rstrip('/')}{path}"


def series_page(series: Series, *, at: datetime) -> SeriesPage:
    """In a fixed number of queries. `series.store` should be loaded."""
    rows = (
        Campaign.objects.of(series.store_id).filter(series=series).exclude(state__in=["draft", "cancelled"])
    )
    batches = list(rows.select_related("store", "cover", "series").order_by("-batch")[:MOST])
    days = _promised(series.store_id, batches)
    living = [one for one in batches if one.state == "published" and one.closes_at and at < one.closes_at]
    shown = cards(sorted(living, key=lambda one: one.batch or 0), at=at)
    best = sorted(shown, key=lambda card: (card.phase != rules.OPEN, card.phase == SOLD_OUT))
    zone = series.store.zone
    words = {one.pk: batch_words(one.batch or 0, one.closes_at, days.get(one.pk), zone) for one in living}
    return SeriesPage(
        series=series,
        open=tuple(
            OpenBatch(
                card,
                words[card.campaign.pk],
                shown_minimums(card.campaign, offer_of(card.campaign, at=at)),
            )
            for card in best[:3]
        ),
        past=_past(series, [one for one in batches if one not in living], days),
    )


def _promised(store_id: int, batches: Sequence[Campaign]) -> dict[int, date]:
    rows = Promise.objects.of(store_id).filter(campaign__in=batches, what=rules.PRODUCED).order_by("id")
    return dict(rows.values_list("campaign_id", "day"))


def _past(series: Series, batches: Sequence[Campaign], days: dict[int, date]) -> tuple[PastBatch, ...]:
    counters = PieceCounter.objects.of(series.store_id).filter(campaign__in=batches, variant=None)
    pieces = dict(counters.values_list("campaign_id", "taken"))
    return tuple(
        PastBatch(
            campaign=one,
            pieces=pieces.get(one.pk, 0),
            promised=days.get(one.pk),
            made=dates.local(one.produced_at, series.store.zone).date() if one.produced_at else None,
            not_running=not_running(one),
        )
        for one in batches
    )
