"""Quality control: every checked piece is somewhere, tallies are the sum of what was done, events say the same."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from bukapo.audit.breach import Breach
from bukapo.journal.models import EventRow
from bukapo.production.models import Defect, DefectReturn, InspectedSize, Inspection, QualityCount, WorkOrder
from bukapo.production.quality.rules import ARRIVAL, NOTHING, Tallies, Tally, bounds, found

WHY = "the audit reads every store"
SUBJECT = "production.Inspection"


def checks() -> Iterator[Breach]:
    """A check adds up size by size, and it is what its event said; what came back is what its events said."""
    made, priced = _told("inspection.made"), _told("inspection.priced")
    returned = Counter(
        (data["defect_id"], data["passed"], data["scrapped"])
        for many in _told("inspection.returned").values()
        for data in many
    )
    rows = Inspection.objects.across_stores(WHY).order_by("pk")
    shown = rows.prefetch_related("sizes__size", "defects__size", "defects__returns")
    for row in shown.iterator(chunk_size=500):
        where = f"inspection {row.pk} (work order {row.work_order_id})"
        defects = list(row.defects.all())
        yield from _sizes(row, defects, where)
        said = made.get(row.pk, [{}])[0]
        if said | _as_made(row, defects) != said:
            yield Breach("check", where, "is not what its event said")
        costs = {data["defect_id"]: (data["cost"], data["bearer"]) for data in priced.get(row.pk, ())}
        for defect in defects:
            if (defect.cost, defect.bearer) != costs.get(defect.pk, (0, "")):
                yield Breach("check", where, f"defect {defect.pk} costs otherwise than its events say")
            yield from _returns(defect, list(defect.returns.all()), returned, where)
        if row.state != "withdrawn" and (row.state == "open") != any(one.out for one in defects):
            yield Breach("check", where, f"is {row.state}, its defects say otherwise")
    if +returned:
        yield Breach("check", "returns", f"are told and not there: {sorted(+returned)[:3]}")


def _sizes(row: Inspection, defects: list[Defect], where: str) -> Iterator[Breach]:
    wrong = Counter[int]()
    for defect in defects:
        wrong[defect.size_id] += defect.pieces
    for size in row.sizes.all():
        if size.checked != size.passed + wrong.pop(size.size_id, 0):
            yield Breach("check", where, f"size {size.size.label}: its pieces do not add up")
    if +wrong:
        yield Breach("check", where, "names defects of sizes it did not look at")


def _as_made(row: Inspection, defects: list[Defect]) -> dict[str, Any]:
    sizes = sorted([size.size.position, size.checked, size.passed] for size in row.sizes.all())
    faults = [[one.size.position, one.reason, one.remedy, one.pieces] for one in defects]
    return {"sizes": sizes, "defects": faults}


def _returns(
    defect: Defect, rows: list[DefectReturn], told: Counter[tuple[int, int, int]], where: str
) -> Iterator[Breach]:
    gone = defect.pieces if defect.remedy == "scrap" else 0
    passed, scrapped = sum(one.passed for one in rows), sum(one.scrapped for one in rows)
    if (defect.passed, defect.scrapped) != (passed, scrapped + gone):
        yield Breach("check", where, f"defect {defect.pk} is not the sum of what came back")
    for one in rows:
        told[defect.pk, one.passed, one.scrapped] -= 1
        if told[defect.pk, one.passed, one.scrapped] < 0:
            yield Breach("check", where, f"defect {defect.pk}: a return that no event tells of")


def tallies() -> Iterator[Breach]:
    """Every tally is the sum of its checks, and no stage has passed what quality control holds back."""
    derived = _derived()
    kept: dict[int, dict[tuple[int, int], Tally]] = defaultdict(dict)
    rows = QualityCount.objects.across_stores(WHY).select_related("size", "stage").order_by("pk")
    for row in rows.iterator(chunk_size=1000):
        where = f"work order {row.size.work_order_id}, {row.size.label}"
        parts = (row.checked, row.passed, row.reworking, row.replacing, row.scrapped)
        if row.checked != sum(parts[1:]):
            yield Breach("quality", where, "its checked pieces do not add up")
            continue
        tally = Tally(*parts)
        if derived.pop((row.size_id, row.stage_id), NOTHING) != tally:
            yield Breach("quality", where, "its tally is not the sum of its checks")
        place = ARRIVAL if row.stage is None else row.stage.position
        kept[row.size.work_order_id][place, row.size.position] = tally
    for (size_id, _), tally in derived.items():
        if tally != NOTHING:
            yield Breach("quality", f"size {size_id}", "was checked and has no tally")
    yield from _relay(kept)


def _derived() -> dict[tuple[int, int | None], Tally]:
    """(size, stage) -> the tally, from checks, defects and what came back."""
    wrong: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    back: dict[tuple[int, int | None], list[tuple[str, int, int]]] = defaultdict(list)
    live = Defect.objects.across_stores(WHY).exclude(inspection__state="withdrawn")
    for defect in live.select_related("inspection").iterator(chunk_size=1000):
        wrong[defect.inspection_id, defect.size_id][defect.remedy] += defect.pieces
        if defect.remedy != "scrap":
            where = (defect.size_id, defect.inspection.stage_id)
            back[where].append((defect.remedy, defect.passed, defect.scrapped))
    sums: dict[tuple[int, int | None], Tally] = defaultdict(Tally)
    looked = InspectedSize.objects.across_stores(WHY).exclude(inspection__state="withdrawn")
    for row in looked.select_related("inspection").iterator(chunk_size=1000):
        defects = wrong[row.inspection_id, row.size_id]
        if sum(defects.values()) <= row.checked:
            key = (row.size_id, row.inspection.stage_id)
            sums[key] = sums[key].plus(found(row.checked, defects))
    for key, returns in back.items():
        for remedy, passed, scrapped in returns:
            with suppress(ValueError):  # more came back than was out: `checks` names it
                sums[key] = sums[key].came_back(remedy, passed=passed, scrapped=scrapped)
    return sums


def _relay(kept: dict[int, dict[tuple[int, int], Tally]]) -> Iterator[Breach]:
    rows = WorkOrder.objects.across_stores(WHY).filter(pk__in=kept).order_by("pk")
    for order in rows.prefetch_related("sizes", "stages__counts").iterator(chunk_size=500):
        sizes, stages = list(order.sizes.all()), list(order.stages.all())
        at = {(count.stage_id, count.size_id): count.done for stage in stages for count in stage.counts.all()}
        done = [[at.get((stage.pk, size.pk), 0) for size in sizes] for stage in stages]
        targets = [size.target for size in sizes]
        yield from _held(f"work order {order.pk}", kept[order.pk], done, targets)


def _held(where: str, kept: Tallies, done: list[list[int]], targets: list[int]) -> Iterator[Breach]:
    for position, counts in enumerate(done):
        for count, (least, most) in zip(counts, bounds(kept, done, targets, position), strict=True):
            if not least <= count <= most:
                yield Breach("quality", f"{where}, stage {position}", "has passed pieces that are held back")


def _told(kind: str) -> dict[int, list[dict[str, Any]]]:
    """Inspection -> the payloads of its events of that kind, in their order."""
    told: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = EventRow.objects.filter(subject=SUBJECT, kind=kind).order_by("subject_id", "seq")
    for subject_id, data in rows.values_list("subject_id", "data").iterator(chunk_size=2000):
        told[subject_id].append(data)
    return told
