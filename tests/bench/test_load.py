"""The load generator: what wrk says is understood, what it sends is taken. Nothing here is timed."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.test import Client

from bench import load
from bench.carts import CARTS, KEY, PHONE, Ware, carts, form_body, json_body
from bench.doors import FORM, JSON, bodies
from bench.opening import make_shops
from bench.opponents.price import price, read_offer
from bukapo.campaigns.models import Campaign
from bukapo.orders.models import Order

WARES = tuple(
    Ware(
        product, product * 100 + size, (f"{size}",), 58_000 + product * 10_000 + size * 2_000, product, 14_000
    )
    for product in (1, 2, 3)
    for size in range(6)
)
SAID = """Running 2s test @ http://127.0.0.1:1/
  2 threads and 64 connections
bench-load {"requests": 900, "microseconds": 2000000, "bytes": 7, "refused": 100, "broken": 3, "p50": 1500, "p99": 9000}
"""


def test_what_wrk_said_is_understood() -> None:
    told = load.parse(SAID)
    assert (told.requests, told.accepted, told.refused, told.broken) == (900, 800, 100, 3)
    assert (told.per_second, told.p50_ms, told.p99_ms) == (400.0, 1.5, 9.0)


def test_silence_is_a_failure() -> None:
    with pytest.raises(load.LoadFailed, match="unable to connect"):
        load.parse("unable to connect to 127.0.0.1:1 Connection refused")


def test_no_two_carts_share_the_space_of_their_unique_codes() -> None:
    mix = carts(WARES)
    deposits = sorted(-(-cart.goods // 2) for cart in mix)
    assert len(mix) == CARTS >= 200
    assert all(later - earlier > 999 for earlier, later in zip(deposits, deposits[1:], strict=False))
    sizes = [len(cart.lines) for cart in mix]
    assert set(sizes) == {1, 2, 3} and max(set(sizes), key=sizes.count) == 2
    assert carts(WARES) == mix


def test_bodies_leave_room_for_key_and_phone() -> None:
    for cart in carts(WARES, 20):
        form, api = form_body(cart), json_body(cart)
        assert (form.count(KEY), form.count(PHONE), api.count(KEY), api.count(PHONE)) == (1, 1, 0, 1)


def test_lua_gets_the_bodies_in_parts() -> None:
    assert load.lua_bodies([f'a{KEY}b"{PHONE}c']) == 'return {\n{"a","b\\"","c"}\n}\n'


class Heard(BaseHTTPRequestHandler):
    """Keeps every request it gets."""

    protocol_version = "HTTP/1.1"
    sent: list[tuple[str, dict[str, str], bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.sent.append((self.path, dict(self.headers), body))
        self.send_response(201)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@contextmanager
def listening() -> Iterator[tuple[str, list[tuple[str, dict[str, str], bytes]]]]:
    sent: list[tuple[str, dict[str, str], bytes]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Heard,), {"sent": sent}))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/there", sent
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.skipif(shutil.which("wrk") is None, reason="there is no wrk here: apt-get install wrk")
@pytest.mark.django_db
@pytest.mark.parametrize("kind", [FORM, JSON])
def test_what_wrk_sends_is_an_order(kind: str, tmp_path: Path) -> None:
    (shop,) = make_shops(1)
    file = tmp_path / "bodies.lua"
    file.write_text(load.lua_bodies(bodies(kind, shop)))
    with listening() as (url, sent):
        told = load.orders(url, file, kind, "testing", 1, connections=2, seconds=1)
    sent = list(sent)  # the last ones may still be coming in
    assert told.refused == told.broken == 0 and len(sent) >= told.requests > 1
    keys = {headers.get("Idempotency-Key") or body.split(b"&")[0] for _path, headers, body in sent}
    addresses = {headers["X-Forwarded-For"] for _path, headers, _body in sent}
    assert len(keys) == len(addresses) == len(sent)
    for _path, headers, body in sent[:10]:
        if kind == JSON:
            offer = read_offer(Campaign.objects.of(shop.store_id).get(pk=shop.campaign_id))
            assert price(body, headers["Idempotency-Key"], offer).pieces
        else:
            answer = Client().post(f"{shop.path}pesan/", body, content_type=headers["Content-Type"])
            assert answer.status_code == 303, answer.content.decode()
    if kind == FORM:
        assert Order.objects.of(shop.store_id).count() == min(10, len(sent))
