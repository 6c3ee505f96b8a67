"""The lists of stages a store is offered."""

from bukapo.production.models import StagePattern
from bukapo.production.patterns.rules import BUILT_IN, FIRST, Pattern


def patterns_of(store_id: int) -> list[Pattern]:
    """Built-in ones in their order (the store's copy in their place), then its own; one query."""
    rows = StagePattern.objects.of(store_id).filter(dropped_at=None).order_by("name")
    own: dict[str, tuple[str, ...]] = {row.name: tuple(row.stages) for row in rows}
    found = [
        Pattern(name, own.get(name, stages), own=name in own, built_in=True)
        for name, stages in BUILT_IN.items()
    ]
    return found + [Pattern(name, stages, own=True) for name, stages in own.items() if name not in BUILT_IN]


def stages_of(store_id: int, name: str) -> tuple[str, ...]:
    """The stages under a name; the first list's for an unknown one."""
    known = {pattern.name: pattern.stages for pattern in patterns_of(store_id)}
    return known.get(name) or known[FIRST]
