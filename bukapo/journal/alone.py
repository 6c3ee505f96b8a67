"""Work that time makes due: every row is a write of its own, so that a killed worker repeats nothing."""

from collections.abc import Callable, Iterable

from bukapo.kernel.refusal import Refusal


def each_alone(rows: Iterable[tuple[int, int]], act: Callable[[int, int], object]) -> int:
    """`act(store id, row id)` for each pair; returns how many were done. A refusal of one holds up no other."""
    done = 0
    for store_id, pk in list(rows):
        try:
            act(store_id, pk)
        except Refusal:
            continue  # somebody was faster, or the row has changed since we looked
        done += 1
    return done
