"""From the form over the check page to an accepted order, without a script."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bukapo.campaigns.models import PieceCounter, Terms
from bukapo.journal import clock
from bukapo.orders.models import Order
from tests.faces.storefront.forms import address, filled, text
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return make_world(cap=50)


def post(client: Client, world: World, form: dict[str, str], action: str = "check") -> Any:
    return client.post(address(world, "pesan/"), form | {"action": action})


def orders(world: World) -> int:
    return Order.objects.of(world.store).count()


def test_an_order_goes_from_form_over_check_page_to_its_secret_link(client: Client, world: World) -> None:
    assert client.get(address(world, "pesan/")).status_code == 200
    form = filled(world, **{f"line-0-text-{world.name_field.pk}": "Rina", "line-0-qty": "2"})
    checked = text(post(client, world, form))
    for detail in (
        "L / Hitam",
        "Rina",
        "Rp220.000",
        "0812-3456-7890",
        "Sekretariat",
        escape(Terms.objects.of(world.store).get().text.splitlines()[0]),
        "Kirim pesanan",
    ):
        assert detail in checked, detail
    assert orders(world) == 0
    sent = post(client, world, form, "send")
    order = Order.objects.of(world.store).get()
    assert sent.status_code == 303 and sent["Location"] == f"/p/{order.secret}/?kabar=baru"
    assert (order.pieces, order.goods, order.phone) == (2, 220_000, "+6281234567890")


def test_the_check_page_carries_the_whole_form_in_hidden_fields(client: Client, world: World) -> None:
    form = filled(
        world, note='kata "kutip" <b>', fulfilment="courier", address="Jl. A", zone_id=str(world.zone.pk)
    )
    page = text(post(client, world, form))
    for name, value in form.items():
        if name != "action" and value and '"' not in value:
            assert f'name="{name}" value="{value}"' in page, name
    assert "kata &quot;kutip&quot; &lt;b&gt;" in page


def test_the_same_submission_twice_is_one_order(client: Client, world: World) -> None:
    first, second = (post(client, world, filled(world), "send") for _ in range(2))
    assert first["Location"] == second["Location"] and orders(world) == 1


def test_a_form_sent_and_then_changed_shows_the_first_order_and_changes_nothing(
    client: Client, world: World
) -> None:
    post(client, world, filled(world), "send")
    order = Order.objects.of(world.store).get()
    again = post(client, world, filled(world, **{"line-0-qty": "5"}), "send")
    assert again.status_code == 409 and order.number in text(again)
    assert orders(world) == 1 and world.fresh(order).pieces == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"buyer_name": " "}, "Tulis nama pemesan."),
        ({"phone": "0812"}, "Nomor WhatsApp belum benar."),
        ({"email": "rina@"}, "Alamat email belum benar."),
        ({"fulfilment": ""}, "Pilih cara menerima pesanan."),
        ({"fulfilment": "courier", "zone_id": "1x"}, "Pilih wilayah pengiriman"),
        ({"fulfilment": "courier"}, "Tulis alamat lengkap"),
        ({"line-0-qty": "dua"}, "Jumlah harus 1 sampai 999."),
        ({"line-0-qty": "9" * 5000}, "Jumlah harus 1 sampai 999."),
        ({"line-0-pick-0": ""}, "Pilih ukuran dulu."),
        ({"line-0-pick-1": "Pelangi"}, "Pilih warna dulu."),
        ({"note": "a" * 400}, "Terlalu panjang."),
        ({"line-0-product": "0"}, "Pilih minimal satu barang."),
    ],
)
@pytest.mark.parametrize("action", ["check", "send"])
def test_a_wrong_field_gets_one_plain_sentence_and_nothing_is_saved(
    client: Client, world: World, changes: dict[str, str], sentence: str, action: str
) -> None:
    answer = post(client, world, filled(world, **changes), action)
    assert answer.status_code == 422 and sentence in text(answer)
    assert orders(world) == 0


def test_what_was_typed_stays_in_the_form(client: Client, world: World) -> None:
    form = filled(world, phone="0812", note="titip satpam", **{f"line-0-text-{world.name_field.pk}": "Rin@"})
    page = text(post(client, world, form))
    assert 'value="0812"' in page and "titip satpam" in page and 'value="Rin@"' in page
    assert "Hanya huruf, angka dan spasi" in page
    assert f'name="key" value="{form["key"]}"' in page


def test_lines_are_added_and_removed_by_plain_buttons_and_keep_what_was_typed(
    client: Client, world: World
) -> None:
    two = text(post(client, world, filled(world), f"add-{world.product.pk}"))
    assert 'name="line-1-product"' in two and 'value="Rina Contoh"' in two
    form = filled(world, **{"line-1-product": str(world.product.pk), "line-1-pick-0": "S", "line-1-qty": "7"})
    one = text(post(client, world, form, "drop-0"))
    assert 'name="line-1-product"' not in one and 'value="7"' in one


def test_too_few_pieces_are_told_with_what_is_left(client: Client, world: World) -> None:
    PieceCounter.objects.of(world.store).filter(variant=None).update(taken=48)
    for action in ("check", "send"):
        answer = post(client, world, filled(world, **{"line-0-qty": "3"}), action)
        assert answer.status_code == 422 and "tinggal 2" in text(answer)
    assert orders(world) == 0


def test_an_order_sent_at_closing_is_refused_with_the_reason_and_every_word_kept(
    client: Client, world: World
) -> None:
    assert world.campaign.closes_at
    with clock.told(world.campaign.closes_at):
        answer = post(client, world, filled(world), "send")
    assert answer.status_code == 409 and "sudah ditutup" in text(answer) and "Rina Contoh" in text(answer)
    assert orders(world) == 0
    with clock.told(world.campaign.closes_at - timedelta(seconds=1)):
        assert post(client, world, filled(world), "send").status_code == 303


def test_another_stores_goods_cannot_be_ordered_here(client: Client, world: World) -> None:
    other = make_world(slug="toko-lain")
    form = filled(world, **{"line-0-product": str(other.product.pk), "zone_id": str(other.zone.pk)})
    assert post(client, world, form, "send").status_code == 422
    assert orders(world) == orders(other) == 0


def test_a_phone_that_remembers_three_lines_gets_three(client: Client, world: World) -> None:
    page = text(
        client.get(address(world, "pesan/"), {"baris": f"{world.product.pk}-{world.product.pk}-999999"})
    )
    assert 'name="line-1-product"' in page and 'name="line-2-product"' not in page


ANYTHING = st.text(max_size=30) | st.sampled_from(["9" * 40, "-1", "1e9", "\x00", "\ud800", "0" * 5000, "١٢"])
NAMES = st.sampled_from(
    ["line-0-qty", "line-0-product", "line-0-pick-0", "line-0-pick-1", "line-999-product", "phone", "email", "zone_id",
     "postal_code", "fulfilment", "key", "action", "note", "buyer_name", "address"]
)  # fmt: skip


@given(st.dictionaries(NAMES, ANYTHING, max_size=6))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_a_stranger_sends_breaks_the_form(world: World, junk: dict[str, str]) -> None:
    form = filled(world) | {name: value.encode(errors="replace").decode() for name, value in junk.items()}
    answer = Client(raise_request_exception=False).post(address(world, "pesan/"), form)
    assert answer.status_code in (200, 303, 409, 422)


@pytest.mark.parametrize(
    ("where", "sentence", "chosen"),
    [
        ({"postal_code": "40135"}, "Dari kota dan kode posnya: Jawa.", True),
        ({"city": "bandung"}, "Dari kota dan kode posnya: Jawa.", True),
        ({"city": "Denpasar"}, "belum menulis ongkir ke Kota Denpasar", False),
        ({"city": "entah di mana"}, "Pilih wilayah pengiriman", False),
    ],
)
def test_an_address_without_a_zone_is_pointed_at_its_own_without_a_script(
    client: Client, world: World, where: dict[str, str], sentence: str, chosen: bool
) -> None:
    told = post(client, world, filled(world, fulfilment="courier", address="Jl. A 1", **where), "send")
    assert told.status_code == 422 and sentence in text(told) and orders(world) == 0
    assert (f'<option value="{world.zone.pk}" selected' in told.content.decode()) is chosen
