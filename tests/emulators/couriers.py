"""What emulated courier services share: parcels in memory, how they move, notices, a page to move them by hand."""

import html
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from tests.emulators.kinds import Answer, News, Request
from tests.emulators.server import Emulator

WIB_HOURS = timedelta(hours=7)
ON_THE_ROAD = {
    "under_way": "Paket dibawa kurir ke kota tujuan", "held": "Paket tertahan di gudang", "delivered": "Paket diterima",
    "returning": "Paket dalam perjalanan kembali", "returned": "Paket kembali ke pengirim", "gone": "Paket hilang",
    "cancelled": "Pesanan kurir dibatalkan",
}  # fmt: skip
"""What a courier writes of a parcel's states."""


@dataclass
class Box:
    """One parcel. `fee` rupiah; `status` in the service's own word; `told` is what was asked with."""

    id: str
    reference: str
    status: str
    fee: int
    told: dict[str, Any]
    waybill: str = ""
    history: list[tuple[datetime, str, str]] = field(default_factory=list)


class CourierEmulator(Emulator):
    """Subclasses say `words` (ours -> theirs), answer requests and make `status_news(box)`."""

    words: ClassVar[dict[str, str]]
    flow: ClassVar[tuple[str, ...]] = ("under_way", "delivered")

    def __init__(self, *, notify: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.notify = notify
        self.boxes: dict[str, Box] = {}
        """By the service's own number."""
        self.nowhere: tuple[str, ...] = ()
        """Postal codes that begin so are unknown there."""

    def by_reference(self, reference: str) -> Box:
        return next(box for box in self.boxes.values() if box.reference == reference)

    # -- what happens on the road ----------------------------------------------------------------------------------

    def move(self, reference: str, to: str, words: str = "") -> Box:
        """`to` is one of our states; a notice of it goes out (or into the test's hand)."""
        box = self.by_reference(reference)
        with self.lock:
            self.enter(box, self.words[to], words or ON_THE_ROAD.get(to, f"Paket {to}"))
        self.told(self.status_news(box))
        return box

    def enter(self, box: Box, status: str, words: str) -> None:
        box.status = status
        box.history.append((datetime.now(UTC), status, words))

    def told(self, news: News) -> None:
        if not self.faults.silent and self.notify:
            self.send_out([news] * self.faults.copies)

    def status_news(self, box: Box) -> News:
        raise NotImplementedError

    def kilograms(self, grams: float) -> int:
        """Whole kilograms with the couriers' tolerance of 300 g."""
        return max(1, int(-(-(grams - 300) // 1000)))

    # -- people ----------------------------------------------------------------------------------------------------

    def page(self, request: Request) -> Answer | None:
        if request.method == "POST" and request.path == "/pindah":
            told = request.form()
            self.move(told["reference"], told["to"])
            return Answer(303, b"", {"Location": "/"})
        if request.path != "/":
            return None
        rows = "".join(self._row(box) for box in self.boxes.values())
        text = f"<!doctype html><meta charset=utf-8><title>{self.name}</title><h1>{self.name}, emulated</h1>{rows}"
        return Answer(200, text.encode())

    def _row(self, box: Box) -> str:
        buttons = "".join(f'<button name="to" value="{to}">{self.words[to]}</button> ' for to in self.words)
        named = html.escape(f"{box.reference} · {box.waybill or '-'} · {box.status}")
        hidden = f'<input type="hidden" name="reference" value="{html.escape(box.reference)}">'
        return f'<form method="post" action="/pindah"><p>{named}</p>{hidden}{buttons}</form>'


def distance(start: str, end: str) -> int:
    """How many times the nearest fee, by the first digits of two postal codes: Java and Sumatra 2, the east more."""
    return 1 if start[:1] == end[:1] else max(2, int(end[0]) - 5)


def as_news(url: str, body: Any, headers: dict[str, str] | None = None) -> News:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return News(url, {"Content-Type": "application/json", **(headers or {})}, raw)
