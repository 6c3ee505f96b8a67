"""What happens at the packing table. The order's own timeline hears `order.packed` and `order.unpacked` alone."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import INTERNAL, Event
from bukapo.orders.events import OrderEvent


@dataclass(frozen=True, kw_only=True)
class PackingEvent(Event):
    """`number` of the order whose parcel it is."""

    subject: ClassVar[tuple[str, str]] = ("orders.Packing", "packing_id")
    audience: ClassVar[frozenset[str]] = frozenset({INTERNAL})
    packing_id: int
    number: str


@dataclass(frozen=True, kw_only=True)
class PackingBegun(PackingEvent):
    """`pieces` have to go in."""

    kind: ClassVar[str] = "packing.begun"
    pieces: int


@dataclass(frozen=True, kw_only=True)
class PieceScanned(PackingEvent):
    """`how`: scan or tap. `code` as it was read."""

    kind: ClassVar[str] = "packing.scanned"
    position: int
    variant_id: int
    place: int
    code: str
    how: str


@dataclass(frozen=True, kw_only=True)
class PackingTakenOver(PackingEvent):
    """Another desk goes on with it."""

    kind: ClassVar[str] = "packing.taken_over"
    packer: str
    was: str


@dataclass(frozen=True, kw_only=True)
class PackingDropped(PackingEvent):
    """Begun anew or given up: nothing left the house."""

    kind: ClassVar[str] = "packing.dropped"


@dataclass(frozen=True, kw_only=True)
class PackingClosed(PackingEvent):
    """Everything is in: `contents` [position, variant id, pieces]. It became a parcel, or the part sent ahead."""

    kind: ClassVar[str] = "packing.closed"
    parcel_id: int | None
    part_id: int | None
    pieces: int
    contents: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, kw_only=True)
class OrderUnpacked(OrderEvent):
    """Its parcel was opened again in the house; `parcel_id` is none any more."""

    kind: ClassVar[str] = "order.unpacked"
    parcel_id: int
