"""A PO on its way through production, for the tests of every face that shows it."""

from datetime import date
from typing import Any

from django.test import Client
from playwright.sync_api import Page

from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.orders.models import Order
from bukapo.orders.writes.pay import record_payment
from bukapo.production.models import WorkOrder
from bukapo.production.writes.close import close_campaign
from bukapo.production.writes.produce import declare_produced
from bukapo.production.writes.stages import report_stage
from bukapo.production.writes.work_orders import accept_work_order, send_work_order
from tests.world import World

DEADLINE = date(2027, 1, 15)


def seller(world: World) -> Client:
    """A browser in which the owner is logged in."""
    client = Client()
    client.force_login(world.owner)
    return client


def enter(page: Page, world: World) -> None:
    """Log this phone in as the owner."""
    page.goto("/healthz")
    page.context.add_cookies(
        [{"name": "sessionid", "value": seller(world).cookies["sessionid"].value, "url": page.url}]
    )


def address(world: World, rest: str = "") -> str:
    return f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/{rest}"


def _now(world: World) -> dict[str, Any]:
    return {"store_id": world.store.pk, "actor": world.seller, "at": clock.now()}


def closed(world: World) -> World:
    close_campaign(campaign_id=world.campaign.pk, **_now(world))
    return world


def produced(world: World) -> World:
    declare_produced(campaign_id=world.campaign.pk, **_now(world))
    return world


def paid(world: World, *lines: Any, courier: bool = False, **changes: Any) -> Order:
    where = {
        "fulfilment": "courier",
        "address": "Jl. Rahasia 12",
        "city": "Bandung",
        "zone_id": world.zone.pk,
    }
    order = world.place(*lines, **((where if courier else {}) | changes))
    owed = world.fresh(order).outstanding
    record_payment(
        order_id=order.pk, amount=owed, method="cash", bank_account_id=None, note="", **_now(world)
    )
    fresh: Order = world.fresh(order)
    return fresh


def sent(world: World, **changes: Any) -> WorkOrder:
    given: dict[str, Any] = {
        "workshop_name": "Konveksi Contoh",
        "workshop_phone": "081200001111",
        "deadline": DEADLINE,
        "specification": [("Bahan", "Cotton combed 24s"), ("Sablon", "Plastisol 2 warna, dada 28 cm")],
        "note": "Lipat per ukuran.",
        "unit_cost": 47_500,
        "uncovered": 10**9,
        "stages": ["Potong", "Sablon", "Jahit", "QC"],
    }
    event = send_work_order(campaign_id=world.campaign.pk, **(given | changes), **_now(world))
    order: WorkOrder = WorkOrder.objects.of(world.store).get(pk=event.work_order_id)
    return order


def accepted(order: WorkOrder) -> WorkOrder:
    accept_work_order(store_id=order.store_id, work_order_id=order.pk, actor=WORKSHOP_ACTOR, at=clock.now())
    return order


def reported(order: WorkOrder, *counts: int) -> WorkOrder:
    """Each stage in turn stands at its count."""
    for position, count in enumerate(counts):
        report_stage(
            store_id=order.store_id, work_order_id=order.pk, position=position, count=count,
            actor=WORKSHOP_ACTOR, at=clock.now(),
        )  # fmt: skip
    return order
