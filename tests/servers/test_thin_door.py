"""What strangers send to the thin door: it answers calmly or sends them on, and never falls over."""

import json
import socket
from collections.abc import Iterator

import pytest

from tests.servers.nasty import bodies
from tests.servers.orders import Line, Order, acknowledged, problem
from tests.servers.two_doors import TwoDoors
from tests.servers.visitor import FORM, Answer, Visitor

JSON = "application/json"
KEY = {"idempotency_key": "kunci-orang-aneh-1"}
CALM = {307, 400, 404, 405, 409, 413, 415, 422}


@pytest.fixture
def order(two_doors: TwoDoors) -> Order:
    return Order(two_doors.shops["aneh"], "form")


@pytest.fixture
def visitor(two_doors: TwoDoors) -> Visitor:
    return Visitor(two_doors.thin)


@pytest.fixture(autouse=True)
def it_stays_calm(two_doors: TwoDoors) -> Iterator[None]:
    """No test leaves a traceback in its log, and it takes orders afterwards."""
    log = two_doors.machine.intake.log
    before = len(log.read_text())
    yield
    said = log.read_text()[before:]
    assert "Traceback" not in said and " ERROR " not in said, said[-2000:]
    assert acknowledged(Line(two_doors.thin).send(Order(two_doors.shops["aneh"], "json")))


def test_no_body_makes_it_fall_over(visitor: Visitor, order: Order) -> None:
    names = [*order.fields, "line-0-text-1", "zone_id", "address", "note", "email"]
    program = Order(order.shop, "json").path
    broken = []
    for body, kind in bodies(names):
        for path in (order.path, program):
            answer = visitor.ask("POST", path, body, content_type=kind, **KEY)
            if answer.status not in CALM:
                broken.append((answer.status, path, kind, body[:80]))
    assert not broken, broken


@pytest.mark.parametrize(
    "body",
    [b"&" * 16_000, b"a=" * 8_000, b"&a=1" * 4_000, b"%" * 16_000, b"=" * 16_000, b"line-0-product=1&" * 900],
    ids=lambda body: body[:16].decode(),
)
def test_thousands_of_fields_are_an_order_that_can_not_be_used(
    visitor: Visitor, order: Order, body: bytes
) -> None:
    assert visitor.ask("POST", order.path, body[:16_000], content_type=FORM).status in CALM


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"])
def test_only_a_post_places_an_order(visitor: Visitor, order: Order, method: str) -> None:
    form = visitor.ask(method, order.path)
    assert form.status in (303, 400) and form.header("Location") in ("", f"{order.shop.path}pesan/")
    assert visitor.ask(method, Order(order.shop, "json").path, **KEY).status in (405, 400)


def test_an_unknown_po_is_told_by_the_ordinary_door(visitor: Visitor, order: Order) -> None:
    page = visitor.send("/tidak/ada/pesan/kirim/", order.fields)
    assert (page.status, page.header("Location")) == (307, "/tidak/ada/pesan/")
    program = visitor.ask(
        "POST", "/api/v1/stores/tidak/campaigns/ada/orders", Order(order.shop, "json").body, content_type=JSON, **KEY
    )  # fmt: skip
    assert program.status == 404 and problem(program) == "not_found"


