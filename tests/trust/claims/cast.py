"""A buyer whose goods are there and not right."""

from datetime import timedelta
from typing import Any

from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.models import Order
from bukapo.orders.writes.send import hand_over
from bukapo.trust.claims.deciding import decide_claim
from bukapo.trust.claims.opening import open_claim
from bukapo.trust.claims.rules import Remedy
from bukapo.trust.models import Claim
from tests.faces.production import paid
from tests.world import NOON, World

LATER = NOON + timedelta(days=30)
"""The goods were handed over."""
WRONG = "Jahitan ketiaknya lepas sepanjang 5 cm."


def handed(world: World, *lines: Any, **changes: Any) -> Order:
    """An order that was paid and picked up at LATER."""
    with clock.told(NOON):
        order = paid(world, *lines, **changes)
    hand_over(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=LATER)
    fresh: Order = world.fresh(order)
    return fresh


def claimed(world: World, order: Order, pieces: int = 1, **changes: Any) -> Claim:
    """A claim about the first line of the order, an hour after it was handed over."""
    line = order.lines.order_by("position").first()
    facts: dict[str, Any] = {
        "key": f"claim-{order.pk}-{order.claims.count()}", "pieces": {line.pk: pieces}, "reason": "seam",
        "wish": "refund", "body": WRONG, "at": LATER + timedelta(hours=1), "actor": BUYER_ACTOR,
        "photos": [world.picture("claim")],
    }  # fmt: skip
    event = open_claim(store_id=world.store.pk, order_id=order.pk, **(facts | changes))
    claim: Claim = Claim.objects.of(world.store).get(pk=event.claim_id)
    return claim


def decided(
    world: World, claim: Claim, kind: str = "refund", *, made_by: int | None = None, **remedy: Any
) -> Claim:
    """The seller names a remedy two hours after the goods were handed over."""
    decide_claim(
        store_id=world.store.pk, claim_id=claim.pk, remedy=Remedy(kind, **remedy), made_by=made_by,
        actor=world.seller, at=LATER + timedelta(hours=2),
    )  # fmt: skip
    fresh: Claim = world.fresh(claim)
    return fresh
