"""A live PO as drawings: the fan, bars by day and hour, the heat of sizes and colours, bars of what came from where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from bukapo.faces.dashboard.live.words import source_words
from bukapo.faces.ui import dates
from bukapo.faces.ui.fans import Fan, fan
from bukapo.faces.ui.shares import Share, share_bars
from bukapo.faces.ui.templatetags.ui import angka
from bukapo.insights.live.reads import buckets
from bukapo.insights.live.values import Bucket, Heat, Live

SHORT = timedelta(days=3)
"""A PO whose window is not longer is drawn hour by hour."""
MOST_BARS = 31
STEPS = 5
MOST_VARIANTS = 12

Points = list[tuple[str, int]]


@dataclass(frozen=True)
class FanRow:
    """A line of the fan's table: until when, the count, and (ahead) its range."""

    when: str
    pieces: int
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class HeatTable:
    """`rows`: (value, cells of (pieces, step 0 to STEPS), sum)."""

    title: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[int, int], ...], int], ...]


def fan_of(live: Live, zone: ZoneInfo) -> tuple[Fan, list[FanRow]] | None:
    """The cumulative line with its table; None for a PO without a window."""
    if live.course is None:
        return None
    window = live.course.window
    end = min(max(live.at, window.opens_at), window.closes_at)
    hours = [(hour + timedelta(hours=1), pieces) for hour, pieces in live.course.hours]
    so_far = [(window.opens_at, 0)]
    so_far += [
        (min(at, end), total) for (at, _n), total in zip(hours, accumulate(n for _, n in hours), strict=True)
    ]
    so_far.append((end, live.sums["pieces"]))
    told = live.foreseen
    ahead = [(one.at, one.low, one.median, one.high) for one in told.path] if told else []
    across = [(_("Kuota"), live.cap, "cap")] if live.cap else []
    if live.campaign.target and live.campaign.target != live.cap:
        across.append((_("Target"), live.campaign.target, "target"))
    drawn = fan(
        _label(live),
        window=(window.opens_at, window.closes_at),
        so_far=so_far,
        before=_before(live),
        ahead=ahead,
        across=across,
        ticks=_ticks(window.opens_at.astimezone(zone), window.closes_at.astimezone(zone)),
        now=live.at if live.open else None,
        show=angka,
    )
    return drawn, _rows(live, so_far, zone)


def _label(live: Live) -> str:
    words = _("Jumlah pcs dari buka sampai tutup: sekarang %(n)s.") % {"n": angka(live.sums["pieces"])}
    if live.foreseen:
        facts = {
            "n": angka(live.foreseen.median),
            "low": angka(live.foreseen.low),
            "high": angka(live.foreseen.high),
        }
        words += " " + _("Perkiraan akhir %(n)s, antara %(low)s dan %(high)s.") % facts
    return words


def _before(live: Live) -> list[tuple[float, int]]:
    """The PO before, by the share of its window."""
    if live.earlier is None:
        return []
    course = live.earlier.course
    sums = accumulate(pieces for _hour, pieces in course.hours)
    points = [
        (course.window.share(hour + timedelta(hours=1)), total)
        for (hour, _n), total in zip(course.hours, sums, strict=True)
    ]
    return [(0.0, 0), *points, (1.0, live.earlier.final)]


