"""Work orders told: to the seller with the costs, to the workshop without, to buyers as stages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import Photo, Product
from bukapo.journal.models import EventRow
from bukapo.production.floor.incoming import incoming
from bukapo.production.giving.steps import followers_of
from bukapo.production.giving.told import (
    Neighbour,
    Specification,
    ToldDesign,
    ToldQuestion,
    designs_of,
    neighbours,
    products_of,
    questions_of,
)
from bukapo.production.models import StageReport, WorkOrder
from bukapo.production.opened import verified
from bukapo.production.recap import ProductCount
from bukapo.production.sheet import SheetDesign, SheetStage, SizeChart, WorkOrderSheet
from bukapo.stores.models import Store

REPORTS_SHOWN = 30


@dataclass(frozen=True)
class ToldReport:
    """One report of the workshop: the stage stood at `count`."""

    stage: str
    count: int
    note: str
    photo: Photo | None
    at: datetime


@dataclass(frozen=True)
class ToldStage:
    """`least` and `most` are what the relay allows to report. `finished_at`: all that can still come is there."""

    position: int
    name: str
    done: int
    target: int
    least: int
    most: int
    started_at: datetime | None
    finished_at: datetime | None
    instruction: str = ""
    due: date | None = None

    @property
    def finished(self) -> bool:
        return self.done == self.target or self.finished_at is not None


@dataclass(frozen=True)
class ToldWorkOrder:
    """What a workshop may know. No price, no phone, no address, no buyer's name has a place in it."""

    id: int
    store_id: int
    number: str
    state: str
    store: str
    zone: str
    campaign: str
    workshop_name: str
    deadline: date
    specification: tuple[tuple[str, str], ...]
    note: str
    pieces: int
    products: tuple[ProductCount, ...]
    stages: tuple[ToldStage, ...]
    reports: tuple[ToldReport, ...]
    design: Photo | None
    size_charts: tuple[SizeChart, ...]
    sent_at: datetime
    accepted_at: datetime | None
    done_at: datetime | None
    cancel_reason: str
    """Why it was cancelled or refused."""
    recap_version: int
    recap_seal: str
    workshop_id: int | None = None
    groups: tuple[tuple[str, Specification], ...] = ()
    designs: tuple[ToldDesign, ...] = ()
    questions: tuple[ToldQuestion, ...] = ()
    question: str = ""
    """What waits for the seller's answer."""
    before: Neighbour | None = None
    """Whose pieces it goes on with."""
    listed: bool = False
    """The workshop is in the store's directory, so it can tell its own numbers."""

    @property
    def all_made(self) -> bool:
        return all(stage.finished for stage in self.stages)

    @property
    def current(self) -> int | None:
        """Position of the first stage that is not finished."""
        return next((stage.position for stage in self.stages if not stage.finished), None)


@dataclass(frozen=True)
class SellersWorkOrder:
    """The work order with what only the seller knows. `unit_cost` rupiah per piece; `latest` version of the recap.

    `followers` go on with its pieces; `workshop_secret` opens the page of all the workshop's work ("" for none).
    """

    told: ToldWorkOrder
    secret: str
    workshop_phone: str
    unit_cost: int | None
    latest: int
    workshop_secret: str = ""
    followers: tuple[Neighbour, ...] = ()

    @property
    def cost(self) -> int | None:
        return None if self.unit_cost is None else self.unit_cost * self.told.pieces


@dataclass(frozen=True)
class WorkOrderLine:
    """A line of the seller's list: pieces through the last stage, and the share of all stage work (basis points)."""

    number: str
    state: str
    workshop_name: str
    deadline: date
    pieces: int
    through: int
    progress: int
    stage: str
    after: str = ""
    question: str = ""


def work_order_for_workshop(secret: str) -> ToldWorkOrder | None:
    """Who holds the secret link. None for an unknown or replaced one."""
    rows = WorkOrder.objects.across_stores("a secret link is its own key")
    order = _with_all(rows).filter(secret=secret).first()
    return _told(order) if order else None


def work_order_for_seller(store_id: int, campaign: Campaign, number: str) -> SellersWorkOrder | None:
    """One of this PO's work orders, by its number."""
    order = _with_all(WorkOrder.objects.of(store_id)).filter(campaign=campaign, number=number).first()
    if order is None:
        return None
    whole = campaign.recaps.filter(order=None).order_by("version").values_list("version", flat=True)
    latest = order.recap.version if order.order_id else whole.last()
    return SellersWorkOrder(
        told=_told(order),
        secret=order.secret,
        workshop_phone=order.workshop_phone,
        unit_cost=order.unit_cost,
        latest=latest or order.recap.version,
        workshop_secret=order.workshop.secret if order.workshop else "",
        followers=neighbours(followers_of(order)),
    )


def work_orders(campaign: Campaign) -> list[WorkOrderLine]:
    """The PO's work orders, newest first; two queries."""
    rows = WorkOrder.objects.of(campaign.store_id).filter(campaign=campaign).select_related("after")
    rows = rows.prefetch_related("stages")
    return [_line(row) for row in rows.order_by("-id")]


def production_started(campaign: Campaign) -> bool:
    """A workshop has accepted the work (the phase 'production' begins)."""
    rows = WorkOrder.objects.of(campaign.store_id).filter(campaign=campaign, accepted_at__isnull=False)
    return bool(rows.exclude(state="cancelled").exists())


