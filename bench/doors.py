"""Where orders are sent to, and one order by hand to see whether a door is open at all."""

import secrets
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from bench.carts import KEY, PHONE, Shop, carts, form_body, json_body
from bench.servers import Server

FORM, JSON = "form", "json"
SEND, SEND_BEFORE = "pesan/kirim/", "pesan/"
"""Where the check page's form goes: the hot door, or, where that does not exist yet, the page's own address."""
API = "/api/v1/stores/{store}/campaigns/{campaign}/orders"
ORM, ROUND_TRIP = "/_bench/orm/{store}/{campaign}", "/_bench/round-trip/{store}/{campaign}"
ACCEPTED = {FORM: 303, JSON: 201}


class Closed(Exception):
    """The door does not take orders; the message says what it answered."""


@dataclass(frozen=True)
class Door:
    """`path` with {store} and {campaign}; `server` takes the orders, `pages` serves the pages meanwhile."""

    contestant: str
    kind: str
    server: Server
    pages: Server
    path: str

    @property
    def name(self) -> str:
        return f"{self.contestant} {self.kind}"

    def path_for(self, shop: Shop) -> str:
        return self.path.format(store=shop.store, campaign=shop.campaign)

    def url(self, shop: Shop) -> str:
        return self.server.url + self.path_for(shop)


def try_door(door: Door, shop: Shop) -> None:
    """Place one order. Raises Closed unless the door says that it has taken it."""
    status, said = _send(door, shop, secrets.token_urlsafe(16), f"0811{secrets.randbelow(10**8):08d}")
    if status != ACCEPTED[door.kind]:
        raise Closed(f"{door.name}: POST {door.path_for(shop)} answered {status} {said}".rstrip())


def form_door(contestant: str, server: Server, pages: Server, shop: Shop) -> Door:
    """The form's hot address, or the old one where the hot one is not there. Raises Closed."""
    for path in (SEND, SEND_BEFORE):
        door = Door(contestant, FORM, server, pages, f"/{{store}}/{{campaign}}/{path}")
        try:
            try_door(door, shop)
        except Closed:
            if path == SEND_BEFORE:
                raise
        else:
            return door
    raise AssertionError("unreachable")


def json_door(contestant: str, server: Server, pages: Server, shop: Shop, path: str = API) -> Door:
    """Raises Closed."""
    door = Door(contestant, JSON, server, pages, path)
    try_door(door, shop)
    return door


def bodies(kind: str, shop: Shop) -> list[str]:
    """Every cart of the mix as this kind of body."""
    write = form_body if kind == FORM else json_body
    return [write(cart) for cart in carts(shop.wares)]


def _send(door: Door, shop: Shop, key: str, phone: str) -> tuple[int, str]:
    body = bodies(door.kind, shop)[0].replace(KEY, key).replace(PHONE, phone)
    content = "application/json" if door.kind == JSON else "application/x-www-form-urlencoded"
    headers = {"Content-Type": content, "Accept-Language": "id", "Idempotency-Key": key}
    connection = HTTPConnection("127.0.0.1", door.server.port, timeout=20)
    try:
        connection.request("POST", door.path_for(shop), body.encode(), headers)
        answer = connection.getresponse()
        return answer.status, answer.read()[:300].decode(errors="replace") if answer.status >= 500 else ""
    except (OSError, HTTPException) as error:
        raise Closed(f"{door.name}: {error!r}") from error
    finally:
        connection.close()
