"""The floor of one work order, told: what each stage stands at, and may be reported at, size by size."""

from dataclasses import dataclass
from datetime import date, datetime

from bukapo.production.floor.steps import floor_of
from bukapo.production.models import WorkOrder


@dataclass(frozen=True)
class ToldSize:
    position: int
    product: str
    label: str
    target: int


@dataclass(frozen=True)
class FloorStage:
    """`done`, `least` and `most` in pieces per size: where it stands, and between what it may be reported now.

    `lost` pieces were scrapped there or before.
    """

    position: int
    name: str
    done: tuple[int, ...]
    least: tuple[int, ...]
    most: tuple[int, ...]
    target: int
    started_at: datetime | None
    finished_at: datetime | None
    lost: int = 0
    instruction: str = ""
    due: date | None = None

    @property
    def total(self) -> int:
        return sum(self.done)

    @property
    def room(self) -> int:
        """The total it may be reported at now."""
        return sum(self.most)

    @property
    def finished(self) -> bool:
        return self.total + self.lost >= self.target


@dataclass(frozen=True)
class ToldFloor:
    """No price, phone or address has a place in it: workshops read this."""

    work_order_id: int
    store_id: int
    number: str
    state: str
    workshop_name: str
    follows: bool
    sizes: tuple[ToldSize, ...]
    stages: tuple[FloorStage, ...]

    @property
    def working(self) -> bool:
        return self.state in ("accepted", "working")

    @property
    def all_made(self) -> bool:
        return all(stage.finished for stage in self.stages)

    @property
    def current(self) -> int | None:
        """Position of the first stage that is not finished."""
        return next((stage.position for stage in self.stages if not stage.finished), None)


@dataclass(frozen=True)
class FloorHead:
    """Whose work order it is: enough to write a report."""

    work_order_id: int
    store_id: int
    workshop_name: str


def floor_head(secret: str) -> FloorHead | None:
    """For who holds the secret link; one query. None for an unknown or replaced one."""
    rows = WorkOrder.objects.across_stores("a secret link is its own key").filter(secret=secret)
    found = rows.values_list("pk", "store_id", "workshop_name").first()
    return FloorHead(*found) if found else None


def floor_by_secret(secret: str) -> ToldFloor | None:
    """For who holds the secret link; six queries. None for an unknown or replaced one."""
    order = WorkOrder.objects.across_stores("a secret link is its own key").filter(secret=secret).first()
    return told_floor(order) if order else None


def floor_of_work_order(store_id: int, work_order_id: int) -> ToldFloor | None:
    """For the store's own people."""
    order = WorkOrder.objects.of(store_id).filter(pk=work_order_id).first()
    return told_floor(order) if order else None


def told_floor(order: WorkOrder) -> ToldFloor:
    """Five or six queries (`steps.floor_of`)."""
    floor = floor_of(order)
    return ToldFloor(
        work_order_id=order.pk,
        store_id=order.store_id,
        number=order.number,
        state=order.state,
        workshop_name=order.workshop_name,
        follows=order.after_id is not None,
        sizes=tuple(ToldSize(size.position, size.product, size.label, size.target) for size in floor.sizes),
        stages=tuple(
            FloorStage(
                position=place,
                name=stage.name,
                done=tuple(floor.done[place]),
                least=tuple(least for least, _ in room),
                most=tuple(most for _, most in room),
                target=stage.target,
                started_at=stage.started_at,
                finished_at=stage.finished_at,
                lost=floor.lost(place),
                instruction=stage.instruction,
                due=stage.due,
            )
            for place, stage in enumerate(floor.stages)
            for room in [floor.bounds(place)]
        ),
    )
