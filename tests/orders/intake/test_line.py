from hypothesis import given
from hypothesis import strategies as st

from bukapo.orders.intake.line import LAPSE, MOST, Line


def test_while_there_is_room_and_nobody_waits_everybody_comes_in() -> None:
    line = Line()
    assert [line.knock(key, 1, 0.0) for key in "abc"] == [0, 0, 0]
    assert len(line) == 0


def test_who_was_sent_away_is_let_in_before_who_comes_later() -> None:
    line = Line()
    assert [line.knock(key, 0, 0.0) for key in "abc"] == [1, 2, 3]
    assert line.knock("late", 1, 1.0) == 4
    assert line.knock("b", 1, 1.0) == 2  # one may come in, and that is a
    assert line.knock("a", 1, 1.0) == 0
    assert line.knock("b", 1, 1.0) == 0
    assert line.knock("late", 1, 1.0) == 2


def test_asking_again_keeps_the_place() -> None:
    line = Line()
    line.knock("a", 0, 0.0)
    assert [line.knock("b", 0, float(second)) for second in range(4)] == [2, 2, 2, 2]


def test_who_does_not_come_back_loses_the_place() -> None:
    line = Line()
    line.knock("gone", 0, 0.0)
    line.knock("b", 0, LAPSE / 2)
    assert line.knock("b", 0, LAPSE + 0.1) == 1


def test_the_line_is_bounded() -> None:
    line = Line()
    for number in range(MOST):
        line.knock(str(number), 0, 0.0)
    assert line.knock("one more", 0, 0.0) == MOST + 1 and len(line) == MOST


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 2)), max_size=60))
def test_nobody_overtakes_somebody_who_keeps_asking(knocks: list[tuple[str, int]]) -> None:
    """Everybody who waits asks once in every round; the waiting set always comes in in its order of arrival."""
    line, waiting = Line(), list[str]()
    for now, (key, room) in enumerate(knocks):
        place = line.knock(key, room, now / 100)
        if place == 0:
            if key in waiting:
                assert waiting.index(key) < room
                waiting.remove(key)
            else:
                assert len(waiting) < max(room, 1) and room > 0
        else:
            if key not in waiting:
                waiting.append(key)
            assert place >= waiting.index(key) + 1
