"""What a check of goods says, and what it leaves for the stages after it. Pure.

A place is where goods are checked: the position of a stage, or ARRIVAL (at the seller's, after the last stage). A piece
that was rejected at a place has not passed it: it is `held` there until it comes back in order, or for ever.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import gettext_noop

INSPECTION = machine(
    "inspection", "open settled", open="settled withdrawn", settled="withdrawn", withdrawn=""
)

ARRIVAL = -1
"""The place after the last stage: goods in the seller's hands."""

REASONS = {
    "seam": gettext_noop("Jahitan lepas"),
    "print": gettext_noop("Sablon/bordir cacat"),
    "size": gettext_noop("Ukuran tidak sesuai"),
    "stain": gettext_noop("Kotor/noda"),
    "colour": gettext_noop("Salah warna"),
    "material": gettext_noop("Bahan cacat"),
    "other": gettext_noop("Lainnya"),
}
REWORK, REPLACE, SCRAP = "rework", "replace", "scrap"
REMEDIES = {
    REWORK: gettext_noop("Diperbaiki"),
    REPLACE: gettext_noop("Dibuat ulang"),
    SCRAP: gettext_noop("Tidak bisa dipakai"),
}
WORKSHOP, STORE = "workshop", "store"
BEARERS = {WORKSHOP: gettext_noop("Konveksi"), STORE: gettext_noop("Toko")}
"""Who pays what a defect costs."""

QUALITY_WORDS = ("qc", "quality", "periksa", "kontrol")

Counts = Sequence[int]


@dataclass(frozen=True)
class Tally:
    """Pieces of one size at one place. Always: checked = passed + reworking + replacing + scrapped."""

    checked: int = 0
    passed: int = 0
    reworking: int = 0
    replacing: int = 0
    scrapped: int = 0

    def __post_init__(self) -> None:
        parts = (self.passed, self.reworking, self.replacing, self.scrapped)
        if min(parts) < 0 or self.checked != sum(parts):
            raise ValueError(f"the pieces of a check do not add up: {self}")

    @property
    def held(self) -> int:
        """Pieces that have not passed this place."""
        return self.checked - self.passed

    @property
    def open(self) -> int:
        """Pieces somebody is still working on."""
        return self.reworking + self.replacing

    def plus(self, other: "Tally", sign: int = 1) -> "Tally":
        """Both together; `sign` -1 takes the other away."""
        return Tally(
            self.checked + sign * other.checked,
            self.passed + sign * other.passed,
            self.reworking + sign * other.reworking,
            self.replacing + sign * other.replacing,
            self.scrapped + sign * other.scrapped,
        )

    def came_back(self, remedy: str, *, passed: int, scrapped: int) -> "Tally":
        """Reworked or replaced pieces are in order now (`passed`), or turned out to be lost (`scrapped`)."""
        left = passed + scrapped
        return Tally(
            self.checked,
            self.passed + passed,
            self.reworking - (left if remedy == REWORK else 0),
            self.replacing - (left if remedy == REPLACE else 0),
            self.scrapped + scrapped,
        )


NOTHING = Tally()
Tallies = Mapping[tuple[int, int], Tally]
"""(place, position of the size) -> its tally; places and sizes that nobody checked are left out."""


def found(checked: int, defects: Mapping[str, int]) -> Tally:
    """The tally of one check: `defects` is {remedy: pieces}. ValueError when more is defective than was checked."""
    rework, remake, lost = (defects.get(remedy, 0) for remedy in (REWORK, REPLACE, SCRAP))
    return Tally(checked, checked - rework - remake - lost, rework, remake, lost)


def place_of_quality(names: Sequence[str]) -> int:
    """Where a workshop checks: its stage named like quality control, else its last one."""
    for position, name in enumerate(names):
        if any(word in name.casefold() for word in QUALITY_WORDS):
            return position
    return len(names) - 1


def reached(done: Sequence[Counts], targets: Counts, place: int) -> Counts:
    """Pieces per size that have come as far as `place`."""
    if place == ARRIVAL:
        return done[-1] if done else targets
    return done[place - 1] if place else targets


def bounds(tallies: Tallies, done: Sequence[Counts], targets: Counts, position: int) -> list[tuple[int, int]]:
    """(least, most) that quality control lets stage `position` stand at, per size.

    What is held here has not passed. What was checked at the next place, or is held there, has come that far.
    """
    following = position + 1 if position + 1 < len(done) else ARRIVAL
    before = reached(done, targets, position)
    room = []
    for size in range(len(targets)):
        here, there = tallies.get((position, size), NOTHING), tallies.get((following, size), NOTHING)
        beyond = done[following][size] if following != ARRIVAL else 0
        room.append((max(there.checked, beyond + there.held), before[size] - here.held))
    return room


def within(room: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What both allow: the larger least and the smaller most of each size."""
    return [(max(a, c), min(b, d)) for (a, b), (c, d) in zip(room, other, strict=True)]


def settled(tallies: Tallies, done: Sequence[Counts], targets: Counts, place: int) -> list[list[int]]:
    """Where the stages stand after a check at stage `place`: what passed has passed, what is held has not.

    A stage further on that had been reported with the rejected pieces goes back with them.
    """
    now = [list(counts) for counts in done]
    for size, target in enumerate(targets):
        for position in range(place, len(now)):
            before = now[position - 1][size] if position else target
            here = tallies.get((position, size), NOTHING)
            count = max(now[position][size], here.passed) if position == place else now[position][size]
            now[position][size] = min(count, before - here.held)
    return now


def lost(tallies: Tallies, size: int, position: int) -> int:
    """Pieces of a size that were scrapped at stage `position` or before: nobody can report them there any more."""
    return sum(
        tally.scrapped for (place, of), tally in tallies.items() if of == size and 0 <= place <= position
    )


def all_lost(tallies: Tallies, size: int) -> int:
    """Pieces of a size that were scrapped anywhere."""
    return sum(tally.scrapped for (_, of), tally in tallies.items() if of == size)


def shortage(*, ordered: int, spare: int, lost: int) -> int:
    """Buyers' pieces that will not be there: what was lost beyond the spare ones. The order itself never shrinks."""
    return max(0, min(ordered, lost - spare))


def all_passed(tallies: Tallies, targets: Counts, place: int) -> bool:
    """Every piece that can still come to `place` was checked there, and none is being put right."""
    for size, target in enumerate(targets):
        here = tallies.get((place, size), NOTHING)
        gone = all_lost(tallies, size) - here.scrapped if place == ARRIVAL else lost(tallies, size, place - 1)
        if here.open or here.checked < target - gone:
            return False
    return True