def _ticks(first: datetime, last: datetime) -> list[tuple[datetime, str]]:
    """Days of the window, at most six; hours of one that is shorter than two days."""
    if last - first <= timedelta(days=2):
        step = max(1, round((last - first) / timedelta(hours=1) / 5))
        start = first.replace(minute=0, second=0) + timedelta(hours=1)
        return [(at, f"{at:%H}.00") for at in _every(start, last, timedelta(hours=step))]
    step = -(-(last - first).days // 6) or 1
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return [(at, f"{at.day}/{at.month}") for at in _every(midnight, last, timedelta(days=step))]


def _every(first: datetime, last: datetime, step: timedelta) -> list[datetime]:
    return [first + step * n for n in range(max(0, int((last - first) / step) + 1))]


def _rows(live: Live, so_far: Sequence[tuple[datetime, int]], zone: ZoneInfo) -> list[FanRow]:
    """The count at the end of each day, then the range at closing."""
    days = {(at - timedelta(seconds=1)).astimezone(zone).date(): total for at, total in so_far[1:]}
    rows = [FanRow(dates.short_day(day), total) for day, total in sorted(days.items())]
    if live.foreseen and live.course:
        when = _("Saat tutup (perkiraan)")
        rows.append(FanRow(when, live.foreseen.median, live.foreseen.low, live.foreseen.high))
    return rows


def bars_of(live: Live, zone: ZoneInfo) -> tuple[str, Points, Points]:
    """What a bar is ("day" or "hour"), pieces in each, rupiah ordered in each; empty ones between are there, too."""
    campaign = live.campaign
    short = bool(campaign.opens_at and campaign.closes_at and campaign.closes_at - campaign.opens_at <= SHORT)
    found = buckets(live.hours, zone, by_hour=short)
    if not found:
        return ("hour" if short else "day"), [], []
    step = timedelta(hours=1) if short else timedelta(days=1)
    known = {_place(one.start, short): one for one in found}
    places = _every(found[0].start, found[-1].start, step)[-MOST_BARS:]
    rows = [(f"{at:%H}" if short else f"{at.day}/{at.month}", known.get(_place(at, short))) for at in places]
    return (
        "hour" if short else "day",
        [(label, _of(one, "pieces")) for label, one in rows],
        [(label, _of(one, "charged")) for label, one in rows],
    )


def _place(at: datetime, short: bool) -> object:
    return (at.date(), at.hour) if short else at.date()


def _of(bucket: Bucket | None, name: str) -> int:
    return bucket.sums.get(name, 0) if bucket else 0


def busy_hours(live: Live, zone: ZoneInfo) -> Points:
    """Pieces by hour of the day, over all days."""
    found = dict.fromkeys(range(24), 0)
    for one in live.hours:
        found[one.hour.astimezone(zone).hour] += one.sums.get("pieces", 0)
    return [(f"{hour:02}", pieces) for hour, pieces in found.items()] if any(found.values()) else []


def heat_table(heat: Heat) -> HeatTable:
    """Steps by the share of the fullest cell."""
    title = heat.product if not heat.down else f"{heat.product}: {heat.down} × {heat.across}"
    rows = []
    for row in heat.rows:
        own = [heat.cells.get((row, column), 0) for column in heat.columns]
        cells = tuple((n, -(-n * STEPS // heat.most) if n else 0) for n in own)
        rows.append((row or _("pcs"), cells, sum(own)))
    return HeatTable(title, heat.down or heat.across, heat.columns, tuple(rows))


def source_bars(live: Live) -> tuple[Share, ...]:
    """Pieces by the way they came."""
    rows = [
        (source_words(source), pieces, _("%(n)s pesanan") % {"n": angka(orders)})
        for source, orders, pieces in live.sources
    ]
    return share_bars(rows, show=lambda n: _("%(n)s pcs") % {"n": angka(n)})


def variant_bars(live: Live) -> tuple[Share, ...]:
    """The variants with the most pieces; what waits for payment and what is left of a cap in small words."""
    several = len({one.product_id for one in live.variants}) > 1
    rows = []
    for one in sorted(live.variants, key=lambda one: -one.pieces)[:MOST_VARIANTS]:
        notes = []
        if one.waiting:
            notes.append(_("%(n)s belum dibayar") % {"n": angka(one.waiting)})
        if one.cap is not None:
            notes.append(_("sisa %(n)s") % {"n": angka(max(0, one.cap - one.pieces))})
        name = f"{one.product} {one.label}" if several else one.label or one.product
        rows.append((name.strip(), one.pieces, " · ".join(notes)))
    return share_bars([row for row in rows if row[1]], show=angka)


def funnel_bars(live: Live) -> tuple[Share, ...]:
    """From hearing of it to having paid; steps this PO does not have are left out."""
    told = live.funnel
    rows: list[tuple[str, int, str]] = []
    if told.signed is not None:
        rows.append((_("Daftar di teaser"), told.signed, ""))
        rows.append((_("Buka form dari undangan"), told.opened, _of_before(told.opened, told.signed)))
        rows.append((_("Pesan dari undangan"), told.early, _of_before(told.early, told.opened)))
    if told.visits is not None:
        rows.append((_("Kunjungan lewat link pendek"), told.visits, ""))
    rows.append((_("Pesanan masuk (semua)"), told.placed, ""))
    rows.append((_("Sudah bayar"), told.paid, _of_before(told.paid, told.placed)))
    return share_bars(rows, show=angka)


def _of_before(part: int, whole: int) -> str:
    """`45% dari langkah sebelumnya`."""
    return _("%(share)s%% dari langkah sebelumnya") % {"share": round(100 * part / whole)} if whole else ""
