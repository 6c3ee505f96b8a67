"""The workshop's page whole: the SPK, its stages with their forms, what changes hands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bukapo.faces.workshop.exchange import shown_exchange
from bukapo.faces.workshop.forms import ReportForm
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound
from bukapo.production.floor.told import FloorStage, ToldFloor, floor_of_work_order
from bukapo.production.handover.reads import exchange_of
from bukapo.production.reads import ToldWorkOrder, work_order_for_workshop
from bukapo.production.recap import Matrix, ProductCount, matrix

KEPT_SECONDS = 3 * 24 * 60 * 60
"""How long a phone may show its copy of the page without a signal (static/workshop/worker.js)."""


@dataclass(frozen=True)
class ShownStage:
    stage: FloorStage
    form: ReportForm
    refused: bool = False


@dataclass(frozen=True)
class ShownProduct:
    count: ProductCount
    table: Matrix
    names: list[tuple[int, list[str], str, int]]


@dataclass(frozen=True)
class Refused:
    """What was not taken: a stage's report, or a form of hand-overs by its name."""

    stage: tuple[int, ReportForm] | None = None
    forms: Mapping[str, Any] = field(default_factory=dict)


def work_order_page(
    request: HttpRequest, secret: str, told: ToldWorkOrder | None = None, refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page, with what was typed where something was refused. Raises NotFound for an unknown secret."""
    told = told or work_order_for_workshop(secret)
    floor = floor_of_work_order(told.store_id, told.id) if told else None
    if told is None or floor is None:
        raise NotFound()
    attempt = refused.stage if refused else None
    today = clock.now().astimezone(ZoneInfo(told.zone)).date()
    exchange = exchange_of(told.store_id, told.id)
    context = {
        "told": told,
        "secret": secret,
        "floor": floor,
        "floor_now": floor_now(floor),
        "stages": [_stage(floor, stage, attempt) for stage in floor.stages],
        "products": [_product(count) for count in told.products],
        "days_left": (told.deadline - today).days,
        "days_late": (today - told.deadline).days,
        "refused": floor.stages[attempt[0]] if attempt else None,
        "working": floor.working,
        "exchange": shown_exchange(exchange, floor, secret, refused.forms if refused else {}),
    }
    response = render(request, "workshop/work_order.html", context, status=status)
    response._csp_update = {"worker-src": ["'self'"]}  # type: ignore[attr-defined]  # as csp.decorators do
    if floor.working and status == 200:
        response["X-Keep-Offline"] = str(KEPT_SECONDS)
    return response


def floor_now(floor: ToldFloor) -> dict[str, Any]:
    """What static/workshop/report.js reckons with; `at` milliseconds of the server's clock."""
    return {
        "number": floor.number,
        "targets": [size.target for size in floor.sizes],
        "incoming": list(floor.stages[0].most) if floor.stages else [],
        "handed": list(floor.stages[-1].least) if floor.stages else [],
        "done": [list(stage.done) for stage in floor.stages],
        "at": int(clock.now().timestamp() * 1000),
    }


def _stage(floor: ToldFloor, stage: FloorStage, attempt: tuple[int, ReportForm] | None) -> ShownStage:
    if attempt and attempt[0] == stage.position:
        return ShownStage(stage, attempt[1], refused=True)
    return ShownStage(stage, ReportForm(sizes=floor.sizes, stage=stage, auto_id=f"tahap{stage.position}_%s"))


def _product(count: ProductCount) -> ShownProduct:
    names = []
    for entry in count.names:
        texts = dict(entry.texts)
        written = [texts.get(field, "") for field in count.fields]
        names.append((entry.number, written, " · ".join(entry.values), entry.quantity))
    return ShownProduct(count, matrix(count), names)
