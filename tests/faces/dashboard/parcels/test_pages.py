"""A parcel that does not arrive, from the buyer's page to the seller's."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bukapo.audit import audit
from bukapo.journal import clock
from bukapo.messaging.models import Message
from bukapo.orders.parts.writes import answer_part, propose_part, ship_part
from bukapo.orders.writes.pay import record_payment
from bukapo.orders.writes.send import ship_order
from bukapo.shipping.models import Parcel
from tests.faces.production import address, paid, seller
from tests.journeys.worker import work
from tests.till import asked
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return make_world()


def text(response: Any) -> str:
    content: str = response.content.decode()
    return content


def test_a_buyer_who_waits_is_heard_and_the_tracking_number_put_right(world: World) -> None:
    order, client = paid(world, courier=True, buyer_name="Siti Contoh"), seller(world)
    ship_order(
        store_id=world.store.pk, order_id=order.pk, courier="JNE", tracking_number="JNE0001", actor=world.seller,
        at=clock.now() - timedelta(days=2),
    )  # fmt: skip
    assert "lama di jalan" not in text(client.get(address(world, "kirim/")))
    buyer = Client()
    said = buyer.post(f"/p/{order.secret}/belum-sampai/", {"catatan": "resinya \x00 tidak ada"}, follow=True)
    assert "Penjual sudah diberi tahu" in text(said) and "Anda mengabari: belum sampai" in text(said)
    assert buyer.post(f"/p/{order.secret}/belum-sampai/", {}).status_code == 409
    assert "1 paket lama di jalan" in text(client.get(address(world, "kirim/")))
    page = text(client.get(address(world, "kirim/macet/")))
    assert "Siti Contoh" in page and "tidak ada" in page and "https://wa.me/62" in page
    here = f"/toko-saya/{world.store.slug}/pesanan/{order.number}/resi/"
    assert here in text(client.get(here.removesuffix("resi/"))), "the order leads to putting its number right"
    assert client.post(here, {"courier": "JNE", "tracking_number": "x"}).status_code == 422
    client.post(here, {"courier": "JNE", "tracking_number": "JNE0009"})
    assert Parcel.objects.of(world.store).get().tracking_number == "JNE0009"
    assert "Nomor resi diperbaiki" in text(buyer.get(f"/p/{order.secret}/"))
    work()
    kinds = set(Message.objects.of(world.store).values_list("kind", flat=True))
    assert {"order.not_arrived", "order.tracking_corrected"} <= {
        kind.removesuffix(".seller") for kind in kinds
    }
    assert seller(make_world(slug="toko-lain")).get(here).status_code == 404


def test_weights_come_line_by_line_and_each_says_what_became_of_the_fee() -> None:
    world = make_world(pay_mode="deposit", shipping_with="balance")
    order = world.place(
        world.line("L", qty=4), fulfilment="courier", address="Jl. Contoh 12", zone_id=world.zone.pk
    )
    record_payment(
        store_id=world.store.pk, order_id=order.pk, amount=asked(order), method="cash", bank_account_id=None, note="",
        actor=world.seller, at=clock.now(),
    )  # fmt: skip
    lines = f"Nomor Berat\n{order.number.lower()} 1.250\n\nPO-7K3Q9XM2;900\nPO-XX 750\n{order.number}"
    sheet = SimpleUploadedFile("timbang.csv", f"Pesanan;Gram\n{order.number};1300\n".encode())
    page = text(seller(world).post(address(world, "kirim/timbang/"), {"lines": lines, "sheet": sheet}))
    assert "1,25 kg. Ongkir Rp18.000 jadi Rp30.000, masuk pelunasan." in page
    assert (
        "Tidak ada pesanan ini di PO ini." in page and "Beratnya tidak terbaca." in page and "1,3 kg" in page
    )
    assert "PO-XX 750" in page and "Nomor pesanan tidak terbaca." in page, "the line says which one it was"
    assert world.fresh(order).shipping_fee == 30_000
    assert "Ongkir Rp18.000 jadi Rp30.000, karena perkiraannya 0,8 kg." in text(
        Client().get(f"/p/{order.secret}/")
    )


def test_a_part_that_went_ahead_has_a_number_an_arrival_and_an_end_of_its_own(world: World) -> None:
    order = paid(world, world.line("L", qty=2), courier=True, buyer_name="Siti Contoh")
    by = {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": clock.now()}
    propose_part(**by, pieces={(0, world.variant("L", "Hitam")): 1}, reason="Sisanya menyusul")
    answer_part(**by, agree=True)
    ship_part(**(by | {"at": clock.now() - timedelta(days=1)}), courier="JNE", tracking_number="JNE0001")
    client, buyer = seller(world), Client()
    said = buyer.post(f"/p/{order.secret}/paket/", {"apa": "belum", "catatan": "\x00mana"}, follow=True)
    assert "Penjual sudah diberi tahu" in text(said) and "JNE0001" in text(said)
    assert "1 paket lama di jalan" in text(client.get(address(world, "kirim/")))
    assert "resi/?paket=1" in text(client.get(address(world, "kirim/macet/")))
    here = f"/toko-saya/{world.store.slug}/pesanan/{order.number}/"
    client.post(f"{here}resi/?paket=1", {"courier": "JNE", "tracking_number": "JNE0009"})
    page = text(buyer.get(f"/p/{order.secret}/"))
    assert "JNE0009" in page and "Paket pertama sudah sampai" in page
    assert "satu paket sudah sampai" in text(
        buyer.post(f"/p/{order.secret}/paket/", {"apa": "pertama"}, follow=True)
    )
    assert buyer.post(f"/p/{order.secret}/paket/", {"apa": "kedua"}).status_code == 409
    assert client.post(f"{here}sebagian/", {"apa": "akhiri", "alasan": "x"}).status_code == 422
    ended = text(
        client.post(f"{here}sebagian/", {"apa": "akhiri", "alasan": "Kain tidak datang"}, follow=True)
    )
    assert "Pesanan berakhir dengan yang sudah dikirim" in ended and "Rp95.000" in ended
    assert world.fresh(order).state == "received"
    work()
    kinds = set(Message.objects.of(world.store).values_list("kind", flat=True))
    assert {"order.part_missed.seller", "order.part_tracking_corrected", "order.rest_dropped"} <= kinds
    assert "Sisanya tidak jadi dikirim" in text(buyer.get(f"/p/{order.secret}/"))
    assert {name: found for name, found in audit() if found} == {}
