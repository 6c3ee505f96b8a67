"""The relay of pieces through the stages, size by size. Pure."""

from collections.abc import Mapping, Sequence

from bukapo.kernel.refusal import Refusal, gettext_noop

Counts = Sequence[int]
"""Pieces per size, in the work order's order of sizes."""


class SizeAheadOfStageBefore(Refusal):
    code = "size_ahead_of_stage_before"
    sentence = gettext_noop("{stage} ukuran {size} belum bisa {count}: tahap {before} baru selesai {done}.")


class SizeNotArrived(Refusal):
    """The work order before has not passed on so many."""

    code = "size_not_arrived"
    sentence = gettext_noop("{stage} ukuran {size} belum bisa {count}: dari SPK sebelumnya baru ada {done}.")


class NotArrived(Refusal):
    """As SizeNotArrived, of a bare total."""

    code = "not_arrived"
    sentence = gettext_noop("{stage} belum bisa {count}: dari SPK sebelumnya baru ada {done}.")


class AlreadyPassedOn(Refusal):
    """The work order after has begun more."""

    code = "already_passed_on"
    sentence = gettext_noop("{stage} tidak bisa jadi {count}: {least} pcs sudah dikerjakan SPK berikutnya.")


class SizeOutOfRange(Refusal):
    code = "size_out_of_range"
    sentence = gettext_noop("Jumlah {stage} ukuran {size} harus antara {least} dan {most}.")


def bounds(
    done: Sequence[Counts], targets: Counts, position: int, *, incoming: Counts | None = None,
    outgoing: Counts | None = None,
) -> list[tuple[int, int]]:  # fmt: skip
    """(least, most) that stage `position` may stand at, per size: between the next stage and the one before.

    Before the first stage is what has come in (all, unless told), after the last what others have gone on with.
    """
    after = done[position + 1] if position + 1 < len(done) else outgoing or [0] * len(targets)
    before = done[position - 1] if position else targets if incoming is None else incoming
    return list(zip(after, before, strict=True))


def check_counts(
    *, names: Sequence[str], labels: Sequence[str], done: Sequence[Counts], targets: Counts, position: int,
    counts: Counts, incoming: Counts | None = None, outgoing: Counts | None = None,
) -> None:  # fmt: skip
    """May stage `position` (of `names`) now stand at `counts`?

    Raises SizeOutOfRange, SizeAheadOfStageBefore, SizeNotArrived.
    """
    room = bounds(done, targets, position, incoming=incoming, outgoing=outgoing)
    for size, (least, most) in enumerate(room):
        count = counts[size]
        if not least <= count <= targets[size]:
            raise SizeOutOfRange(stage=names[position], size=labels[size], least=least, most=targets[size])
        if count > most and not position:
            raise SizeNotArrived(stage=names[position], size=labels[size], count=count, done=most)
        if count > most:
            raise SizeAheadOfStageBefore(
                stage=names[position], size=labels[size], count=count, before=names[position - 1], done=most
            )


def check_relay(
    *, names: Sequence[str], position: int, count: int, incoming: Counts, outgoing: Counts
) -> None:
    """May the total of a first or last stage be `count`? Raises NotArrived, AlreadyPassedOn."""
    if not position and count > sum(incoming):
        raise NotArrived(stage=names[position], count=count, done=sum(incoming))
    if position == len(names) - 1 and count < sum(outgoing):
        raise AlreadyPassedOn(stage=names[position], count=count, least=sum(outgoing))


def spread(total: int, room: Sequence[tuple[int, int]]) -> list[int]:
    """`total` pieces over sizes of (least, most) each: sizes fill up in their order. As near as the room allows."""
    counts = [least for least, _ in room]
    left = total - sum(counts)
    for size, (least, most) in enumerate(room):
        more = max(0, min(left, most - least))
        counts[size] += more
        left -= more
    return counts


def merged(now: Counts, said: Mapping[int, int]) -> list[int]:
    """What a report says of some sizes, the others as they stand. KeyError for a size that is not there."""
    if unknown := [size for size in said if not 0 <= size < len(now)]:
        raise KeyError(unknown[0])
    return [said.get(size, count) for size, count in enumerate(now)]
