"""The courier services under contract: each adapter with its emulator (the fake with its depot), and what differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bukapo.providers.couriers.biteship import Biteship
from bukapo.providers.couriers.fake import DEPOTS, RIGHT, Fake, depot
from bukapo.providers.couriers.rajaongkir import RajaOngkir
from bukapo.shipping import port
from tests.emulators import biteship, rajaongkir
from tests.emulators.biteship import BiteshipEmulator
from tests.emulators.kinds import Faults
from tests.emulators.rajaongkir import RajaOngkirEmulator

WHEN = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Contract:
    """`origin`, `near`, `far`: places by the service's own names. `secret`: its notices carry one."""

    adapter: Any
    emulator: Any
    keys: Mapping[str, str]
    wrong: Mapping[str, str]
    origin: str = ""
    near: str = ""
    far: str = ""
    secret: bool = False
    label: bool = True

    def made(self, side: Any, keys: Mapping[str, str] | None = None, wait: float = 0) -> Any:
        """The adapter, speaking to `side`."""
        return self.adapter(keys or self.keys, port.SANDBOX, side.url, wait)

    def point(self, place: str = "", postal_code: str = "40132") -> port.Point:
        named = {
            "name": "Toko Contoh",
            "phone": "+6281200000000",
            "address": "Jl. Contoh 1",
            "city": "Bandung",
        }
        return port.Point(**named, postal_code=postal_code, place=place, email="toko@contoh.example")

    def rates(self, *, far: bool = False, grams: int = 1_000, **changes: Any) -> port.RateAsk:
        where = self.point(self.far, "10110") if far else self.point(self.near, "40135")
        couriers = ("jne", "sicepat", "anteraja")
        pieces = (port.Piece("Kaos", 95_000, 2, 200),)
        facts = {"origin": self.point(self.origin), "destination": where, "pieces": pieces, "grams": grams}
        return port.RateAsk(**{**facts, "couriers": couriers, "value": 190_000, **changes})  # type: ignore[arg-type]

    def booking(self, rate: port.Rate, reference: str = "PO-1001-K1", **changes: Any) -> port.BookAsk:
        ask = self.rates()
        facts = {
            "origin": ask.origin,
            "destination": ask.destination,
            "pieces": ask.pieces,
            "grams": ask.grams,
        }
        facts |= {"reference": reference, "rate": rate, "value": ask.value, "asked_at": WHEN}
        return port.BookAsk(**{**facts, **changes})  # type: ignore[arg-type]


class FakeSide:
    """The fake's depot, spoken to like an emulator."""

    url = ""
    words = dict.fromkeys(port.STATES)

    def __init__(self) -> None:
        DEPOTS.clear()
        self.depot, self.faults, self.notify = depot("toko"), Faults(), ""

    def set(self, **faults: Any) -> None:
        self.depot.lose, self.depot.down = faults.get("lose", set()), faults.get("down", False)

    def move(self, reference: str, to: str, words: str = "") -> None:
        self.depot.news(reference, to, words)

    def reweigh(self, reference: str, fee: int) -> None:
        self.depot.news(reference, self.depot.parcels[reference].state, fee=fee)

    @property
    def count(self) -> int:
        return len(self.depot.parcels)


class EmulatedSide:
    """An emulator, with the same few verbs."""

    def __init__(self, emulator: Any) -> None:
        self.emulator, self.url, self.words = emulator, emulator.url, emulator.words

    def set(self, **faults: Any) -> None:
        for name, value in faults.items():
            setattr(self.emulator.faults, name, value)

    def move(self, reference: str, to: str, words: str = "") -> None:
        self.emulator.move(reference, to, words)

    def reweigh(self, reference: str, fee: int) -> None:
        self.emulator.reweigh(reference, fee)

    @property
    def count(self) -> int:
        return len(self.emulator.boxes)


CONTRACTS = {
    "biteship": Contract(
        adapter=Biteship,
        emulator=BiteshipEmulator,
        keys={"api_key": biteship.KEY, "webhook_header": biteship.HEADER, "webhook_secret": biteship.SECRET},
        wrong={"api_key": "wrong", "webhook_header": biteship.HEADER, "webhook_secret": "wrong"},
        secret=True,
        label=False,
    ),
    "rajaongkir": Contract(
        adapter=RajaOngkir,
        emulator=RajaOngkirEmulator,
        keys={"delivery_key": rajaongkir.DELIVERY_KEY, "cost_key": rajaongkir.COST_KEY},
        wrong={"delivery_key": "wrong", "cost_key": "wrong"},
        origin="4945",
        near="4944",
        far="17473",
    ),
    "fake": Contract(
        adapter=Fake,
        emulator=None,
        keys={"key": RIGHT, "account": "toko"},
        wrong={"key": "wrong", "account": "toko"},
        secret=True,
    ),
}
