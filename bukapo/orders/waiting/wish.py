"""A wished order as JSON, and back as the order it becomes. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from bukapo.orders.intake import packages
from bukapo.orders.intake.draft import Priced, Wanted, WantedLine
from bukapo.orders.rules import WAITLIST

_OF_THE_MOMENT = {"begun_at", "agreed"}
"""What was true of the sending only."""


def pack(wanted: Wanted) -> dict[str, Any]:
    """JSON values; texts as they were typed."""
    told = {name: value for name, value in asdict(wanted).items() if name not in _OF_THE_MOMENT}
    told["lines"] = [
        [line.variant_id, line.qty, {str(pk): text for pk, text in line.personalization.items()}]
        for line in wanted.lines
    ]
    told["bundles"] = packages.told(wanted.bundles)
    return told


def unpack(told: Mapping[str, Any]) -> Wanted:
    """The order to place when its turn comes: the same in every word, from the waiting list."""
    known = {field.name for field in fields(Wanted)}
    facts = {name: value for name, value in told.items() if name in known}
    lines = tuple(
        WantedLine(variant_id, qty, {int(pk): text for pk, text in texts.items()})
        for variant_id, qty, texts in told["lines"]
    )
    bundles = packages.untold(told.get("bundles", []))
    return Wanted(**{**facts, "lines": lines, "bundles": bundles, "source": WAITLIST})


def listed(one: Priced) -> list[list[Any]]:
    """What is wished for as lists show it: [variant id, pieces, product, variant]."""
    return [[line.variant_id, line.qty, line.product_name, line.label] for line in one.lines]


def needs_of(lines: list[list[Any]]) -> dict[int, int]:
    """Pieces per variant id of `listed` lines."""
    needs: dict[int, int] = {}
    for variant_id, qty, *_names in lines:
        needs[variant_id] = needs.get(variant_id, 0) + qty
    return needs
