"""What a screen on a wall shows. No price, no buyer's name, no phone has a place in it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from bukapo.production.board.reads import Board, BoardLine, board
from bukapo.production.board.rules import LATE, QUIET_LONG, SLIPPING
from bukapo.production.models import WallLink

ALARMING = frozenset({LATE, SLIPPING, QUIET_LONG})


@dataclass(frozen=True)
class WallStage:
    """One stage over all work: `today` of `wanted` pieces, `ready` to be taken up now."""

    name: str
    today: int
    wanted: int
    ready: int


@dataclass(frozen=True)
class Wall:
    """`late` needs somebody now, `next` is the other work by deadline."""

    store: str
    zone: str
    workshop_name: str
    stages: tuple[WallStage, ...]
    late: tuple[BoardLine, ...]
    next: tuple[BoardLine, ...]


def wall_of(secret: str, now: datetime) -> Wall | None:
    """Who knows the secret link. None for an unknown one, or one that was taken back."""
    rows = WallLink.objects.across_stores("a secret link is its own key").select_related("store")
    link = rows.filter(secret=secret, ended_at=None).first()
    if link is None:
        return None
    found = board(link.store, now, workshop_name=link.workshop_name)
    running = [one for one in found.lines if one.state in ("accepted", "working")]
    late = tuple(one for one in running if ALARMING & set(one.concerns))
    rest = [one for one in running if not ALARMING & set(one.concerns) and one.current]
    return Wall(
        store=link.store.name,
        zone=link.store.zone,
        workshop_name=link.workshop_name,
        stages=tuple(stages_of(running)),
        late=late,
        next=tuple(sorted(rest, key=lambda one: (one.deadline, one.number))),
    )


def stages_of(lines: Iterable[BoardLine]) -> list[WallStage]:
    """Stages of the same name together, in the order in which work passes them (by their mean place).

    Of a relay the stages of who goes on come behind those of who was before.
    """
    lines = list(lines)
    followed = {line.after for line in lines if line.after}
    sums: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    places: dict[str, list[float]] = {}
    for line in lines:
        before = min(line.ready, line.stages[0].target) if line.stages else 0
        for place, stage in enumerate(line.stages):
            key = stage.name.casefold()
            names.setdefault(key, stage.name)
            places.setdefault(key, []).append(_place(line, place, followed))
            one = sums.setdefault(key, [0, 0, 0])
            one[0] += stage.today
            one[1] += min(stage.wanted + stage.today, stage.today + max(0, before - stage.done))
            one[2] += max(0, min(before, stage.target) - stage.done)
            before = stage.done
    order = sorted(sums, key=lambda key: (sum(places[key]) / len(places[key]), key))
    return [WallStage(names[key], *sums[key]) for key in order]


def _place(line: BoardLine, place: int, followed: Collection[str]) -> float:
    """From 0 to 1 along the way of its pieces: half of it is the others' in a relay."""
    own = place / len(line.stages)
    if line.after:
        return 0.5 + own / 2
    return own / 2 if line.number in followed else own


def walls(store_id: int) -> list[WallLink]:
    """Screens whose link works, newest first."""
    return list(WallLink.objects.of(store_id).filter(ended_at=None).order_by("-id"))


__all__ = ["Board", "Wall", "WallStage", "stages_of", "wall_of", "walls"]
