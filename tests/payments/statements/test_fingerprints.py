"""Overlapping exports are normal: a line has one name in all of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bukapo.payments.statements.fingerprints import fingerprints
from bukapo.payments.statements.read import read_statement
from tests.payments.statements.book import AUGUST, Book, Entry
from tests.payments.statements.writers.every import WRITERS


def names(data: bytes, account: str = "7") -> list[str]:
    return list(fingerprints(account, read_statement(data, name="mutasi.csv").lines))


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_overlapping_files_bring_every_line_once(name: str, data: st.DataObject) -> None:
    """Even lines that are alike in everything; a file holds whole days."""
    entry = st.tuples(
        st.integers(0, 3), st.sampled_from([5_000_00, 7_000_00, -5_000_00]), st.sampled_from("AB")
    )
    entries = [
        Entry(date(2026, 8, 1) + timedelta(days=day), sen, text)
        for day, sen, text in sorted(
            data.draw(st.lists(entry, min_size=1, max_size=15)), key=lambda each: each[0]
        )
    ]
    writer = WRITERS[name]
    whole = Book(entries)
    seen = set()
    for first, last in ((0, 2), (1, 3), (0, 3)):
        inside = [one for one in entries if first <= (one.day - date(2026, 8, 1)).days <= last]
        before = sum(one.sen for one in entries if (one.day - date(2026, 8, 1)).days < first)
        if inside:
            seen |= set(names(writer.write(Book(inside, whole.opening + before))))
    assert len(seen) == len(entries)


def test_a_pending_line_has_no_name_until_it_is_booked() -> None:
    last = AUGUST.entries[-1]
    pending = Book([*AUGUST.entries[:-1], last._replace(pending=True)])
    write = WRITERS["bca-individual"].write
    assert names(write(pending)) == [*names(write(AUGUST))[:-1], ""]


def test_blanks_and_capitals_do_not_make_another_line() -> None:
    data = WRITERS["bri"].write(AUGUST)
    assert names(data.replace(b"SITI CONTOH", b"Siti  Contoh ")) == names(data)


def test_another_account_gives_other_names() -> None:
    data = WRITERS["bri"].write(AUGUST)
    assert not set(names(data, "7")) & set(names(data, "8"))


def test_names_do_not_change_between_versions() -> None:
    """What was booked under a name must be found under it for ever."""
    assert names(WRITERS["bri"].write(AUGUST))[:2] == [
        "4cd436cd863a1f604c58fdaa7ce8f8ce",
        "2b477f14bf81a6a4da94bf7119a20313",
    ]
