"""The store's own fee table as a courier service: it needs no key and no network, and takes no parcels on.

`keys["zones"]` is the table as JSON: rows of [id, name, courier, rupiah of the first kg, of each further kg, days].
A destination's `place` is the zone's id.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from bukapo.shipping import port
from bukapo.shipping.couriers.codes import days_of
from bukapo.shipping.rules import fee

NOT_HERE = _("Tabel ongkir tidak memesan kurir. Antar paketnya sendiri, lalu tulis resinya.")


class Zones:
    name: ClassVar[str] = "zones"
    title: ClassVar[str] = "Tabel ongkir"
    keys: ClassVar[tuple[port.KeyField, ...]] = ()
    repeats: ClassVar[bool] = False
    labels: ClassVar[bool] = False
    picks_up: ClassVar[bool] = False
    needs_place: ClassVar[bool] = True
    books = False

    def __init__(self, keys: Mapping[str, str], mode: str, base: str = "", wait: float = 0) -> None:
        self._rows = {str(row[0]): row for row in json.loads(keys.get("zones") or "[]")}

    def check(self) -> None:
        """Always there."""

    def couriers(self) -> tuple[str, ...]:
        return (self.name,)

    def places(self, text: str) -> tuple[port.Place, ...]:
        return tuple(
            port.Place(key, row[1]) for key, row in self._rows.items() if text.lower() in row[1].lower()
        )

    def quote(self, ask: port.RateAsk) -> tuple[port.Rate, ...]:
        row = self._rows.get(ask.destination.place)
        if row is None:
            return ()
        _id, name, courier, first_kg, next_kg, days = row
        amount = fee(first_kg=first_kg, next_kg=next_kg, grams=ask.grams)
        return (port.Rate(self.name, "reg", courier or name, port.REGULAR, amount, days_of(days), cod=True),)

    def book(self, ask: port.BookAsk) -> port.Standing:
        raise port.CannotTell(str(NOT_HERE))

    def look(self, parcel: port.Parcel) -> port.Standing:
        return port.Standing(port.UNKNOWN)

    def cancel(self, parcel: port.Parcel) -> None:
        raise port.CannotTell(str(NOT_HERE))

    def label(self, parcel: port.Parcel) -> port.Label:
        raise port.CannotTell(str(NOT_HERE))

    def pick_up(self, parcels: tuple[port.Parcel, ...], at: datetime) -> None:
        raise port.CannotTell(str(NOT_HERE))

    def read(self, headers: Mapping[str, str], body: bytes) -> port.NoticeRead | None:
        raise port.Malformed()
