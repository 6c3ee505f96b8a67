"""Behind the secret link: paying, changing, cancelling, receiving, reviewing."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from bukapo.catalog.models import Photo
from bukapo.journal import clock
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.orders.models import Order
from bukapo.orders.writes.pay import confirm_proof, record_payment, reject_proof
from bukapo.orders.writes.release import expire_order
from bukapo.orders.writes.send import pack_order, ship_order
from bukapo.payments.models import Charge, Payment, Proof
from bukapo.trust.models import Review
from tests.faces.storefront.forms import filled, text
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return make_world(pay_mode="deposit")


@pytest.fixture
def order(world: World) -> Order:
    return world.place(phone="0812 3456 7890")


def link(order: Order, tail: str = "") -> str:
    return f"/p/{order.secret}/{tail}"


def photo() -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (300, 500), "white").save(data, "PNG")
    return SimpleUploadedFile("bukti.png", data.getvalue(), "image/png")


def pay(world: World, order: Order, amount: int) -> Payment:
    record_payment(
        store_id=world.store.pk, order_id=order.pk, amount=amount, method="transfer",
        bank_account_id=world.bank.pk, note="", actor=world.seller, at=clock.now(),
    )  # fmt: skip
    payment: Payment = Payment.objects.of(world.store).latest("pk")
    return payment


def test_an_unpaid_order_says_how_much_where_and_until_when(
    client: Client, world: World, order: Order
) -> None:
    page = client.get(link(order))
    charge = Charge.objects.of(world.store).get(order=order, state="open")
    assert charge.code and charge.transfer_amount == 47_500 + charge.code
    assert "Belum bayar" in text(page) and "Bayar DP sekarang" in text(page)
    assert f'data-copy="{charge.total}"' in text(page) and "1234567890" in text(page)
    assert "Bayar sebelum" in text(page)
    assert page["Cache-Control"] == "private, no-cache" and page["X-Robots-Tag"] == "noindex"
    assert not page.cookies


def test_a_strangers_guess_finds_nothing(client: Client, world: World, order: Order) -> None:
    for tail in ("", "ubah/", "nota/x/"):
        assert client.get(f"/p/{order.secret[:-1]}x/{tail}").status_code == 404
    for tail in ("bukti/", "batal/", "diterima/", "testimoni/", "ubah/"):
        assert client.post(f"/p/{order.secret[:-1]}x/{tail}").status_code == 404


def test_a_proof_is_kept_in_private_and_waits(client: Client, world: World, order: Order) -> None:
    sent = client.post(link(order, "bukti/"), {"photo": photo(), "claimed": "47.500", "sender": "Ibu Rina"})
    assert sent.status_code == 303 and sent["Location"] == link(order) + "?kabar=bukti"
    proof = Proof.objects.of(world.store).get()
    assert (proof.claimed, proof.sender, proof.state, proof.bank_account_id) == (
        47_500,
        "Ibu Rina",
        "pending",
        world.bank.pk,
    )
    assert client.get(f"/media/photos/{proof.photo.key}-300.webp").status_code == 404
    page = text(client.get(link(order)))
    assert "Bukti dicek" in page and "sedang dicek" in page and "Ubah pesanan" not in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7 contoh", "PDF belum bisa dibaca"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bukan foto"),
        (b"", "File ini kosong"),
        (b"\x89PNG\r\n\x1a\nrusak", "rusak atau tidak lengkap"),
    ],
)
def test_what_is_no_picture_is_refused_in_words_and_leaves_nothing(
    client: Client, world: World, order: Order, content: bytes, sentence: str
) -> None:
    form = {"photo": SimpleUploadedFile("bukti.png", content, "image/png"), "sender": "Ibu Rina"}
    answer = client.post(link(order, "bukti/"), form)
    assert answer.status_code == 422 and sentence in text(answer) and "Ibu Rina" in text(answer)
    assert not Proof.objects.of(world.store).exists() and not Photo.objects.of(world.store).exists()


def test_a_refused_proof_takes_its_picture_along(client: Client, world: World, order: Order) -> None:
    for _ in range(3):
        client.post(link(order, "bukti/"), {"photo": photo()})
    assert client.post(link(order, "bukti/"), {"photo": photo()}).status_code == 409
    assert Proof.objects.of(world.store).count() == Photo.objects.of(world.store).count() == 3


def test_a_rejected_proof_says_why_and_asks_again(client: Client, world: World, order: Order) -> None:
    client.post(link(order, "bukti/"), {"photo": photo()})
    proof = Proof.objects.of(world.store).get()
    reject_proof(
        store_id=world.store.pk,
        proof_id=proof.pk,
        reason="Uangnya belum masuk.",
        actor=world.seller,
        at=clock.now(),
    )
    page = text(client.get(link(order)))
    assert "Bukti terakhir belum cocok" in page and "Uangnya belum masuk." in page and "Kirim bukti" in page


def test_a_paid_deposit_is_stamped_and_its_nota_can_be_had(
    client: Client, world: World, order: Order
) -> None:
    client.post(link(order, "bukti/"), {"photo": photo()})
    amount = Charge.objects.of(world.store).get(order=order, state="open").total
    confirm_proof(
        store_id=world.store.pk, proof_id=Proof.objects.of(world.store).get().pk, amount=amount,
        bank_account_id=None, actor=world.seller, at=clock.now(),
    )  # fmt: skip
    payment = Payment.objects.of(world.store).get()
    page = text(client.get(link(order)))
    assert ">DP</span>" in page and "Pelunasan ditagih setelah produksi" in page
    nota = client.get(link(order, f"nota/{payment.receipt_code}/"))
    assert nota["Content-Type"] == "application/pdf" and nota.content.startswith(b"%PDF")
    assert client.get(link(world.place(), f"nota/{payment.receipt_code}/")).status_code == 404


def test_a_notas_code_proves_it_genuine_without_names(client: Client, world: World, order: Order) -> None:
    payment = pay(world, order, 50_000)
    page = text(client.get(f"/nota/{payment.receipt_code}/"))
    assert "Nota ini asli" in page and "Rp50.000" in page and order.number in page
    assert order.buyer_name not in page and order.secret not in page


def test_too_much_money_is_shown_and_never_vanishes(client: Client, world: World, order: Order) -> None:
    pay(world, order, 200_000)
    page = text(client.get(link(order)))
    assert "Lebih bayar Rp" in page and "Uang ini milik Anda" in page and "Kelebihan di toko" in page


def test_size_and_address_change_before_closing(client: Client, world: World, order: Order) -> None:
    form = filled(
        world, **{"line-0-pick-0": "XL", "fulfilment": "courier", "address": "Jl. Baru 5", "city": "Bandung"}
    )
    form |= {"zone_id": str(world.zone.pk), "key": order.key}
    shown = text(client.get(link(order, "ubah/")))
    assert 'value="L" checked' in shown and "Simpan perubahan" not in shown
    check = text(client.post(link(order, "ubah/"), form))
    assert "Simpan perubahan" in check and world.fresh(order).goods == 95_000
    saved = client.post(link(order, "ubah/"), form | {"action": "send", "sums": sums_in(check)})
    assert saved.status_code == 303
    changed = world.fresh(order)
    assert (changed.goods, changed.address, changed.shipping_fee) == (100_000, "Jl. Baru 5", 18_000)
    assert world.counter("L", "Hitam").taken == 0 and world.counter("XL", "Hitam").taken == 1


def test_after_closing_an_order_is_locked(client: Client, world: World, order: Order) -> None:
    assert world.campaign.closes_at
    with clock.told(world.campaign.closes_at + timedelta(seconds=1)):
        assert client.get(link(order, "ubah/")).status_code == 302
        form = filled(world, **{"line-0-pick-0": "XL"}) | {"action": "send"}
        assert client.post(link(order, "ubah/"), form).status_code == 422
        assert client.post(link(order, "batal/")).status_code == 409
        assert "Batalkan" not in text(client.get(link(order)))
    kept = world.fresh(order)
    assert (kept.state, kept.goods) == ("placed", 95_000)


def sums_in(page: str) -> str:
    """What the page says yes to."""
    found = re.search(r'name="sums" value="([^"]+)"', page)
    assert found
    return found[1]


def test_a_buyer_may_cancel_within_the_rules(client: Client, world: World, order: Order) -> None:
    looked = text(client.post(link(order, "batal/")))
    assert "Batalkan pesanan ini?" in looked and world.fresh(order).state == "placed"
    sent = {"reason": "berubah pikiran\x00", "sums": sums_in(looked)}
    assert client.post(link(order, "batal/"), sent).status_code == 303
    assert world.fresh(order).state == "cancelled"
    page = text(client.get(link(order)))
    assert "Batal" in page and "Kirim bukti" not in page


def test_where_the_store_allows_no_cancelling_nothing_happens(
    client: Client, world: World, order: Order
) -> None:
    type(world.store).objects.filter(pk=world.store.pk).update(cancel_before_close=False)
    answer = client.post(link(order, "batal/"))
    assert answer.status_code == 409 and "tidak bisa dibatalkan sendiri" in text(answer)
    assert world.fresh(order).state == "placed"


def test_goods_arrive_and_are_reviewed_once(client: Client, world: World) -> None:
    order = world.place(fulfilment="courier", address="Jl. A", city="B", zone_id=world.zone.pk)
    pay(world, order, order.charged)
    ship_order(
        store_id=world.store.pk, order_id=order.pk, courier="JNE", tracking_number="JNE12345",
        actor=world.seller, at=clock.now(),
    )  # fmt: skip
    assert "JNE12345" in text(client.get(link(order)))
    assert client.post(link(order, "testimoni/"), {"stars": "5"}).status_code == 409
    assert client.post(link(order, "diterima/")).status_code == 303
    assert client.post(link(order, "testimoni/"), {"stars": "9", "body": "bagus"}).status_code == 422
    told: dict[str, Any] = {"stars": "4", "body": "Bahannya adem.", "photos": [photo(), photo()], "fit": "fits",
                            "satisfaction": "5", "video": "youtu.be/abc"}  # fmt: skip
    assert client.post(link(order, "testimoni/"), told).status_code == 303
    assert client.post(link(order, "testimoni/"), {"stars": "1"}).status_code == 409
    review = Review.objects.of(world.store).get()
    assert (review.stars, review.body, review.fit, review.satisfaction) == (4, "Bahannya adem.", "fits", 5)
    page = text(client.get(f"/{world.store.slug}/"))
    assert "Bahannya adem." in page and "Baru 1 testimoni." in page and "ukuran pas" in page
    assert (
        'href="https://youtu.be/abc" rel="nofollow noopener noreferrer ugc"' in page and "<iframe" not in page
    )
    first, second = review.photos.order_by("position")
    changed = {"ubah": "1", "stars": "2", "body": "Luntur.", "gone": [str(first.photo_id)], "photos": photo()}
    assert client.post(link(order, "testimoni/"), changed).status_code == 303
    assert not Photo.objects.of(world.store).filter(pk=first.photo_id).exists()
    assert [one.photo_id for one in review.photos.all()][0] == second.photo_id and review.photos.count() == 2
    assert "Luntur." in text(client.get(link(order))) and "diubah" in text(client.get(link(order)))
    assert (
        client.post(link(order, "testimoni/"), changed | {"photos": [photo() for _ in range(4)]}).status_code
        == 422
    )
    assert Photo.objects.of(world.store).filter(place="review").count() == 2


def test_the_page_asks_a_fixed_number_of_questions(
    client: Client, world: World, order: Order, django_assert_max_num_queries: Any
) -> None:
    pay(world, order, 10_000)
    with django_assert_max_num_queries(33):
        client.get(link(order))


def test_a_packed_pickup_says_it_is_ready_and_where(client: Client, world: World) -> None:
    order = world.place()
    pay(world, order, order.charged)
    pack_order(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=clock.now())
    page = text(client.get(link(order)))
    assert "Siap diambil" in page and "Sudah siap diambil di Sekretariat" in page


def test_an_expired_order_still_takes_a_proof(client: Client, world: World, order: Order) -> None:
    assert order.pay_by
    expire_order(store_id=world.store.pk, order_id=order.pk, actor=SYSTEM_ACTOR, at=order.pay_by)
    page = text(client.get(link(order)))
    assert "Hangus" in page and "Sudah terlanjur transfer?" in page
    assert client.post(link(order, "bukti/"), {"photo": photo()}).status_code == 303
    assert "tidak akan hangus" not in text(client.get(link(order)))
