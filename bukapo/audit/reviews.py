"""Reviews are of received orders and as their events say; a store's record is what its rows and events say."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bukapo.audit.breach import Breach
from bukapo.campaigns.models import CampaignItem, Promise
from bukapo.campaigns.rules import SHIP_UNTIL
from bukapo.journal.models import EventRow
from bukapo.kernel.canonical import digest
from bukapo.shipping.models import Parcel
from bukapo.stores.models import Store
from bukapo.trust.models import MarkedDesign, Review, ReviewPhoto, ReviewReport, ReviewVersion
from bukapo.trust.reviews.reads import rating_of
from bukapo.trust.reviews.rules import MOST_PHOTOS, Said, rating, told
from bukapo.trust.reviews.writes import text_digest

WHY = "the audit reads every store"
WRITTEN = ("order.reviewed", "order.review_edited")
ANSWERED = ("order.review_answered", "order.review_reply_edited")
LEAVING = ("order.packed", "order.shipped", "order.received", "order.part_shipped", "order.rest_dropped")
JUDGED = ("order.review_hidden", "order.review_shown")


def reviews() -> Iterator[Breach]:
    """One per received order, each with its event; hidden only as the operator's last word says, for its reason."""
    known: dict[int, int | None] = {}
    hidden: dict[int, str] = {}
    answered: dict[int, str | None] = {}
    rows = EventRow.objects.filter(kind__in=[*WRITTEN[:1], *JUDGED, *ANSWERED]).order_by("id")
    for kind, order, data in rows.values_list("kind", "order_id", "data"):
        review = data["review_id"]
        if kind in WRITTEN:
            known[review] = order
        elif kind in ANSWERED:
            answered[review] = data.get("digest")
        else:
            hidden[review] = data["reason"] if kind == JUDGED[0] else ""
    found = Review.objects.across_stores(WHY).select_related("order").order_by("pk")
    for row in found.iterator(chunk_size=500):
        where = f"review {row.pk}"
        if known.pop(row.pk, None) != row.order_id:
            yield Breach("review", where, "nobody wrote it")
        if row.order.state != "received":
            yield Breach("review", where, f"is of an order that is {row.order.state}")
        if row.hidden_why != hidden.get(row.pk, "") or bool(row.hidden_at) != bool(row.hidden_why):
            yield Breach("review", where, "is not hidden or shown as the operator said")
        sealed = answered.get(row.pk, "")
        if sealed is not None and sealed != (text_digest(row.reply) if row.reply else ""):
            yield Breach("review", where, "has an answer nobody gave")
    for gone in known:
        yield Breach("review", f"review {gone}", "was written and is gone")


def words() -> Iterator[Breach]:
    """The last version is what the review says; each has the digest that its event seals."""
    sealed: dict[tuple[int, int], str | None] = {}
    rows = EventRow.objects.filter(kind__in=WRITTEN).order_by("id")
    for data in rows.values_list("data", flat=True):
        sealed[data["review_id"], data.get("edition", 1)] = data.get("digest")
    last: dict[int, dict[str, Any]] = {}
    versions = ReviewVersion.objects.across_stores(WHY).order_by("review_id", "number")
    for row in versions.iterator(chunk_size=500):
        event = sealed.pop((row.review_id, row.number), "")
        if digest(row.told) != row.digest or (event is not None and event != row.digest):
            yield Breach("review words", f"review {row.review_id}", f"version {row.number} was altered")
        last[row.review_id] = row.told
    for review, number in sealed:
        yield Breach("review words", f"review {review}", f"version {number} is gone")
    shown: dict[int, list[str]] = defaultdict(list)
    for review, key in ReviewPhoto.objects.across_stores(WHY).values_list("review_id", "photo__key"):
        shown[review].append(key)
    for row in Review.objects.across_stores(WHY).order_by("pk").iterator(chunk_size=500):
        said = Said(row.stars, row.body, row.fit, row.satisfaction, row.video, row.naming)
        if last.get(row.pk) != told(said, shown[row.pk]) or len(shown[row.pk]) > MOST_PHOTOS:
            yield Breach("review words", f"review {row.pk}", "does not say what its last version says")


def reports() -> Iterator[Breach]:
    """Every report has its event, and only the operator's word decides one."""
    made: dict[int, str] = {}
    decided: Counter[int] = Counter()
    rows = EventRow.objects.filter(kind__in=["order.review_reported", *JUDGED])
    for kind, data in rows.order_by("id").values_list("kind", "data"):
        if kind == "order.review_reported":
            made[data["report_id"]] = data["reason"]
        else:
            decided[data["review_id"]] += data["reports"]
    count: Counter[int] = Counter()
    for row in ReviewReport.objects.across_stores(WHY).order_by("pk").iterator(chunk_size=500):
        if made.pop(row.pk, None) != row.reason:
            yield Breach("review report", f"report {row.pk}", "was not made like this")
        count[row.review_id] += row.decision != ""
    for review in sorted(count | decided):
        if count[review] != decided[review]:
            yield Breach("review report", f"review {review}", "has reports decided by nobody")
    for gone in made:
        yield Breach("review report", f"report {gone}", "was made and is gone")


