"""Posters drawn once and kept while they are true: the file's name is a digest of all that it shows."""

import os
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from bukapo.faces.papers.posters.draw import drawn, file_of
from bukapo.faces.papers.posters.poster import Poster

DRAWING = "1"
"""Another number makes every poster anew: change it with the layouts."""
MOST = 400
"""Files kept; those that were not asked for longest go first."""
_drawing = threading.BoundedSemaphore(2)


@dataclass(frozen=True)
class Wanted:
    """Which drawing of a poster."""

    layout: str
    size: str
    tone: str
    kind: str


def digest_of(poster: Poster, wanted: Wanted) -> str:
    """Names the drawing: another word, photo or layout, another digest."""
    try:
        changed = poster.photo.stat().st_mtime_ns if poster.photo else 0
    except OSError:
        changed = 0
    return blake2b(repr((DRAWING, poster, wanted, changed)).encode(), digest_size=16).hexdigest()


def kept_poster(folder: Path, poster: Poster, wanted: Wanted) -> bytes:
    """The file, from `folder` where it is there already. Raises KeyError for a layout or size there is not."""

    def draw() -> bytes:
        return file_of(drawn(poster, layout=wanted.layout, size=wanted.size, tone=wanted.tone), wanted.kind)

    return kept_file(folder, f"{digest_of(poster, wanted)}.{wanted.kind}", draw)


def kept_file(folder: Path, name: str, draw: Callable[[], bytes]) -> bytes:
    """The file of this name, drawn now if it is not there; two are drawn at a time."""
    path = folder / name
    try:
        content = path.read_bytes()
        os.utime(path)
        return content
    except OSError:
        pass
    with _drawing:
        content = draw()
    _keep(path, content)
    return content


def _keep(path: Path, content: bytes) -> None:
    """Whole or not at all; a full disk only means that it is drawn again."""
    part = path.with_suffix(f".{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        os.replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)
        return
    _tidy(path.parent)


def _tidy(folder: Path) -> None:
    """Another process may be tidying too: what is gone is gone."""
    found = []
    for file in folder.iterdir():
        try:
            found.append((file.stat().st_mtime, file))
        except OSError:
            continue
    for _changed, file in sorted(found)[: max(0, len(found) - MOST)]:
        file.unlink(missing_ok=True)
