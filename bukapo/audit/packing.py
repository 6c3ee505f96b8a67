"""Sending: every closed packing holds what its scans say, no slot is over."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count

from bukapo.audit.breach import Breach
from bukapo.journal.models import EventRow
from bukapo.orders.models import (
    Order,
    Packing,
    PackScan,
    PickupChoice,
    PickupSlot,
    RouteStop,
    Weighing,
)
from bukapo.orders.packing.rules import FREE
from bukapo.shipping.models import Parcel

WHY = "the audit reads every store"
A_MOMENT = timedelta(minutes=1)
"""A parcel closed while the rule was being switched may be of either rule."""

Contents = dict[tuple[int, int], int]


def packings() -> Iterator[Breach]:
    """Scans are what their events said; a closed packing has every piece in, into its own order's parcel."""
    told, closed = _scans_told(), _closed_told()
    scanned: dict[int, Counter[tuple[int, int]]] = defaultdict(Counter)
    for row in PackScan.objects.across_stores(WHY).order_by("pk").iterator(chunk_size=2000):
        scanned[row.packing_id][row.position, row.variant_id] += 1
        piece = (row.position, row.variant_id, row.place, row.code, row.how)
        if piece not in told.get(row.packing_id, set()):
            yield Breach(
                "packing", f"packing {row.packing_id}", f"holds a piece {row.code} that nobody scanned"
            )
        else:
            told[row.packing_id].discard(piece)
    for packing_id, left in told.items():
        if left:
            yield Breach("packing", f"packing {packing_id}", f"lost {len(left)} scans")
    rows = Packing.objects.across_stores(WHY).filter(state="closed").select_related("parcel", "part")
    for packing in rows.order_by("pk").iterator(chunk_size=500):
        where, data = f"packing {packing.pk}", closed.get(packing.pk)
        if data is None:
            yield Breach("packing", where, "is closed, and no event says so")
            continue
        wanted = {(position, variant): pieces for position, variant, pieces in data["contents"]}
        if dict(scanned[packing.pk]) != wanted:
            yield Breach("packing", where, "was closed without all of its pieces")
        into = packing.parcel or packing.part
        if into.order_id != packing.order_id or (packing.parcel_id, packing.part_id) != (
            data["parcel_id"], data["part_id"],
        ):  # fmt: skip
            yield Breach("packing", where, "became something else than its event says")
        yield from _of_its_order(packing, wanted)


def _of_its_order(packing: Packing, wanted: Contents) -> Iterator[Breach]:
    if sum(wanted.values()) > Order.objects.across_stores(WHY).get(pk=packing.order_id).pieces:
        yield Breach("packing", f"packing {packing.pk}", "holds more pieces than its order")


def _scans_told() -> dict[int, set[tuple[Any, ...]]]:
    told: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
    rows = EventRow.objects.filter(kind="packing.scanned").values_list("subject_id", "data")
    for packing_id, data in rows.iterator(chunk_size=2000):
        told[packing_id].add((data["position"], data["variant_id"], data["place"], data["code"], data["how"]))
    return told


def _closed_told() -> dict[int, dict[str, Any]]:
    rows = EventRow.objects.filter(kind="packing.closed")
    return dict(rows.values_list("subject_id", "data").iterator(chunk_size=2000))


def rule() -> Iterator[Breach]:
    """Under a store's rule no parcel left the table unchecked."""
    checked = set(
        Packing.objects.across_stores(WHY).filter(state="closed").values_list("parcel_id", flat=True)
    )
    spans = _spans()
    rows = Parcel.objects.across_stores(WHY).filter(store_id__in=spans).order_by("pk")
    for pk, store_id, packed_at in rows.values_list("pk", "store_id", "packed_at"):
        strict = any(since + A_MOMENT < packed_at < until - A_MOMENT for since, until in spans[store_id])
        if strict and pk not in checked:
            yield Breach(
                "scan rule", f"parcel {pk}", "was packed without a check while the store asked for one"
            )


