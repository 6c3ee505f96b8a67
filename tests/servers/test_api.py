"""A program orders over a real socket."""

import json
from http.client import HTTPConnection

import pytest

from bukapo.orders.intake.wire import MOST_BYTES
from tests.servers.machine import Machine
from tests.servers.shopping import Shop, open_shop
from tests.servers.visitor import Answer, Visitor


@pytest.fixture(scope="session")
def shop(machine: Machine) -> Shop:
    return open_shop(machine, "program")


@pytest.fixture
def visitor(machine: Machine) -> Visitor:
    return Visitor(machine.port)


def campaign(shop: Shop) -> str:
    store, slug = shop.path.strip("/").split("/")
    return f"/api/v1/stores/{store}/campaigns/{slug}"


def order(visitor: Visitor, shop: Shop) -> bytes:
    variant = json.loads(visitor.get(campaign(shop)).text)["products"][0]["variants"][0]["id"]
    buyer = {"name": "Rina Rahasia", "phone": f"0813{visitor.number:08d}"}
    body = {"buyer": buyer, "lines": [{"variant": variant, "qty": 1}], "fulfilment": "pickup"}
    return json.dumps(body).encode()


def send(visitor: Visitor, shop: Shop, body: bytes, key: str) -> Answer:
    headers = {"content_type": "application/json", "idempotency_key": key}
    return visitor.ask("POST", f"{campaign(shop)}/orders", body, **headers)


def test_an_order_is_placed_once_followed_and_never_logged(
    machine: Machine, visitor: Visitor, shop: Shop
) -> None:
    before = len(machine.log.read_text())
    body, key = order(visitor, shop), f"socket-{visitor.number:010}"
    answers = [send(visitor, shop, body, key) for _ in range(3)]
    assert [answer.status for answer in answers] == [201, 200, 200]
    assert len({answer.text for answer in answers}) == 1
    told = json.loads(answers[0].text)
    followed = visitor.get(told["order"], authorization=f"Bearer {told['secret']}")
    assert followed.status == 200 and json.loads(followed.text)["number"] == told["number"]
    assert visitor.get(f"/p/{told['secret']}/").status == 200
    assert all(not answer.header("Set-Cookie") for answer in (*answers, followed))
    logged = machine.log.read_text()[before:]
    assert "/orders" in logged and told["secret"] not in logged and "Rina" not in logged


def test_asking_for_the_head_gives_no_body(visitor: Visitor, shop: Shop) -> None:
    answer = visitor.ask("HEAD", campaign(shop))
    assert (answer.status, answer.body) == (200, b"")


def test_a_body_without_end_is_not_waited_for(machine: Machine, visitor: Visitor, shop: Shop) -> None:
    """The length is announced, the rest never comes: the answer does."""
    connection = HTTPConnection("127.0.0.1", machine.port, timeout=10)
    connection.putrequest("POST", f"{campaign(shop)}/orders")
    for name, value in {
        "Content-Type": "application/json",
        "Idempotency-Key": "k" * 20,
        "Content-Length": str(MOST_BYTES + 1),
    }.items():
        connection.putheader(name, value)
    connection.endheaders(b"{")
    assert connection.getresponse().status == 413
    connection.close()


def test_a_body_without_a_length_is_not_read(machine: Machine, visitor: Visitor, shop: Shop) -> None:
    connection = HTTPConnection("127.0.0.1", machine.port, timeout=10)
    headers = {"Content-Type": "application/json", "Idempotency-Key": "c" * 20}
    connection.request(
        "POST", f"{campaign(shop)}/orders", iter([order(visitor, shop)]), headers, encode_chunked=True
    )
    answer = connection.getresponse()
    told = json.loads(answer.read())
    connection.close()
    assert (answer.status, told["code"]) == (400, "unreadable")
