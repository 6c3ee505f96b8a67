"""A program that orders: what it sends, and what must not have changed when it was refused."""

import itertools
import json
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Sum
from django.test import Client

from bukapo.campaigns.models import PieceCounter
from bukapo.journal.models import Delivery, EventRow
from bukapo.orders.models import Order, OrderLine
from bukapo.payments.models import Charge
from tests.world import World

_numbers = itertools.count(1)


@dataclass
class Program:
    """Talks to the API about one PO. Every `body()` is another buyer's order, every `key()` is new."""

    world: World
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    @property
    def campaign(self) -> str:
        return f"/api/v1/stores/{self.world.store.slug}/campaigns/{self.world.campaign.slug}"

    @property
    def orders(self) -> str:
        return f"{self.campaign}/orders"

    def key(self) -> str:
        return f"test-key-{next(_numbers):010}"

    def body(self, **changes: Any) -> dict[str, Any]:
        facts: dict[str, Any] = {
            "buyer": {"name": "Budi", "phone": f"0813{next(_numbers):08}"},
            "lines": [{"variant": self.world.variant("L", "Hitam"), "qty": 1}],
            "fulfilment": "pickup",
        }
        return facts | changes

    def send(self, body: Any = None, key: str | None = "", **headers: str) -> Any:
        """POST `body` (a valid one by default; bytes go as they are). `key` None sends none, "" a new one."""
        wanted = self.body() if body is None else body
        if key is not None:
            headers["Idempotency-Key"] = key or self.key()
        content_type = headers.pop("Content_Type", "application/json")
        sent = wanted if isinstance(wanted, bytes) else json.dumps(wanted).encode()
        return self.client.post(self.orders, sent, content_type=content_type, headers=headers)

    def follow(self, number: str, secret: str | None, **headers: str) -> Any:
        if secret is not None:
            headers["Authorization"] = f"Bearer {secret}"
        return self.client.get(f"/api/v1/orders/{number}", headers=headers)


def everything() -> tuple[int, ...]:
    """What an order changes."""
    why = "a test"
    rows = [
        model.objects.across_stores(why).count()  # type: ignore[attr-defined]
        for model in (Order, OrderLine, Charge)
    ]
    taken = PieceCounter.objects.across_stores(why).aggregate(all=Sum("taken"))["all"] or 0
    return (*rows, taken, EventRow.objects.count(), Delivery.objects.count())


def assert_problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    """The answer is this problem, well formed; returns its members."""
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    members: dict[str, Any] = answer.json()
    assert members["code"] == code and members["status"] == status
    assert members["type"] == f"/api/v1/problems/{code}"
    assert members["title"] and members["detail"]
    assert not answer.cookies
    return members
