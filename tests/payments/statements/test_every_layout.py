"""Whatever happened on an account, each bank's file of it says the same again."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bukapo.payments.statements.layouts.every import LAYOUTS
from bukapo.payments.statements.movements import clean
from bukapo.payments.statements.read import read_statement
from bukapo.payments.statements.statement import Statement
from tests.payments.statements.book import AUGUST, Book, Entry
from tests.payments.statements.writers.every import WRITERS, Writer

QUOTED = st.text(st.sampled_from("ABCDXYZabc 019.,;:|/-'&\"()\n\t<>éñ"), max_size=40)
BARE = st.text(st.sampled_from("ABCDXYZabc 019.,;:/-'&()é"), max_size=40)


def books(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Book]:
    sen = st.one_of(
        st.integers(1, 900_000_000).map(lambda rupiah: rupiah * 100), st.integers(1, 900_000_00)
    ).flatmap(lambda amount: st.sampled_from([amount, -amount]))
    entry = st.builds(Entry, st.dates(date(2026, 8, 1), date(2026, 8, 31)), sen, texts, st.just(False))
    return st.builds(
        lambda entries, opening: Book(sorted(entries, key=lambda each: each.day), opening),
        st.lists(entry, min_size=1, max_size=12),
        st.integers(-1_000_000_00, 10**14),
    )


def expect(statement: Statement, book: Book, writer: Writer) -> None:
    lines = list(statement.lines)
    entries = list(zip(book.entries, book.balances, strict=True))
    if statement.layout == "generic" and writer.balanced and writer.texts:
        entries.reverse()
    assert [line.amount for line in lines] == [_cut(entry.sen) for entry, _ in entries]
    assert [line.ignored for line in lines] == [_ignored(entry) for entry, _ in entries]
    assert [line.day for line in lines] == [None if entry.pending else entry.day for entry, _ in entries]
    assert ["".join(line.description.split()) for line in lines] == [
        "".join(clean(entry.text).split()) for entry, _ in entries
    ]
    assert all(
        line.balance == (_cut(balance) if writer.balanced else None)
        for line, (_, balance) in zip(lines, entries, strict=True)
    )
    if writer.balanced:
        assert (statement.opening, statement.closing) == (_cut(book.opening), _cut(book.closing))


def _cut(sen: int) -> int:
    return abs(sen) // 100 * (1 if sen > 0 else -1)


def _ignored(entry: Entry) -> str:
    return "pending" if entry.pending else "sen" if entry.sen % 100 else ""


@pytest.mark.parametrize("name", WRITERS)
def test_a_bank_is_known_by_its_columns(name: str) -> None:
    writer = WRITERS[name]
    statement = read_statement(writer.write(AUGUST), name="mutasi.csv")
    assert (statement.layout, statement.bank) == (writer.layout, writer.bank)
    assert statement.account_number == (AUGUST.account if writer.named else "")
    expect(statement, AUGUST, writer)


def test_every_layout_has_a_writer() -> None:
    tried = {writer.layout for writer in WRITERS.values()}
    assert {layout.key for layout in LAYOUTS} <= tried | {"bca-two-columns-branch"}


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_a_file_says_is_what_happened(name: str, data: st.DataObject) -> None:
    writer = WRITERS[name]
    book = data.draw(books(BARE if writer.bare else QUOTED))
    expect(read_statement(writer.write(book), name="mutasi.csv"), book, writer)


@settings(max_examples=50, deadline=None)
@given(books(QUOTED), st.integers(0, 3))
def test_lines_of_bca_without_a_day_yet_are_kept_apart(book: Book, pending: int) -> None:
    entries = list(book.entries)
    entries[len(entries) - min(pending, len(entries)) :] = [
        entry._replace(pending=True) for entry in entries[len(entries) - min(pending, len(entries)) :]
    ]
    book = Book(entries, book.opening)
    writer = WRITERS["bca-individual"]
    expect(read_statement(writer.write(book), name="mutasi.csv"), book, writer)


@pytest.mark.parametrize("name", [name for name, writer in WRITERS.items() if writer.texts])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16-le", "utf-16", "cp1252"])
def test_encodings_and_line_ends_do_not_matter(name: str, encoding: str) -> None:
    writer = WRITERS[name]
    book = Book([*AUGUST.entries, Entry(date(2026, 8, 30), 5_000_00, "CAFÉ CONTOH")])
    text = writer.write(book).decode().replace("\n", "\r\n")
    expect(read_statement(text.encode(encoding), name="mutasi.csv"), book, writer)


@pytest.mark.parametrize("name", WRITERS)
def test_newest_first_is_as_good(name: str) -> None:
    writer = WRITERS[name]
    last = AUGUST.closing
    turned = Book([entry._replace(sen=entry.sen) for entry in reversed(AUGUST.entries)], AUGUST.opening)

    class Newest(Book):
        @property
        def balances(self) -> list[int]:
            balances, balance = [], last
            for entry in self.entries:
                balances.append(balance)
                balance -= entry.sen
            return balances

    book = Newest(turned.entries, AUGUST.opening)
    statement = read_statement(writer.write(book), name="mutasi.csv")
    assert {line.amount for line in statement.lines} == {_cut(entry.sen) for entry in AUGUST.entries}
    if writer.balanced:
        assert (statement.opening, statement.closing) == (_cut(AUGUST.opening), _cut(AUGUST.closing))


def test_a_year_turns_within_a_period() -> None:
    entries = [
        Entry(date(2026, 12, 31), 10_000_00, "LAMA"),
        Entry(date(2027, 1, 1), 20_000_00, "BARU"),
    ]
    book = Book(entries, first=date(2026, 12, 15), last=date(2027, 1, 14))
    statement = read_statement(WRITERS["bca-individual"].write(book), name="mutasi.csv")
    assert [line.day for line in statement.lines] == [date(2026, 12, 31), date(2027, 1, 1)]


def test_without_a_period_the_year_is_the_latest_that_is_not_to_come() -> None:
    data = WRITERS["bca-individual"].write(AUGUST)
    data = b"\n".join(line for line in data.split(b"\n") if not line.startswith(b"Periode"))
    statement = read_statement(data, name="mutasi.csv", today=date(2027, 2, 1))
    assert statement.first_day == date(2026, 8, 1)
    late = read_statement(data, name="mutasi.csv", today=AUGUST.entries[-1].day + timedelta(days=2))
    assert late.last_day == date(2026, 8, 29)
