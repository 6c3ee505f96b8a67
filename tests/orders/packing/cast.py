"""At the packing table."""

import itertools
from typing import Any

from bukapo.kernel.actor import STAFF, Actor
from bukapo.orders.models import Order, OrderLine, Packing
from bukapo.orders.packing.rules import EACH, SCANNED
from bukapo.orders.packing.writes import (
    Scanned,
    begin_packing,
    close_packing,
    scan_piece,
    set_packing_rule,
)
from tests.till import asked, receive
from tests.world import NOON, World

OTHER = Actor(kind=STAFF, label="Pengemas Kedua", id=99)
_keys = itertools.count(1)


def ready(world: World, *lines: Any, **changes: Any) -> Order:
    """Paid in full."""
    order = world.place(*lines, **changes)
    receive(world, order, asked(order))
    return order


def rule(world: World, name: str = EACH) -> None:
    set_packing_rule(store=world.store, rule=name, actor=world.seller, at=NOON)


def begun(world: World, order: Order, desk: str = "meja-1", actor: Actor | None = None) -> Packing:
    return begin_packing(
        store_id=world.store.pk, order_id=order.pk, desk=desk, actor=actor or world.seller, at=NOON
    )


def scan(
    world: World, packing: Packing, code: str, *, key: str = "", desk: str = "meja-1", how: str = SCANNED
) -> Scanned:
    return scan_piece(
        store_id=world.store.pk, packing_id=packing.pk, desk=desk, code=code, key=key or f"k{next(_keys)}",
        how=how, actor=world.seller, at=NOON,
    )  # fmt: skip


def close(world: World, packing: Packing, desk: str = "meja-1") -> Any:
    return close_packing(
        store_id=world.store.pk, packing_id=packing.pk, desk=desk, actor=world.seller, at=NOON
    )


def plain(world: World, *values: str) -> str:
    """The sticker of a piece without a name."""
    return f"V{world.variant(*values)}"


def named(order: Order, position: int, place: int = 1) -> str:
    """The sticker of a piece with a name."""
    return f"N{OrderLine.objects.of(order.store_id).get(order=order, position=position).pk}-{place}"