def designs() -> Iterator[Breach]:
    """What is marked was marked last, of a product of the PO, and is a picture of either."""
    marked: dict[tuple[int | None, int], int | None] = {}
    rows = EventRow.objects.filter(kind="campaign.design_marked").order_by("id")
    for campaign, data in rows.values_list("campaign_id", "data"):
        marked[campaign, data["product_id"]] = data["photo_id"]
    for row in MarkedDesign.objects.across_stores(WHY).select_related("photo").order_by("pk"):
        where = f"PO {row.campaign_id}, product {row.product_id}"
        if marked.pop((row.campaign_id, row.product_id), None) != row.photo_id:
            yield Breach("design", where, "nobody marked this picture")
        items = CampaignItem.objects.across_stores(WHY).filter(campaign=row.campaign_id)
        if not items.filter(product=row.product_id).exists() or row.photo.place not in (
            "product",
            "campaign",
        ):
            yield Breach("design", where, "is no picture of the PO's goods")
    for (campaign, product), photo in marked.items():
        if photo is not None:
            yield Breach("design", f"PO {campaign}, product {product}", "was marked and is not any more")


def records() -> Iterator[Breach]:
    """What a store's record says of reviews, first promises and sending follows from the journal alone."""
    yield from _left_when_told()
    yield from _promised_as_published()
    stars = _stars_told()
    for store in Store.objects.order_by("pk"):
        if rating_of(store).spread != rating(stars.get(store.pk, {})).spread:
            yield Breach("record", f"store {store.pk}", "its rating is not what its buyers wrote")


def _promised_as_published() -> Iterator[Breach]:
    """The first day told for sending is the one the PO was published with: lateness counts from it."""
    first: dict[int, str] = {}
    rows = Promise.objects.across_stores(WHY).filter(what=SHIP_UNTIL).order_by("pk")
    for campaign, day in rows.values_list("campaign_id", "day"):
        first.setdefault(campaign, day.isoformat())
    events = EventRow.objects.filter(kind="campaign.published").order_by("id")
    for campaign, data in events.values_list("campaign_id", "data"):
        said = data["promises"].get(SHIP_UNTIL)
        if said and campaign in first and first[campaign] != said:
            yield Breach("record", f"PO {campaign}", f"was first promised for {said}, not {first[campaign]}")


def _stars_told() -> dict[int, Counter[int]]:
    """Store -> stars -> how many, by the last word of each buyer."""
    last: dict[int, tuple[int, int]] = {}
    rows = EventRow.objects.filter(kind__in=WRITTEN).order_by("id")
    for store, data in rows.values_list("store_id", "data"):
        last[data["review_id"]] = store, data["stars"]
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for store, many in last.values():
        found[store][many] += 1
    return found


def _left_when_told() -> Iterator[Breach]:
    """A parcel was packed and left at the moments its events tell: the record counts lateness from them.

    Where the rest of an order was dropped, its parcel is the part that had left before.
    """
    left_at: dict[int | None, datetime] = {}
    packed_at: dict[int | None, datetime] = {}
    parts: dict[int | None, datetime] = {}
    rows = EventRow.objects.filter(kind__in=LEAVING).order_by("id")
    for kind, at, data in rows.values_list("kind", "at", "data").iterator(chunk_size=2000):
        if kind == "order.part_shipped":
            parts[data.get("part_id")] = at
            continue
        when = parts.get(data.get("part_id"), at) if kind == "order.rest_dropped" else at
        parcel = data.get("parcel_id")  # an event whose kind was altered holds none; its chain tells of it
        packed_at.setdefault(parcel, when)
        if kind != "order.packed":
            left_at.setdefault(parcel, when)
    parcels = Parcel.objects.across_stores(WHY).values_list("pk", "packed_at", "handed_at").order_by("pk")
    for pk, packed, handed in parcels.iterator(chunk_size=2000):
        if pk in left_at and handed != left_at[pk]:
            left = f"{handed:%Y-%m-%d %H:%M}" if handed else "never"
            yield Breach("record", f"parcel {pk}", f"left at {left}, its event tells another time")
        if pk in packed_at and packed != packed_at[pk]:
            yield Breach(
                "record", f"parcel {pk}", f"packed at {packed:%Y-%m-%d %H:%M}, its event tells another time"
            )
