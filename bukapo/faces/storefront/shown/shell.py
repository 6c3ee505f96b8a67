"""A page rendered once and filled many times, by plain text: also by a process that has no Django.

The template carries holes (`[[held-title]]`) and parts that show only when their hole is filled
(`[[held-place?]] … [[held-place]] … [[held-end]]`). What is filled in is escaped, and never read for holes again.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html import escape

_HOLE = re.compile(r"\[\[held-([a-z]+\??)\]\]")
_END = "end"


@dataclass(frozen=True)
class Held:
    """What a form's sender is told while their order waits.

    `fields`: what was posted, as (name, value), to be sent again unchanged. `action`: where to. `retry_seconds`: a
    script sends it by itself after so long (0 = only by hand). `place` in line. Addresses, "" = not offered: `wait`
    takes the form into the waitlist instead of sending it again, `check` shows the check page anew, `edit` the form,
    `back` is the PO's page.
    """

    title: str
    words: str
    more: str = ""
    action: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    retry_seconds: int = 0
    place: int | None = None
    wait: str = ""
    check: str = ""
    edit: str = ""
    back: str = ""
    again: bool = True

    def sent_to(self, action: str, fields: tuple[tuple[str, str], ...]) -> "Held":
        """The same page, keeping these fields and sending them there."""
        return replace(self, action=action, fields=fields)

    def holes(self) -> dict[str, str]:
        """HTML for every hole of the shell; "" hides the part around it."""
        texts = {
            "title": self.title,
            "words": self.words,
            "more": self.more,
            "action": self.action,
            "seconds": str(self.retry_seconds),
            "retry": "1" if self.retry_seconds else "",
            "place": "" if self.place is None else f"{self.place:,}".replace(",", "."),
            "wait": self.wait,
            "check": self.check,
            "edit": self.edit,
            "again": "1" if self.again else "",
            "back": self.back,
        }
        return {name: escape(text) for name, text in texts.items()} | {"fields": hidden_fields(self.fields)}


@dataclass(frozen=True)
class Shell:
    """A rendered page cut at its holes: text, hole, text, hole, … text."""

    parts: tuple[str, ...]

    @classmethod
    def cut(cls, page: str) -> "Shell":
        """Cut a rendered page."""
        return cls(tuple(_HOLE.split(page)))

    def fill(self, held: Held) -> str:
        """The whole page."""
        return self.fill_holes(held.holes())

    def fill_holes(self, holes: Mapping[str, str]) -> str:
        """The page with this HTML in its holes. KeyError when the page has a hole that nothing is given for."""
        told: list[str] = []
        hidden = False
        for number, part in enumerate(self.parts):
            if number % 2 == 0:
                if not hidden:
                    told.append(part)
            elif part == _END:
                hidden = False
            elif part.endswith("?"):
                hidden = not holes[part[:-1]]
            elif not hidden:
                told.append(holes[part])
        return "".join(told)


def hidden_fields(fields: Iterable[tuple[str, str]]) -> str:
    """`<input type="hidden">` for each (name, value)."""
    return "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in fields
    )