def work_order_sheet(
    told: ToldWorkOrder, *, url: str, pictures: Mapping[int, bytes] | None = None
) -> WorkOrderSheet:
    """The same facts, to be printed. `url` is the workshop's own page, `pictures` the designs' by their photo's id."""
    shown = pictures or {}
    return WorkOrderSheet(
        number=told.number,
        store=told.store,
        workshop=told.workshop_name,
        campaign=told.campaign,
        zone=told.zone,
        issued_at=told.sent_at,
        deadline=told.deadline,
        products=told.products,
        specification=told.specification,
        groups=told.groups,
        stages=tuple(SheetStage(stage.name, stage.due, stage.instruction) for stage in told.stages),
        designs=tuple(_printed(design, shown) for design in told.designs),
        size_charts=told.size_charts,
        notes=told.note,
        url=url,
        recap_version=told.recap_version,
        recap_seal=told.recap_seal,
        before=told.before.number if told.before else "",
        before_workshop=told.before.workshop if told.before else "",
    )


def _printed(design: ToldDesign, pictures: Mapping[int, bytes]) -> SheetDesign:
    data = pictures.get(design.photo.pk, b"") if design.photo else None
    return SheetDesign(design.place, design.technique, design.size, design.caption, design.product, data)


def _with_all(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.select_related("campaign", "recap", "design", "workshop", "after").prefetch_related(
        "stages", "sizes"
    )


def _told(order: WorkOrder) -> ToldWorkOrder:
    store = Store.objects.get(pk=order.store_id)
    recap = verified(order.recap).for_workshop()
    return ToldWorkOrder(
        id=order.pk,
        store_id=order.store_id,
        number=order.number,
        state=order.state,
        store=store.name,
        zone=store.zone,
        campaign=order.campaign.title,
        workshop_name=order.workshop_name,
        deadline=order.deadline,
        specification=tuple((label, text) for label, text in order.specification),
        note=order.note,
        pieces=order.pieces,
        products=products_of(order, recap),
        stages=_stages(order),
        reports=_reports(order),
        design=order.design,
        size_charts=_size_charts(order),
        sent_at=order.sent_at,
        accepted_at=order.accepted_at,
        done_at=order.done_at,
        cancel_reason=_cancel_reason(order),
        recap_version=order.recap.version,
        recap_seal=order.recap.digest,
        workshop_id=order.workshop_id,
        groups=tuple((name, tuple((label, text) for label, text in rows)) for name, rows in order.groups),
        designs=designs_of(order),
        questions=questions_of(order),
        question=order.question,
        before=neighbours([order.after])[0] if order.after else None,
        listed=order.workshop_id is not None,
    )


def _stages(order: WorkOrder) -> tuple[ToldStage, ...]:
    stages = list(order.stages.all())
    done = [stage.done for stage in stages]
    came_in = sum(incoming(order, list(order.sizes.all())))
    return tuple(
        ToldStage(
            position=place,
            name=stage.name,
            done=stage.done,
            target=stage.target,
            least=done[place + 1] if place + 1 < len(done) else 0,
            most=done[place - 1] if place else came_in,
            started_at=stage.started_at,
            finished_at=stage.finished_at,
            instruction=stage.instruction,
            due=stage.due,
        )
        for place, stage in enumerate(stages)
    )


def _reports(order: WorkOrder) -> tuple[ToldReport, ...]:
    rows = StageReport.objects.of(order.store_id).filter(stage__work_order=order)
    found = rows.select_related("stage", "photo").order_by("-id")[:REPORTS_SHOWN]
    return tuple(ToldReport(row.stage.name, row.count, row.note, row.photo, row.at) for row in found)


def _cancel_reason(order: WorkOrder) -> str:
    if order.state not in ("cancelled", "refused"):
        return ""
    rows = EventRow.objects.filter(subject="production.WorkOrder", subject_id=order.pk)
    event = rows.filter(kind=f"work_order.{order.state}").last()
    return str(event.data["reason"]) if event else ""


def _size_charts(order: WorkOrder) -> tuple[SizeChart, ...]:
    products = Product.objects.of(order.store_id).filter(campaignitem__campaign_id=order.campaign_id)
    made = {size.product for size in order.sizes.all()}
    charts = []
    for product in products.order_by("campaignitem__position", "id"):
        if order.part and product.name not in made:
            continue
        chart = product.size_chart or {}
        columns = tuple(str(cell) for cell in chart.get("columns", ()))
        rows = (tuple(str(cell) for cell in row) for row in chart.get("rows", ()))
        whole = tuple((row + ("",) * len(columns))[: len(columns)] for row in rows)
        if columns and whole:
            charts.append(SizeChart(product.name, columns, whole, str(chart.get("note", ""))))
    return tuple(charts)


def _line(order: WorkOrder) -> WorkOrderLine:
    stages = list(order.stages.all())
    target = sum(stage.target for stage in stages)
    current = next((stage.name for stage in stages if stage.done < stage.target), "")
    return WorkOrderLine(
        number=order.number,
        state=order.state,
        workshop_name=order.workshop_name,
        deadline=order.deadline,
        pieces=order.pieces,
        through=stages[-1].done if stages else 0,
        progress=sum(stage.done for stage in stages) * 10_000 // target if target else 0,
        stage=current,
        after=order.after.number if order.after else "",
        question=order.question,
    )
