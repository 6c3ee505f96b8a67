"""A courier service in this very process, for tests: it declines, is away, loses answers and changes its mind.

All that are made with the same `account` key share one `Depot`, which a test holds in its hand.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import ClassVar

from bukapo.shipping import port
from bukapo.shipping.couriers.codes import courier_name

RIGHT = "kunci-palsu"
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class Depot:
    """`lose`: names of calls that are carried out and whose answer never comes (once each)."""

    parcels: dict[str, port.Standing] = field(default_factory=dict)
    lose: set[str] = field(default_factory=set)
    down: bool = False
    declines: str = ""

    def news(self, reference: str, state: str, words: str = "", fee: int = 0) -> None:
        """What happens to a parcel."""
        old = self.parcels[reference]
        track = port.Track(BEGAN + timedelta(minutes=len(old.history)), words or state)
        self.parcels[reference] = port.Standing(
            state, old.external_id, reference, old.waybill or f"PALSU{len(reference):04d}{old.external_id[-4:]}",
            fee or old.fee, track.words, "", (*old.history, track),
        )  # fmt: skip


DEPOTS: dict[str, Depot] = {}


def depot(account: str) -> Depot:
    return DEPOTS.setdefault(account, Depot())


class Fake:
    name: ClassVar[str] = "fake"
    title: ClassVar[str] = "Kurir palsu"
    keys: ClassVar[tuple[port.KeyField, ...]] = (
        port.KeyField("key", "Key"),
        port.KeyField("account", "Account", secret=False, needed=False),
    )
    repeats: ClassVar[bool] = True
    labels: ClassVar[bool] = True
    picks_up: ClassVar[bool] = False
    needs_place: ClassVar[bool] = False
    books = True

    def __init__(self, keys: Mapping[str, str], mode: str, base: str = "", wait: float = 0) -> None:
        self._key, self._depot = keys.get("key", ""), depot(keys.get("account", ""))

    def check(self) -> None:
        self._open("check")

    def couriers(self) -> tuple[str, ...]:
        return ("jne", "sicepat")

    def places(self, text: str) -> tuple[port.Place, ...]:
        self._open("places")
        return (port.Place(text, text, text if text.isdigit() else ""),) if text else ()

    def quote(self, ask: port.RateAsk) -> tuple[port.Rate, ...]:
        self._open("quote")
        if not ask.destination.postal_code:
            raise port.Refused("no postal code")
        kilograms = max(1, -(-ask.grams // 1000))
        fees = (("reg", port.REGULAR, 9_000, "2-3"), ("yes", port.EXPRESS, 19_000, "1"))
        rates = []
        for service, kind, a_kg, days in fees:
            for more, courier in enumerate(code for code in self.couriers() if code in ask.couriers):
                name = f"{courier_name(courier)} {service.upper()}"
                rates.append(port.Rate(courier, service, name, kind, a_kg * kilograms + more, days, cod=True))
        return tuple(rates)

    def book(self, ask: port.BookAsk) -> port.Standing:
        self._open("book", lost=False)
        if ask.reference not in self._depot.parcels:
            number = f"F{len(self._depot.parcels) + 1:04d}"
            fresh = port.Standing(port.BOOKED, number, ask.reference, f"PALSU{number}", ask.rate.fee)
            self._depot.parcels[ask.reference] = fresh
        self._lose("book")
        return self._depot.parcels[ask.reference]

    def look(self, parcel: port.Parcel) -> port.Standing:
        self._open("look")
        rows = self._depot.parcels.values()
        return next(
            (row for row in rows if row.external_id == parcel.external_id), port.Standing(port.UNKNOWN)
        )

    def cancel(self, parcel: port.Parcel) -> None:
        self._open("cancel")
        standing = self.look(parcel)
        if standing.state != port.BOOKED:
            raise port.Refused("too late")
        self._depot.news(standing.reference, port.CANCELLED)

    def label(self, parcel: port.Parcel) -> port.Label:
        self._open("label")
        return port.Label(pdf=b"%PDF-1.4 " + parcel.external_id.encode())

    def pick_up(self, parcels: tuple[port.Parcel, ...], at: datetime) -> None:
        raise port.CannotTell("asked for with the booking")

    def read(self, headers: Mapping[str, str], body: bytes) -> port.NoticeRead | None:
        if not body.strip():
            return None
        if headers.get("x-key") != self._key:
            raise port.BadSecret()
        try:
            told = json.loads(body)
            return port.NoticeRead(sha256(body).hexdigest(), told["id"], claims=str(told.get("state", "")))
        except (ValueError, KeyError, TypeError):
            raise port.Malformed() from None

    def _open(self, call: str, lost: bool = True) -> None:
        if self._depot.down:
            raise port.Unavailable("down")
        if self._key != RIGHT:
            raise port.Refused("wrong key")
        if self._depot.declines:
            raise port.Refused(self._depot.declines)
        if lost:
            self._lose(call)

    def _lose(self, call: str) -> None:
        if call in self._depot.lose:
            self._depot.lose.discard(call)
            raise port.Unavailable("lost")
