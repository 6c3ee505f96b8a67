"""A pasted chat and a PO's shape -> one answer per entry, accepted or doubtful, as if a form had been filled in.

Labels and words become the columns of a form, so everything that reads forms (`orders.imports`) reads this too.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bukapo.kernel.canonical import digest
from bukapo.kernel.sheets.sheet import Sheet, SheetRow
from bukapo.orders.chats.claims import taken_out
from bukapo.orders.chats.entries import Ear, entries_of
from bukapo.orders.chats.lexicon import Lexicon
from bukapo.orders.chats.messages import messages_of
from bukapo.orders.chats.split import ADDRESS, EMAIL, ITEMS, NAME, PHONE, WAY, WRITTEN, Cells, cells_of
from bukapo.orders.imports.answers import Answer, State
from bukapo.orders.imports.doubts import Said, said
from bukapo.orders.imports.headers import read_header, role_weights
from bukapo.orders.imports.mapping import Column, Mapping, Role, places_of
from bukapo.orders.imports.propose import propose
from bukapo.orders.imports.read import read_answers
from bukapo.orders.imports.shape import Shape
from bukapo.orders.imports.vocabulary import folded, plain

MOST_CHARACTERS, MOST_ENTRIES = 20_000, 200
_LINE_ROLES: dict[str, Role] = {
    NAME: "name", PHONE: "phone", EMAIL: "email", ADDRESS: "address", WAY: "fulfilment", ITEMS: "items",
    WRITTEN: "personalization",
}  # fmt: skip
_ORDER_LABELS = "pesanan|pesan|order|orderan|item|items|detail|rincian|isi pesanan|detail pesanan"


@dataclass(frozen=True)
class Stated:
    """What the seller says of lines that do not: `phone` of who writes none, (option, value) where one is not named."""

    phone: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Heard:
    """One entry. `answer.row` is its line in the paste, `said` the words of it, `paid` what it claims of money."""

    answer: Answer
    said: str
    paid: str
    fingerprint: str


@dataclass(frozen=True)
class Chat:
    """`unread`: (line number, text) that were taken for no order."""

    heard: tuple[Heard, ...] = ()
    unread: tuple[tuple[int, str], ...] = ()

    def of_state(self, state: str) -> list[Heard]:
        return [one for one in self.heard if one.answer.state == state]


def read_chat(text: str, shape: Shape, stated: Stated | None = None) -> Chat:
    """At most 200 entries of it; never raises. The same text gives the same answer."""
    stated, words = stated or Stated(), Lexicon(shape)
    ear = Ear(role=lambda label: _role_of(label, words), names_goods=words.names_goods)
    entries, unread = entries_of(messages_of(text), ear)
    rest = [(entry.row, entry.said) for entry in entries[MOST_ENTRIES:]]
    once = _once([cells_of(entry, words) for entry in entries[:MOST_ENTRIES]])
    answers = _answered([cells for cells, _ in once], words, stated)
    heard = [
        Heard(_told_again(answer, times), cells.entry.said, cells.paid, fingerprint_of(cells))
        for (cells, times), answer in zip(once, answers, strict=True)
    ]
    return Chat(tuple(_names_once(heard)), tuple(sorted([*unread, *rest])))


def _role_of(label: str, words: Lexicon) -> str:
    """What a label asks of an order; "" when it is no label of ours ("Harga", "Rekening")."""
    header = read_header(label)
    fields = {folded(field.name) for product in words.shape.products for field in product.fields}
    if folded(label) in fields:
        return "personalization"
    if words.option_of(label):
        return "option"
    if header.has(_ORDER_LABELS):
        return "items"
    weights = role_weights(header)
    best = max(weights, key=lambda role: weights[role], default="")
    return best if best and best not in ("timestamp",) and weights[best] >= 2 else ""  # type: ignore[index]


def fingerprint_of(cells: Cells) -> str:
    """The entry's own words, in one spelling: without its number, emoji, and what it says of money (SHA-256 hex)."""
    told = sorted([plain(h), plain(taken_out(text)[0])] for h, text in (cells.told | cells.options).items())
    return digest(["chat", *[pair for pair in told if pair[1]]])


