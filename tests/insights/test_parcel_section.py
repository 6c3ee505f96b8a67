"""Parcels that hang, come back, or come in part stand in the evaluation; each order is troubled once."""

from datetime import timedelta

import pytest

from bukapo.insights.evaluation.parcels import parcels_section
from bukapo.insights.reads import evaluate
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.parcels.writes import say_not_arrived
from bukapo.orders.parts.arriving import say_part_missed
from bukapo.orders.parts.writes import end_rest
from bukapo.orders.writes.send import confirm_receipt, pack_order, ship_order
from bukapo.shipping.models import Booking, CourierAccount, Parcel
from tests.orders.parts.cast import by, ordered, part_sent
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=30)


def booked(world: World, number: int, **facts: object) -> None:
    """A parcel at a courier service."""
    order = ordered(world)
    pack_order(**by(world, order))
    account = CourierAccount.objects.of(world.store).first() or CourierAccount.objects.create(
        store=world.store, service="fake", mode="sandbox", active=True, saved_at=NOON
    )
    Booking.objects.create(
        store=world.store, account=account, order=order, parcel=Parcel.objects.of(world.store).get(order=order),
        reference=f"R{number}", courier="jne", service="reg", kind="regular", by="drop_off", grams=800,
        asked_at=NOON, news_at=NOON, **({"fee_asked": 18_000, "fee": 18_000} | facts),
    )  # fmt: skip


def test_what_buyers_couriers_and_the_seller_said_of_parcels_is_counted_once_an_order() -> None:
    world, other = make_world(at=NOON), make_world(slug="toko-lain", at=NOON)
    assert parcels_section(other.campaign, LATER) is None
    part_sent(world)
    missed, dropped, fine = part_sent(world, "JNE0011"), part_sent(world, "JNE0012"), ordered(world)
    ship_order(**by(world, missed), courier="JNE", tracking_number="JNE0021")
    say_part_missed(**by(world, missed, BUYER_ACTOR), note="")
    say_not_arrived(**by(world, missed, BUYER_ACTOR), note="")
    end_rest(**by(world, dropped), reason="Kain tidak datang")
    confirm_receipt(**by(world, dropped, BUYER_ACTOR))
    ship_order(**by(world, fine), courier="JNE", tracking_number="JNE0022")
    confirm_receipt(**by(world, fine, BUYER_ACTOR))
    booked(world, 1, state="returned")
    booked(world, 2, state="under_way", fee=30_000)
    booked(world, 3, state="failed", fee=40_000)
    found = evaluate(world.campaign, at=LATER)
    told = {
        line.label: line.value
        for section in found.sections
        if section.title != "Ongkir"
        for line in section.lines
    }
    assert told == {
        "Lama di jalan, lewat perkiraan wilayahnya": 2,
        "Pembeli bilang belum sampai": 1, "Dikembalikan kurir atau hilang": 1, "Gagal diambil kurir": 1,
        "Kurir lama tidak memberi kabar": 1, "Ditimbang ulang, jadi lebih mahal": 1,
        "Tambahan ongkir karena timbangan kurir": 12_000, "Dikirim dalam dua paket": 2,
        "Sisanya tidak jadi dikirim": 1,
    }  # fmt: skip
    assert found.troubled == 4, (
        "two that hang (one is missed as well), the returned one, the one that was dropped"
    )
