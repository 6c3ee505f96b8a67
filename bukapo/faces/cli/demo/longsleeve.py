"""A PO that was sent: parcels that arrived, one nobody hears of, and a late order that may take its money back."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import Item
from bukapo.campaigns.reads import current_promises
from bukapo.campaigns.rules import SHIP_UNTIL
from bukapo.catalog.rules import OptionDraft, ProductDraft, Value
from bukapo.faces.cli.demo import pictures
from bukapo.faces.cli.demo.buyers import buy, paid, spread
from bukapo.faces.cli.demo.carried import carried
from bukapo.faces.cli.demo.claims import leave_one_open
from bukapo.faces.cli.demo.floor import Floor
from bukapo.faces.cli.demo.shop import Shop, it_is, messages_were_sent
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.orders.models import Order
from bukapo.orders.parcels.writes import say_not_arrived
from bukapo.orders.threads.writes import answer_about_order, ask_about_order
from bukapo.orders.writes import send
from bukapo.production.models import Workshop
from bukapo.production.writes.close import close_campaign
from bukapo.production.writes.produce import declare_produced
from bukapo.trust.guarantees.rules import MORNING
from bukapo.trust.guarantees.writes import honour
from bukapo.trust.reviews.rules import Said
from bukapo.trust.reviews.writes import review_order

SLUG = "longsleeve-kota-kita"
DAY = timedelta(days=1)
INK = (240, 236, 226)
ORDERS = 6
"""The first by a courier service, then two that arrived, one that hangs, one more that arrived, and the late one."""


def build_longsleeve(place: Shop, sewing: Workshop, now: datetime) -> None:
    """Promised for 17 days ago: five were sent in time, of the sixth a sleeve had to be sewn anew."""
    opens, closes = now - 54 * DAY, now - 47 * DAY
    campaign = _published(place, opens, closes)
    for number, at in enumerate(spread(place, opens, closes - timedelta(hours=1), ORDERS), start=1):
        paid(place, buy(place, campaign, number, at, pieces=1 + number % 2), at + timedelta(minutes=30))
    with it_is(closes):
        close_campaign(store_id=place.store.pk, campaign_id=campaign.pk, actor=SYSTEM_ACTOR, at=closes)
    _made(place, campaign, sewing, closes)
    by_courier, *plain, late = Order.objects.of(place.store).filter(campaign=campaign).order_by("pk")
    carried(place, by_courier, now - 23 * DAY)
    _sent(place, plain, now - 22 * DAY, now - 3 * DAY)
    leave_one_open(place, plain[3], now - timedelta(hours=20))
    _waited_for(place, late, now)
    _missed(place, plain[2], now - 2 * DAY)
    messages_were_sent(place, now - timedelta(hours=6))


def _published(place: Shop, opens: datetime, closes: datetime) -> Campaign:
    sizes = (Value("M"), Value("L", is_default=True), Value("XL", 5_000))
    chart = {
        "columns": ["Ukuran", "Lebar dada", "Lengan"],
        "rows": [["M", "50", "58"], ["L", "53", "59"], ["XL", "56", "60"]],
        "note": "",
    }
    draft = ProductDraft(
        name="Longsleeve Kota Kita", weight=280, normal_price=189_000, cost=88_000, size_chart=chart,
        options=(OptionDraft("Ukuran", sizes, is_size=True),),
        description="Cotton combed 20s, lengan panjang dengan rib di ujungnya.",
    )  # fmt: skip
    shot = pictures.tee(pictures.OLIVE, INK, ["KOTA", "KITA"], long_sleeve=True)
    product = place.product(opens - 4 * DAY, draft, [(shot, "Longsleeve Kota Kita warna hijau lumut")])
    return place.publish(
        opens - 2 * DAY, "Longsleeve Kota Kita", SLUG,
        {
            "items": [Item(product.pk, 159_000, 189_000)],
            "opens_at": opens, "closes_at": closes, "cap": 40, "target": 8,
            "pay_mode": "full", "pay_hours": 24, "produced": (closes + 22 * DAY).date(),
            "ship_from": (closes + 24 * DAY).date(), "ship_until": (closes + 30 * DAY).date(),
            "courier": True, "story": "Lengan panjang, sekali produksi.", "workshop_name": "Penjahit Contoh Rapi",
        },
    )  # fmt: skip


def _made(place: Shop, campaign: Campaign, sewing: Workshop, closes: datetime) -> None:
    at, done = closes + DAY, closes + 22 * DAY
    work = Floor.sent(
        place, at, campaign_id=campaign.pk, workshop_id=sewing.pk, unit_cost=61_000,
        deadline=(closes + 21 * DAY).date(), stages=["Jahit", "QC"], specification=[("Bahan", "Cotton combed 20s")],
    )  # fmt: skip
    work.accepts(at + timedelta(hours=3))
    for position, days in enumerate((18, 20)):
        work.reports(closes + days * DAY, position, work.targets)
    work.finishes(done - timedelta(hours=2))
    with it_is(done):
        declare_produced(**place.by_id(done), campaign_id=campaign.pk)


def _sent(place: Shop, orders: list[Order], day: datetime, at_last: datetime) -> None:
    """Tracking numbers typed in; the third never arrives, the fourth at last, and one buyer says what they think."""
    for number, order in enumerate(orders):
        at = day + timedelta(hours=number)
        there = at_last if number == 3 else day + 3 * DAY + timedelta(hours=5 * number)
        facts: dict[str, Any] = {"store_id": place.store.pk, "order_id": order.pk}
        with it_is(at):
            resi = f"0114{order.pk:08d}"
            send.ship_order(**facts, actor=place.actor, at=at, courier="SiCepat", tracking_number=resi)
        if number == 2:
            continue
        with it_is(there):
            send.confirm_receipt(**facts, actor=BUYER_ACTOR, at=there)
        if number == 0:
            said = Said(
                5, "Lengannya panjang beneran, sablonnya rapi. Mau lagi kalau ada warna lain.", satisfaction=5
            )
            with it_is(there + DAY):
                review_order(**facts, said=said, photos=[], actor=BUYER_ACTOR, at=there + DAY)


def _missed(place: Shop, order: Order, at: datetime) -> None:
    with it_is(at):
        say_not_arrived(
            store_id=place.store.pk, order_id=order.pk, note="Status resinya tidak berubah dari minggu lalu.",
            actor=BUYER_ACTOR, at=at,
        )  # fmt: skip


def _waited_for(place: Shop, order: Order, now: datetime) -> None:
    """Rung by rung, each on its morning: credit, the shipping fee, and since two days the offer of all the money."""
    ask: dict[str, Any] = {"store_id": place.store.pk, "order_id": order.pk}
    asked = now - 16 * DAY
    with it_is(asked):
        ask_about_order(**ask, body="Punya saya belum dikirim ya?", photo=None, actor=BUYER_ACTOR, at=asked)
    answered = asked + timedelta(hours=2)
    words = "Maaf, satu lengannya harus dijahit ulang. Kami kirim begitu jadi."
    with it_is(answered):
        answer_about_order(**place.by_id(answered), order_id=order.pk, body=words, photo=None)
    promised, zone = current_promises(order.campaign)[SHIP_UNTIL], ZoneInfo(place.store.zone)
    for days in (3, 7, 14):
        morning = datetime.combine(promised + (days + 1) * DAY, time(MORNING.hour + 1), tzinfo=zone)
        with it_is(morning):
            honour(**ask, at=morning)
