"""The list of orders and the page of one: what it shows, what it does, who may open it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bukapo.accounts.models import User
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.models import Order
from bukapo.orders.writes.pay import send_proof
from bukapo.orders.writes.release import expire_order
from bukapo.payments.models import Payment, Proof, Refund
from bukapo.stores.models import STAFF, Membership
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


def page(seller: Client, world: World, order: Order) -> str:
    response = seller.get(at(world, "order", order.number))
    assert response.status_code == 200
    return response.content.decode()


def post(seller: Client, address: str, **data: Any) -> Any:
    return seller.post(address, data, follow=True)


def prove(world: World, order: Order) -> Proof:
    send_proof(
        store_id=world.store.pk, order_id=order.pk, photo=world.picture(),
        bank_account_id=world.bank.pk, claimed=50_000, sender="Budi", actor=BUYER_ACTOR, at=order.placed_at,
    )  # fmt: skip
    proof: Proof = Proof.objects.of(world.store).latest("pk")
    return proof


def paying(world: World, order: Order, amount: int, place: str | None = None) -> dict[str, Any]:
    return {
        "bayar-amount": amount,
        "bayar-place": place or world.bank.pk,
        "bayar-note": "",
        "bayar-seen": world.fresh(order).version,
    }


def test_the_list_shows_filters_and_finds(world: World, seller: Client) -> None:
    order = world.place(buyer_name="Siti Rahma")
    world.place(buyer_name="Orang Lain")
    words = seller.get(at(world, "orders", world.campaign.slug), {"cari": "siti"}).content.decode()
    assert "Siti Rahma" in words
    assert order.number in words
    assert "Orang Lain" not in words
    for odd in ({"hal": "٣"}, {"hal": "9" * 30}, {"tampil": "entah"}, {"hal": "-1"}, {"cari": "' OR 1"}):
        assert seller.get(at(world, "orders", world.campaign.slug), odd).status_code == 200


def test_a_list_of_many_costs_as_much_as_a_list_of_few(
    world: World, seller: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(30):
        world.place()
    with django_assert_max_num_queries(16):
        seller.get(at(world, "orders", world.campaign.slug))


def test_an_order_costs_a_bounded_number_of_queries(
    world: World, seller: Client, django_assert_max_num_queries: Any
) -> None:
    order = world.place(world.line("L", qty=2, name="BUDI"), world.line("M"))
    prove(world, order)
    with django_assert_max_num_queries(24):
        page(seller, world, order)


def test_an_order_says_what_is_missing_in_plain_words(world: World, seller: Client) -> None:
    order = world.place()
    asked = order.charges.get(kind="deposit").total
    response = post(seller, at(world, "order_pay", order.number), **paying(world, order, asked - 500))
    words = response.content.decode()
    assert "tercatat masuk" in words
    assert "Relakan kekurangan Rp500" in words
    assert world.fresh(order).state == "placed"
    words = post(
        seller, at(world, "order_forgive", order.number), **{"relakan-why": "rounded"}
    ).content.decode()
    assert "Rp500 direlakan." in words
    assert world.fresh(order).state == "confirmed"


def test_a_payment_form_sent_twice_is_one_payment(world: World, seller: Client) -> None:
    order = world.place()
    data = paying(world, order, 10_000, "tunai")
    assert seller.post(at(world, "order_pay", order.number), data).status_code == 302
    again = seller.post(at(world, "order_pay", order.number), data)
    assert again.status_code == 409
    assert "baru saja berubah" in again.content.decode()
    assert Payment.objects.of(world.store).count() == 1


@pytest.mark.parametrize("amount", ["", "banyak", "0", "-5", "99999999999999999999", "1,5"])
def test_a_wrong_amount_keeps_what_was_typed_and_changes_nothing(
    world: World, seller: Client, amount: str
) -> None:
    order = world.place()
    response = seller.post(
        at(world, "order_pay", order.number),
        paying(world, order, 1) | {"bayar-amount": amount, "bayar-note": "pagi"},
    )
    assert response.status_code == 422
    assert 'value="pagi"' in response.content.decode()
    assert world.fresh(order).paid == 0


def test_a_proof_is_confirmed_with_one_tap_for_the_amount_that_was_asked(
    world: World, seller: Client
) -> None:
    order = world.place()
    proof = prove(world, order)
    asked = order.charges.get(kind="deposit").total
    words = page(seller, world, order)
    assert f'value="{asked:,}"'.replace(",", ".") in words
    done = post(
        seller,
        at(world, "proof_confirm", proof.pk),
        **{f"masuk-{proof.pk}-amount": asked, f"masuk-{proof.pk}-bank": world.bank.pk},
    )
    assert "tercatat masuk" in done.content.decode()
    assert world.fresh(order).state == "confirmed"
    twice = post(
        seller,
        at(world, "proof_confirm", proof.pk),
        **{f"masuk-{proof.pk}-amount": asked, f"masuk-{proof.pk}-bank": world.bank.pk},
    )
    assert twice.status_code == 409
    assert Payment.objects.of(world.store).count() == 1


def test_a_proof_is_rejected_only_with_a_reason(world: World, seller: Client) -> None:
    order = world.place()
    proof = prove(world, order)
    for nothing in ({}, {f"tolak-{proof.pk}-why": "lain"}, {f"tolak-{proof.pk}-why": "karangan"}):
        assert seller.post(at(world, "proof_reject", proof.pk), nothing).status_code == 422
    assert world.fresh(proof).state == "pending"
    post(
        seller,
        at(world, "proof_reject", proof.pk),
        **{f"tolak-{proof.pk}-why": "lain", f"tolak-{proof.pk}-words": "Fotonya gelap."},
    )
    assert (world.fresh(proof).state, world.fresh(proof).reason) == ("rejected", "Fotonya gelap.")


def test_cancelling_says_what_must_be_sent_back_and_the_refund_is_sent(world: World, seller: Client) -> None:
    order = world.place()
    post(seller, at(world, "order_pay", order.number), **paying(world, order, 60_000))
    words = post(seller, at(world, "order_cancel", order.number), **{"batal-why": "asked"}).content.decode()
    assert "Rp60.000 harus dikembalikan" in words
    refund = Refund.objects.of(world.store).get()
    data = {f"terkirim-{refund.pk}-bank": world.bank.pk, f"terkirim-{refund.pk}-send_to": "BCA 99 Budi"}
    assert (
        "Rp60.000 sudah dikembalikan."
        in post(seller, at(world, "refund_sent", refund.pk), **data).content.decode()
    )
    assert (world.fresh(refund).state, world.fresh(refund).send_to) == ("paid", "BCA 99 Budi")


def test_money_that_came_late_can_bring_the_order_back(world: World, seller: Client) -> None:
    order = world.place()
    expire_order(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=order.pay_by)
    post(seller, at(world, "order_pay", order.number), **paying(world, order, 47_500))
    assert "masuk setelah lewat batas bayar" in page(seller, world, order)
    post(seller, at(world, "order_readmit", order.number))
    assert world.fresh(order).state == "confirmed"


def test_what_is_over_is_promised_back_at_most(world: World, seller: Client) -> None:
    order = world.place()
    post(seller, at(world, "order_pay", order.number), **paying(world, order, order.charged + 7_000))
    data = {"kembali-amount": 8_000, "kembali-reason": "Lebih", "kembali-seen": world.fresh(order).version}
    wrong = seller.post(at(world, "order_refund", order.number), data)
    assert wrong.status_code == 409
    assert "paling banyak Rp7.000" in wrong.content.decode()
    post(seller, at(world, "order_refund", order.number), **(data | {"kembali-amount": "7.000"}))
    assert world.fresh(order).refunded == 7_000


def test_the_zone_of_an_imported_order_is_named_here(world: World, seller: Client) -> None:
    order = world.place()
    Order.objects.of(world.store).update(fulfilment="courier", source="import", address="Bandung")
    assert "Ongkir belum dihitung" in page(seller, world, order)
    post(seller, at(world, "order_zone", order.number), **{"wilayah-zone": world.zone.pk})
    assert world.fresh(order).shipping_fee == 18_000
    assert "Ongkir belum dihitung" not in page(seller, world, order)


def test_the_buyers_link_is_shown_and_renewed(world: World, seller: Client) -> None:
    order = world.place()
    assert order.secret in page(seller, world, order)
    post(seller, at(world, "order_link", order.number))
    fresh = world.fresh(order)
    assert fresh.secret != order.secret
    assert fresh.secret in page(seller, world, order)


def test_staff_may_and_strangers_may_not(world: World, seller: Client) -> None:
    order = world.place()
    proof = prove(world, order)
    stranger, staff = (
        make_world(slug="toko-lain"),
        User.objects.create_user("s@example.com", "x", name="Staf"),
    )
    Membership.objects.create(store=world.store, user=staff, role=STAFF)
    client = Client()
    addresses = [
        at(world, "orders", world.campaign.slug),
        at(world, "order", order.number),
        at(world, "money", world.campaign.slug),
        at(world, "imports", world.campaign.slug),
    ]
    client.force_login(staff)
    assert [client.get(address).status_code for address in addresses] == [200] * 4
    client.force_login(stranger.owner)
    addresses += [at(world, "proof_picture", proof.pk), at(world, "order_change", order.number)]
    assert [client.get(address).status_code for address in addresses] == [404] * 6
    posts = [at(world, "order_cancel", order.number), at(world, "proof_confirm", proof.pk)]
    assert [client.post(address).status_code for address in posts] == [404] * 2
    # The stranger's own shop does not open it either.
    other = [reverse("dashboard:order", args=["toko-lain", order.number]),
             reverse("dashboard:proof_picture", args=["toko-lain", proof.pk])]  # fmt: skip
    assert [client.get(address).status_code for address in other] == [404] * 2
    client.logout()
    assert {client.get(address).status_code for address in addresses} == {302}
    assert world.fresh(order).state == "placed"


def test_ids_nobody_has_are_not_found(world: World, seller: Client) -> None:
    for name, value in (("proof_picture", 10**30), ("order", "PO-TIDAK"), ("payment_receipt", "kosong")):
        assert seller.get(at(world, name, value)).status_code == 404
    assert seller.post(at(world, "proof_confirm", 10**30)).status_code == 404
    assert seller.post(at(world, "refund_sent", 7)).status_code == 404


def test_a_deed_is_never_done_by_opening_an_address(world: World, seller: Client) -> None:
    order = world.place()
    for name in ("order_cancel", "order_pay", "order_link", "order_readmit", "order_received", "order_ask"):
        assert seller.get(at(world, name, order.number)).status_code == 405
    assert world.fresh(order).version == 1


def test_the_receipt_is_a_pdf_and_follows_the_payment(world: World, seller: Client) -> None:
    order = world.place()
    post(seller, at(world, "order_pay", order.number), **paying(world, order, 50_000))
    code = Payment.objects.of(world.store).get().receipt_code
    response = seller.get(at(world, "payment_receipt", code))
    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")


def test_what_a_buyer_typed_is_text_and_never_markup(world: World, seller: Client) -> None:
    order = world.place(buyer_name="<script>alert(1)</script>", note="<img src=x onerror=y>")
    words = page(seller, world, order)
    assert "<script>alert" not in words
    assert "<img src=x" not in words