def _once(cells: Sequence[Cells]) -> list[tuple[Cells, int]]:
    """A list is posted again with every new name: the same line counts once, with its latest words about money."""
    found: dict[str, tuple[Cells, int]] = {}
    for one in cells:
        key = fingerprint_of(one)
        before = found.get(key)
        found[key] = (
            (replace(before[0], paid=one.paid or before[0].paid), before[1] + 1) if before else (one, 1)
        )
    return list(found.values())


def _told_again(answer: Answer, times: int) -> Answer:
    return answer.remarked(said("said_again", count=times)) if times > 1 else answer


def _answered(cells: Sequence[Cells], words: Lexicon, stated: Stated) -> list[Answer]:
    """Entries of one layout are rows of one sheet."""
    groups: defaultdict[tuple[str, tuple[str, ...]], list[tuple[int, Cells]]] = defaultdict(list)
    for place, one in enumerate(cells):
        headers = tuple(one.told) if one.entry.kind == "labelled" else ()
        groups[one.entry.kind, headers].append((place, one))
    found: dict[int, Answer] = {}
    for (kind, _), group in groups.items():
        sheet = _sheet([one for _, one in group], words, stated)
        mapping = _of_labels(sheet, words) if kind == "labelled" else _of_lines(sheet)
        answers = read_answers(sheet, words.shape, mapping=mapping, duplicates="keep").answers
        by_row = {answer.row: answer for answer in answers}
        for place, one in group:
            found[place] = _judged(by_row[one.entry.row], one, words, stated)
    return [found[place] for place in range(len(cells))]


def _sheet(cells: Sequence[Cells], words: Lexicon, stated: Stated) -> Sheet:
    labels = list(cells[0].told) if cells[0].entry.kind == "labelled" else list(_LINE_ROLES)
    blank = _unasked(cells[0], words)
    extra = [
        header
        for header in (NAME, PHONE)
        if not any(_role_of(h, words) == _LINE_ROLES[header] for h in labels)
    ]
    headers = (*labels, *extra, *blank)
    rows = []
    for one in cells:
        told = one.told | one.options | _stated(one, words, stated)
        rows.append(SheetRow(one.entry.row, tuple(told.get(h, "") for h in headers)))
    return Sheet(headers, tuple(rows))


def _unasked(one: Cells, words: Lexicon) -> list[str]:
    """Options that no label of the entry asks about; a line has no labels."""
    labels = one.told if one.entry.kind == "labelled" else {}
    asked = {words.option_of(label) for label in labels}
    return [option for option in words.to_choose() if option not in asked]


def _stated(one: Cells, words: Lexicon, stated: Stated) -> dict[str, str]:
    """The seller's word where the entry has none."""
    told: dict[str, str] = {}
    if stated.phone and not any(_role_of(h, words) == "phone" and v for h, v in one.told.items()):
        told[PHONE] = stated.phone
    spoken = " ".join(value for header, value in one.told.items() if _role_of(header, words) == "items")
    named, unasked = _options_named(spoken, words), _unasked(one, words)
    for option, value in stated.values:
        if option in unasked and option not in named and option not in one.options:
            told[option] = value
    return told


def _options_named(text: str, words: Lexicon) -> set[str]:
    named: set[str] = set()
    for reader in words.readers:
        for way in reader.read(text, None).ways if text else ():
            named |= {reader.book.product.options[o].name for item in way for o, _ in item.choices}
    return named


def _of_lines(sheet: Sheet) -> Mapping:
    return Mapping(
        tuple(
            Column(
                header,
                nth,
                role=_LINE_ROLES.get(header, "option"),
                option="" if header in _LINE_ROLES else header,
            )
            for header, (_, nth) in zip(sheet.headers, places_of(sheet.headers), strict=True)
        )
    )


