"""Jackets made to order: three confirmed orders, each with a job and a promise of its own."""

from datetime import datetime, timedelta

from bukapo.campaigns.made.rules import Pace
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import Item
from bukapo.campaigns.rules import MADE_TO_ORDER, PRODUCED, SHIP_UNTIL
from bukapo.catalog.rules import FieldDraft, OptionDraft, ProductDraft, Value
from bukapo.faces.cli.demo import pictures
from bukapo.faces.cli.demo.buyers import buy, paid
from bukapo.faces.cli.demo.floor import Floor
from bukapo.faces.cli.demo.shop import Shop, it_is
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.orders.making.reads import current_order_promises
from bukapo.orders.making.writes import move_order_promise
from bukapo.orders.models import Order
from bukapo.production.jobs.start import start_job
from bukapo.production.models import WorkOrder, Workshop

SLUG = "jaket-varsity"
DAY = timedelta(days=1)


def build_jackets(place: Shop, sewing: Workshop, now: datetime) -> None:
    """One is being sewn, one cut and promised anew, one has only been sent to the workshop."""
    campaign = _published(place, sewing, now - 14 * DAY, now + 60 * DAY)
    first, second, _third = (
        _confirmed(place, campaign, number, now - timedelta(hours=hours))
        for number, hours in enumerate((150, 100, 20), start=1)
    )
    work = _work_of(place, first)
    work.accepts(now - timedelta(hours=140))
    for position, hours in enumerate((120, 50)):
        work.reports(now - timedelta(hours=hours), position, {0: 1})
    other = _work_of(place, second)
    other.accepts(now - timedelta(hours=90))
    other.reports(now - timedelta(hours=40), 0, {0: 1})
    _moved(place, second, now - timedelta(hours=30))


def _published(place: Shop, sewing: Workshop, opens: datetime, closes: datetime) -> Campaign:
    sizes = OptionDraft(
        "Ukuran", (Value("M", is_default=True), Value("L"), Value("XL", 20_000)), is_size=True
    )
    chart = {
        "columns": ["Ukuran", "Lebar dada"],
        "rows": [["M", "54"], ["L", "57"], ["XL", "60"]],
        "note": "",
    }
    draft = ProductDraft(
        name="Jaket Varsity", weight=780, normal_price=475_000, cost=205_000, options=(sizes,), size_chart=chart,
        personalizations=(FieldDraft("Nama di dada", max_length=12, price=25_000, help="Dibordir."),),
        description="Wol dan kulit sintetis, dibordir dan dijahit satu per satu.",
    )  # fmt: skip
    shot = pictures.tee(pictures.MAROON, (244, 226, 190), ["VARSITY"], long_sleeve=True)
    product = place.product(opens - 2 * DAY, draft, [(shot, "Jaket Varsity warna maroon")])
    return place.publish(
        opens - DAY, "Jaket Varsity", SLUG,
        {
            "kind": MADE_TO_ORDER, "pace": Pace(("Potong", "Bordir", "Jahit"), 4, 6, 1, 2),
            "items": [Item(product.pk, 425_000, 475_000)],
            "opens_at": opens, "closes_at": closes, "buyer_cap": 2,
            "pay_mode": "deposit", "deposit_bp": 5_000, "pay_hours": 24, "balance_days": 5,
            "shipping_with": "balance", "pickup": True,
            "pickup_place": "Studio Kota Kita, Jl. Contoh No. 1, Bandung", "courier": True,
            "story": "Dibuat satu per satu setelah dipesan, dengan nama Anda. Tanggalnya menurut antrean.",
            "workshop_name": sewing.name,
        },
    )  # fmt: skip


def _confirmed(place: Shop, campaign: Campaign, number: int, at: datetime) -> Order:
    order = buy(place, campaign, number, at, pieces=1)
    paid(place, order, at + timedelta(minutes=30))
    then = at + timedelta(minutes=31)
    with it_is(then):
        start_job(store_id=place.store.pk, order_id=order.pk, actor=SYSTEM_ACTOR, at=then)
    return order


def _work_of(place: Shop, order: Order) -> Floor:
    return Floor(place, WorkOrder.objects.of(place.store).get(order=order))


def _moved(place: Shop, order: Order, at: datetime) -> None:
    days = {what: promise.day for what, promise in current_order_promises(order).items()}
    with it_is(at):
        move_order_promise(
            **place.by_id(at), order_id=order.pk, reason="Kulit untuk lengannya datang terlambat.",
            moves={what: days[what] + 3 * DAY for what in (PRODUCED, SHIP_UNTIL)},
        )  # fmt: skip
