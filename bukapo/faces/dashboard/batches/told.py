"""A continuous PO and its batches as the seller sees them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from bukapo.campaigns.models import Campaign, Series
from bukapo.campaigns.reads import minimums_of, offer_of
from bukapo.campaigns.series.rules import DAYS, WEEKLY, Rhythm
from bukapo.faces.dashboard.prepare.forms.batch import WEEKDAYS
from bukapo.faces.dashboard.prepare.summary import Standing, standing
from bukapo.faces.storefront.shown.batches import ShownMinimum, shown_minimums
from bukapo.faces.storefront.shown.series import series_address
from bukapo.kernel.refusal import NotFound
from bukapo.orders.models import Order, Shortage
from bukapo.stores.models import Store

MOST = 30


@dataclass(frozen=True)
class BatchRow:
    """`mergeable`: its orders may still join another batch. `going`: what its buyers chose is being done."""

    standing: Standing
    minimums: tuple[ShownMinimum, ...]
    mergeable: bool
    going: bool


def series_at(store: Store, slug: str) -> Series:
    """Raises NotFound for another store's."""
    found: Series | None = Series.objects.of(store).select_related("store").filter(slug=slug).first()
    if found is None:
        raise NotFound()
    return found


def batch_rows(series: Series, *, at: datetime) -> list[BatchRow]:
    """The latest batches, newest first."""
    rows = Campaign.objects.of(series.store_id).filter(series=series).select_related("store", "series")
    return [_row(row, at) for row in rows.order_by("-batch")[:MOST]]


def _row(row: Campaign, at: datetime) -> BatchRow:
    going = Shortage.objects.of(row.store_id).filter(campaign=row, done_at=None).exists()
    living = row.state in ("published", "closed") and not row.produced_at and not row.fell_short_at
    orders = Order.objects.of(row.store_id).filter(campaign=row, state__in=["placed", "confirmed"])
    return BatchRow(
        standing=standing(row, at=at),
        minimums=_minimums(row) if row.state == "published" else (),
        mergeable=living and not going and orders.exists(),
        going=going,
    )


def _minimums(row: Campaign) -> tuple[ShownMinimum, ...]:
    """The whole offer is only read for a PO that has one."""
    return shown_minimums(row, offer_of(row)) if minimums_of(row) else ()


def rhythm_words(rhythm: Rhythm) -> str:
    """`Tutup tiap Jumat pukul 18.00, jadi 3 hari kemudian.`"""
    hour = rhythm.hour.replace(":", ".")
    if rhythm.mode == WEEKLY:
        when = _("Tutup tiap %(day)s pukul %(hour)s") % {"day": dict(WEEKDAYS)[rhythm.weekday], "hour": hour}
    elif rhythm.mode == DAYS:
        when = _("Tutup tiap %(days)s hari pukul %(hour)s") % {"days": rhythm.every_days, "hour": hour}
    else:
        when = _("Tutup begitu penuh, paling lama %(days)s hari") % {"days": rhythm.every_days}
    return _("%(when)s, jadi %(days)s hari kemudian.") % {"when": when, "days": rhythm.produced_after}


def batch_told(campaign: Campaign) -> dict[str, Any]:
    """For the PO's hub: its minimum, and the series it belongs to."""
    running = campaign.state == "published" and not campaign.fell_short_at
    minimums = _minimums(campaign) if running else ()
    series = campaign.series
    return {
        "minimums": minimums,
        "may_waive": running and any(not minimum.reached for minimum in minimums),
        "series": series,
        "series_link": series_address(series) if series else "",
    }
