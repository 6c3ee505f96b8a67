"""Orders that the store enters or changes itself."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bukapo.campaigns.models import Campaign
from bukapo.orders.models import Order
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(cap=10)


@pytest.fixture
def seller(world: World) -> Client:
    client = Client()
    client.force_login(world.owner)
    return client


def new(world: World) -> str:
    return reverse("dashboard:order_new", args=[world.store.slug, world.campaign.slug])


def change(world: World, order: Order) -> str:
    return reverse("dashboard:order_change", args=[world.store.slug, order.number])


def typed(world: World, **more: str) -> dict[str, str]:
    usual = {
        "key": "kunci-dari-formulir-1",
        "line-0-product": str(world.product.pk),
        "line-0-pick-0": "L",
        "line-0-pick-1": "Hitam",
        "line-0-qty": "2",
        f"line-0-text-{world.name_field.pk}": "",
        "buyer_name": "Rina",
        "phone": "0812 3456 7890",
        "fulfilment": "pickup",
        "action": "save",
    }
    return usual | more


def test_an_order_taken_by_chat_is_the_stores_own(world: World, seller: Client) -> None:
    response = seller.post(new(world), typed(world), follow=True)
    order = Order.objects.of(world.store).get()
    assert (order.source, order.pieces, order.buyer_name) == ("staff", 2, "Rina")
    assert "Dicatat penjual" in response.content.decode()


def test_the_same_form_sent_twice_is_one_order(world: World, seller: Client) -> None:
    for _ in range(2):
        assert seller.post(new(world), typed(world)).status_code == 302
    assert Order.objects.of(world.store).count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"buyer_name": ""}, "Tulis nama pemesan."),
        ({"phone": "12"}, "Nomor WhatsApp belum benar."),
        ({"line-0-pick-0": ""}, "Pilih ukuran dulu."),
        ({"line-0-qty": "0"}, "Jumlah harus 1 sampai 999."),
        ({"line-0-qty": "banyak"}, "Jumlah harus 1 sampai 999."),
        ({"fulfilment": "terbang"}, "Pilih cara menerima pesanan."),
        ({"fulfilment": "courier"}, "Pilih wilayah pengiriman"),
        ({"buyer_name": "a\x00b"}, "Ada karakter yang tidak bisa dibaca."),
        ({"line-0-qty": "11"}, "tinggal 10"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    world: World, seller: Client, wrong: dict[str, str], sentence: str
) -> None:
    response = seller.post(new(world), typed(world, note="titip ya") | wrong)
    assert response.status_code in (409, 422)
    words = response.content.decode()
    assert sentence in words
    assert "titip ya" in words
    assert Order.objects.of(world.store).count() == 0


def test_lines_are_added_and_taken_away_without_losing_a_word(world: World, seller: Client) -> None:
    words = seller.post(new(world), typed(world, action=f"add-{world.product.pk}")).content.decode()
    assert 'name="line-1-pick-0"' in words
    assert 'value="Rina"' in words
    words = seller.post(new(world), typed(world, action="drop-0")).content.decode()
    assert 'name="line-0-pick-0"' not in words
    assert Order.objects.of(world.store).count() == 0


def test_a_change_starts_from_the_order_and_prices_it_anew(world: World, seller: Client) -> None:
    order = world.place(world.line("L", name="BUDI 10"), buyer_name="Budi")
    words = seller.get(change(world, order)).content.decode()
    assert 'value="BUDI 10"' in words
    assert 'name="line-0-pick-0" value="L" checked' in words
    response = seller.post(
        change(world, order), typed(world, **{"line-0-pick-0": "XXL", "buyer_name": "Budi"})
    )
    assert response.status_code == 302
    fresh = world.fresh(order)
    assert (fresh.goods, fresh.number, fresh.source) == (210_000, order.number, "form")


def test_after_closing_nothing_is_changed_or_added(world: World, seller: Client) -> None:
    order = world.place()
    past: dict[str, Any] = {"opens_at": NOON - timedelta(days=600), "closes_at": NOON - timedelta(days=500)}
    Campaign.objects.of(world.store).update(**past)
    for address in (change(world, order), new(world)):
        response = seller.post(address, typed(world))
        assert response.status_code == 409
        assert "sudah ditutup" in response.content.decode()
    assert Order.objects.of(world.store).count() == 1
    assert world.fresh(order).version == 1


def test_an_imported_order_may_go_on_without_a_zone_and_get_one_here(world: World, seller: Client) -> None:
    order = world.place()
    Order.objects.of(world.store).update(source="import", fulfilment="courier", address="Bandung")
    data = typed(world, fulfilment="courier", address="Jl. Baru 5, Bandung")
    assert seller.post(change(world, order), data).status_code == 302
    assert (world.fresh(order).address, world.fresh(order).shipping_fee) == ("Jl. Baru 5, Bandung", 0)
    seller.post(change(world, order), data | {"zone_id": str(world.zone.pk)})
    assert world.fresh(order).shipping_fee == 18_000


def test_a_stranger_may_neither_add_nor_change(world: World) -> None:
    order, other = world.place(), make_world(slug="toko-lain")
    client = Client()
    client.force_login(other.owner)
    for address in (new(world), change(world, order)):
        assert client.get(address).status_code == 404
        assert client.post(address, typed(world)).status_code == 404
    assert Order.objects.of(world.store).count() == 1
