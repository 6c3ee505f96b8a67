"""Breaking text into lines by measured width. Letters stand alone here: no kerning, so widths add up."""

from collections.abc import Callable, Iterator

Measure = Callable[[str], float]


def wrap(text: str, room: float, measure: Measure) -> list[str]:
    """Lines no wider than `room`, broken at spaces; a word wider than `room` is broken where it must be.

    No character but the spaces at a break is ever left out; a single letter wider than `room` stands alone.
    """
    return [line for paragraph in text.split("\n") for line in _paragraph(paragraph, room, measure)]


def _paragraph(text: str, room: float, measure: Measure) -> list[str]:
    if measure(text) <= room:
        return [text]
    space = measure(" ")
    lines: list[str] = []
    line, width = "", 0.0
    for word in text.split(" "):
        wide = measure(word)
        if line and width + space + wide <= room:
            line, width = f"{line} {word}", width + space + wide
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, room, measure) if wide > room else [word]
        lines += full
        width = measure(line)
    return [*lines, line]


def _pieces(word: str, room: float, measure: Measure) -> Iterator[str]:
    piece, width = "", 0.0
    for letter in word:
        wide = measure(letter)
        if piece and width + wide > room:
            yield piece
            piece, width = "", 0.0
        piece, width = piece + letter, width + wide
    yield piece
