"""The opponents write whole orders: everything the product writes, and nothing the audit complains of."""

import json
from collections.abc import Callable

import pytest
from django.db import connection

from bench.carts import PHONE, Shop, carts, json_body
from bench.opening import make_shops
from bench.opponents import docs, orm, round_trip
from bench.opponents.price import Unusable
from bukapo.audit import audit
from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.campaigns.reads import offer_of
from bukapo.journal.models import Delivery, EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.ledger.models import Posting
from bukapo.orders.intake.draft import Wanted, WantedLine
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.writes.place import place_order
from bukapo.payments.models import Charge

Take = Callable[[str, str, str, bytes], object]


def breaches() -> list[str]:
    """Whatever the audit finds wrong in the whole database."""
    return [str(breach) for _name, found in audit() for breach in found]


def some_bodies(shop: Shop, count: int) -> list[bytes]:
    return [
        json_body(cart).replace(PHONE, f"0812{number:08d}").encode()
        for number, cart in enumerate(carts(shop.wares)[:count], start=1)
    ]


def by_product(shop: Shop, body: bytes, key: str) -> Order:
    """The same order by the product's own verb."""
    said = json.loads(body)
    lines = tuple(
        WantedLine(line["variant"], line["qty"], {int(k): v for k, v in line["personalization"].items()})
        for line in said["lines"]
    )
    wanted = Wanted(
        key=key, source="form", buyer_name=said["buyer"]["name"], phone=said["buyer"]["phone"], fulfilment="pickup",
        lines=lines, note=said["note"],
    )  # fmt: skip
    return place_order(store_id=shop.store_id, campaign_id=shop.campaign_id, wanted=wanted, actor=BUYER_ACTOR)


def written(order: Order) -> dict[str, object]:
    """Everything that stands for an order, without what differs by chance."""
    order = Order.objects.of(order.store_id).get(pk=order.pk)
    events = list(EventRow.objects.filter(order_id=order.pk))
    chance = {"id", "secret", "number", "key", "body_digest", "chain", "charged", "pay_by", "placed_at"}
    own = {name: value for name, value in order.__dict__.items() if name not in chance and name[0] != "_"}
    lines = OrderLine.objects.of(order.store_id).filter(order=order).order_by("position")
    told = [
        "position",
        "product_id",
        "variant_id",
        "product_name",
        "label",
        "values",
        "qty",
        "unit_price",
        "extra",
    ]
    charges = Charge.objects.of(order.store_id).filter(order=order).order_by("position")
    return {
        "order": own,
        "lines": list(lines.values_list(*told, "personalization", "total")),
        "charges": list(charges.values_list("kind", "state", "goods", "shipping", "paid")),
        "postings": Posting.objects.of(order.store_id).filter(order=order).count(),
        "deliveries": Delivery.objects.filter(event__in=events).count(),
        "events": [(row.kind, row.actor_kind, row.actor_label, sorted(row.data)) for row in events],
    }


def takes_orders(take: Take) -> None:
    (shop,) = make_shops(1)
    bodies = some_bodies(shop, 12)
    for number, body in enumerate(bodies):
        take(shop.store, shop.campaign, f"opponent-key-{number:04}", body)
        take(shop.store, shop.campaign, f"opponent-key-{number:04}", body)  # a repeat makes no second order
    orders = list(Order.objects.of(shop.store_id).order_by("id"))
    assert len(orders) == len(bodies)
    assert breaches() == []
    for number, (order, body) in enumerate(zip(orders, bodies, strict=True)):
        assert written(order) == written(by_product(shop, body, f"product-key-{number:04}"))
    with pytest.raises(Unusable):
        take(shop.store, shop.campaign, "opponent-key-bad!", b"{}")


@pytest.mark.django_db
def test_the_orm_opponent_writes_what_the_product_writes() -> None:
    takes_orders(orm.take)


@pytest.mark.django_db
def test_the_orm_opponent_keeps_the_cap() -> None:
    (shop,) = make_shops(1, cap=3)
    refused = 0
    for number, body in enumerate(some_bodies(shop, 6)):
        try:
            orm.take(shop.store, shop.campaign, f"opponent-key-{number:04}", body)
        except orm.Refused:
            refused += 1
    assert refused and breaches() == []


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_the_round_trip_opponent_writes_what_the_product_writes() -> None:
    docs.install()
    try:
        takes_orders(round_trip.take)
    finally:
        round_trip._connection().close()


@pytest.mark.postgres_only
@pytest.mark.django_db
def test_the_anchors_write_whole_orders() -> None:
    docs.install()
    (shop,) = make_shops(1)
    docs.write(shop)
    count = len(carts(shop.wares))
    with connection.cursor() as cursor:
        for _ in range(5):
            cursor.execute("SELECT bench.place_any(%s, %s)", [shop.campaign_id, count])
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SELECT bench.place_batch(%s, %s, 40)", [shop.campaign_id, count])
        assert cursor.fetchone() == (40,)
    assert Order.objects.of(shop.store_id).count() == 45
    assert breaches() == []
    campaign = Campaign.objects.of(shop.store_id).get(pk=shop.campaign_id)
    whole = PieceCounter.objects.of(shop.store_id).get(campaign=campaign, variant=None)
    assert whole.taken == offer_of(campaign).taken > 45
