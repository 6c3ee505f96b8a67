"""Orders as bytes, for a crowd: made without opening a page, sent over connections that stay open."""

import itertools
import json
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Literal
from urllib.parse import urlencode, urlsplit

from bukapo.orders.intake.wire import order_key
from tests.servers.shopping import Shop
from tests.servers.visitor import FORM, Answer

Kind = Literal["json", "form"]
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Order:
    """One buyer's submission. It may be sent again and again, at any door."""

    shop: Shop
    kind: Kind
    qty: int = 1
    number: int = field(default_factory=lambda: next(_numbers))

    @property
    def sent_key(self) -> str:
        return f"kunci-pembeli-{self.number:08}"

    @property
    def key(self) -> str:
        """As the order keeps it."""
        return self.sent_key if self.kind == "form" else order_key(self.shop.campaign, self.sent_key)

    @property
    def path(self) -> str:
        if self.kind == "form":
            return f"{self.shop.path}pesan/kirim/"
        _none, store, campaign, _end = self.shop.path.split("/")
        return f"/api/v1/stores/{store}/campaigns/{campaign}/orders"

    @property
    def fields(self) -> dict[str, str]:
        """As a form."""
        return {
            "key": self.sent_key,
            "line-0-product": str(self.shop.product),
            "line-0-pick-0": "L",
            "line-0-pick-1": "Hitam",
            "line-0-qty": str(self.qty),
            "buyer_name": f"Pembeli {self.number}",
            "phone": f"0813{self.number:08}",
            "fulfilment": "pickup",
            "language": "id",
            "action": "send",
        }

    @property
    def body(self) -> bytes:
        if self.kind == "form":
            return urlencode(self.fields).encode()
        return json.dumps(
            {
                "buyer": {"name": f"Pembeli {self.number}", "phone": f"0813{self.number:08}"},
                "lines": [{"variant": self.shop.variant, "qty": self.qty}],
                "fulfilment": "pickup",
            }
        ).encode()

    @property
    def headers(self) -> dict[str, str]:
        address = f"10.{self.number >> 16 & 255}.{self.number >> 8 & 255}.{self.number & 255}"
        own = {"X-Forwarded-For": address, "Accept-Language": "id"}
        if self.kind == "form":
            return own | {"Content-Type": FORM}
        return own | {"Content-Type": "application/json", "Idempotency-Key": self.sent_key}


def acknowledged(answer: Answer) -> str:
    """The secret of the order that the answer acknowledges; "" when it acknowledges none."""
    if answer.status == 303:
        return urlsplit(answer.header("Location")).path.split("/")[2]
    if answer.status in (200, 201):
        return str(json.loads(answer.body)["secret"])
    return ""


def problem(answer: Answer) -> str:
    """The code of a refusal told to a program."""
    return str(json.loads(answer.body)["code"])


class Line:
    """A connection to a door that is used again, as a browser's or a proxy's. Breaks are the caller's to see."""

    def __init__(self, port: int, *, timeout: float = 60) -> None:
        self.port = port
        self.connection = HTTPConnection("127.0.0.1", port, timeout=timeout)

    def send(self, order: Order) -> Answer:
        """Raises OSError or HTTPException when nobody answers; the next call dials again."""
        return self.ask("POST", order.path, order.body, order.headers)

    def ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            return Answer(answer.status, answer.getheaders(), answer.read())
        except BaseException:
            self.connection.close()
            raise

    def close(self) -> None:
        self.connection.close()
