"""What travels between an emulated gateway, its pages and a test."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs

PENDING, PAID, DENIED, EXPIRED, CANCELLED = "pending", "paid", "denied", "expired", "cancelled"


@dataclass
class Request:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        try:
            return json.loads(self.body or b"null")
        except ValueError:
            return None

    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}


@dataclass
class Answer:
    status: int
    body: Any = b""
    headers: dict[str, str] = field(default_factory=dict)

    def encoded(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass
class Pay:
    """One payment at the gateway. `amount` rupiah; `told` is what was asked with."""

    reference: str
    external_id: str
    amount: int
    method: str
    notify_url: str
    return_url: str
    expires_at: datetime
    told: dict[str, Any]
    state: str = PENDING
    paid_amount: int = 0
    paid_at: datetime | None = None
    refunds: dict[str, int] = field(default_factory=dict)


@dataclass
class News:
    """A notice as it goes over the wire."""

    url: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Faults:
    """What goes wrong. `lose`: names of calls that are carried out, and whose answer never comes (once each)."""

    lose: set[str] = field(default_factory=set)
    down: bool = False
    busy: bool = False
    slow: float = 0
    hold: bool = False
    copies: int = 1
    wrong_signature: bool = False
    wrong_amount: int = 0
    silent: bool = False
    refunds_wait: bool = False
    refunds_refused: bool = False
