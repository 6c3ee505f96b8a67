"""The relay of pieces through the stages, size by size. Pure."""

from collections.abc import Mapping, Sequence

from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop

Counts = Sequence[int]
"""Pieces per size, in the work order's order of sizes."""


class SizeAheadOfStageBefore(Refusal):
    code = "size_ahead_of_stage_before"
    sentence = gettext_noop("{stage} ukuran {size} belum bisa {count}: tahap {before} baru selesai {done}.")


class SizeOutOfRange(Refusal):
    code = "size_out_of_range"
    sentence = gettext_noop("Jumlah {stage} ukuran {size} harus antara {least} dan {most}.")


class SizeNotArrived(Refusal):
    code = "size_not_arrived"
    sentence = gettext_noop("{stage} ukuran {size} belum bisa {count}: yang sudah diterima baru {arrived}.")


class NotArrived(Refusal):
    """As SizeNotArrived, of a bare total."""

    code = "not_arrived"
    sentence = gettext_noop("{stage} belum bisa {count}: yang sudah diterima baru {arrived}.")


class SizeHandedOn(Refusal):
    code = "size_handed_on"
    sentence = gettext_noop("{stage} ukuran {size} tidak bisa {count}: {handed} sudah diserahkan.")


class SizeReportedMeanwhile(Refusal):
    """Another phone said more since this one looked: a report from behind must not undo it unseen."""

    code = "size_reported_meanwhile"
    sentence = gettext_noop(
        "{stage} ukuran {size} sudah {now}, dilaporkan dari HP lain. Cek dulu, lalu lapor lagi."
    )


KEY_LENGTH = 40


def own_key(work_order_id: int, key: str) -> str | None:
    """A sending's name as kept; strangers choose keys, so each work order has its own. Raises Invalid."""
    if len(key) > KEY_LENGTH:
        raise Invalid(field="key", why=gettext_noop("Muat ulang halamannya, lalu coba lagi."))
    return f"{work_order_id}.{key}" if key else None


def bounds(
    done: Sequence[Counts], targets: Counts, position: int, *,
    incoming: Counts | None = None, handed: Counts | None = None,
) -> list[tuple[int, int]]:  # fmt: skip
    """(least, most) that stage `position` may stand at, per size: between the next stage and the one before.

    `incoming`: pieces there are for the first stage (by default all); `handed`: pieces that have left the last one.
    """
    after = done[position + 1] if position + 1 < len(done) else handed
    before = done[position - 1] if position else incoming
    after = [0] * len(targets) if after is None else after
    return list(zip(after, targets if before is None else before, strict=True))


def check_counts(
    *, names: Sequence[str], labels: Sequence[str], done: Sequence[Counts], targets: Counts, position: int,
    counts: Counts, incoming: Counts | None = None, handed: Counts | None = None,
) -> None:  # fmt: skip
    """May stage `position` (of `names`) now stand at `counts`?

    Raises SizeOutOfRange, SizeAheadOfStageBefore, SizeNotArrived, SizeHandedOn; their `place` is the size's position.
    """
    room = bounds(done, targets, position, incoming=incoming, handed=handed)
    for size, (least, most) in enumerate(room):
        count = counts[size]
        told = {"stage": names[position], "size": labels[size], "place": size}
        if 0 <= count < least and position + 1 == len(done):
            raise SizeHandedOn(**told, count=count, handed=least)
        if not least <= count <= targets[size]:
            raise SizeOutOfRange(**told, least=least, most=targets[size])
        if count > most and position == 0:
            raise SizeNotArrived(**told, count=count, arrived=most)
        if count > most:
            raise SizeAheadOfStageBefore(**told, count=count, before=names[position - 1], done=most)


def check_seen(
    *, stage: str, labels: Sequence[str], now: Counts, counts: Mapping[int, int], seen: Mapping[int, int]
) -> None:
    """`seen` is what the reporter's page showed. Going up is always right; going down only from what was seen.

    Raises SizeReportedMeanwhile.
    """
    for size, count in counts.items():
        if size in seen and seen[size] != now[size] and count < now[size]:
            raise SizeReportedMeanwhile(stage=stage, size=labels[size], place=size, now=now[size])


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
