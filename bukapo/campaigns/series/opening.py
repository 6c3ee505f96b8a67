"""Opening the next batch: the last one again, with new days. Once for every number, whoever asks how often."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from bukapo.campaigns import plan as plans
from bukapo.campaigns.bundles.cloning import clone_bundles
from bukapo.campaigns.guarantees.steps import clone_ladder
from bukapo.campaigns.linting.writes import carry_overruled
from bukapo.campaigns.models import (
    Campaign,
    CampaignItem,
    CampaignPhoto,
    Minimum,
    PieceCounter,
    PriceTier,
    Promise,
    Series,
)
from bukapo.campaigns.rules import BATCH
from bukapo.campaigns.series.begin import titled
from bukapo.campaigns.series.events import BatchOpened
from bukapo.campaigns.series.rules import FULL, Rhythm, SeriesOver, SeriesPaused
from bukapo.campaigns.writes.publish import check_ready, publish_within
from bukapo.journal.events import Event
from bukapo.kernel import ids
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop

OF_THE_LAST = frozenset(plans.COLUMNS) - {
    "title", "opens_at", "closes_at", "early_opens_at", "draw_at", "early_until", "rhythm",
}  # fmt: skip
"""Columns that a batch takes over from the one before. Early prices and early opening belong to a first one."""


def lock_series(*, store_id: int, series_id: int) -> Series:
    """The series, locked until the transaction ends: the first lock of a write that opens a batch. Raises NotFound."""
    row: Series | None = Series.objects.of(store_id).select_for_update().filter(pk=series_id).first()
    if row is None:
        raise NotFound()
    return row


def latest_batch(series: Series) -> Campaign:
    """The one with the highest number."""
    rows = Campaign.objects.of(series.store_id).filter(series=series).select_related("store", "series")
    found: Campaign = rows.order_by("-batch")[0]
    return found


def batch_after(series: Series, batch: int) -> Campaign | None:
    """The earliest batch after this one that still takes part in anything."""
    rows = Campaign.objects.of(series.store_id).filter(series=series, batch__gt=batch, state="published")
    return rows.filter(fell_short_at=None).select_related("store", "series").order_by("batch").first()


def open_within(series: Series, *, at: datetime, by_hand: bool = False) -> tuple[Campaign, list[Event]]:
    """A step, under the series' lock: the next batch is open from now on. The caller records the events.

    Raises SeriesOver, SeriesPaused, NotReady (the store or a product has lost what a PO needs).
    """
    if series.state == "stopped":
        raise SeriesOver()
    if series.state != "running":
        raise SeriesPaused()
    last = latest_batch(series)
    rhythm, zone = Rhythm.of(series.rhythm), last.store.zone
    # One that closes when it is full keeps no days: the last one's were only the latest.
    closes_at = rhythm.next_closing(at, zone, before=None if rhythm.mode == FULL else last.closes_at)
    fresh = _cloned(series, last, at=at, closes_at=closes_at)
    for what, day in rhythm.promised(closes_at, zone).items():
        Promise.objects.create(store_id=fresh.store_id, campaign=fresh, what=what, day=day, made_at=at)
    check_ready(fresh, at)
    published = publish_within(fresh, at)
    opened = BatchOpened(
        store_id=series.store_id,
        campaign_id=fresh.pk,
        series_id=series.pk,
        batch=fresh.batch or 0,
        closes_at=closes_at,
        by_hand=by_hand,
    )
    return fresh, [published, opened]


def _cloned(series: Series, last: Campaign, *, at: datetime, closes_at: datetime) -> Campaign:
    batch = (last.batch or 0) + 1
    columns: dict[str, Any] = {name: getattr(last, name) for name in OF_THE_LAST}
    columns |= {"kind": BATCH, "series": series, "batch": batch, "title": titled(series.title, batch)}
    columns |= {"opens_at": at, "closes_at": closes_at, "cover_id": last.cover_id, "created_at": at}
    columns["rhythm"] = series.rhythm
    fresh = _named(series, batch, columns)
    _items(last, fresh)
    clone_bundles(last, fresh)
    clone_ladder(last, fresh, at)
    carry_overruled(last, fresh)
    _caps(series, last, fresh)
    _minimums(series, last, fresh)
    CampaignPhoto.objects.bulk_create(
        CampaignPhoto(store_id=row.store_id, campaign=fresh, photo_id=row.photo_id, position=row.position)
        for row in CampaignPhoto.objects.of(last.store_id).filter(campaign=last)
    )
    return fresh


def _named(series: Series, batch: int, columns: dict[str, Any]) -> Campaign:
    wished = ids.slug(f"{series.slug[:50]}-{batch}")
    for slug in (wished, *(f"{wished[:55]}-{letter}" for letter in "bcdefghij")):
        if Campaign.objects.of(series.store_id).filter(slug=slug).exists():
            continue
        try:
            with transaction.atomic():
                made = Campaign.objects.create(store_id=series.store_id, slug=slug, **columns)
        except IntegrityError:
            continue
        found: Campaign = (
            Campaign.objects.of(series.store_id).select_related("store", "series").get(pk=made.pk)
        )
        return found
    raise Invalid(field="slug", why=gettext_noop("Alamat PO ini sudah dipakai. Pilih yang lain."))


def _items(last: Campaign, fresh: Campaign) -> None:
    for item in CampaignItem.objects.of(last.store_id).filter(campaign=last).prefetch_related("tiers"):
        row = CampaignItem.objects.create(
            store_id=item.store_id,
            campaign=fresh,
            product_id=item.product_id,
            price=item.price,
            normal_price=item.normal_price,
            position=item.position,
        )
        PriceTier.objects.bulk_create(
            PriceTier(store_id=tier.store_id, item=row, from_pieces=tier.from_pieces, price=tier.price)
            for tier in item.tiers.all()
        )


def _caps(series: Series, last: Campaign, fresh: Campaign) -> None:
    """Of the PO by the series; of variants as they stand in the last batch. Publishing adds what is missing."""
    counters = PieceCounter.objects.of(last.store_id).filter(campaign=last, variant__isnull=False)
    PieceCounter.objects.create(store_id=fresh.store_id, campaign=fresh, cap=series.cap)
    PieceCounter.objects.bulk_create(
        PieceCounter(store_id=fresh.store_id, campaign=fresh, variant_id=row.variant_id, cap=row.cap)
        for row in counters
        if row.cap is not None
    )


def _minimums(series: Series, last: Campaign, fresh: Campaign) -> None:
    rows = Minimum.objects.of(last.store_id).filter(campaign=last, product__isnull=False)
    found = [
        Minimum(
            store_id=row.store_id,
            campaign=fresh,
            product_id=row.product_id,
            option=row.option,
            value=row.value,
            pieces=row.pieces,
        )
        for row in rows
    ]
    if series.minimum:
        found.append(Minimum(store_id=fresh.store_id, campaign=fresh, pieces=series.minimum))
    Minimum.objects.bulk_create(found)


def next_of(series: Series, batch: int, *, at: datetime) -> tuple[Campaign | None, list[Event]]:
    """A step, under the series' lock: the batch after this one, opened if there is none. None: the series is over."""
    if (found := batch_after(series, batch)) is not None and found.closes_at and at < found.closes_at:
        return found, []
    return open_within(series, at=at) if series.state == "running" else (None, [])
