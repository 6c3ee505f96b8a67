"""One parcel as a courier service tells it: booked, on its way, there. Nobody is asked; no network."""

from datetime import datetime, timedelta

from bukapo.faces.cli.demo.shop import Shop, it_is
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.couriers.believing import believe
from bukapo.orders.couriers.booking import booking_of, open_booking
from bukapo.orders.models import Order
from bukapo.orders.writes import send
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.couriers.writes import Origin, save_courier, switch_courier_off
from bukapo.shipping.port import (
    BOOKED,
    DELIVERED,
    PICKUP,
    REGULAR,
    SANDBOX,
    UNDER_WAY,
    Rate,
    Standing,
    Track,
)

KEYS = {"api_key": "contoh-bukan-kunci", "webhook_header": "X-Contoh", "webhook_secret": "contoh-saja"}
RATE = Rate("jne", "reg", "JNE Reguler", REGULAR, 18_000, "2-3")
ROAD = (
    (0, BOOKED, "Paket terdaftar, menunggu dijemput."),
    (5, UNDER_WAY, "Dijemput kurir di Bandung."),
    (29, UNDER_WAY, "Tiba di gudang kota tujuan."),
    (52, DELIVERED, "Diterima di alamat tujuan."),
)
"""(hours after booking, how it stands, the courier's words)."""


def carried(place: Shop, order: Order, at: datetime) -> None:
    """Booked at `at`, delivered two days later, and confirmed by its buyer. The account is off again after it."""
    account = _account(place, at)
    facts = {"store_id": place.store.pk, "order_id": order.pk}
    with it_is(at):
        send.pack_order(**facts, actor=place.actor, at=at)
        asked = open_booking(
            **facts, account_id=account.pk, rate=RATE, place="", by=PICKUP, actor=place.actor, at=at
        )
    for count, (hours, _state, _words) in enumerate(ROAD, start=1):
        then = at + timedelta(hours=hours)
        with it_is(then):
            believe(booking_of(place.store.pk, asked.booking_id), _standing(order, at, count), at=then)
    there = at + timedelta(hours=60)
    with it_is(there):
        send.confirm_receipt(**facts, actor=BUYER_ACTOR, at=there)
        switch_courier_off(**place.by_id(there), account_id=account.pk)


def _account(place: Shop, at: datetime) -> CourierAccount:
    origin = Origin(place.store.name, place.store.phone, place.store.address, "Bandung", "40132")
    saved = save_courier(
        **place.by_id(at),
        service="biteship",
        mode=SANDBOX,
        keys=KEYS,
        couriers=["jne", "sicepat"],
        origin=origin,
    )
    account: CourierAccount = CourierAccount.objects.of(place.store).get(pk=saved.account_id)
    return account


def _standing(order: Order, at: datetime, count: int) -> Standing:
    _hours, state, words = ROAD[count - 1]
    lines = tuple(Track(at + timedelta(hours=hours), said) for hours, _state, said in ROAD[:count])
    return Standing(
        state, external_id=f"contoh-{order.number}", waybill=f"0115{order.pk:08d}", fee=RATE.fee, words=words,
        history=lines,
    )  # fmt: skip
