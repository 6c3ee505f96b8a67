"""A seller connects a courier service, compares rates, books, has parcels fetched and follows them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from bukapo.journal import clock
from bukapo.shipping.bookings.rows import Booking
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.stores.seal import unseal
from tests.contracts.couriers.dispatch import Dispatch, paid_order
from tests.contracts.couriers.services import CONTRACTS, EmulatedSide
from tests.emulators import biteship
from tests.emulators.biteship import BiteshipEmulator
from tests.faces.storefront.forms import text
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    cache.clear()
    return make_world(at=NOON, pay_mode="full")


@pytest.fixture
def seller(world: World) -> Client:
    client = Client()
    client.force_login(world.owner)
    return client


@pytest.fixture
def emulator(settings: Any) -> Iterator[Any]:
    with BiteshipEmulator().running() as running:
        settings.GATEWAY_URLS = {"biteship": running.url}
        yield running


def address(world: World, tail: str = "") -> str:
    return f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/kirim/{tail}"


KEYS = {
    "mode": "sandbox", "api_key": biteship.KEY, "webhook_header": biteship.HEADER, "webhook_secret": biteship.SECRET,
    "couriers": ["jne", "sicepat"], "from_name": "Toko Contoh", "from_phone": "0812 0000 0000",
    "from_address": "Jl. Contoh 1", "city": "Coblong, Bandung", "postal_code": "40132",
}  # fmt: skip


def test_from_the_keys_to_the_parcel_on_the_road(world: World, seller: Client, emulator: Any) -> None:
    home = f"/toko-saya/{world.store.slug}/pengaturan/kurir/"
    wrong = seller.post(f"{home}biteship/simpan/", KEYS | {"postal_code": "12", "couriers": []})
    assert wrong.status_code == 422 and not CourierAccount.objects.of(world.store).exists()
    saved = text(seller.post(f"{home}biteship/simpan/", KEYS, follow=True))
    account = CourierAccount.objects.of(world.store).get()
    assert (
        "Tersambung. Kuncinya benar." in saved and biteship.KEY not in saved and biteship.SECRET not in saved
    )
    assert unseal(account.sealed)["api_key"] == biteship.KEY and f"/hooks/kurir/{account.token}/" in saved

    with clock.told(NOON):
        orders = [paid_order(world) for _ in range(2)]
    numbers = [order.number for order in orders]
    assert "Tarif" in text(seller.get(address(world)))
    page = seller.post(address(world, "kurir/tarif/"), {"pilih": numbers})
    shown = page.content.decode()
    assert shown.count('type="radio" name="tarif-') == 2 * 4 and "ekspres" in shown and not emulator.boxes
    tokens = re.findall(r'name="(tarif-[^"]+)" value="([^"]+)" checked', shown)
    choices = dict(tokens)
    booked = text(seller.post(address(world, "kurir/pesan/"), choices | {"cara": "pickup"}, follow=True))
    assert "2 paket sudah dipesankan kurir." in booked and len(emulator.boxes) == 2 and "WYB-" in booked
    again = text(seller.post(address(world, "kurir/pesan/"), choices, follow=True))
    assert "sudah dipesankan kurir" in again and len(emulator.boxes) == 2
    forged = {name: token[:-4] + "AAAA" for name, token in tokens}
    assert "Tarif ini sudah lama" in text(seller.post(address(world, "kurir/pesan/"), forged, follow=True))

    first = Booking.objects.of(world.store).order_by("pk")[0]
    emulator.move(first.reference, "under_way", "Diserahkan ke hub Bandung")
    emulator.reweigh(first.reference, 27_000)
    told = text(seller.post(address(world, f"kurir/{first.pk}/cek/"), follow=True))
    assert "Diserahkan ke hub Bandung" in told and "setelah ditimbang kurir" in told
    theirs = text(seller.get(f"/p/{first.order.secret}/"))
    assert "Paket di tangan kurir" in theirs and "Lacak di situs kurir" in theirs and "27.000" not in theirs
    last = Booking.objects.of(world.store).order_by("-pk")[0]
    assert "Dibatalkan." in text(seller.post(address(world, f"kurir/{last.pk}/batal/"), follow=True))
    assert "Biteship tidak mencetak label" in text(
        seller.post(address(world, f"kurir/{last.pk}/label/"), follow=True)
    )
    assert seller.post(address(world, "kurir/99999/batal/")).status_code == 404


def test_a_service_that_wants_its_own_area_and_a_pickup(world: World, seller: Client, settings: Any) -> None:
    contract = CONTRACTS["rajaongkir"]
    with contract.emulator().running() as running:
        settings.GATEWAY_URLS = {"rajaongkir": running.url}
        dispatch = Dispatch.open(world, contract, EmulatedSide(running))
        page = seller.post(
            address(world, "kurir/tarif/"), {"pilih": [dispatch.order.number]}
        ).content.decode()
        assert "DAGO, COBLONG, BANDUNG" in page
        tokens = re.findall(r'name="(tarif-[^"]+)" value="([^"]+)" checked', page)
        running.faults.lose.add("book")
        lost = text(seller.post(address(world, "kurir/pesan/"), dict(tokens), follow=True))
        assert "Jangan pesan lagi dulu" in lost and len(running.boxes) == 1
        row = Booking.objects.of(world.store).get()
        assert "nomornya" in text(
            seller.post(address(world, f"kurir/{row.pk}/ketemu/"), {"external_id": ""}, follow=True)
        )
        number = next(iter(running.boxes))
        found = text(
            seller.post(address(world, f"kurir/{row.pk}/ketemu/"), {"external_id": number}, follow=True)
        )
        assert "Ketemu." in found and "menunggu dijemput" in found
        assert seller.post(address(world, "kurir/jemput/"), {"when": "2020-01-01T10:00"}).status_code == 422
        fetched = text(
            seller.post(address(world, "kurir/jemput/"), {"when": "2999-01-01T10:00"}, follow=True)
        )
        assert "Penjemputan 1 paket sudah diminta." in fetched
        dispatch.at = clock.now()
        dispatch.work()
        label = seller.post(address(world, f"kurir/{row.pk}/label/"))
        assert label["Content-Type"] == "application/pdf" and label.content.startswith(b"%PDF")


def test_a_packer_never_reaches_the_keys_and_a_stranger_nothing(world: World) -> None:
    stranger = Client()
    assert stranger.get(f"/toko-saya/{world.store.slug}/pengaturan/kurir/").status_code in (302, 404)
    assert stranger.post(address(world, "kurir/pesan/")).status_code in (302, 403, 404)
