"""Who looks, who waits and who is served meanwhile. No database."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

from bukapo.faces.storefront.memory.look import Seen
from bukapo.faces.storefront.memory.shelf import Shelf
from tests.faces.storefront.memory.reader import Steady

AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
KEY = ("toko", "po")


class Database:
    """Counts looks; `gate` holds the next one."""

    def __init__(self) -> None:
        self.version, self.numbers, self.looks, self.made = "1", "", 0, 0
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Event()
        self.steady = Steady()
        self.shelf = Shelf(look=self.look, make=self.make, now=lambda: AT, steady=self.steady, most=3)

    def look(self, key: Any) -> Seen | None:
        self.looks += 1
        self.entered.set()
        self.gate.wait(10)
        return None if key[1] == "tidak-ada" else Seen(self.version, self.numbers, (AT - timedelta(days=1),))

    def make(self, key: Any, variant: Any, at: datetime) -> Any:
        self.made += 1
        return (self.version.encode(),), [], "etag"

    def shown(self, key: Any = KEY) -> bytes:
        found = self.shelf.page(key, "id")
        assert found
        return found[0].parts[0]


def in_thread(job: Any) -> threading.Thread:
    thread = threading.Thread(target=job)
    thread.start()
    return thread


def test_a_crowd_at_a_new_page_makes_it_once() -> None:
    database = Database()
    seen: list[bytes] = []
    threads = [in_thread(lambda: seen.append(database.shown())) for _ in range(12)]
    for thread in threads:
        thread.join()
    assert seen == [b"1"] * 12 and (database.looks, database.made) == (1, 1)


def test_one_looks_and_the_others_are_served_what_is_there_for_a_moment_only() -> None:
    database = Database()
    database.shown()
    database.version = "2"
    database.steady.pass_by(0.3)
    database.gate.clear()
    database.entered.clear()
    looking = in_thread(database.shown)
    database.entered.wait(10)
    assert database.shown() == b"1"  # 0.3 s old
    database.steady.pass_by(1)
    late: list[bytes] = []
    waiting = in_thread(lambda: late.append(database.shown()))
    database.gate.set()
    looking.join()
    waiting.join()
    assert late == [b"2"] and database.made == 2


def test_a_page_nobody_asked_for_in_a_while_is_looked_at_before_it_is_shown() -> None:
    database = Database()
    database.shown()
    database.version = "2"
    database.steady.pass_by(600)
    assert database.shown() == b"2"


def test_a_page_that_did_not_change_is_not_made_again() -> None:
    database = Database()
    for _ in range(20):
        database.shown()
        database.steady.pass_by(0.3)
    assert (database.looks, database.made) == (20, 1)


def test_memory_is_bounded_and_strange_names_push_nobody_out() -> None:
    database = Database()
    for name in ("a", "b", "c", "a", "d"):
        database.shown(("toko", name))
        database.steady.pass_by(0.01)
    assert database.shelf.page(("toko", "tidak-ada"), "id") is None
    assert len(database.shelf) == 3 and ("toko", "b") not in database.shelf
    assert ("toko", "a") in database.shelf


def test_while_only_numbers_change_a_new_page_is_made_less_often() -> None:
    database = Database()
    database.shown()
    for number in range(8):
        database.numbers = str(number)
        database.steady.pass_by(0.3)
        database.shown()
    assert database.looks == 9 and database.made == 1 + 8 * 0.3 // 0.9
    database.version = "2"
    database.steady.pass_by(0.3)
    assert database.shown() == b"2"
