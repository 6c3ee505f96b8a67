"""All that a process without Django must know of a PO to take orders for it: one JSON document. Pure."""

import msgspec

from bukapo.campaigns.offer import Offer


class Snapshot(msgspec.Struct, frozen=True):
    """`shells`: language -> the page that keeps a form, cut at its holes (`storefront.shown.shell`)."""

    offer: Offer
    shells: dict[str, tuple[str, ...]]


def pack(snapshots: list[Snapshot]) -> bytes:
    """As JSON."""
    return msgspec.json.encode(snapshots)


def unpack(document: bytes) -> list[Snapshot]:
    """Raises msgspec.DecodeError."""
    return msgspec.json.decode(document, type=list[Snapshot])
