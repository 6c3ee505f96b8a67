"""Orders of a PO that is late, and mornings that come: for the tests of guarantees."""

from datetime import datetime, timedelta
from typing import Any

from bukapo.audit import audit
from bukapo.campaigns.guarantees.rules import CREDIT, SHIPPING, Declared, Rung
from bukapo.campaigns.guarantees.writes import declare_ladder
from bukapo.journal import clock
from bukapo.orders.models import Order
from bukapo.trust.guarantees.due import act, close_offers
from tests.till import receive
from tests.world import NOON, World, make_world

DAY = timedelta(days=1)
LADDER = Declared((Rung(3, CREDIT, 10_000), Rung(7, SHIPPING)), 14)
"""Three days late a credit, seven the shipping fee, fourteen all of the money."""


def guarded(ladder: Declared = LADDER, **plan: Any) -> World:
    """A PO with this ladder; it promises to send until 26 days after NOON."""
    world = make_world(at=NOON, **plan)
    declare_ladder(
        actor=world.seller, at=NOON - DAY, store=world.store, campaign_id=world.campaign.pk, declared=ladder
    )
    return world


def bought(
    world: World, *, courier: bool = True, at: datetime = NOON, paid: bool = True, **changes: Any
) -> Order:
    """Two black L; what is asked at once is paid."""
    where = {"address": "Jl. Contoh 12", "city": "Bandung", "postal_code": "40132", "zone_id": world.zone.pk}
    by_courier = {"fulfilment": "courier"} | where if courier else {}
    with clock.told(at):
        order = world.place(world.line("L", qty=2), **(by_courier | changes))
        if paid:
            receive(world, order, order.charges.get(state="open").total, at=at)
    fresh: Order = world.fresh(order)
    return fresh


def late(days: int, hour: int = 0) -> datetime:
    """The morning after the `days`-th late day of what was promised first (or `hour` hours after it), 07.00 WIB."""
    return NOON + (26 + days + 1) * DAY - timedelta(hours=5 - hour)


def morning(at: datetime) -> int:
    """Everything that a morning makes due; orders served."""
    with clock.told(at):
        close_offers(at)
        done, store, after = act(at)
        served = done
        while store is not None:
            done, store, after = act(at, store, after)
            served += done
    return served


def clean() -> None:
    assert {name: found for name, found in audit() if found} == {}
