"""A PO live: a dozen queries, whatever its size."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, Sum

from bukapo.campaigns.models import Campaign, Interest, LinkDay, PieceCounter, ShortLink, Teaser
from bukapo.campaigns.teaser.rules import COUNTED
from bukapo.catalog.models import Option
from bukapo.insights.forecast.facts import Before, before, course_of, forecastable, question
from bukapo.insights.forecast.pace import foresee
from bukapo.insights.forecast.reads import PastAccuracy, past_accuracy
from bukapo.insights.forecast.values import Course, Foreseen
from bukapo.insights.live.values import Bucket, Earlier, Funnel, Heat, Live, VariantCount
from bukapo.insights.tallies import reads as tallies
from bukapo.insights.tallies.reads import Fresh, Hour
from bukapo.insights.tallies.rules import TEASER, Sums, added


def live_of(campaign: Campaign, fresh: Fresh, *, at: datetime) -> Live:
    """The PO as it stands. Needs `campaign.store`."""
    hours = tallies.hours_of(campaign.pk, fresh)
    whole, counters = _counters(campaign)
    variants = _variants(counters, tallies.variants_of(campaign.pk, fresh))
    known = before(campaign) if forecastable(campaign) else Before()
    cap = whole.cap if whole else None
    sums = tallies.total(hours)
    foreseen = _foreseen(campaign, hours, known, cap, at)
    return Live(
        campaign=campaign,
        at=at,
        counted_to=fresh.counted_to,
        pieces=whole.taken if whole else 0,
        cap=cap,
        sums=sums,
        hours=hours,
        course=course_of(campaign, hours) if forecastable(campaign) else None,
        variants=variants,
        heats=_heats(campaign, variants),
        funnel=_funnel(campaign, hours, sums),
        earlier=_earlier(campaign, known, at),
        foreseen=foreseen,
        proven=_proven(campaign, known) if foreseen else None,
    )


def _counters(campaign: Campaign) -> tuple[PieceCounter | None, list[PieceCounter]]:
    rows = PieceCounter.objects.of(campaign.store_id).filter(campaign=campaign)
    found = list(rows.select_related("variant__product").order_by("variant__product_id", "variant__position"))
    return next((row for row in found if row.variant_id is None), None), [row for row in found if row.variant]


def _variants(counters: Sequence[PieceCounter], sums: Mapping[int, Sums]) -> tuple[VariantCount, ...]:
    found = []
    for row in counters:
        assert row.variant is not None
        own = sums.get(row.variant.pk, {})
        found.append(
            VariantCount(
                variant_id=row.variant.pk,
                product_id=row.variant.product_id,
                product=row.variant.product.name,
                label=row.variant.label,
                values=tuple(row.variant.values),
                pieces=row.taken,
                cap=row.cap,
                waiting=own.get("waiting_pieces", 0),
                goods=own.get("goods", 0),
            )
        )
    return tuple(found)


def _heats(campaign: Campaign, variants: Sequence[VariantCount]) -> tuple[Heat, ...]:
    """Per product with options: sizes across, the other option with the most values down. Two queries."""
    products = dict.fromkeys(one.product_id for one in variants)
    rows = Option.objects.of(campaign.store_id).filter(product_id__in=list(products))
    options: dict[int, list[Option]] = defaultdict(list)
    for option in rows.prefetch_related("values").order_by("product_id", "position"):
        options[option.product_id].append(option)
    told = []
    for product in products:
        own = [one for one in variants if one.product_id == product]
        if options[product] and len(own) > 1:
            told.append(_heat(own, options[product]))
    return tuple(told)


def _heat(variants: Sequence[VariantCount], options: Sequence[Option]) -> Heat:
    across = next((option for option in options if option.is_size), options[0])
    rest = [option for option in options if option.pk != across.pk]
    down = max(rest, key=lambda option: len(option.values.all()), default=None)
    cells: dict[tuple[str, str], int] = defaultdict(int)
    for one in variants:
        row = one.values[down.position] if down and down.position < len(one.values) else ""
        column = one.values[across.position] if across.position < len(one.values) else ""
        cells[row, column] += one.pieces
    return Heat(
        product=variants[0].product,
        down=down.name if down else "",
        across=across.name,
        rows=_known(down, {row for row, _ in cells}) if down else ("",),
        columns=_known(across, {column for _, column in cells}),
        cells=dict(cells),
    )


def _known(option: Option, found: set[str]) -> tuple[str, ...]:
    """In the option's own order; a value that was renamed since stands at the end."""
    names = [value.name for value in option.values.all() if value.name in found]
    return (*names, *sorted(found - set(names)))


def _funnel(campaign: Campaign, hours: Sequence[Hour], sums: Mapping[str, int]) -> Funnel:
    """Four queries."""
    store_id = campaign.store_id
    teased = Teaser.objects.of(store_id).filter(campaign=campaign).exists()
    people = Interest.objects.of(store_id).filter(campaign=campaign, state__in=COUNTED)
    told = people.aggregate(signed=Count("pk"), opened=Count("pk", filter=Q(opened_at__isnull=False)))
    linked = ShortLink.objects.of(store_id).filter(campaign=campaign).exists()
    days = LinkDay.objects.of(store_id).filter(link__campaign=campaign)
    visits = days.aggregate(people=Sum("people"))["people"] or 0
    return Funnel(
        signed=told["signed"] if teased else None,
        opened=told["opened"],
        early=sum(one.sums.get("placed", 0) for one in hours if one.source == TEASER),
        visits=visits if linked else None,
        placed=sums["placed"],
        paid=sums["held"] - sums["waiting"],
    )


def _earlier(campaign: Campaign, known: Before, at: datetime) -> Earlier | None:
    """The PO before at the same share of its window."""
    if not known.campaigns or not campaign.opens_at or at < campaign.opens_at:
        return None
    course, now = known.courses[0], course_of(campaign, ()).window.share(at)
    moment = course.window.opens_at + timedelta(hours=course.window.hours * now)
    then = sum(pieces for hour, pieces in course.hours if now >= 1 or hour < moment)
    return Earlier(known.campaigns[0], course, then, course.pieces)


def _foreseen(
    campaign: Campaign, hours: Sequence[Hour], known: Before, cap: int | None, at: datetime
) -> Foreseen | None:
    if campaign.state != "published" or not forecastable(campaign):
        return None
    asked = question(campaign, hours, known, cap=cap, at=at)
    return foresee(asked) if 0 < asked.share < 1 else None


def _proven(campaign: Campaign, known: Before) -> PastAccuracy | None:
    """One query, none for a store's first PO."""
    finals = {row.pk: course.pieces for row, course in zip(known.campaigns, known.courses, strict=True)}
    return past_accuracy(campaign.store_id, finals) if finals else None


def buckets(hours: Sequence[Hour], zone: ZoneInfo, *, by_hour: bool = False) -> tuple[Bucket, ...]:
    """Hours put together by day of the store's calendar, or by hour; those without orders are left out."""
    found: dict[datetime, Sums] = {}
    for one in hours:
        own = one.hour.astimezone(zone)
        start = own if by_hour else own.replace(hour=0, minute=0)
        added(found.setdefault(start, {}), one.sums)
    return tuple(Bucket(start, sums) for start, sums in sorted(found.items()))


def until(course: Course, at: datetime) -> int:
    """Pieces that had come by `at`, in whole hours."""
    return sum(pieces for hour, pieces in course.hours if hour < at)
