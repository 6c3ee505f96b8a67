"""A drafted PO in batches becomes the first batch of its series, in the transaction that publishes it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from bukapo.campaigns.models import Campaign, Minimum, PieceCounter, Series
from bukapo.campaigns.series.events import SeriesBegun
from bukapo.kernel.refusal import Invalid, gettext_noop

LONGEST = 80


def titled(title: str, batch: int) -> str:
    """What a batch is called: the terms and every message say it."""
    return f"{title[:LONGEST]} · Gelombang {batch}"


def begin_series(campaign: Campaign, at: datetime) -> SeriesBegun:
    """A step: the locked draft, which is ready, is batch 1. The caller publishes it and records the event."""
    whole = PieceCounter.objects.of(campaign.store_id).filter(campaign=campaign, variant=None).first()
    least = Minimum.objects.of(campaign.store_id).filter(campaign=campaign, product=None).first()
    series = _new(campaign, at, cap=whole.cap if whole else None, minimum=least.pieces if least else None)
    campaign.series, campaign.batch, campaign.title = series, 1, titled(campaign.title, 1)
    campaign.save(update_fields=["series", "batch", "title"])
    return SeriesBegun(
        store_id=campaign.store_id,
        campaign_id=campaign.pk,
        series_id=series.pk,
        state="running",
        slug=series.slug,
        title=series.title,
        batch=1,
        rhythm=series.rhythm,
    )


def _new(campaign: Campaign, at: datetime, *, cap: int | None, minimum: int | None) -> Series:
    for slug in (campaign.slug, *(f"{campaign.slug[:55]}-{number}" for number in range(2, 100))):
        try:
            with transaction.atomic():
                made: Series = Series.objects.create(
                    store_id=campaign.store_id,
                    slug=slug,
                    title=campaign.title[:LONGEST],
                    rhythm=campaign.rhythm,
                    cap=cap,
                    minimum=minimum,
                    begun_at=at,
                )
                return made
        except IntegrityError:
            continue
    raise Invalid(field="slug", why=gettext_noop("Alamat PO ini sudah dipakai. Pilih yang lain."))
