"""A crowd that orders at several doors until it is told to stop. Nothing anybody sent is forgotten."""

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.servers.forms import form_of
from tests.servers.machine import Machine
from tests.servers.orders import Kind, Line, Order, acknowledged, problem
from tests.servers.shopping import Shop, nobody_answered
from tests.servers.visitor import Answer

AT_MOST = 120.0
PAUSE = 0.2
"""Seconds after nobody answered, or not now."""
LOOK = """
import json
from bukapo.campaigns.models import PieceCounter
from bukapo.orders.models import Order
everywhere = "the test looks at its own PO"
orders = Order.objects.across_stores(everywhere).filter(campaign_id={campaign})
counters = PieceCounter.objects.across_stores(everywhere).filter(campaign_id={campaign})
print(json.dumps({{
    "orders": list(orders.values_list("key", "secret")),
    "numbers": orders.values("number").distinct().count(),
    "pieces": sum(orders.values_list("pieces", flat=True)),
    "taken": [counters.get(variant=None).taken, sum(c.taken for c in counters.exclude(variant=None))],
    "late": orders.filter(placed_at__gte=orders.model.campaign.field.related_model.objects.across_stores(everywhere)
        .get(pk={campaign}).closes_at).count(),
}}))
"""


@dataclass
class Crowd:
    """`doors` are ports, one thread each: name a port twice for two. `kinds`: what its threads send, in turn.

    `calm`: seconds between two orders of a thread; nothing is shown by more orders than the audit can read quickly.
    """

    shop: Shop
    doors: Sequence[int]
    kinds: Sequence[Kind] = ("json", "form")
    patience: float = 60
    calm: float = 0.05
    told: dict[str, str] = field(default_factory=dict)
    waiting: list[Order] = field(default_factory=list)
    refused: list[Answer] = field(default_factory=list)
    seen: Counter[int] = field(default_factory=Counter)
    mistakes: list[str] = field(default_factory=list)
    accepted_at: Counter[int] = field(default_factory=Counter)
    answered_at: Counter[int] = field(default_factory=Counter)
    slowest: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)
    _left: int | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def ordering(self, *, attempts: int | None = None) -> Iterator[None]:
        """Orders come in while the block lasts; with `attempts`, until so many were sent and answered."""
        self._stop.clear()
        self._left = attempts
        people = [threading.Thread(target=self._keep_ordering, args=[n]) for n in range(len(self.doors))]
        for one in people:
            one.start()
        try:
            yield
        finally:
            if attempts is None:
                self._stop.set()
            for one in people:
                one.join(AT_MOST)
        assert not any(one.is_alive() for one in people), "somebody still waits for an answer"

    def wait_for(self, more: int) -> None:
        """Until so many more orders were acknowledged."""
        goal, until = len(self.told) + more, time.monotonic() + AT_MOST
        while len(self.told) < goal:
            assert time.monotonic() < until, (
                f"{len(self.told)} of {goal}, {dict(self.seen)} {self.mistakes[:3]}"
            )
            time.sleep(0.01)

    def send_again(self, port: int) -> int:
        """What nobody acknowledged, the same once more, until it is. How many there were."""
        line, waiting = Line(port), self.waiting
        self.waiting = []
        for order in waiting:
            answer = line.send(order)
            until = time.monotonic() + AT_MOST
            while answer.status == 503 and time.monotonic() < until:
                time.sleep(PAUSE)
                answer = line.send(order)
            secret = acknowledged(answer)
            assert secret, (answer.status, answer.text[:500])
            self.told[order.key] = secret
        line.close()
        return len(waiting)

    def _keep_ordering(self, place: int) -> None:
        port, line = self.doors[place], Line(self.doors[place], timeout=self.patience)
        turn = place
        while self._goes_on():
            order = Order(self.shop, self.kinds[turn % len(self.kinds)])
            turn += len(self.doors) // 2 + 1
            began = time.monotonic()
            try:
                self._note(order, line.send(order), port)
            except Exception as error:
                with self._lock:
                    self.waiting.append(order)
                    if not nobody_answered(error) or isinstance(error, TimeoutError):
                        self.mistakes.append(repr(error))
                time.sleep(PAUSE)
            self.slowest = max(self.slowest, time.monotonic() - began)
            if self.calm:
                time.sleep(self.calm)
        line.close()

    def _goes_on(self) -> bool:
        with self._lock:
            if self._left is None:
                return not self._stop.is_set()
            self._left -= 1
            return self._left >= 0

    def _note(self, order: Order, answer: Answer, port: int) -> None:
        with self._lock:
            self.seen[answer.status] += 1
            self.answered_at[port] += 1
            if secret := acknowledged(answer):
                self.told[order.key] = secret
                self.accepted_at[port] += 1
            elif answer.status == 503:
                self.waiting.append(order)
                if not keeps(order, answer):
                    self.mistakes.append(answer.text[:300])
            else:
                self.refused.append(answer)
        if answer.status == 503:
            time.sleep(PAUSE)


def keeps(order: Order, answer: Answer) -> bool:
    """Whether a buyer who is told to wait can send the same again: the page holds the form, a program its own."""
    if order.kind == "json":
        return problem(answer) in ("busy", "unavailable") and answer.header("Retry-After") != ""
    form = form_of(answer.text, "kirim-lagi")
    return order.fields.items() <= form.values.items() and form.action == order.path


def agree(machine: Machine, crowd: Crowd) -> None:
    """Every acknowledged order is there once under its secret, nothing else is there, and nothing is half there."""
    found = json.loads(machine.python(LOOK.format(campaign=crowd.shop.campaign)))
    stored = dict(found["orders"])
    assert len(stored) == len(found["orders"]) == found["numbers"]
    assert stored == crowd.told
    assert found["taken"] == [found["pieces"]] * 2
    assert found["late"] == 0
    audit = machine.run("audit")
    assert audit.returncode == 0, audit.stdout
