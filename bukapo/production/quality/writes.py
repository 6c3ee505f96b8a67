"""Goods are checked, defects come back, and the seller says what they cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bukapo.catalog.models import Photo
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.production.floor.rules import own_key
from bukapo.production.floor.steps import Floor, floor_of
from bukapo.production.models import (
    Defect,
    InspectedSize,
    Inspection,
    InspectionPhoto,
    WorkOrder,
)
from bukapo.production.quality.events import (
    InspectionMade,
)
from bukapo.production.quality.refusals import (
    MoreDefectsThanChecked,
    MoreThanReached,
    NothingChecked,
    NotYetWorking,
)
from bukapo.production.quality.rules import (
    ARRIVAL,
    NOTHING,
    REASONS,
    REMEDIES,
    REWORK,
    SCRAP,
    Tallies,
    Tally,
    found,
    reached,
)
from bukapo.production.quality.steps import (
    add_tallies,
    passed_event,
    settle_stages,
    told,
)
from bukapo.production.refusals import AlreadySaid, NotAcceptedYet, WorkOrderOver
from bukapo.production.steps import lock_work_order

MOST_PHOTOS = 6


@dataclass(frozen=True)
class Fault:
    """`pieces` of the size at position `size`; `back_to` is the position of the stage that does it again."""

    size: int
    reason: str
    remedy: str
    pieces: int
    back_to: int | None = None
    note: str = ""


def inspect(
    *,
    store_id: int,
    work_order_id: int,
    place: int,
    checked: Mapping[int, int],
    faults: Sequence[Fault] = (),
    note: str = "",
    photo: Photo | None = None,
    photos: Sequence[Photo] = (),
    key: str = "",
    actor: Actor,
    at: datetime,
) -> InspectionMade:
    """`checked` {position of the size: pieces} were looked at in this check; all but the `faults` passed.

    `place` is a stage's position, or ARRIVAL. The stage then stands at what has passed it, and what is held back has
    passed no stage after it either. `photo` shows what passed, `photos` what did not.
    Raises AlreadySaid, NotAcceptedYet, NotYetWorking, WorkOrderOver, NothingChecked, MoreThanReached,
    MoreDefectsThanChecked, AlreadyChecked, Invalid, NotFound.
    """
    with writing():
        order = _to_inspect(store_id, work_order_id, place)
        name = own_key(order.pk, key)
        if name and Inspection.objects.of(store_id).filter(key=name).exists():
            raise AlreadySaid()
        floor = floor_of(order)
        before = floor.tallies
        added = _added(floor, before, place, checked, faults)
        state = "open" if any(one.open for one in added.values()) else "settled"
        inspection: Inspection = Inspection.objects.create(
            store_id=store_id,
            work_order=order,
            stage=None if place == ARRIVAL else floor.stages[place],
            state=state,
            note=" ".join(note.split())[:300],
            photo=photo,
            key=name,
            at=at,
        )
        _keep(inspection, floor, added, faults, photos)
        after = add_tallies(floor, place, added, now=before)
        event = InspectionMade(
            **told(inspection, order),
            state=state,
            place=inspection.stage.name if inspection.stage else "",
            sizes=tuple((size, one.checked, one.passed) for size, one in sorted(added.items())),
            defects=tuple((one.size, one.reason, one.remedy, one.pieces) for one in faults),
            stages=settle_stages(floor, after, place, at),
        )
        passed = passed_event(order, floor, after, place, photo.key if photo else "")
        record([event, *passed], actor=actor, at=at)
    return event


def _to_inspect(store_id: int, work_order_id: int, place: int) -> WorkOrder:
    order = lock_work_order(store_id, work_order_id)
    if order.state in ("sent", "questioned"):
        raise NotAcceptedYet()
    if order.state == "accepted":
        raise NotYetWorking()
    if order.state not in (("working", "done") if place == ARRIVAL else ("working",)):
        raise WorkOrderOver()
    return order


def _added(
    floor: Floor, before: Tallies, place: int, checked: Mapping[int, int], faults: Sequence[Fault]
) -> dict[int, Tally]:
    """What the check adds, per size that it looked at."""
    if place != ARRIVAL and not 0 <= place < len(floor.stages):
        raise NotFound()
    for fault in faults:
        _check_fault(floor, place, fault)
    sizes = {size for size, pieces in checked.items() if pieces} | {fault.size for fault in faults}
    if not sizes:
        raise NothingChecked()
    if not all(0 <= size < len(floor.sizes) for size in sizes) or min(checked.values(), default=0) < 0:
        raise NotFound()
    come = floor.incoming if place == 0 else reached(floor.done, floor.targets, place)
    added = {}
    for size in sorted(sizes):
        pieces, wrong = checked.get(size, 0), _by_remedy(faults, size)
        most = come[size] - before.get((place, size), NOTHING).checked
        if pieces > most:
            raise MoreThanReached(size=floor.labels[size], most=max(0, most))
        if sum(wrong.values()) > pieces:
            raise MoreDefectsThanChecked(size=floor.labels[size], defects=sum(wrong.values()), checked=pieces)
        added[size] = found(pieces, wrong)
    return added


def _check_fault(floor: Floor, place: int, fault: Fault) -> None:
    last = len(floor.stages) - 1 if place == ARRIVAL else place
    known = fault.reason in REASONS and fault.remedy in REMEDIES and fault.pieces > 0
    if not known or (fault.back_to is not None and not 0 <= fault.back_to <= last):
        raise Invalid(field="faults", why=gettext_noop("Isi alasan, jumlah dan penanganannya."))


def _by_remedy(faults: Sequence[Fault], size: int) -> dict[str, int]:
    wrong: dict[str, int] = {}
    for fault in faults:
        if fault.size == size:
            wrong[fault.remedy] = wrong.get(fault.remedy, 0) + fault.pieces
    return wrong


def _keep(
    inspection: Inspection,
    floor: Floor,
    added: Mapping[int, Tally],
    faults: Sequence[Fault],
    photos: Sequence[Photo],
) -> None:
    of = {"store_id": inspection.store_id, "inspection": inspection}
    InspectedSize.objects.bulk_create(
        InspectedSize(**of, size=floor.sizes[size], checked=one.checked, passed=one.passed)
        for size, one in sorted(added.items())
    )
    Defect.objects.bulk_create(
        Defect(
            **of,
            size=floor.sizes[fault.size],
            reason=fault.reason,
            note=" ".join(fault.note.split())[:120],
            remedy=fault.remedy,
            back_to=None if fault.back_to is None or fault.remedy != REWORK else floor.stages[fault.back_to],
            pieces=fault.pieces,
            scrapped=fault.pieces if fault.remedy == SCRAP else 0,
        )
        for fault in faults
    )
    InspectionPhoto.objects.bulk_create(InspectionPhoto(**of, photo=one) for one in photos[:MOST_PHOTOS])