def _of_labels(sheet: Sheet, words: Lexicon) -> Mapping:
    """As a form of these questions would be read; "Pesanan: L hitam 2" is the order itself."""
    columns = []
    for column in propose(sheet, words.shape).columns:
        role = _role_of(column.header, words)
        if column.role in ("ignore", "quantity") and role == "items":
            column = replace(column, role="items", sure=True)
        elif column.role == "ignore" and words.option_of(column.header):
            column = replace(column, role="option", option=words.option_of(column.header))
        elif column.role == "ignore" and role in ("name", "phone", "address", "note", "quantity"):
            column = replace(column, role=role)  # type: ignore[arg-type]
        columns.append(column)
    return Mapping(tuple(columns))


_OF_OTHERS = ("later_answer", "later_doubtful")
"""Remarks about other answers of one phone: in a list many share their coordinator's."""


def _judged(answer: Answer, one: Cells, words: Lexicon, stated: Stated) -> Answer:
    """The answer with what only a chat can leave open."""
    doubts = list(answer.doubts)
    if _says_none(one):
        doubts = [said("quantity_unclear", told="0") if d.code == "quantity_missing" else d for d in doubts]
    if one.blended and not any(doubt.code.startswith("order_") for doubt in doubts):
        doubts.insert(0, said("order_unclear", told=one.blended))
    if one.odd:
        doubts.append(said("order_unknown", told=one.odd))
    if one.entry.struck:
        doubts.append(said("struck_out"))
    remarks = [remark for remark in answer.remarks if remark.code not in _OF_OTHERS]
    remarks += [said(code, told=told) for code, told in one.assumed]
    if answer.lines and not _counted(one):
        remarks.append(said("one_each"))
    remarks += _as_stated(answer, _stated(one, words, stated))
    state: State = "doubtful" if doubts else "accepted"
    return replace(answer, state=state, doubts=tuple(doubts), remarks=tuple(remarks))


def _as_stated(answer: Answer, filled: dict[str, str]) -> list[Said]:
    """What was taken from the seller's word, said beside the draft."""
    values = {value for line in answer.lines for value in line.values}
    remarks = [said("phone_of_paste", told=filled[PHONE])] if PHONE in filled else []
    return remarks + [
        said("value_of_paste", option=option, value=value)
        for option, value in filled.items()
        if option != PHONE and value in values
    ]


def _says_none(one: Cells) -> bool:
    return any("0" in plain(text).split() for header, text in one.told.items() if header != PHONE)


def _counted(one: Cells) -> bool:
    return any(
        any(c.isdigit() for token in plain(text).split() for c in token if not token.endswith(("xl", "xs")))
        or any(word in text.casefold() for word in ("satu", "dua", "tiga", "empat", "lima"))
        for header, text in one.told.items()
        if header == ITEMS or header.casefold().startswith(("jumlah", "qty", "banyak", "pesan", "order"))
    )


def _names_once(heard: Sequence[Heard]) -> list[Heard]:
    """A name that was said before, with other words, is a question: the second order of one, or two people."""
    seen: dict[str, Heard] = {}
    settled = []
    for one in heard:
        name, before = folded(one.answer.name), None
        if name:
            before = seen.setdefault(name, one)
        if before and before is not one and not _other_person(before.answer, one.answer):
            doubt = said("name_twice", name=one.answer.name, row=before.answer.row)
            one = replace(one, answer=one.answer.doubted(doubt))
        settled.append(one)
    return settled


def _other_person(first: Answer, second: Answer) -> bool:
    """Two numbers written by themselves are two people of one name."""
    own = [a for a in (first, second) if not any(r.code == "phone_of_paste" for r in a.remarks)]
    return len(own) == 2 and bool(first.phone and second.phone) and first.phone != second.phone
