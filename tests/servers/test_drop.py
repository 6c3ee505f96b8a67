"""The last pieces, over real sockets: whoever was told yes has one, and nobody else."""

import threading

import pytest

from tests.servers.machine import Machine
from tests.servers.shopping import Buyer, open_shop
from tests.servers.visitor import Answer, Visitor

pytestmark = pytest.mark.concurrency

BUYERS, PIECES = 200, 20
COUNT = """
from bukapo.campaigns.models import PieceCounter
from bukapo.orders.models import Order
everywhere = "the test looks at its own PO"
counter = PieceCounter.objects.across_stores(everywhere).get(campaign_id={campaign}, variant=None)
print(counter.taken, Order.objects.across_stores(everywhere).filter(campaign_id={campaign}).count())
"""


def all_send_at_once(buyers: list[Buyer]) -> list[Answer | BaseException]:
    answers: list[Answer | BaseException] = [AssertionError("no answer")] * len(buyers)
    gate = threading.Barrier(len(buyers))

    def buy(number: int) -> None:
        gate.wait()
        try:
            answers[number] = buyers[number].send()
        except Exception as error:
            answers[number] = error

    threads = [threading.Thread(target=buy, args=[n]) for n in range(len(buyers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_of_200_buyers_who_send_at_once_exactly_20_get_the_last_20_pieces(machine: Machine) -> None:
    shop = open_shop(machine, "rebutan", cap=PIECES)
    buyers = [Buyer(shop, Visitor(machine.port)) for _ in range(BUYERS)]
    for buyer in buyers:
        buyer.fill_in()
    answers = all_send_at_once(buyers)
    broken = [answer for answer in answers if not isinstance(answer, Answer)]
    assert not broken, broken[:3]
    told = [answer for answer in answers if isinstance(answer, Answer)]
    accepted = [answer for answer in told if answer.status == 303]
    refused = [answer for answer in told if answer.status == 409]
    assert (len(accepted), len(refused)) == (PIECES, BUYERS - PIECES), {answer.status for answer in told}
    assert all("Kuota PO sudah habis" in answer.text for answer in refused), refused[0].text
    assert len({buyer.secret for buyer in buyers if buyer.secret}) == PIECES
    assert machine.python(COUNT.format(campaign=shop.campaign)) == f"{PIECES} {PIECES}"