def _spans() -> dict[int, list[tuple[datetime, datetime]]]:
    """Store -> when its rule was another than free."""
    spans: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    since: dict[int, datetime] = {}
    rows = EventRow.objects.filter(kind="store.changed", data__what="packing").order_by("subject_id", "seq")
    for store_id, at, data in rows.values_list("store_id", "at", "data"):
        if data["changed"]["rule"] != FREE:
            since.setdefault(store_id, at)
        elif store_id in since:
            spans[store_id].append((since.pop(store_id), at))
    for store_id, at in since.items():
        spans[store_id].append((at, at + timedelta(days=36_500)))
    return spans


def slots() -> Iterator[Breach]:
    """A slot's places are its choices, never more than there is room; each choice is the last one that was told."""
    chosen = PickupChoice.objects.across_stores(WHY).values("slot_id").annotate(n=Count("id")).order_by()
    counts = {row["slot_id"]: row["n"] for row in chosen}
    for slot in PickupSlot.objects.across_stores(WHY).order_by("pk"):
        if slot.taken != counts.get(slot.pk, 0):
            yield Breach(
                "pickup slot", f"slot {slot.pk}", f"counts {slot.taken}, {counts.get(slot.pk, 0)} chose it"
            )
        if slot.taken > slot.capacity:
            yield Breach("pickup slot", f"slot {slot.pk}", "is overbooked")
    last: dict[int | None, int | None] = {}
    kinds = ["order.pickup_chosen", "order.pickup_freed"]
    for order_id, kind, data in (
        EventRow.objects.filter(kind__in=kinds)
        .order_by("subject_id", "seq")
        .values_list("order_id", "kind", "data")
    ):
        last[order_id] = data["slot_id"] if kind == kinds[0] else None
    for choice in PickupChoice.objects.across_stores(WHY).order_by("pk"):
        if last.pop(choice.order_id, None) != choice.slot_id:
            yield Breach("pickup slot", f"order {choice.order_id}", "is in a slot it did not choose")
    for order_id, slot_id in last.items():
        if slot_id is not None:
            yield Breach("pickup slot", f"order {order_id}", "lost the slot it chose")


def weights() -> Iterator[Breach]:
    """A fee moved by the scale is what its event said."""
    rows = EventRow.objects.filter(kind="order.weighed").values_list("data", flat=True)
    told = {
        data["weighing_id"]: (data["grams"], data["fee_was"], data["fee"], data["outcome"]) for data in rows
    }
    for row in Weighing.objects.across_stores(WHY).order_by("pk"):
        if told.pop(row.pk, None) != (row.grams, row.fee_was, row.fee, row.outcome):
            yield Breach("weighing", f"weighing {row.pk}", "is not what its event said")
    for pk in told:
        yield Breach("weighing", f"weighing {pk}", "was told and is gone")


def tracking() -> Iterator[Breach]:
    """A parcel's tracking number is the last one that was told; a door was tapped by an event."""
    last: dict[int, tuple[str, str]] = {}
    rows = EventRow.objects.filter(
        kind__in=["order.shipped", "order.tracking_corrected", "order.rest_dropped"]
    ).order_by("subject_id", "seq")
    for data in rows.values_list("data", flat=True).iterator(chunk_size=2000):
        last[data["parcel_id"]] = (data["courier"], data["tracking_number"])
    parcels = Parcel.objects.across_stores(WHY).exclude(handed_at=None).order_by("pk")
    for pk, courier, number in parcels.values_list("pk", "courier", "tracking_number").iterator(
        chunk_size=2000
    ):
        if pk in last and last[pk] != (courier, number):
            yield Breach("tracking", f"parcel {pk}", "carries another number than its buyer was told")
    tapped = set(EventRow.objects.filter(kind="order.dropped_off").values_list("data__parcel_id", flat=True))
    for stop in RouteStop.objects.across_stores(WHY).filter(state="dropped_off"):
        if stop.parcel_id not in tapped:
            yield Breach(
                "tracking", f"parcel {stop.parcel_id}", "is said to be at the door, and nobody brought it"
            )
