"""From a slot that the seller opens to the counter where its code is shown."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from bukapo.journal import clock
from bukapo.orders.models import PickupChoice, PickupSlot
from tests.faces.production import address, closed, paid, produced, seller
from tests.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)


def text(response: Any) -> str:
    content: str = response.content.decode()
    return content


def test_a_buyer_chooses_when_to_come_and_shows_the_code() -> None:
    world = make_world()
    order, other = paid(world, world.line("L", qty=2), buyer_name="Andi Contoh"), paid(world)
    produced(closed(world))
    client, buyer = seller(world), Client()
    assert "Pilih jadwal" not in text(buyer.get(f"/p/{order.secret}/"))
    day = (clock.now() + timedelta(days=1)).astimezone(ZoneInfo(world.store.zone)).date().isoformat()
    form = {"day": day, "starts": "10:00", "ends": "12:00", "capacity": "1"}
    assert client.post(address(world, "kirim/jadwal/"), form | {"ends": "09:00"}).status_code == 422
    assert "10.00" in text(client.post(address(world, "kirim/jadwal/"), form, follow=True))
    slot = PickupSlot.objects.of(world.store).get()
    assert "sisa 1" in text(buyer.get(f"/p/{order.secret}/"))
    for rubbish in ("", "x", "9" * 40, "٣"):
        assert buyer.post(f"/p/{order.secret}/jam-ambil/", {"jadwal": rubbish}).status_code == 404
    page = text(buyer.post(f"/p/{order.secret}/jam-ambil/", {"jadwal": slot.pk}, follow=True))
    code = PickupChoice.objects.of(world.store).get().code
    assert code in page and "Ganti jadwal" in page
    full = buyer.post(f"/p/{other.secret}/jam-ambil/", {"jadwal": slot.pk})
    assert (full.status_code, "baru saja penuh" in text(full)) == (409, True)
    assert code in text(client.get(address(world, "kirim/jadwal/")))
    counter = f"/toko-saya/{world.store.slug}/ambil/"
    assert client.get(counter + "?kode=XXXXX").status_code == 404
    assert "Andi Contoh" in text(client.get(counter + f"?kode={code.lower()}"))
    client.post(counter, {"kode": code, "apa": "serahkan"})
    assert world.fresh(order).state == "received"
    assert "sudah diambil" in text(client.get(counter + f"?kode={order.number}"))
    shut = client.post(address(world, f"kirim/jadwal/{slot.pk}/"), {"apa": "tutup"}, follow=True)
    assert "Buka lagi" in text(shut)
    assert (
        seller(make_world(slug="toko-lain")).get(f"/toko-saya/toko-lain/ambil/?kode={code}").status_code
        == 404
    )
