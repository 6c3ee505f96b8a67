"""Old orders that pass every constraint of both databases, and the shops of a run."""

from dataclasses import asdict
from json import dumps, loads
from typing import Any

import pytest
from django.db import connection

from bench.carts import Shop
from bench.databases import COUNT, Counted, _counted
from bench.opening import make_shops
from bench.opponents.price import read_offer
from bench.seed import insert_old_orders
from bukapo.campaigns.models import Campaign
from bukapo.journal.models import Delivery, EventRow
from bukapo.ledger.models import Posting
from bukapo.orders.models import Order, OrderLine
from bukapo.payments.models import Charge
from tests.bench.test_opponents import breaches, by_product, some_bodies

OLD = 60


@pytest.mark.django_db
def test_old_orders_pass_every_constraint_and_make_room_for_new_ones() -> None:
    old, new = make_shops(2)
    with connection.cursor() as cursor:

        def run(sql: str) -> Any:
            cursor.execute(sql)
            return cursor

        insert_old_orders(run, connection.vendor, old.store_id, old.campaign_id, OLD)
        cursor.execute(COUNT.format(old.campaign_id))
        assert _counted(cursor.fetchone()) == Counted(OLD, 0)
    connection.check_constraints()
    counted = [
        model.objects.of(old.store_id).count()  # type: ignore[attr-defined]
        for model in (Order, OrderLine, Charge, Posting)
    ]
    assert counted == [OLD, 2 * OLD, 2 * OLD, 2 * OLD]
    events = EventRow.objects.filter(campaign_id=old.campaign_id, kind="order.placed")
    assert (events.count(), Delivery.objects.filter(event__in=events, state="done").count()) == (OLD, OLD)
    assert by_product(new, some_bodies(new, 1)[0], "after-the-old-ones").pk > OLD


@pytest.mark.django_db
def test_shops_survive_the_way_through_json() -> None:
    (shop,) = make_shops(1, first=7)
    assert Shop.read(loads(dumps(asdict(shop)))) == shop
    offer = read_offer(Campaign.objects.of(shop.store_id).get(pk=shop.campaign_id))
    assert {ware.variant: ware.price for ware in shop.wares} == {
        variant: ware.price for variant, ware in offer.wares.items()
    }
    assert all(ware.price % 2_000 == 0 and ware.field_price % 2_000 == 0 for ware in shop.wares)
    assert breaches() == []
