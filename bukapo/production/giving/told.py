"""What a work order says beside its numbers, told; and how a recap is divided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import Photo
from bukapo.production.giving.rules import Bin, Part
from bukapo.production.giving.steps import OVER, Recaps, cut, part_of, recap_to_give, stock_of
from bukapo.production.models import WorkOrder, WorkOrderDesign, WorkOrderQuestion
from bukapo.production.recap import ProductCount, Recap

Specification = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ToldDesign:
    """A print or embroidery: its place, technique and size; `product` is "" for all."""

    place: str
    technique: str
    size: str
    caption: str
    product: str
    photo: Photo | None

    @property
    def words(self) -> str:
        """`Depan · plastisol 2 warna · 28 × 35 cm`."""
        return " · ".join(part for part in (self.place, self.technique, self.size) if part)


@dataclass(frozen=True)
class ToldQuestion:
    text: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True)
class Neighbour:
    """A work order before or after this one: its number, workshop and state."""

    number: str
    workshop: str
    state: str


@dataclass(frozen=True)
class Division:
    """How much of the latest frozen recap nobody has been given; `ends` are what work orders do not pass on in full."""

    version: int
    bins: tuple[Bin, ...]
    ends: tuple[tuple[str, int], ...] = ()

    @property
    def whole(self) -> int:
        return sum(one.whole for one in self.bins)

    @property
    def left(self) -> int:
        return sum(one.left for one in self.bins)

    @property
    def open(self) -> tuple[Bin, ...]:
        """Variants of which something is left."""
        return tuple(one for one in self.bins if one.left)

    @property
    def products(self) -> tuple[str, ...]:
        """In the recap's order."""
        return tuple(dict.fromkeys(one.piece[0] for one in self.bins))


def division(campaign: Campaign) -> Division | None:
    """None before there is a frozen recap. Raises RecapAltered."""
    row = recap_to_give(campaign)
    if row is None:
        return None
    return Division(row.version, stock_of(campaign, row).bins, tuple(_ends(campaign)))


def division_after(campaign: Campaign, number: str) -> Division | None:
    """What that work order of the PO does not pass on yet; None when there is none to follow."""
    rows = WorkOrder.objects.of(campaign.store_id).filter(campaign=campaign, number=number, order=None)
    live = rows.exclude(state__in=OVER).select_related("recap").prefetch_related("sizes")
    before = live.first()
    if before is None:
        return None
    return Division(before.recap.version, stock_of(campaign, before.recap, before).bins)


def part_again(campaign: Campaign, number: str) -> Part | None:
    """What a work order was given that was refused or cancelled; None when it is not over, or not there."""
    rows = WorkOrder.objects.of(campaign.store_id).filter(campaign=campaign, number=number, order=None)
    order = rows.filter(state__in=OVER).select_related("recap").prefetch_related("sizes").first()
    return part_of(order, Recaps().of(order.recap)) if order else None


def products_of(order: WorkOrder, recap: Recap) -> tuple[ProductCount, ...]:
    """What it is to make of its own recap, without spare pieces."""
    if not order.part:
        return tuple(product.count() for product in recap.products)
    return tuple(cut(recap, part_of(order, recap)))


def designs_of(order: WorkOrder) -> tuple[ToldDesign, ...]:
    """The picture of the whole, then prints and embroideries in the order they were written."""
    rows = WorkOrderDesign.objects.of(order.store_id).filter(work_order=order).select_related("photo")
    cover = [ToldDesign("", "", "", order.design.alt, "", order.design)] if order.design else []
    told = (
        ToldDesign(row.place, row.technique, row.size, row.caption, row.product, row.photo) for row in rows
    )
    return (*cover, *told)


def questions_of(order: WorkOrder) -> tuple[ToldQuestion, ...]:
    """Oldest first."""
    rows = WorkOrderQuestion.objects.of(order.store_id).filter(work_order=order)
    return tuple(ToldQuestion(row.text, row.asked_at, row.answer, row.answered_at) for row in rows)


def neighbours(orders: Iterable[WorkOrder]) -> tuple[Neighbour, ...]:
    return tuple(Neighbour(one.number, one.workshop_name, one.state) for one in orders)


def _ends(campaign: Campaign) -> list[tuple[str, int]]:
    """(number, pieces) of work orders that somebody goes on with, but not with all of it."""
    rows = WorkOrder.objects.of(campaign.store_id).filter(campaign=campaign, after__isnull=False)
    passed: dict[int, int] = {}
    for after_id, pieces in rows.exclude(state__in=OVER).values_list("after_id", "pieces"):
        passed[after_id] = passed.get(after_id, 0) + pieces
    sources = WorkOrder.objects.of(campaign.store_id).filter(pk__in=passed).order_by("id")
    return [(one.number, one.pieces - passed[one.pk]) for one in sources if one.pieces > passed[one.pk]]
