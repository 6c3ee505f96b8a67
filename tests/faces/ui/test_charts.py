"""What a chart says of its bars: a whole half line, and always the highest value."""

import pytest

from bukapo.faces.ui.charts import chart, round_up
from bukapo.faces.ui.row_bars import row_bars


@pytest.mark.parametrize(
    ("value", "top"), [(1, 2), (5, 6), (9, 10), (17, 20), (21, 30), (41, 50), (20_400_000, 30_000_000)]
)
def test_the_top_of_an_axis_is_round_and_so_is_its_half(value: int, top: int) -> None:
    assert round_up(value) == top and top % 2 == 0


def test_values_stand_on_every_bar_that_has_room_and_always_on_the_highest() -> None:
    few = chart([("a", 3), ("b", 0), ("c", 5)])
    assert [bar.valued for bar in few.bars] == [True, False, True], "nothing is said of nothing"
    many = chart([(str(hour), 100 + (hour == 10)) for hour in range(24)])
    said = [place for place, bar in enumerate(many.bars) if bar.valued]
    assert 10 in said and {b - a for a, b in zip(said, said[1:], strict=False)} == {3}


def test_what_nobody_knows_has_no_bar_and_nothing_has_a_mark() -> None:
    drawn = row_bars([("a", "–", None, None, False), ("b", "0 hari", 0, None, False)])
    assert [row.known for row in drawn.rows] == [False, True]
