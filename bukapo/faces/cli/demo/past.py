"""A whole PO lived through in told time, by the same writes that people use."""

from datetime import datetime, timedelta
from typing import Any

from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import Photo, Product
from bukapo.faces.cli.demo import pictures
from bukapo.faces.cli.demo.buyers import buy, paid, spread
from bukapo.faces.cli.demo.claims import settle_one
from bukapo.faces.cli.demo.shop import Shop, it_is, messages_were_sent
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR, WORKSHOP_ACTOR
from bukapo.orders.models import Order
from bukapo.orders.writes import release, send
from bukapo.production.models import WorkOrder
from bukapo.production.writes.close import close_campaign
from bukapo.production.writes.produce import declare_produced, finish_campaign
from bukapo.production.writes.stages import finish_work_order, report_stage
from bukapo.production.writes.work_orders import accept_work_order, send_work_order
from bukapo.trust.reviews.designs import mark_design
from bukapo.trust.reviews.rules import Said
from bukapo.trust.reviews.writes import answer_review, review_order

STAGES = ("Potong", "Sablon", "Jahit", "QC", "Packing")
WORDS = [
    (5, "Bahannya adem, sablonnya rapi. Ukurannya pas dengan tabel."),
    (5, "Sesuai foto. Dikabari terus dari jahit sampai kirim."),
    (4, "Bagus, cuma sampainya dua hari lebih lama dari perkiraan."),
    (5, "Nama punggungnya rapi. Tunggu vol. 2!"),
    (4, "Kaosnya tebal, warnanya sedikit lebih gelap dari foto."),
]


def live_through(shop: Shop, campaign: Campaign, *, orders: int) -> None:
    """Orders, closing, production two days late, balances, sending, reviews, books closed."""
    assert campaign.opens_at and campaign.closes_at
    closes = campaign.closes_at
    last_night = closes - timedelta(minutes=30)
    for number, at in enumerate(spread(shop, campaign.opens_at, last_night, orders), start=1):
        order = buy(shop, campaign, number, at)
        if number % 15 == 7:
            _expire(shop, order, at + timedelta(hours=25))
        elif number == 20:
            _cancel(shop, order, at + timedelta(minutes=50))
        else:
            paid(shop, order, at + timedelta(minutes=40))
    with it_is(closes):
        close_campaign(store_id=shop.store.pk, campaign_id=campaign.pk, actor=SYSTEM_ACTOR, at=closes)
    done = _produce(shop, campaign, closes)
    _collect_and_send(shop, campaign, done)
    settle_one(shop, campaign)
    ended = done + timedelta(days=16)
    messages_were_sent(shop, ended)
    with it_is(ended):
        finish_campaign(**shop.by_id(ended), campaign_id=campaign.pk)


def shown_beside(shop: Shop, campaign: Campaign, product: Product, at: datetime) -> None:
    """The product's first picture stands as the design beside what buyers photographed."""
    first = Photo.objects.of(shop.store).filter(product=product).order_by("position")[0]
    with it_is(at):
        mark_design(**shop.by_id(at), campaign_id=campaign.pk, product_id=product.pk, photo_id=first.pk)


def _expire(shop: Shop, order: Order, at: datetime) -> None:
    with it_is(at):
        release.expire_order(store_id=shop.store.pk, order_id=order.pk, actor=SYSTEM_ACTOR, at=at)


def _cancel(shop: Shop, order: Order, at: datetime) -> None:
    with it_is(at):
        release.cancel_order(
            store_id=shop.store.pk, order_id=order.pk, reason="Pesan dobel", actor=BUYER_ACTOR, at=at
        )


def _produce(shop: Shop, campaign: Campaign, closes: datetime) -> datetime:
    """Two days later than promised, as life goes. Returns when it was declared finished."""
    at = closes + timedelta(days=1)
    with it_is(at):
        sent = send_work_order(
            **shop.by_id(at), campaign_id=campaign.pk,
            workshop_name="Konveksi Contoh Jaya", workshop_phone="081200000002",
            deadline=(closes + timedelta(days=20)).date(), unit_cost=52_000, stages=STAGES,
            specification=[("Bahan", "Cotton combed 24s"), ("Sablon", "Plastisol, 2 warna"), ("Label", "Woven, kerah")],
        )  # fmt: skip
    order: WorkOrder = WorkOrder.objects.of(shop.store).get(pk=sent.work_order_id)
    facts: dict[str, Any] = {"store_id": shop.store.pk, "work_order_id": order.pk, "actor": WORKSHOP_ACTOR}
    with it_is(at + timedelta(hours=5)):
        accept_work_order(**facts, at=at + timedelta(hours=5))
    for position, (half, whole) in enumerate([(3, 5), (7, 9), (12, 17), (18, 19), (20, 21)]):
        photo = pictures.tee(pictures.BLACK, (240, 236, 226), [STAGES[position].upper()])
        for count, days in ((order.pieces // 2, half), (order.pieces, whole)):
            then = closes + timedelta(days=days, hours=9)
            shown = shop.picture(photo, "progress") if count == order.pieces else None
            with it_is(then):
                report_stage(**facts, position=position, count=count, photo=shown, at=then)
    done = closes + timedelta(days=22)
    with it_is(done):
        finish_work_order(**facts, at=done)
        declare_produced(**shop.by_id(done), campaign_id=campaign.pk)
    return done


def _collect_and_send(shop: Shop, campaign: Campaign, done: datetime) -> None:
    rows = Order.objects.of(shop.store).filter(campaign=campaign, state="confirmed").order_by("pk")
    for number, order in enumerate(rows):
        paid(shop, order, done + timedelta(hours=6 + number))
        at = done + timedelta(days=2 + number % 4, hours=3)
        facts = {"store_id": shop.store.pk, "order_id": order.pk}
        arrived = at + timedelta(days=2 + number % 3)
        with it_is(at):
            if order.fulfilment == "pickup":
                send.hand_over(**facts, actor=shop.actor, at=at)
            else:
                resi = f"0112{order.pk:08d}"
                send.ship_order(**facts, actor=shop.actor, at=at, courier="JNE", tracking_number=resi)
        if order.fulfilment == "courier":
            with it_is(arrived):
                send.confirm_receipt(**facts, actor=BUYER_ACTOR, at=arrived)
        if number % 4 == 1:
            _review(shop, order, arrived + timedelta(hours=8), number)


def _review(shop: Shop, order: Order, at: datetime, number: int) -> None:
    stars, body = WORDS[number // 4 % len(WORDS)]
    photos = []
    if number % 8 == 1:
        shot = pictures.tee(pictures.BLACK, (240, 236, 226), ["SUDAH", "SAMPAI"])
        photos.append(shop.picture(shot, "review"))
    with it_is(at):
        told = review_order(
            store_id=shop.store.pk,
            order_id=order.pk,
            said=Said(stars, body, fit="fits" if stars == 5 else "", satisfaction=stars),
            photos=photos,
            actor=BUYER_ACTOR,
            at=at,
        )
    if stars < 5:
        later = at + timedelta(hours=5)
        with it_is(later):
            answer_review(
                **shop.by_id(later),
                review_id=told.review_id,
                reply="Terima kasih masukannya, jadi catatan untuk PO berikutnya.",
            )
