"""Reviews as everybody sees them, and what waits for an answer or for the operator."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import Photo
from bukapo.orders.models import Order, OrderLine
from bukapo.stores.models import Store
from bukapo.trust.models import MarkedDesign, Review, ReviewPhoto, ReviewReport
from bukapo.trust.reviews.rules import Rating, named, rating

PER_PAGE = 12


@dataclass(frozen=True)
class Seen:
    """A review as strangers may see it. `name` "" = without one. `design`: the picture to lay beside the first photo.

    Hidden: no words, pictures or video, only why.
    """

    row: Review
    name: str
    campaign: Campaign
    body: str
    photos: tuple[Photo, ...]
    video: str
    design: Photo | None

    @property
    def hidden(self) -> bool:
        return self.row.hidden_at is not None


@dataclass(frozen=True)
class Page:
    """`number` counts from 1."""

    seen: tuple[Seen, ...]
    number: int
    has_next: bool


def rating_of(store: Store, campaign: Campaign | None = None) -> Rating:
    """Of the whole store, or of one PO. One query."""
    rows = _of(store, campaign).order_by().values_list("stars")
    counted = list(rows.annotate(many=Count("pk"), hid=Count("hidden_at")))
    return rating({stars: many for stars, many, _ in counted}, sum(hid for *_, hid in counted))


def page_of(store: Store, campaign: Campaign | None = None, *, number: int = 1, most: int = PER_PAGE) -> Page:
    """The newest first. Four queries at most."""
    start = (number - 1) * most
    rows = list(_shown(_of(store, campaign))[start : start + most + 1])
    return Page(seen_of(store, rows[:most]), number, len(rows) > most)


def seen_of(store: Store, rows: Sequence[Review]) -> tuple[Seen, ...]:
    """The reviews laid out; `rows` as `_shown` loads them. At most two queries more."""
    designs = _designs(store, [row for row in rows if row.photos.all() and not row.hidden_at])
    return tuple(
        Seen(
            row=row,
            name=named(row.order.buyer_name, row.naming),
            campaign=row.order.campaign,
            body="" if row.hidden_at else row.body,
            photos=() if row.hidden_at else tuple(one.photo for one in row.photos.all()),
            video="" if row.hidden_at else row.video,
            design=designs.get(row.order_id),
        )
        for row in rows
    )


def review_at(store: Store, review_id: int) -> Seen | None:
    """One that shows; None for a hidden, another store's or unknown one."""
    row = _shown(_of(store).filter(pk=review_id, hidden_at=None)).first()
    return seen_of(store, [row])[0] if row else None


def review_of(order: Order) -> tuple[Seen, ...]:
    """The review of this order, if there is one; also a hidden one, for its buyer."""
    store = order.store
    return seen_of(store, list(_shown(_of(store).filter(order=order))[:1]))


def unanswered(store: Store) -> int:
    """How many wait for the seller's word."""
    return int(_of(store).filter(replied_at=None, hidden_at=None).count())


def reviews_for_seller(store: Store, which: str, *, number: int) -> Page:
    """`which`: unanswered, reported, hidden; anything else means all."""
    rows = _of(store).annotate(reported=_reported())
    rows = {
        "unanswered": rows.filter(replied_at=None, hidden_at=None),
        "reported": rows.filter(reported=True),
        "hidden": rows.filter(hidden_at__isnull=False),
    }.get(which, rows)
    start = (number - 1) * PER_PAGE
    found = list(_shown(rows)[start : start + PER_PAGE + 1])
    return Page(seen_of(store, found[:PER_PAGE]), number, len(found) > PER_PAGE)


def reported_anywhere(*, most: int = 50) -> "QuerySet[Review]":
    """What the operator has to look at, the oldest first, and what is hidden now. With `reports` that wait."""
    waiting = ReviewReport.objects.across_stores("the operator decides for every store").filter(decision="")
    rows = Review.objects.across_stores("the operator decides for every store").annotate(reported=_reported())
    rows = rows.filter(Q(reported=True) | Q(hidden_at__isnull=False))
    found: QuerySet[Review] = (
        rows.select_related("store", "order__campaign")
        .prefetch_related(
            Prefetch("reports", queryset=waiting),
            Prefetch("photos", queryset=_pictures("the operator decides for every store")),
        )
        .order_by("-reported", "pk")[:most]
    )
    return found


def _reported() -> Exists:
    rows = ReviewReport.objects.across_stores("those of a review are its store's")
    return Exists(rows.filter(review=OuterRef("pk"), decision=""))


def _pictures(why: str) -> "QuerySet[ReviewPhoto]":
    rows: QuerySet[ReviewPhoto] = ReviewPhoto.objects.across_stores(why).select_related("photo")
    return rows


def _of(store: Store, campaign: Campaign | None = None) -> "QuerySet[Review]":
    rows: QuerySet[Review] = Review.objects.of(store)
    return rows.filter(order__campaign=campaign) if campaign else rows


def _shown(rows: "QuerySet[Review]") -> "QuerySet[Review]":
    pictures = Prefetch("photos", queryset=_pictures("those of a review are its store's"))
    return rows.select_related("order__campaign").prefetch_related(pictures)


def _designs(store: Store, rows: Sequence[Review]) -> dict[int, Photo]:
    """Order id -> the picture marked as the design of its first product that has one."""
    if not rows:
        return {}
    marked: dict[tuple[int, int], Photo] = {
        (one.campaign_id, one.product_id): one.photo
        for one in MarkedDesign.objects.of(store)
        .filter(campaign__in={row.order.campaign_id for row in rows})
        .select_related("photo")
    }
    if not marked:
        return {}
    campaigns = {row.order_id: row.order.campaign_id for row in rows}
    lines = OrderLine.objects.of(store).filter(order__in=list(campaigns)).order_by("order_id", "position")
    found: dict[int, Photo] = {}
    for order, product in lines.values_list("order_id", "product_id"):
        photo = marked.get((campaigns[order], product))
        if photo is not None:
            found.setdefault(order, photo)
    return found
