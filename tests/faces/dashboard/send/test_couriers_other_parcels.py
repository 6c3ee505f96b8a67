"""A part of an order, and a group's one parcel, from the rates to the road, by the seller's and the buyers' pages."""

import re
from typing import Any

import pytest
from django.core.cache import cache

from bukapo.journal import clock
from bukapo.orders.models import GroupParcel, PartShipment
from bukapo.shipping import port
from bukapo.shipping.bookings.rows import Booking
from tests.contracts.couriers.dispatch import Dispatch
from tests.contracts.couriers.services import CONTRACTS, EmulatedSide
from tests.faces.production import seller
from tests.faces.storefront.forms import text
from tests.orders.parts.cast import agreed
from tests.orders.rosters.cast import a_roster, make_class
from tests.orders.rosters.test_parcels import paid_orders
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    cache.clear()
    return make_class(pay_mode="full")


@pytest.fixture
def dispatch(world: World, settings: Any) -> Any:
    contract = CONTRACTS["biteship"]
    with contract.emulator().running() as running:
        settings.GATEWAY_URLS = {"biteship": running.url}
        yield Dispatch.open(world, contract, EmulatedSide(running))


def moved(dispatch: Dispatch, state: str) -> Booking:
    booking = dispatch.booking()
    dispatch.side.move(booking.reference, state)
    dispatch.side.emulator.release()
    dispatch.at = clock.now()
    dispatch.work()
    return dispatch.booking()


def test_a_part_is_compared_booked_and_told_to_its_buyer(world: World, dispatch: Dispatch) -> None:
    po = f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/kirim/"
    here, client = f"/toko-saya/{world.store.slug}/pesanan/{dispatch.order.number}/sebagian/", seller(world)
    whole = client.post(f"{po}kurir/tarif/", {"pilih": dispatch.order.number}).content.decode()
    old = dict(re.findall(r'name="(tarif-[^"]+)" value="([^"]+)" checked', whole))
    agreed(world, dispatch.order, 1)
    assert "Bandingkan tarif kurir" in text(client.get(here))
    assert "Tarif ini sudah lama" in text(client.post(f"{po}kurir/pesan/", old, follow=True))  # of all of it
    page = client.post(f"{po}kurir/tarif/", {"pilih": dispatch.order.number}).content.decode()
    assert "paket 1 dari 2" in page and "200 gram" in page
    tokens = dict(re.findall(r'name="(tarif-[^"]+)" value="([^"]+)" checked', page))
    booked = text(client.post(f"{po}kurir/pesan/", tokens, follow=True))
    assert "1 paket sudah dipesankan kurir." in booked and "paket 1 dari 2" in booked
    shown = text(client.get(here))
    assert "Sudah dipesankan: " in shown and "Tarik usulan" not in shown
    booking = moved(dispatch, port.UNDER_WAY)
    assert PartShipment.objects.of(world.store).get().state == "sent"
    theirs = text(client.get(f"/p/{dispatch.order.secret}/"))
    assert "Paket di tangan kurir (paket 1 dari 2)" in theirs and booking.waybill in theirs
    assert "Lacak di situs kurir" in theirs


def test_a_group_is_one_parcel_whose_fee_its_coordinator_owes(world: World, dispatch: Dispatch) -> None:
    with clock.told(NOON):
        roster = a_roster(world, city="Dago, Coblong, Bandung", postal_code="40135")
        paid_orders(world, roster, "AB")
    here = f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/rombongan/{roster.code}/"
    client = seller(world)
    assert "Bandingkan tarif kurir" in text(client.get(here))
    page = client.post(f"{here}kurir/tarif/", {}).content.decode()
    assert "400 gram" in page and "2 pesanan" in page
    (token,) = re.findall(r'name="tarif" value="([^"]+)" checked', page)
    assert "Tarif ini sudah lama" in text(client.post(f"{here}kurir/pesan/", {"tarif": "x"}, follow=True))
    assert not Booking.objects.of(world.store).exists()
    booked = text(client.post(f"{here}kurir/pesan/", {"tarif": token}, follow=True))
    assert "sudah dipesankan kurir" in booked and "Sudah dikemas: 2 pesanan, 400 gram." in booked
    (parcel,) = GroupParcel.objects.of(world.store)
    assert "Batalkan dulu" in text(client.post(f"{here}paket/{parcel.pk}/buka/", follow=True))
    listed = text(client.get(f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/kirim/kurir/"))
    assert roster.name in listed and "rombongan" in listed
    moved(dispatch, port.UNDER_WAY)
    told = text(client.get(here))
    assert "Ongkir dari koordinator" in told and "Rp18.000" in told
    fee = f"{here}paket/{parcel.pk}/ongkir/"
    assert "Tulis alasannya." in text(client.post(fee, {"apa": "relakan", "alasan": ""}, follow=True))
    assert "direlakan" in text(client.post(fee, {"apa": "relakan", "alasan": "Bonus kelas"}, follow=True))
    assert "sudah beres" in text(client.post(fee, {"bank_account": "cash"}, follow=True))
    assert dispatch.sound()
