"""A store's own page: what runs, what comes, what was, and whether it was kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bukapo.campaigns import rules
from bukapo.campaigns.models import Campaign, Series
from bukapo.catalog.brand.writes import brand_of
from bukapo.catalog.models import Brand
from bukapo.faces.storefront.shown.batches import not_running
from bukapo.faces.storefront.shown.campaign import SOLD_OUT
from bukapo.faces.storefront.shown.cards import Card, cards
from bukapo.faces.storefront.shown.record import record_words
from bukapo.faces.storefront.shown.reviews import ON_STORE, ShownReviews, shown_reviews
from bukapo.faces.storefront.shown.telling import Telling, base, page_telling, poster_address, store_address
from bukapo.faces.ui import pictures
from bukapo.insights.record.reads import sending_record
from bukapo.insights.record.sent import PastPo
from bukapo.stores.models import Store
from bukapo.trust.reviews.rules import Rating

MOST = 24
RUNNING = (rules.OPEN, SOLD_OUT)


@dataclass(frozen=True)
class ShownPast:
    """A PO that is over, and what became of its promise, in words."""

    card: Card
    words: str
    late: bool = False


@dataclass(frozen=True)
class StorePage:
    """`record` is the sentence about promises ("" while nothing is known)."""

    store: Store
    brand: Brand
    running: tuple[Card, ...]
    coming: tuple[Card, ...]
    past: tuple[ShownPast, ...]
    series: tuple[Series, ...]
    record: tuple[str, ...]
    reviews: ShownReviews
    telling: Telling


def store_page(store: Store, *, at: datetime) -> StorePage:
    """In a fixed number of queries."""
    rows = Campaign.objects.of(store).exclude(state__in=["draft", "cancelled"])
    ordered = list(rows.select_related("store", "cover").order_by("-opens_at", "-id")[:MOST])
    found = cards(ordered, at=at)
    running = sorted((c for c in found if c.phase in RUNNING), key=lambda c: _soonest(c, at))
    coming = sorted((c for c in found if c.phase == rules.TEASER), key=lambda c: c.campaign.opens_at or at)
    over = [c for c in found if c.phase not in (*RUNNING, rules.TEASER)]
    record, brand = sending_record(store, at=at), brand_of(store)
    known, reviews = record.by_campaign, shown_reviews(store, most=ON_STORE, counted=record.facts.rating)
    return StorePage(
        store=store,
        brand=brand,
        running=tuple(running),
        coming=tuple(coming),
        past=tuple(_past(card, known.get(card.campaign.pk)) for card in over),
        series=tuple(Series.objects.of(store).filter(state="running").order_by("title")[:6]),
        record=record_words(record.facts),
        reviews=reviews,
        telling=_telling(store, brand, [*running, *coming], record.facts.rating),
    )


def _soonest(card: Card, at: datetime) -> tuple[bool, datetime]:
    """What can still be ordered comes first, what ends first before the others."""
    return card.phase != rules.OPEN, card.campaign.closes_at or at


def _past(card: Card, known: PastPo | None) -> ShownPast:
    if stopped := not_running(card.campaign):
        return ShownPast(card, stopped)
    late = known.days_late if known else None
    if late is None:
        return ShownPast(card, "")
    if late <= 0:
        return ShownPast(card, _("Tepat janji."))
    words = ngettext("Lewat %(n)s hari dari janji pertama.", "Lewat %(n)s hari dari janji pertama.", late)
    return ShownPast(card, words % {"n": late}, late=True)


def _telling(store: Store, brand: Brand, cards_: Sequence[Card], rating: Rating) -> Telling:
    text = (
        brand.line
        or store.about
        or _("PO dari %(store)s, %(city)s.") % {"store": store.name, "city": store.city}
    )
    first = next(iter(cards_), None)
    image = poster_address(first.campaign, first.phase) if first else ""
    if not image and brand.logo:
        image = base() + pictures.address(brand.logo, max(brand.logo.widths))
    return page_telling(
        store, title=store.name, text=one_line(text), address=store_address(store), image=image,
        logo=brand.logo, rating=rating, is_poster=first is not None,
    )  # fmt: skip


def one_line(text: str) -> str:
    """One line of at most 200 signs."""
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= 200 else f"{tidy[:199].rsplit(' ', 1)[0]}…"
