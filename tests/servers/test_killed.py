"""kill -9 while orders come in. What a buyer was told is there, once; what nobody answered may simply be sent again."""

import json
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.db import connection

from tests.servers.machine import Machine
from tests.servers.shopping import Buyer, Shop, nobody_answered, open_shop
from tests.servers.visitor import Visitor

pytestmark = pytest.mark.concurrency

ROUNDS, CLIENTS, ORDERS_BEFORE_THE_KILL = 2, 8, 16
MOST_ROUNDS = 12  # a kill may hit a moment when nobody waits for an answer: then it showed nothing
WORKERS = 2 if connection.vendor == "postgresql" else 1  # one process is right for SQLite
LOOK = """
import json
import sys
from bukapo.campaigns.models import PieceCounter
from bukapo.orders.models import Order
everywhere = "the test looks at its own PO"
orders = Order.objects.across_stores(everywhere).filter(campaign_id={campaign})
counters = PieceCounter.objects.across_stores(everywhere).filter(campaign_id={campaign})
print(json.dumps({{
    "orders": list(orders.values_list("key", "secret", "number")),
    "taken": [counters.get(variant=None).taken, sum(c.taken for c in counters.exclude(variant=None))],
}}))
"""


@dataclass
class Crowd:
    """Buyers who order one after the other until the server is gone. Nobody of them is forgotten."""

    machine: Machine
    shop: Shop
    acknowledged: list[Buyer] = field(default_factory=list)
    unanswered: list[Buyer] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)
    enough: threading.Event = field(default_factory=threading.Event)

    def until_killed(self) -> None:
        """`CLIENTS` phones order; the server is killed in the middle of it."""
        before = len(self.acknowledged)
        self.enough.clear()
        goal = before + ORDERS_BEFORE_THE_KILL
        phones = [threading.Thread(target=self._keep_ordering, args=[goal]) for _ in range(CLIENTS)]
        for phone in phones:
            phone.start()
        assert self.enough.wait(120), self.mistakes
        assert self.machine.kill() > WORKERS - 1
        for phone in phones:
            phone.join()

    def send_again(self) -> None:
        """The same form with the same key, as a phone does when it got no answer."""
        waiting, self.unanswered = self.unanswered, []
        for buyer in waiting:
            answer = buyer.send()
            assert answer.status == 303, answer.text
            self.acknowledged.append(buyer)

    def _keep_ordering(self, goal: int) -> None:
        while True:
            buyer = Buyer(self.shop, Visitor(self.machine.port))
            if not self._answered(buyer.fill_in) or not self._answered(buyer.check):
                return
            if len(self.acknowledged) >= goal:
                self.enough.set()  # now, so that the kill meets this order on its way
            if not self._answered(buyer.send):
                self.unanswered.append(buyer)
                return
            if not buyer.secret:
                self.mistakes.append(f"{buyer.key} was refused")
            self.acknowledged.append(buyer)

    def _answered(self, step: Callable[[], object]) -> bool:
        try:
            step()
        except Exception as error:
            if not nobody_answered(error):
                self.mistakes.append(repr(error))
            return False
        return True


def test_every_order_that_was_acknowledged_is_there_once(new_machine: Callable[[], Machine]) -> None:
    machine = new_machine()
    crowd = Crowd(machine, open_shop(machine, "mati-lampu"))
    sent_again = kills = 0
    while kills < ROUNDS or (not sent_again and kills < MOST_ROUNDS):
        machine.start(workers=WORKERS)
        crowd.send_again()
        crowd.until_killed()
        kills += 1
        sent_again += len(crowd.unanswered)
    machine.start(workers=WORKERS)
    crowd.send_again()
    assert not crowd.mistakes
    assert sent_again  # else nobody was interrupted and nothing was shown
    _is_there_once(crowd)
    sys.stdout.write(f"{len(crowd.acknowledged)} orders, {kills} kills, {sent_again} sent again\n")


def _is_there_once(crowd: Crowd) -> None:
    found = json.loads(crowd.machine.python(LOOK.format(campaign=crowd.shop.campaign)))
    stored = {key: secret for key, secret, _number in found["orders"]}
    assert len(stored) == len(found["orders"]) == len({number for *_, number in found["orders"]})
    assert stored == {buyer.key: buyer.secret for buyer in crowd.acknowledged}
    assert found["taken"] == [len(stored), len(stored)]
    for buyer in crowd.acknowledged[-3:]:
        assert buyer.visitor.get(f"/p/{buyer.secret}/").status == 200
    audit = crowd.machine.run("audit")
    assert audit.returncode == 0, audit.stdout
