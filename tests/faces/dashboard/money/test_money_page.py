"""The money of a PO on one page, its queue of proofs, and the private pictures behind them."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from bukapo.catalog.pictures import keep_picture
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.models import Order
from bukapo.orders.writes.import_file import import_file
from bukapo.orders.writes.pay import record_payment, send_proof
from bukapo.orders.writes.release import cancel_order, expire_order
from bukapo.payments.models import Proof
from tests.orders.form import HEADERS, reunion, sheet
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(pay_mode="deposit")


@pytest.fixture
def seller(world: World) -> Client:
    client = Client()
    client.force_login(world.owner)
    return client


def at(world: World, name: str, *args: Any) -> str:
    return reverse(f"dashboard:{name}", args=[world.store.slug, *args])


def page(seller: Client, world: World) -> str:
    response = seller.get(at(world, "money", world.campaign.slug))
    assert response.status_code == 200
    return response.content.decode()


def prove(world: World, order: Order, picture: bytes | None = None, claimed: int | None = None) -> Proof:
    photo = keep_picture(world.store, BytesIO(picture), "proof") if picture else world.picture()
    send_proof(
        store_id=world.store.pk, order_id=order.pk, photo=photo, bank_account_id=world.bank.pk, claimed=claimed,
        sender="", actor=BUYER_ACTOR, at=clock.now(),
    )  # fmt: skip
    proof: Proof = Proof.objects.of(world.store).latest("pk")
    return proof


def pay(world: World, order: Order, amount: int) -> None:
    record_payment(
        store_id=world.store.pk, order_id=order.pk, amount=amount, method="cash", bank_account_id=None, note="",
        actor=world.seller, at=clock.now(),
    )  # fmt: skip


def jpeg(colour: str = "green") -> bytes:
    out = BytesIO()
    Image.new("RGB", (200, 300), colour).save(out, "JPEG")
    return out.getvalue()


def test_an_empty_po_has_a_page_too(world: World, seller: Client) -> None:
    words = page(seller, world)
    assert "Tidak ada yang perlu diputuskan" in words
    assert "money-bar" not in words, "nothing is drawn where there is nothing"
    assert "Belum ada uang masuk." in words


def test_everything_that_needs_a_word_stands_in_one_place_with_its_ways(world: World, seller: Client) -> None:
    short, over, late, gone = (world.place(buyer_name=name) for name in ("Kurang", "Lebih", "Telat", "Batal"))
    pay(world, short, 1_000)
    pay(world, over, over.charged + 2_500)
    expire_order(store_id=world.store.pk, order_id=late.pk, actor=world.seller, at=late.pay_by)
    pay(world, late, 50_000)
    pay(world, gone, 30_000)
    cancel_order(store_id=world.store.pk, order_id=gone.pk, reason="x", actor=world.seller, at=clock.now())
    words = page(seller, world)
    for said in (
        "Rp50.000 masuk setelah lewat batas bayar",
        "Kuotanya masih ada.",
        "Lebih bayar Rp2.500",
        "Kurang Rp",
        "1 pengembalian belum dikirim",
        "Rp52.500 lebih, belum diputuskan",
    ):
        assert said in words, said
    assert words.count('id="putuskan-') == 3
    for order, ways in (
        (late, ("terima-lagi", "kembalikan")),
        (over, ("kembalikan",)),
        (short, ("ingatkan", "relakan")),
    ):
        for way in ways:
            assert f"/pesanan/{order.number}/{way}/" in words
    assert f"/pesanan/{over.number}/terima-lagi/" not in words


def test_the_queue_warns_of_a_picture_that_came_before_and_of_another_amount(
    world: World, seller: Client
) -> None:
    first, second = world.place(), world.place()
    prove(world, first, jpeg(), claimed=1_000)
    assert "Gambar yang sama pernah dikirim." not in page(seller, world)
    prove(world, second, jpeg())
    words = page(seller, world)
    assert words.count("Gambar yang sama pernah dikirim.") == 1
    assert 'class="marked">Rp1.000' in words


def test_deciding_in_the_queue_comes_back_to_the_queue(world: World, seller: Client) -> None:
    order = world.place()
    proof = prove(world, order)
    name = f"masuk-{proof.pk}"
    data = {f"{name}-amount": "47.600", f"{name}-bank": world.bank.pk, "from": "money"}
    response = seller.post(at(world, "proof_confirm", proof.pk), data)
    assert response["Location"] == at(world, "money", world.campaign.slug)
    assert world.fresh(order).paid == 47_600


def test_a_picture_is_shown_to_the_store_and_kept_by_nobody(world: World, seller: Client) -> None:
    proof = prove(world, world.place(), jpeg())
    response = seller.get(at(world, "proof_picture", proof.pk))
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "private, no-store"
    assert b"".join(response.streaming_content)[:4] == b"RIFF"  # type: ignore[attr-defined]
    assert seller.get(f"/media/photos/{proof.photo.key}-200.webp").status_code == 404


def test_a_picture_whose_file_is_gone_is_not_found(world: World, seller: Client) -> None:
    assert seller.get(at(world, "proof_picture", prove(world, world.place()).pk)).status_code == 404


def test_a_page_full_of_proofs_costs_a_bounded_number_of_queries(
    world: World, seller: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        prove(world, world.place())
        pay(world, world.place(), 5_000)
    with django_assert_max_num_queries(42):
        page(seller, world)


def test_proofs_that_came_with_a_form_are_checked_from_one_list(world: World, seller: Client) -> None:
    other = reunion(slug="dari-form")
    client = Client()
    client.force_login(other.owner)
    headers = [*HEADERS, "Bukti Transfer"]
    answers = [
        {"Bukti Transfer": "https://drive.example/a"},
        {"Bukti Transfer": ""},
        {"Bukti Transfer": "javascript:alert(1)"},
    ]
    import_file(
        store_id=other.store.pk, campaign_id=other.campaign.pk, name="f.csv", content=sheet(*answers, headers=headers),
        mapping=None, duplicates="replace", actor=other.seller, at=clock.now(),
    )  # fmt: skip
    first, second, third = Order.objects.of(other.store).order_by("pk")
    assert (first.charged, third.charged) == (95_000, 95_000), "they sent the plain sum"
    assert second.charged > 95_000
    words = page(client, other)
    assert words.count('class="form-proof"') == 2
    assert 'href="https://drive.example/a"' in words
    assert 'href="javascript:' not in words
    data = {
        "bayar-amount": "95.000",
        "bayar-place": other.bank.pk,
        "bayar-seen": first.version,
        "from": "money",
    }
    assert client.post(at(other, "order_pay", first.number), data)["Location"] == at(
        other, "money", other.campaign.slug
    )
    fresh = other.fresh(first)
    assert (fresh.state, fresh.outstanding) == ("confirmed", 0)
    assert page(client, other).count('class="form-proof"') == 1
