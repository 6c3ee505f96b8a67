"""The event of a work order that was brought to a later version of its recap."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import SELLER, WORKSHOP
from bukapo.production.events import WorkOrderEvent


@dataclass(frozen=True, kw_only=True)
class WorkOrderAmended(WorkOrderEvent):
    """From version `before` to `version`. `pieces` to make from now on; `kept` more of them are spare than before:
    they were begun already.
    """

    kind: ClassVar[str] = "work_order.amended"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER, WORKSHOP})
    before: int
    version: int
    recap_id: int
    pieces: int
    kept: int
