"""An order a part of which has left."""

from datetime import datetime
from typing import Any

from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR, Actor
from bukapo.orders.models import Order
from bukapo.orders.parts.writes import answer_part, propose_part, ship_part
from tests.orders.packing.cast import ready
from tests.world import NOON, World

FIRST = {"courier": "JNE", "tracking_number": "JNE0001"}
SECOND = {"courier": "JNE", "tracking_number": "JNE0002"}


def by(world: World, order: Order, actor: Actor | None = None, at: datetime = NOON) -> dict[str, Any]:
    return {"store_id": world.store.pk, "order_id": order.pk, "actor": actor or world.seller, "at": at}


def ordered(world: World, **changes: Any) -> Order:
    """Three black L and one M with a name, by courier, paid in full."""
    where = {"fulfilment": "courier", "address": "Jl. Contoh 12", "zone_id": world.zone.pk}
    lines = (world.line("L", qty=3), world.line("M", name="BUDI"))
    with clock.told(NOON):
        return ready(world, *lines, **(where | changes))


def agreed(world: World, order: Order, pieces: int = 2) -> None:
    """Its buyer agrees that so many of the L go ahead."""
    chosen = {(0, world.variant("L", "Hitam")): pieces}
    propose_part(**by(world, order), pieces=chosen, reason="Ukuran M menyusul")
    answer_part(**by(world, order, BUYER_ACTOR), agree=True)


def part_sent(world: World, number: str = "JNE0001", **changes: Any) -> Order:
    """Two L are on their way (190.000), one L and the M are not (95.000 + 110.000)."""
    order = ordered(world, **changes)
    agreed(world, order)
    ship_part(**by(world, order), courier="JNE", tracking_number=number)
    fresh: Order = world.fresh(order)
    return fresh
