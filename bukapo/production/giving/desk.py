"""All the open work of one workshop for one store."""

from dataclasses import dataclass
from datetime import date

from bukapo.production.models import WorkOrder, Workshop
from bukapo.stores.models import Store

OPEN = ["sent", "questioned", "accepted", "working"]
SHOWN = 200


@dataclass(frozen=True)
class Job:
    """One open work order. `stage` is the first that is not through, `through` pieces have passed the last."""

    number: str
    secret: str
    state: str
    campaign: str
    pieces: int
    through: int
    progress: int
    stage: str
    due: date | None
    deadline: date


@dataclass(frozen=True)
class Desk:
    """What a workshop may see of a store: the names of both, and its own work. Soonest deadline first."""

    store: str
    zone: str
    workshop: str
    jobs: tuple[Job, ...]


def workshop_desk(secret: str) -> Desk | None:
    """Who holds the workshop's link. None for an unknown or replaced one. Four queries."""
    workshop = Workshop.objects.across_stores("a secret link is its own key").filter(secret=secret).first()
    if workshop is None:
        return None
    store = Store.objects.get(pk=workshop.store_id)
    rows = WorkOrder.objects.of(workshop.store_id).filter(workshop=workshop, state__in=OPEN)
    rows = rows.select_related("campaign").prefetch_related("stages").order_by("deadline", "id")
    return Desk(store.name, store.zone, workshop.name, tuple(_job(order) for order in rows[:SHOWN]))


def _job(order: WorkOrder) -> Job:
    stages = list(order.stages.all())
    current = next((stage for stage in stages if stage.done < stage.target), None)
    target = sum(stage.target for stage in stages)
    return Job(
        number=order.number,
        secret=order.secret,
        state=order.state,
        campaign=order.campaign.title,
        pieces=order.pieces,
        through=stages[-1].done if stages else 0,
        progress=sum(stage.done for stage in stages) * 10_000 // target if target else 0,
        stage=current.name if current else "",
        due=current.due if current else None,
        deadline=order.deadline,
    )
