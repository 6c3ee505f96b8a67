"""Messages -> entries: what may be an order each, and the lines that are none.

A labelled block ("Nama: Budi / Ukuran: L"), a line of a list ("3. Andi XL2 hitam"), or a line that simply says it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bukapo.orders.chats.messages import Spoken

Kind = Literal["labelled", "listed"]
_NUMBERED = re.compile(r"^\s*(?:no\.?\s*)?(?P<number>\d{1,3})\s*[.):\]]+\s*(?P<text>.*)$", re.IGNORECASE)
_DASHED = re.compile(r"^\s*(?P<number>\d{1,3})\s+-\s+(?P<text>.*)$")
_BULLET = re.compile(r"^\s*[-•*·▪–]\s+(?P<text>.+)$")
_LABEL = re.compile(r"^\s*[-•*·]?\s*(?P<label>[^\W\d][\w /.()&'-]{0,30}?)\s*[:=]\s*(?P<value>.*)$")
_STRUCK = re.compile(r"^\s*~(?=\S)(?P<text>.+?)~\s*$")
_JOINS_NAME = ("name", "phone")


@dataclass(frozen=True, slots=True)
class Entry:
    """`row`: number of its first line in the paste. `labels` of a block, `body` of a line. `alone`: the only one in
    its message, so that the sender may be the buyer. `struck`: crossed out."""

    row: int
    said: str
    kind: Kind
    body: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    sender: str = ""
    numbered: bool = False
    alone: bool = False
    struck: bool = False


@dataclass(frozen=True)
class Ear:
    """What it takes to hear an order. `role` of a label ("" when it asks nothing of ours); `names_goods`: the text
    names something that the PO offers, or looks like it."""

    role: Callable[[str], str]
    names_goods: Callable[[str], bool]


def entries_of(messages: Sequence[Spoken], ear: Ear) -> tuple[list[Entry], list[tuple[int, str]]]:
    """The entries in their order, and the lines (number, text) that were no part of any."""
    entries: list[Entry] = []
    unread: list[tuple[int, str]] = []
    for message in messages:
        found, rest = _Message(message, ear).taken_apart()
        entries += [replace(entry, alone=len(found) == 1) for entry in found]
        unread += rest
    return entries, sorted(unread)


class _Message:
    def __init__(self, message: Spoken, ear: Ear) -> None:
        self.message, self.ear = message, ear
        self.entries: list[Entry] = []
        self.unread: list[tuple[int, str]] = []
        self.block: list[tuple[int, str, str, str]] = []
        """Of the block under way: row, line, label, value."""

    def taken_apart(self) -> tuple[list[Entry], list[tuple[int, str]]]:
        for row, line in self.message.lines:
            if line.strip():
                self._line(row, line)
        self._close()
        return self.entries, self.unread

    def _line(self, row: int, line: str) -> None:
        struck = _STRUCK.match(line)
        text = struck["text"] if struck else line
        numbered = _NUMBERED.match(text) or _DASHED.match(text)
        if numbered and struck is None and (inner := _STRUCK.match(numbered["text"])):
            struck, text = inner, inner["text"]
        elif numbered:
            text = numbered["text"]
        label = None if numbered else self._label(text)
        if label:
            self._labelled(row, line, *label)
        elif self.block and not numbered and self._may_go_on(text):
            first, said, name, value = self.block[-1]
            self.block[-1] = (first, f"{said}\n{line}", name, f"{value}\n{text}".strip())
        else:
            self._listed(row, line, text, numbered=bool(numbered), struck=bool(struck))

    def _may_go_on(self, text: str) -> bool:
        """An address over two lines, a value under its label."""
        _, _, label, value = self.block[-1]
        return not value or (self.ear.role(label) == "address" and len(value) < 200)

    def _label(self, text: str) -> tuple[str, str] | None:
        found = _LABEL.match(text)
        if found and self.ear.role(found["label"]):
            return found["label"].strip(), found["value"].strip()
        return None

    def _labelled(self, row: int, line: str, label: str, value: str) -> None:
        role = self.ear.role(label)
        told = [self.ear.role(name) for _, _, name, _ in self.block]
        if self.block and (role == "name" and "name" in told):
            self._close()
        self.block.append((row, line, label, value))

    def _listed(self, row: int, line: str, text: str, *, numbered: bool, struck: bool) -> None:
        self._close()
        bullet = _BULLET.match(text)
        body = (bullet["text"] if bullet else text).strip()
        goods = self.ear.names_goods(body)
        before = self.entries[-1] if self.entries else None
        if numbered and not body:  # a free place in the list
            return
        if (
            not numbered
            and before
            and before.kind == "listed"
            and before.numbered
            and self._goes_on(before, goods)
        ):
            self.entries[-1] = replace(before, said=f"{before.said}\n{line}", body=f"{before.body} {body}")
        elif numbered or goods:
            self.entries.append(
                Entry(
                    row,
                    line,
                    "listed",
                    body=body,
                    sender=self.message.sender,
                    numbered=numbered,
                    struck=struck,
                )
            )
        else:
            self.unread.append((row, line.strip()))

    def _goes_on(self, before: Entry, goods: bool) -> bool:
        """ "1. Budi" with "L hitam 2" below it."""
        return goods and not self.ear.names_goods(before.body)

    def _close(self) -> None:
        block, self.block = self.block, []
        if not block:
            return
        told = {self.ear.role(label) for _, _, label, _ in block}
        lines = [(row, line.strip()) for row, said, _, _ in block for line in said.splitlines()[:1]]
        if len(block) == 1 or not (told & set(_JOINS_NAME) or self.message.sender):
            self.unread += lines
            return
        labels = tuple((label, value) for _, _, label, value in block)
        said = "\n".join(line for _, line, _, _ in block)
        self.entries.append(Entry(block[0][0], said, "labelled", labels=labels, sender=self.message.sender))
