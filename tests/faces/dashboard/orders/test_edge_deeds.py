"""What a seller does at the edges of money, by POST: every form keeps what was typed, a refusal books nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.orders.models import Order
from bukapo.orders.writes.pay import record_payment
from bukapo.payments.models import Credit, Refund
from tests.world import World, make_world

pytestmark = pytest.mark.django_db

PHONE = "081277770001"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def seller(world: World) -> Client:
    client = Client()
    client.force_login(world.owner)
    return client


@pytest.fixture
def over(world: World) -> Order:
    """Paid 30.000 too much."""
    order = world.place(phone=PHONE)
    record_payment(
        store_id=world.store.pk, order_id=order.pk, amount=order.charged + 30_000, method="cash",
        bank_account_id=None, note="", actor=world.seller, at=clock.now(),
    )  # fmt: skip
    fresh: Order = world.fresh(order)
    return fresh


def url(world: World, name: str, *args: Any) -> str:
    return reverse(f"dashboard:{name}", args=[world.store.slug, *args])


def post(client: Client, address: str, **data: Any) -> Any:
    return client.post(address, data, follow=True)


def test_goodwill_is_given_with_a_reason(world: World, seller: Client, over: Order) -> None:
    address = url(world, "order_allow", over.number)
    typed = {"potong-amount": "15.000", "potong-seen": over.version}
    wrong = post(seller, address, **typed)
    assert wrong.status_code == 422 and 'value="15.000"' in wrong.content.decode()
    assert world.fresh(over).forgiven == 0
    done = post(seller, address, **typed, **{"potong-reason": "Jahitan kurang rapi"})
    assert "Sekarang lebih Rp45.000" in done.content.decode() and world.fresh(over).forgiven == 15_000
    again = post(seller, address, **typed, **{"potong-reason": "x"})
    assert again.status_code == 409 and world.fresh(over).forgiven == 15_000


def test_goodwill_beyond_the_price_is_refused(world: World, seller: Client, over: Order) -> None:
    data = {"potong-amount": "95.001", "potong-reason": "x", "potong-seen": over.version}
    wrong = post(seller, url(world, "order_allow", over.number), **data)
    assert wrong.status_code == 409 and "Potongan paling banyak Rp95.000" in wrong.content.decode()


def test_credit_is_kept_with_the_buyers_word_and_spent_by_hand(
    world: World, seller: Client, over: Order
) -> None:
    keep = {"saldo-amount": "30.000", "saldo-seen": over.version}
    assert post(seller, url(world, "order_keep", over.number), **keep).status_code == 422
    assert not Credit.objects.of(world.store).exists()
    post(seller, url(world, "order_keep", over.number), **keep, **{"saldo-consent": "chat 3 Des"})
    credit = Credit.objects.of(world.store).get()
    assert EventRow.objects.get(kind="order.credit_kept").data["consent"] == "chat 3 Des"
    second, strange = world.place(phone=PHONE), world.place(phone="081200000009")
    page = seller.get(url(world, "order", second.number)).content.decode()
    assert "Saldo pembeli Rp30.000 bisa dipakai." in page and credit.code not in page
    assert "Saldo pembeli" not in seller.get(url(world, "order", strange.number)).content.decode()
    post(seller, url(world, "order_spend", strange.number))
    assert world.fresh(strange).paid == 0
    post(seller, url(world, "order_spend", second.number))
    assert (world.fresh(second).paid, world.fresh(credit).left) == (30_000, 0)


def test_a_refund_becomes_credit_and_credit_money(world: World, seller: Client, over: Order) -> None:
    data = {"kembali-amount": "30.000", "kembali-reason": "Lebih", "kembali-seen": over.version}
    post(seller, url(world, "order_refund", over.number), **data)
    refund = Refund.objects.of(world.store).get()
    address = url(world, "refund_kept", refund.pk)
    assert post(seller, address).status_code == 422 and world.fresh(refund).state == "owed"
    post(seller, address, **{f"simpan-{refund.pk}-consent": "telepon"})
    assert world.fresh(refund).state == "credited"
    post(seller, url(world, "credit_back", Credit.objects.of(world.store).get().pk))
    assert Refund.objects.of(world.store).get(state="owed").amount == 30_000


def test_an_account_is_written_down_and_kept_when_it_is_wrong(
    world: World, seller: Client, over: Order
) -> None:
    data = {"kembali-amount": "30.000", "kembali-reason": "Lebih", "kembali-seen": over.version}
    post(seller, url(world, "order_refund", over.number), **data)
    typed = {"rekening-bank": "BRI", "rekening-number": "abc", "rekening-holder": "Budi"}
    wrong = post(seller, url(world, "order_account", over.number), **typed)
    assert wrong.status_code == 422 and 'value="abc"' in wrong.content.decode()
    post(seller, url(world, "order_account", over.number), **(typed | {"rekening-number": "00 123 456"}))
    assert Refund.objects.of(world.store).get().to_number == "00123456"


@pytest.mark.parametrize(
    ("day", "status"),
    [("2020-01-01", 422), ("besok", 422), ("", 422), ("9999-12-31", 422), ("0001-01-01", 422)],
)
def test_more_time_is_a_real_day_ahead(world: World, seller: Client, day: str, status: int) -> None:
    order = world.place()
    data = {"tempo-day": day}
    assert post(seller, url(world, "order_extend", order.number), **data).status_code == status
    assert world.fresh(order).pay_by == order.pay_by


def test_more_time_ends_in_the_evening_of_the_stores_zone(world: World, seller: Client) -> None:
    order = world.place()
    day = (clock.now() + timedelta(days=5)).date()
    done = post(seller, url(world, "order_extend", order.number), **{"tempo-day": day.isoformat()})
    assert "pukul 21.00" in done.content.decode() or "21.00 WIB" in done.content.decode()
    until = world.fresh(order).pay_by
    assert (until.hour, until.date()) == (14, day)


def test_a_reminder_is_one_tap_and_comes_back_to_the_money(world: World, seller: Client) -> None:
    order = world.place()
    address = url(world, "order_remind", order.number)
    back = seller.post(address, {"from": "money"})
    assert back["Location"] == url(world, "money", world.campaign.slug)
    assert EventRow.objects.filter(kind="order.payment_reminded", order_id=order.pk).count() == 1


def test_nothing_of_another_store_is_reached(world: World, seller: Client) -> None:
    other = make_world(slug="toko-lain")
    order = other.place()
    for name in ("order_allow", "order_keep", "order_spend", "order_extend", "order_remind", "order_account"):
        assert seller.post(url(world, name, order.number)).status_code == 404
    for name in ("refund_kept", "credit_back"):
        assert seller.post(url(world, name, 999_999)).status_code == 404
