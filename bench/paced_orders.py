"""Orders at a steady pace, whatever the answers take: a wait is counted from when the buyer wanted to be served."""

import secrets
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count

from bench.carts import KEY, PHONE, Shop
from bench.doors import ACCEPTED, Door, bodies

SENDERS = 16
_buyers = count(1)


@dataclass
class Paced:
    """Milliseconds of each order that was taken; how many were not."""

    taken: list[float] = field(default_factory=list)
    broken: int = 0


def order_steadily(door: Door, shop: Shop, *, per_second: float, seconds: float) -> Paced:
    """`per_second` orders a second for `seconds`, each by another buyer from another address."""
    carts, told, lock = bodies(door.kind, shop), Paced(), threading.Lock()
    turns, began = count(), time.perf_counter() + 0.2

    def send() -> None:
        connection = HTTPConnection("127.0.0.1", door.server.port, timeout=20)
        while (turn := next(turns)) < per_second * seconds:
            wanted = began + turn / per_second
            time.sleep(max(0.0, wanted - time.perf_counter()))
            status = _order(connection, door, shop, carts[turn % len(carts)])
            took = (time.perf_counter() - wanted) * 1000
            with lock:
                if status == ACCEPTED[door.kind]:
                    told.taken.append(took)
                else:
                    told.broken += 1
        connection.close()

    senders = [threading.Thread(target=send, daemon=True) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    return told


def _order(connection: HTTPConnection, door: Door, shop: Shop, body: str) -> int:
    number, key = next(_buyers), secrets.token_urlsafe(16)
    visitor = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    headers = {
        "Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "id", "Idempotency-Key": key,
        "X-Forwarded-For": visitor,
    }  # fmt: skip
    filled = body.replace(KEY, key).replace(PHONE, f"0813{number:08d}")
    try:
        connection.request("POST", door.path_for(shop), filled.encode(), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except (OSError, HTTPException):
        connection.close()
        return 0
