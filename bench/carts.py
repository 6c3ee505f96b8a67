"""What the load generator orders: the same carts for every contestant. Pure, and the same in every run.

Deposits of any two carts are at least 1,000 rupiah apart, so each has the 999 unique codes above it to itself.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

CARTS, TRIES = 300, 50
KEY, PHONE = "%KEY%", "%PHONE%"
"""Where the load generator writes each order's own key and phone number."""

_LINES, _QTYS, _NAMES = ((1, 2, 3), (15, 65, 20)), ((1, 2, 3), (7, 2, 1)), ("", "", "BUDI", "SITI 07", "AYU")
_BUYERS = ("Rina Wulandari", "Budi Santoso", "Siti Aminah", "Agus Setiawan", "Dewi Lestari", "Joko Prasetyo")
_NOTES = ("", "", "", "Ambil hari Sabtu", "Titip di sekretariat ya")


@dataclass(frozen=True)
class Ware:
    """One variant on offer. Rupiah; `field` is the id of the product's personalization field, 0 when it has none."""

    product: int
    variant: int
    picks: tuple[str, ...]
    price: int
    field: int
    field_price: int


@dataclass(frozen=True)
class Shop:
    """A store with one open PO, made for one window."""

    store: str
    campaign: str
    store_id: int
    campaign_id: int
    wares: tuple[Ware, ...]

    @property
    def path(self) -> str:
        return f"/{self.store}/{self.campaign}/"

    @classmethod
    def read(cls, values: dict[str, Any]) -> "Shop":
        """From what `bench.shops` prints."""
        wares = tuple(Ware(**ware | {"picks": tuple(ware["picks"])}) for ware in values["wares"])
        return cls(**values | {"wares": wares})


@dataclass(frozen=True)
class CartLine:
    ware: Ware
    qty: int
    name: str

    @property
    def total(self) -> int:
        return self.qty * (self.ware.price + (self.ware.field_price if self.name else 0))


@dataclass(frozen=True)
class Cart:
    lines: tuple[CartLine, ...]
    buyer: str
    note: str

    @property
    def goods(self) -> int:
        return sum(line.total for line in self.lines)


def carts(wares: Sequence[Ware], count: int = CARTS) -> list[Cart]:
    """`count` carts, mostly of two lines, no two of which cost the same."""
    dice = random.Random(20261122)
    chosen: dict[int, Cart] = {}
    while len(chosen) < count:
        (number,) = dice.choices(*_LINES)
        for _another in range(TRIES):  # as long as the price is taken, so that the mix of sizes stays
            lines = tuple(_line(ware, dice) for ware in dice.sample(wares, number))
            cart = Cart(lines, dice.choice(_BUYERS), dice.choice(_NOTES))
            if chosen.setdefault(cart.goods // 2_000, cart) is cart:
                break
    return list(chosen.values())


def _line(ware: Ware, dice: random.Random) -> CartLine:
    (qty,) = dice.choices(*_QTYS)
    return CartLine(ware, qty, dice.choice(_NAMES) if ware.field else "")


def form_body(cart: Cart) -> str:
    """As the check page's hidden fields send it, with `KEY` and `PHONE` left open."""
    pairs = [("key", KEY)]
    for number, line in enumerate(cart.lines):
        pairs.append((f"line-{number}-product", str(line.ware.product)))
        pairs += [(f"line-{number}-pick-{i}", pick) for i, pick in enumerate(line.ware.picks)]
        pairs.append((f"line-{number}-qty", str(line.qty)))
        if line.ware.field:
            pairs.append((f"line-{number}-text-{line.ware.field}", line.name))
    pairs += [("buyer_name", cart.buyer), ("phone", PHONE), ("email", ""), ("fulfilment", "pickup")]
    pairs += [(name, "") for name in ("address", "city", "postal_code", "zone_id")]
    pairs += [("note", cart.note), ("action", "send"), ("language", "id")]
    return urlencode(pairs).replace(quote(KEY), KEY).replace(quote(PHONE), PHONE)


def json_body(cart: Cart) -> str:
    """As the API takes it, with `PHONE` left open; the key goes into a header."""
    lines = [
        {
            "variant": line.ware.variant,
            "qty": line.qty,
            "personalization": {str(line.ware.field): line.name} if line.name else {},
        }
        for line in cart.lines
    ]
    body = {
        "buyer": {"name": cart.buyer, "phone": PHONE},
        "lines": lines,
        "fulfilment": "pickup",
        "note": cart.note,
        "language": "id",
    }
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False)
