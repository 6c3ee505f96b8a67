"""The way of work through its stages, drawn as SVG on the server: one field per stage, and below it where a plan is."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, GAP = 360, 3
WHOLE = 10_000


@dataclass(frozen=True)
class Field:
    """`x`, `width`, `filled` in view-box units; `ink`: "b" finished, "a" being worked on."""

    x: float
    width: float
    filled: float
    ink: str


@dataclass(frozen=True)
class Lane:
    """`label` is said to who does not see it. `plan` is None where there is none."""

    label: str
    fields: tuple[Field, ...]
    done: float
    plan: float | None


def lane(label: str, stages: Sequence[tuple[str, int, int]], *, done: int, plan: int | None) -> Lane:
    """`stages` are (name, pieces done, pieces in all); `done` and `plan` basis points of the whole way."""
    width = (WIDTH - GAP * (len(stages) - 1)) / len(stages) if stages else 0.0
    fields = tuple(
        Field(
            x=round(place * (width + GAP), 1),
            width=round(width, 1),
            filled=round(width * min(now, target) / target, 1) if target else round(width, 1),
            ink="b" if now >= target else "a",
        )
        for place, (_, now, target) in enumerate(stages)
    )
    said = ", ".join(f"{name} {now}/{target}" for name, now, target in stages)
    at = None if plan is None else round(WIDTH * min(plan, WHOLE) / WHOLE, 1)
    return Lane(f"{label}: {said}", fields, round(WIDTH * min(done, WHOLE) / WHOLE, 1), at)
