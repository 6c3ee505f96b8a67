"""Work orders and the relay of their stages. Pure."""

from collections.abc import Sequence

from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import Refusal, gettext_noop

WORK_ORDER = machine(
    "work order", "sent", sent="accepted questioned refused cancelled", questioned="sent accepted refused cancelled",
    accepted="working cancelled", working="done cancelled", done="", refused="", cancelled="",
)  # fmt: skip


class AheadOfStageBefore(Refusal):
    code = "ahead_of_stage_before"
    sentence = gettext_noop("{stage} belum bisa {count}: tahap {before} baru selesai {done}.")


class CountOutOfRange(Refusal):
    code = "count_out_of_range"
    sentence = gettext_noop("Jumlah {stage} harus antara {least} dan {most}.")


def check_count(*, names: Sequence[str], done: Sequence[int], target: int, position: int, count: int) -> None:
    """May stage `position` now stand at `count` pieces? It can't pass the stage before nor fall behind the next."""
    least = done[position + 1] if position + 1 < len(done) else 0
    if not least <= count <= target:
        raise CountOutOfRange(stage=names[position], least=least, most=target)
    if position and count > done[position - 1]:
        before = position - 1
        raise AheadOfStageBefore(stage=names[position], count=count, before=names[before], done=done[before])
