"""Facts -> a caption: which lines, in which order, within the channel's limit. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime

from bukapo.campaigns.captions.english import English
from bukapo.campaigns.captions.facts import Facts
from bukapo.campaigns.captions.indonesian import Indonesian
from bukapo.campaigns.captions.rules import (
    CHAT,
    CLOSED,
    INSTAGRAM,
    LIMITS,
    STATUS,
    TIKTOK,
    MoodNotTrue,
    Wish,
    moods,
)
from bukapo.campaigns.captions.voice import Voice

VOICES: dict[str, type[Voice]] = {"id": Indonesian, "en": English}


@dataclass(frozen=True)
class Line:
    """A line of a caption. `optional`: it goes first when the channel's limit is too short."""

    text: str
    optional: bool = False
    gap: bool = False
    """An empty line stands before it."""


def caption(facts: Facts, wish: Wish, *, at: datetime) -> str:
    """The caption that was wished for. Deadline, price, dates, payment and link are always in it.

    Raises MoodNotTrue when it would not be true at `at`.
    """
    if wish.mood not in moods(facts, at):
        raise MoodNotTrue()
    bold = wish.channel in (CHAT, STATUS)
    told = replace(facts, title=f"*{facts.title.replace('*', '').strip()}*") if bold else facts
    voice = VOICES[wish.language](told)
    lines = _fitting(_lines(voice, wish, brief=False), LIMITS[wish.channel])
    if _length(lines) > LIMITS[wish.channel]:
        lines = _fitting(_lines(voice, wish, brief=True), LIMITS[wish.channel])
    return _joined(lines)


def _fitting(lines: list[Line], limit: int) -> list[Line]:
    """Without what says nothing, and, where it is too long, without what is not needed, the last first."""
    kept = [line for line in lines if line.text]
    while _length(kept) > limit and any(line.optional for line in kept):
        kept.remove(next(line for line in reversed(kept) if line.optional))
    return kept


def _lines(voice: Voice, wish: Wish, *, brief: bool) -> list[Line]:
    mood, over = wish.mood, wish.mood == CLOSED
    tagged = wish.channel in (INSTAGRAM, TIKTOK)
    selling = [Line(voice.price()), Line(voice.stairs(brief=brief)), Line(voice.paying())]
    return [
        Line(voice.hook(mood, greet=wish.channel == CHAT)),
        Line(voice.deadline(mood, brief=brief), gap=True),
        *([] if over else selling),
        Line(voice.thanks() if over else "", gap=True),
        Line(voice.dates()),
        Line("" if over else voice.rules(), optional=wish.channel == STATUS),
        Line(voice.link(mood), gap=True),
        Line(voice.tags(mood) if tagged else "", optional=True, gap=True),
    ]


def _joined(lines: list[Line]) -> str:
    return "".join(("\n\n" if line.gap else "\n") * bool(n) + line.text for n, line in enumerate(lines))


def _length(lines: list[Line]) -> int:
    """Signs as the apps count them: an emoji outside the first plane is two."""
    return len(_joined(lines).encode("utf-16-le")) // 2
