"""A sheet, a mapping and a campaign's shape -> one answer per row. The one way in for everything that imports."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.kernel.sheets.sheet import Sheet, SheetRow
from bukapo.orders.imports.answers import Answer
from bukapo.orders.imports.contact import RowCells, read_contact
from bukapo.orders.imports.dates import DateOrder, date_order, read_date
from bukapo.orders.imports.doubts import DOUBTS, Said, said
from bukapo.orders.imports.duplicates import Policy, settle_duplicates
from bukapo.orders.imports.headers import asks_for_choice, read_header
from bukapo.orders.imports.layout import Layout
from bukapo.orders.imports.mapping import Column, Mapping, Role
from bukapo.orders.imports.pieces import PieceReader
from bukapo.orders.imports.pricing import surcharges_that_differ
from bukapo.orders.imports.propose import propose
from bukapo.orders.imports.refusals import HeaderMissing, NothingRecognised
from bukapo.orders.imports.shape import Shape

_RANK = {code: rank for rank, code in enumerate(DOUBTS)}


@dataclass(frozen=True, slots=True)
class Reading:
    """Every non-empty row of a sheet, in its order; each accepted, replaced or doubtful.

    `notices`: what holds for the whole sheet and is said once. `mapping`: the one that was used.
    """

    answers: tuple[Answer, ...]
    notices: tuple[Said, ...]
    mapping: Mapping
    empty_rows: int

    def of_state(self, state: str) -> list[Answer]:
        return [answer for answer in self.answers if answer.state == state]


def read_answers(
    sheet: Sheet, shape: Shape, *, mapping: Mapping | None = None, duplicates: Policy = "replace"
) -> Reading:
    """Read every row. Without a mapping one is proposed. Raises SheetUnreadable (MappingWrong, HeaderMissing …)."""
    _refuse_without_header(sheet)
    mapping = mapping or propose(sheet, shape)
    layout = Layout(sheet, shape, mapping)
    if not any(layout.has(role) for role in ("name", "phone", "option", "quantity", "items")):
        raise NothingRecognised()
    clock = _Clock(layout)
    reader = _RowReader(layout, clock)
    answers = settle_duplicates(
        _unique([reader.read(row) for row in sheet.rows]), policy=duplicates, by_time=clock.certain
    )
    notices = (*clock.notices, *reader.notices(), *surcharges_that_differ(layout), *_names_differ(answers))
    return Reading(tuple(answers), notices, mapping, sheet.empty_rows)


def _refuse_without_header(sheet: Sheet) -> None:
    for header in sheet.headers:
        try:
            normalise_phone(header)
        except PhoneUnusable:
            continue
        raise HeaderMissing(told=header)


class _Clock:
    """Reads the timestamps of one sheet in the one order its column has."""

    def __init__(self, layout: Layout) -> None:
        self._slots = [slot for slot in layout.slots if slot.column.role == "timestamp"]
        self.order: DateOrder = layout.mapping.date_order
        self.certain = True
        self.notices: list[Said] = []
        if self.order or not self._slots:
            return
        texts = [text for row in layout.sheet.rows for text in [self.told(row.cells)] if text]
        self.order, self.certain = date_order(texts, self._slots[0].column.header)
        if not self.certain and texts:
            moment = read_date(texts[0], self.order)
            self.notices.append(
                said("date_order_assumed", example=moment.date().isoformat() if moment else texts[0])
            )

    def told(self, cells: Sequence[str]) -> str:
        return next((text for slot in self._slots for text in [slot.text(cells)] if text), "")

    def read(self, told: str) -> datetime | None:
        return read_date(told, self.order) if told else None


class _RowReader:
    def __init__(self, layout: Layout, clock: _Clock) -> None:
        self._layout, self._clock = layout, clock
        self._pieces = PieceReader(layout)
        self._plain_slots = [
            slot for slot in layout.slots if slot.column.role not in ("option", "quantity", "items")
        ]
        self._name_asked = layout.has("name")
        self._defaults: set[tuple[str, str]] = set()

    def read(self, row: SheetRow) -> Answer:
        contact = read_contact(self._by_role(row), self._layout.shape.ways, name_asked=self._name_asked)
        pieces = self._pieces.read(row.cells)
        self._defaults |= pieces.defaults
        told = self._clock.told(row.cells)
        moment = self._clock.read(told)
        remarks = [*contact.remarks, *pieces.remarks]
        if told and not moment:
            remarks.append(said("time_unread", told=told))
        doubts = sorted(
            {*contact.doubts, *pieces.doubts}, key=lambda doubt: (_RANK[doubt.code], doubt.params)
        )
        when = moment.isoformat() if moment else told
        identity = _digest([when, contact.phone or contact.phone_told, contact.name.casefold()])
        return Answer(
            row=row.number,
            fingerprint=_digest([identity, *self._content(row)]),
            identity=identity,
            state="doubtful" if doubts else "accepted",
            timestamp=moment,
            timestamp_told=told,
            name=contact.name,
            phone=contact.phone,
            phone_told=contact.phone_told,
            email=contact.email,
            address=contact.address,
            fulfilment=contact.fulfilment,
            note=contact.note,
            proofs=contact.proofs,
            lines=tuple(pieces.lines),
            doubts=tuple(doubts),
            remarks=tuple(remarks),
            cells=tuple(
                (header, cell)
                for header, cell in zip(self._layout.sheet.headers, row.cells, strict=True)
                if cell
            ),
        )

    def _by_role(self, row: SheetRow) -> RowCells:
        cells: defaultdict[Role, list[tuple[Column, str]]] = defaultdict(list)
        for slot in self._plain_slots:
            text = slot.text(row.cells)
            if text:
                cells[slot.column.role].append((slot.column, text))
        return cells

    def _content(self, row: SheetRow) -> list[str]:
        """Every used cell under its header; columns that are not used may change without making a new answer."""
        used = [slot for slot in self._layout.slots if slot.column.role not in ("timestamp", "phone", "name")]
        told = [(*slot.column.place, " ".join(row.cells[slot.position].split())) for slot in used]
        return [f"{header}\x1f{nth}\x1f{cell}" for header, nth, cell in sorted(told) if cell]

    def notices(self) -> list[Said]:
        notices = [
            said("default_taken", option=option, value=value) for option, value in sorted(self._defaults)
        ]
        if not self._layout.has("quantity") and self._layout.has("option"):
            notices.append(said("one_each_assumed"))
        if not self._layout.has("fulfilment") and self._layout.has("address"):
            notices.append(said("fulfilment_from_address"))
        used = {slot.position for slot in self._layout.slots}
        headers = [read_header(text) for n, text in enumerate(self._layout.sheet.headers) if n not in used]
        return notices + [
            said("question_not_used", header=text)
            for text in sorted(h.text for h in headers if asks_for_choice(h))
        ]


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(list(parts), ensure_ascii=False).encode()).hexdigest()


def _unique(answers: list[Answer]) -> list[Answer]:
    """Rows alike to the letter get fingerprints of their own: the second of them is "the second of them" anywhere."""
    seen: Counter[str] = Counter()
    unique = []
    for answer in answers:
        seen[answer.fingerprint] += 1
        count = seen[answer.fingerprint]
        own = answer.fingerprint if count == 1 else _digest([answer.fingerprint, str(count)])
        unique.append(replace(answer, fingerprint=own))
    return unique


def _names_differ(answers: Sequence[Answer]) -> list[Said]:
    count = sum(1 for answer in answers for remark in answer.remarks if remark.code == "other_name")
    return [said("names_differ", count=count)] if count else []
