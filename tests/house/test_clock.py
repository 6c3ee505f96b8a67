"""Time is an actor: it comes in through one door, and everything below is told `at`."""

from tests.house.files import lines_matching, name, with_suffix

READS_A_CLOCK = (
    r"\bdatetime\.(now|today|utcnow)\(|\bdate\.today\(|\btimezone\.(now|localtime|localdate)\b"
    r"|\btime\.time\("
)
READERS = ("bukapo/faces/", "bukapo/config/", "bukapo/journal/", "bukapo/__main__.py")


def test_only_the_clock_reads_the_clock() -> None:
    modules = [path for path in with_suffix(".py", under="bukapo") if name(path) != "bukapo/journal/clock.py"]
    found = lines_matching(READS_A_CLOCK, modules)
    assert not found, "\n".join(["ask bukapo.journal.clock in a face, or take `at` as an argument:", *found])


def test_rooms_are_told_the_time() -> None:
    rooms = [path for path in with_suffix(".py", under="bukapo") if not name(path).startswith(READERS)]
    found = lines_matching(r"\bclock\.now\(|import now\b", rooms)
    assert not found, "\n".join(["take `at` as an argument; faces and the worker read the clock:", *found])
