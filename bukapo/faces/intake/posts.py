"""Requests that place an order, as ASGI brings them, and what is answered. Knows no Django."""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from bukapo.kernel.address import visitor_address
from bukapo.orders.intake.wire import MOST_BYTES

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Fields = tuple[tuple[str, str], ...]
Send = Callable[[Message], Awaitable[None]]

FORM = re.compile(r"/(?P<store>[-\w]{1,60})/(?P<campaign>[-\w]{1,60})/pesan/kirim/", re.ASCII)
JSON = re.compile(
    r"/api/v1/stores/(?P<store>[-\w]{1,60})/campaigns/(?P<campaign>[-\w]{1,60})/orders", re.ASCII
)
_ACCEPTED = re.compile(
    r"([a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)(?:\s*;\s*q=(0(?:\.[0-9]{,3})?|1(?:\.0{,3})?))?(?:\s*,\s*|$)"
)
MOST_FIELDS = 2_000


class HungUp(Exception):
    """The sender went away before the body was complete."""


class TooLarge(Exception):
    """The body is longer, or has more fields, than an order can have."""


@dataclass(frozen=True)
class Reply:
    """An answer, ready to be sent."""

    status: int
    body: bytes = b""
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)


def fields_of(body: bytes) -> Fields:
    """A posted form as (name, value), in its order. Raises TooLarge."""
    text = body.decode("utf-8", "replace")
    try:
        return tuple(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        raise TooLarge() from None


def html(page: str, status: int, language: str, headers: list[tuple[bytes, bytes]]) -> Reply:
    """A page; what it keeps is nobody else's."""
    own = [(b"content-type", b"text/html; charset=utf-8"), (b"cache-control", b"no-store")]
    own.append((b"content-language", language.encode()))
    if status == 503:
        own.append((b"retry-after", b"3"))
    return Reply(status, page.encode(), own + headers)


def json(told: object, status: int, *, kind: str = "application/json", **headers: str) -> Reply:
    """`headers` in Python's spelling."""
    own = [(b"content-type", kind.encode()), (b"cache-control", b"no-store")]
    own += [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Reply(status, msgspec.json.encode(told), own)


def redirect(status: int, address: str) -> Reply:
    """303 to look, 307 to send the same again there."""
    return Reply(status, b"", [(b"location", address.encode()), (b"cache-control", b"no-store")])


def header(scope: Message, name: bytes) -> str:
    """The first header of this (lower-case) name; "" when there is none."""
    for key, value in scope["headers"]:
        if key == name:
            return bytes(value).decode("latin-1")
    return ""


def address(scope: Message, proxies: int) -> str:
    """The visitor's address as the outermost of `proxies` trusted proxies saw it."""
    client = scope.get("client")
    return visitor_address(client[0] if client else "", header(scope, b"x-forwarded-for"), proxies)


def language_of(scope: Message) -> str:
    """`id` or `en`, by Accept-Language and exactly as the ordinary door reads it: it is part of an order's body."""
    pieces = _ACCEPTED.split(header(scope, b"accept-language").lower()[:500])
    if pieces[-1] or any(pieces[0::3]):
        return "id"
    wishes = sorted(zip(pieces[1::3], pieces[2::3], strict=False), key=lambda wish: -float(wish[1] or 1))
    for name, _weight in wishes:
        if name == "*":
            break
        if name.partition("-")[0] in ("id", "en"):
            return str(name[:2])
    return "id"


async def body_of(receive: Receive) -> bytes:
    """The whole body. Raises TooLarge, HungUp."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise HungUp()
        part = message.get("body", b"")
        size += len(part)
        if size > MOST_BYTES:
            raise TooLarge()
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)


async def answer(send: Send, reply: Reply) -> None:
    """Send it."""
    headers = [*reply.headers, (b"content-length", str(len(reply.body)).encode())]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})
