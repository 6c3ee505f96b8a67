"""The store brings parcels itself: the route, the driver's page, the sheet."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from bukapo.audit import audit
from bukapo.audit.routes import routes
from bukapo.journal import clock
from bukapo.orders.models import DeliveryRoute, RouteStop
from bukapo.orders.writes.release import cancel_order
from bukapo.orders.writes.send import pack_order
from tests.faces.production import address, paid, seller
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


def text(response: Any) -> str:
    content: str = response.content.decode()
    return content


def photo() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(out, "JPEG")
    return SimpleUploadedFile("pintu.jpg", out.getvalue(), "image/jpeg")


def packed(world: World, name: str, code: str) -> Any:
    order = paid(world, courier=True, buyer_name=name, postal_code=code, phone="081233334444")
    pack_order(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=clock.now())
    return order


def test_neighbours_are_brought_one_after_another_and_the_driver_taps_each_door(
    settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    world = make_world()
    far, near, other = (
        packed(world, "Rina", "40999"),
        packed(world, "Budi", "40111"),
        packed(world, "Sari", ""),
    )
    client, form = seller(world), {"driver": "Pak Ujang", "day": "2026-12-01"}
    assert client.post(address(world, "kirim/antar/"), form).status_code == 422
    numbers = [far.number, near.number, "PO-RUBBISH"]
    page = text(client.post(address(world, "kirim/antar/"), form | {"pilih": numbers}, follow=True))
    assert page.index("Budi") < page.index("Rina") and "Sari" not in page
    again = client.post(address(world, "kirim/antar/"), form | {"pilih": [far.number]})
    assert (again.status_code, "sudah ada di rute lain" in text(again)) == (422, True)
    route = DeliveryRoute.objects.of(world.store).get()
    here, door = f"/toko-saya/{world.store.slug}/antar/{route.pk}/", f"/antar/{route.secret}/"
    stops = list(RouteStop.objects.of(world.store))
    driver = Client()
    assert driver.post(f"{door}{stops[0].pk}/", {"apa": "terkirim"}).status_code == 409  # not sent off yet
    client.post(here, {"apa": "berangkat"})
    assert (world.fresh(far).state, world.fresh(other).state) == ("shipped", "confirmed")
    shown = text(driver.get(door))
    assert "Jl. Rahasia 12" in shown and "33334444" not in shown and "95.000" not in shown
    assert driver.post(f"{door}{stops[0].pk}/", {"apa": "gagal"}).status_code == 422
    driver.post(f"{door}{stops[0].pk}/", {"apa": "gagal", "catatan": "tidak ada orang"})
    driver.post(f"{door}{stops[0].pk}/", {"apa": "terkirim", "foto": photo(), "catatan": "ke satpam"})
    assert driver.post(f"{door}{stops[0].pk}/", {"apa": "terkirim"}).status_code == 409
    assert "Salah ketuk" in text(driver.get(door))
    assert driver.post(f"{door}{stops[0].pk}/", {"apa": "belum"}).status_code == 303
    assert RouteStop.objects.of(world.store).get(pk=stops[0].pk).state == "waiting"
    assert driver.post(f"{door}{stops[0].pk}/", {"apa": "belum"}).status_code == 409, (
        "there is nothing to take back"
    )
    driver.post(f"{door}{stops[0].pk}/", {"apa": "terkirim", "foto": photo(), "catatan": "ke satpam"})
    assert driver.post(f"{door}999999/", {"apa": "terkirim"}).status_code == 404
    assert (
        driver.post(
            f"{door}{stops[1].pk}/", {"apa": "terkirim", "foto": SimpleUploadedFile("x.jpg", b"x")}
        ).status_code
        == 422
    )
    buyer = text(Client().get(f"/p/{near.secret}/"))
    assert "Diantar sampai depan pintu" in buyer and "ke satpam" in buyer and "<picture" in buyer
    assert "1 dari 2 terantar" in text(client.get(here))
    sheet = client.get(f"{here}lembar/").content
    assert "Jl. Rahasia 12" in PdfReader(io.BytesIO(sheet)).pages[0].extract_text()
    assert seller(make_world(slug="toko-lain")).get(here).status_code == 404
    assert not [breach for _name, found in audit() for breach in found]


def test_a_route_that_is_not_driven_frees_its_parcels() -> None:
    world = make_world()
    order, client = packed(world, "Rina", "40999"), seller(world)
    for _twice in range(2):
        client.post(
            address(world, "kirim/antar/"), {"driver": "A", "day": "2026-12-01", "pilih": [order.number]}
        )
        route = DeliveryRoute.objects.of(world.store).first()
        client.post(f"/toko-saya/{world.store.slug}/antar/{route.pk}/", {"apa": "buang"})
    assert DeliveryRoute.objects.of(world.store).filter(state="dropped").count() == 2
    assert Client().get(f"/antar/{route.secret}/").status_code == 404
    assert world.fresh(order).state == "confirmed"


def test_an_order_cancelled_meanwhile_drops_off_by_itself_and_the_driver_leaves() -> None:
    world = make_world()
    stays, goes = packed(world, "Rina", "40999"), packed(world, "Budi", "40111")
    client, form = seller(world), {"driver": "Pak Ujang", "day": "2026-12-01"}
    client.post(address(world, "kirim/antar/"), form | {"pilih": [stays.number, goes.number]})
    route = DeliveryRoute.objects.of(world.store).get()
    here, door = f"/toko-saya/{world.store.slug}/antar/{route.pk}/", f"/antar/{route.secret}/"
    by = {"store_id": world.store.pk, "actor": world.seller, "at": clock.now()}
    cancel_order(**by, order_id=stays.pk, reason="Tidak jadi")
    assert "Tidak ikut" in text(client.get(here)) and "Rina" not in text(Client().get(door))
    page = text(client.post(here, {"apa": "berangkat"}, follow=True))
    assert stays.number in page and "berangkat" in page
    assert (world.fresh(goes).state, world.fresh(stays).state) == ("shipped", "cancelled")
    assert RouteStop.objects.of(world.store).get().parcel.order_id == goes.pk
    assert not [breach for _name, found in audit() for breach in found]
    with transaction.atomic():
        RouteStop.objects.of(world.store).update(
            route=DeliveryRoute.objects.create(
                store=world.store,
                secret="lain",
                driver="X",
                day="2026-12-01",
                made_at=clock.now(),
                state="out",
            )
        )
        assert list(routes()), "a parcel on a route that nobody made is named"
        transaction.set_rollback(True)


def test_a_route_of_which_nothing_can_leave_stays() -> None:
    world = make_world()
    gone = packed(world, "Rina", "40999")
    client = seller(world)
    client.post(
        address(world, "kirim/antar/"), {"driver": "Pak Ujang", "day": "2026-12-01", "pilih": [gone.number]}
    )
    cancel_order(
        store_id=world.store.pk, actor=world.seller, at=clock.now(), order_id=gone.pk, reason="Tidak jadi"
    )
    route = DeliveryRoute.objects.of(world.store).get()
    page = text(
        client.post(f"/toko-saya/{world.store.slug}/antar/{route.pk}/", {"apa": "berangkat"}, follow=True)
    )
    assert "Batalkan saja rutenya" in page and world.fresh(route).state == "planned"