@pytest.mark.parametrize(
    "path", ["/", "/admin/", "/p/x/", "/a/b/pesan/", "/a/b/pesan/kirim", "/..%2f..%2fetc/passwd"]
)
def test_other_addresses_are_none_of_its_business(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status == 404
    assert visitor.send(path, {"a": "b"}).status == 404


@pytest.mark.parametrize(
    "path", ["/%00/%00/pesan/kirim/", "/a%0ab/c/pesan/kirim/", "/%ed%a0%80/b/pesan/kirim/"]
)
def test_no_address_is_ever_unreadable(visitor: Visitor, path: str) -> None:
    assert visitor.send(path, {"a": "b"}).status in (307, 400, 404)


def test_a_key_is_asked_of_programs(visitor: Visitor, order: Order) -> None:
    path, body = Order(order.shop, "json").path, Order(order.shop, "json").body
    answer = visitor.ask("POST", path, body, content_type=JSON)
    assert answer.status == 400 and problem(answer) == "idempotency_key_missing"
    for key in ("kurang", "x" * 129, "é" * 20, "a b c d e f g h i j"):
        refused = visitor.ask("POST", path, body, content_type=JSON, idempotency_key=key)
        assert refused.status == 400, key


def test_a_body_in_pieces_is_put_together(two_doors: TwoDoors, order: Order) -> None:
    line = Line(two_doors.thin)
    pieces = [order.body[n : n + 7] for n in range(0, len(order.body), 7)]
    line.connection.request("POST", order.path, iter(pieces), order.headers, encode_chunked=True)
    answer = line.connection.getresponse()
    assert acknowledged(Answer(answer.status, answer.getheaders(), answer.read()))


def test_a_body_without_end_is_cut_off(two_doors: TwoDoors, order: Order) -> None:
    line = Line(two_doors.thin)
    endless = iter([b"a" * 4_000] * 20)
    try:
        line.connection.request("POST", order.path, endless, order.headers, encode_chunked=True)
        assert line.connection.getresponse().status == 307
    except (BrokenPipeError, ConnectionResetError):
        pass  # it did not even listen to the end


def test_who_sends_slowly_keeps_nobody_waiting(two_doors: TwoDoors, order: Order) -> None:
    head = f"POST {order.path} HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nContent-Length: {len(order.body)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", two_doors.thin), timeout=60) as slow:
        slow.sendall(head.encode() + order.body[:20])
        quick = Order(order.shop, "form")
        assert acknowledged(Line(two_doors.thin).send(quick))
        slow.sendall(order.body[20:])
        assert slow.recv(100).startswith(b"HTTP/1.1 303")


def test_who_hangs_up_leaves_nothing_behind(two_doors: TwoDoors, order: Order) -> None:
    for sent in (
        b"",
        b"POST ",
        f"POST {order.path} HTTP/1.1\r\nContent-Length: 500\r\n\r\nkey=".encode(),
        b"\x16\x03\x01\x00",
    ):
        with socket.create_connection(("127.0.0.1", two_doors.thin), timeout=60) as gone:
            gone.sendall(sent)


def test_a_buyer_who_leaves_before_the_answer_has_an_order_all_the_same(
    two_doors: TwoDoors, order: Order
) -> None:
    head = "".join(f"{name}: {value}\r\n" for name, value in order.headers.items())
    request = f"POST {order.path} HTTP/1.1\r\nHost: x\r\n{head}Content-Length: {len(order.body)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", two_doors.thin), timeout=60) as gone:
        gone.sendall(request.encode() + order.body)
    answers = [acknowledged(Line(port).send(order)) for port in (two_doors.ordinary, two_doors.thin)]
    assert answers[0] == answers[1] != ""


def test_what_a_program_is_told_is_told_alike_at_both_doors(two_doors: TwoDoors, order: Order) -> None:
    path, sent = Order(order.shop, "json").path, json.loads(Order(order.shop, "json").body)
    wrong = [
        {}, [], sent | {"x": 1}, sent | {"lines": []}, sent | {"buyer": {"name": "", "phone": "1"}},
        sent | {"fulfilment": "courier"}, sent | {"lines": [{"variant": 987_654, "qty": 1}]},
    ]  # fmt: skip
    for body in (b"", b"{", b"x" * 20_000, *(json.dumps(each).encode() for each in wrong)):
        told = [
            Visitor(port).ask("POST", path, body, content_type=JSON, accept_language="en", **KEY)
            for port in (two_doors.ordinary, two_doors.thin)
        ]
        assert told[0].status == told[1].status, body
        assert json.loads(told[0].body) == json.loads(told[1].body), body
