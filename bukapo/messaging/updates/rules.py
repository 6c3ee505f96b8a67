"""When an update is due, what it is drafted from, and which of its states follow. Pure."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import Refusal, gettext_noop

UPDATE = machine("update", "waiting", waiting="sent skipped lapsed", sent="", skipped="", lapsed="")
"""waiting for the seller's glance; lapsed: the next one was drafted before it had one."""

MOST_TEXT = 2_000
STILL = timedelta(days=2)
"""So long after its time a draft is still made, for instance when the worker was away."""

ON_COURSE, IN_DANGER, UNKNOWN = "on_course", "in_danger", "unknown"
"""What is known of the promised days: every forecast keeps them; a sign says otherwise; nobody has counted it."""


class FactsMoved(Refusal):
    """Something was reported since the seller saw these facts."""

    code = "facts_moved"
    http_status = 409
    sentence = gettext_noop(
        "Ada laporan produksi baru sejak draf ini dibuka. Lihat angkanya dulu, lalu kirim."
    )


class NothingToTell(Refusal):
    code = "nothing_to_tell"
    sentence = gettext_noop("PO ini tidak sedang diproduksi, jadi belum ada kabar produksi.")


@dataclass(frozen=True)
class StageFact:
    """`done` of `target` pieces are through; `more` of them since the last update."""

    name: str
    done: int
    target: int
    more: int


@dataclass(frozen=True)
class Facts:
    """What is counted about a PO's production, and what was added after the day `since`. Days are ISO dates."""

    since: str
    stages: tuple[StageFact, ...]
    produced: str
    ship_until: str
    schedule: str
    photo_id: int | None

    @property
    def moved(self) -> bool:
        return any(stage.more for stage in self.stages)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def digest(self) -> str:
        """The same facts have the same one. The photo is no fact: the seller chooses it."""
        said = {name: value for name, value in self.as_json().items() if name != "photo_id"}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]


def read_facts(stored: dict[str, Any]) -> Facts:
    """From the row."""
    stages = tuple(StageFact(**stage) for stage in stored["stages"])
    return Facts(**(stored | {"stages": stages}))


def turn(at: datetime, *, weekday: int, hour: int, minute: int, zone: str) -> datetime:
    """The last time at or before `at` that was this weekday and hour in the zone."""
    there = at.astimezone(ZoneInfo(zone))
    day = there.date() - timedelta(days=(there.weekday() - weekday) % 7)
    found = datetime.combine(day, time(hour, minute), ZoneInfo(zone))
    return (
        found
        if found <= at
        else datetime.combine(day - timedelta(days=7), time(hour, minute), ZoneInfo(zone))
    )


def merged(stages: Sequence[tuple[str, int, int, int]]) -> tuple[StageFact, ...]:
    """Stages (name, done, target, before) of several workshops, added up by name in the order they first come."""
    sums: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for name, done, target, before in stages:
        key = name.casefold()
        names.setdefault(key, name)
        row = sums.setdefault(key, [0, 0, 0])
        row[0], row[1], row[2] = row[0] + done, row[1] + target, row[2] + max(0, done - before)
    return tuple(StageFact(names[key], *row) for key, row in sums.items())
