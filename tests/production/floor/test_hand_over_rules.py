"""What may leave a work order, what may be lost, and where that bounds the stages."""

import pytest

from bukapo.production.floor.rules import (
    SizeHandedOn,
    SizeNotArrived,
    SizeReportedMeanwhile,
    check_counts,
    check_seen,
)
from bukapo.production.handover.rules import (
    MoreThanFinished,
    MoreThanNeeded,
    NothingHandedOver,
    NotShort,
    Standing,
    check_lost,
    check_sending,
)

SIZES = ["M", "L"]
HALF_WAY = [Standing(finished=10, travelling=3, arrived=4, short=2, again=1), Standing(finished=5)]


class TestALot:
    def test_is_of_what_is_finished_and_has_not_left(self) -> None:
        check_sending(SIZES, HALF_WAY, {0: 3, 1: 5}, room={0: 9, 1: 9}, receiver="B")
        with pytest.raises(MoreThanFinished) as refused:
            check_sending(SIZES, HALF_WAY, {0: 4}, room={0: 9}, receiver="B")
        assert "M" in str(refused.value) and "3" in str(refused.value)

    def test_is_not_more_than_the_receiver_is_to_make(self) -> None:
        with pytest.raises(MoreThanNeeded, match="B hanya perlu 2"):
            check_sending(SIZES, HALF_WAY, {1: 3}, room={1: 2}, receiver="B")
        with pytest.raises(MoreThanNeeded):
            check_sending(SIZES, HALF_WAY, {1: 1}, room={}, receiver="B")

    @pytest.mark.parametrize("counts", [{}, {0: 0}])
    def test_of_nothing_is_none(self, counts: dict[int, int]) -> None:
        with pytest.raises(NothingHandedOver):
            check_sending(SIZES, HALF_WAY, counts, room={}, receiver="")

    def test_that_is_short_can_be_lost_only_as_far_as_it_is_short(self) -> None:
        check_lost(SIZES, HALF_WAY, {0: 1})
        with pytest.raises(NotShort):
            check_lost(SIZES, HALF_WAY, {0: 2})

    def test_lost_pieces_may_still_be_handed_over_but_are_not_counted_on(self) -> None:
        one = Standing(finished=10, arrived=8, short=2, lost=2)
        assert (one.free, one.ready, one.open) == (2, 0, 0)


class TestAStage:
    FLOOR = {"names": ["Jahit", "QC"], "labels": SIZES, "done": [[4, 0], [2, 0]], "targets": [10, 5]}

    def test_that_is_first_has_only_what_was_received(self) -> None:
        check_counts(**self.FLOOR, position=0, counts=[6, 0], incoming=[6, 0])  # type: ignore[arg-type]
        with pytest.raises(SizeNotArrived, match="Jahit ukuran M .*7.* 6"):
            check_counts(**self.FLOOR, position=0, counts=[7, 0], incoming=[6, 0])  # type: ignore[arg-type]

    def test_that_is_last_keeps_what_was_handed_on(self) -> None:
        with pytest.raises(SizeHandedOn, match="QC ukuran M .*1.* 2"):
            check_counts(**self.FLOOR, position=1, counts=[1, 0], handed=[2, 0])  # type: ignore[arg-type]

    @pytest.mark.parametrize(("said", "seen"), [(3, 4), (6, 2), (4, 4)])
    def test_may_go_up_from_anything_and_down_from_what_was_seen(self, said: int, seen: int) -> None:
        check_seen(stage="Jahit", labels=SIZES, now=[4, 0], counts={0: said}, seen={0: seen})

    def test_is_not_taken_back_unseen(self) -> None:
        with pytest.raises(SizeReportedMeanwhile, match="Jahit ukuran M sudah 4"):
            check_seen(stage="Jahit", labels=SIZES, now=[4, 0], counts={0: 3}, seen={0: 2})
