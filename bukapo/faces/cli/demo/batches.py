"""A continuous PO: cakes in weekly batches, one handed out, one in the kitchen, one open below its minimum."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bukapo.campaigns.minimums.rules import Least
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import Item
from bukapo.campaigns.rules import BATCH
from bukapo.campaigns.series.rules import WEEKLY, Rhythm
from bukapo.campaigns.series.writes import open_next_batch
from bukapo.catalog.rules import OptionDraft, ProductDraft, Value
from bukapo.faces.cli.demo import pictures
from bukapo.faces.cli.demo.buyers import buy, paid
from bukapo.faces.cli.demo.floor import Floor
from bukapo.faces.cli.demo.shop import Shop, it_is, messages_were_sent
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.orders.models import Order
from bukapo.orders.writes import send
from bukapo.production.writes.close import close_campaign
from bukapo.production.writes.produce import declare_produced

SLUG = "bolu-gulung"
DAY, WEEK = timedelta(days=1), timedelta(days=7)
LEAST = 8
ORDERS = ((3, 2, 4, 2), (2, 4, 3, 3), (2, 3))
"""Pieces of each order, batch by batch."""


def build_batches(place: Shop, now: datetime) -> None:
    """The first batch opened more than two weeks ago; the third is open for another three days."""
    rhythm = _rhythm(place, now)
    last = rhythm.next_closing(now + timedelta(hours=36), place.store.zone)  # in three days, at 18.00
    opens = last - 3 * WEEK + timedelta(hours=1)
    batch = _published(place, rhythm, opens, last - 2 * WEEK)
    for number, pieces in enumerate(ORDERS, start=1):
        since = opens + (number - 1) * WEEK
        _ordered(place, batch, since, pieces, paid_until=now - timedelta(hours=1))
        if number < len(ORDERS):
            batch = _closed(place, batch, after=number)
    _handed_out(place, now)
    _in_the_kitchen(place, now)
    messages_were_sent(place, now - timedelta(hours=12))


def _rhythm(place: Shop, now: datetime) -> Rhythm:
    day = (now + 3 * DAY).astimezone(ZoneInfo(place.store.zone)).weekday()
    return Rhythm(mode=WEEKLY, weekday=day, produced_after=5, ship_from_after=6, ship_until_after=8)


def _published(place: Shop, rhythm: Rhythm, opens: datetime, closes: datetime) -> Campaign:
    flavour = OptionDraft("Rasa", (Value("Pandan", is_default=True), Value("Mocca"), Value("Keju", 8_000)))
    draft = ProductDraft(
        name="Bolu Gulung", weight=600, normal_price=85_000, cost=36_000, options=(flavour,),
        description="Dipanggang malam sebelum dikirim. Tahan tiga hari di kulkas.",
    )  # fmt: skip
    picture = [(pictures.cookies("BOLU GULUNG"), "Bolu gulung dalam kotak")]
    product = place.product(opens - 3 * DAY, draft, picture)
    days = rhythm.promised(closes, place.store.zone)
    place.publish(
        opens - DAY, "Bolu Gulung Mingguan", SLUG,
        {
            "kind": BATCH, "rhythm": rhythm.as_json(), "minimums": [Least(LEAST)],
            "items": [Item(product.pk, 75_000, 85_000)],
            "opens_at": opens, "closes_at": closes, "cap": 20, "target": 16, "pay_mode": "full", "pay_hours": 12,
            "pickup": True, "pickup_place": "Dapur Contoh, Jl. Contoh No. 3, Makassar", "courier": False,
            "story": "Tutup tiap minggu, dipanggang kalau sudah 8 loyang. Belum cukup? Ikut minggu berikutnya.",
            "workshop_name": "Dapur sendiri",
            "produced": days["produced"], "ship_from": days["ship_from"], "ship_until": days["ship_until"],
        },
    )  # fmt: skip
    return place.campaign(SLUG)


def _ordered(
    place: Shop, batch: Campaign, since: datetime, orders: tuple[int, ...], *, paid_until: datetime
) -> None:
    for number, pieces in enumerate(orders, start=1):
        at = since + timedelta(hours=20 * number)
        order = buy(place, batch, number, at, pieces=pieces)
        paid(place, order, min(at + timedelta(minutes=40), paid_until))


def _closed(place: Shop, batch: Campaign, *, after: int) -> Campaign:
    """The week is over; time opens the next one."""
    assert batch.closes_at and batch.series_id
    at = batch.closes_at
    who: dict[str, Any] = {"store_id": place.store.pk, "actor": SYSTEM_ACTOR, "at": at}
    with it_is(at):
        close_campaign(**who, campaign_id=batch.pk)
        told = open_next_batch(**who, series_id=batch.series_id, after=after)
    opened: Campaign = Campaign.objects.of(place.store).get(pk=told.campaign_id)
    return opened


def _given(place: Shop, number: int) -> tuple[Floor, Campaign, datetime]:
    batch = Campaign.objects.of(place.store).get(series__slug=SLUG, batch=number)
    assert batch.closes_at
    at = batch.closes_at + timedelta(hours=2)
    kitchen = Floor.sent(
        place, at, campaign_id=batch.pk, workshop_name="Dapur sendiri", deadline=(at + 5 * DAY).date(),
        stages=["Belanja bahan", "Panggang", "Hias", "Packing"],
    )  # fmt: skip
    kitchen.accepts(at + timedelta(minutes=5))
    return kitchen, batch, at


def _handed_out(place: Shop, now: datetime) -> None:
    kitchen, batch, at = _given(place, 1)
    for position in range(4):
        kitchen.reports(at + timedelta(hours=20 * (position + 1)), position, kitchen.targets)
    done = at + 4 * DAY
    kitchen.finishes(done)
    with it_is(done):
        declare_produced(**place.by_id(done), campaign_id=batch.pk)
    orders = Order.objects.of(place.store).filter(campaign=batch, state="confirmed").order_by("pk")
    for number, order in enumerate(orders):
        then = done + DAY + timedelta(hours=number)
        with it_is(then):
            send.hand_over(store_id=place.store.pk, order_id=order.pk, actor=place.actor, at=then)


def _in_the_kitchen(place: Shop, now: datetime) -> None:
    kitchen, _batch, at = _given(place, 2)
    kitchen.reports(at + timedelta(hours=18), 0, kitchen.targets)
    kitchen.reports(now - timedelta(hours=3), 1, {size: n - n // 2 for size, n in kitchen.targets.items()})
