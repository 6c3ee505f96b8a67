"""What a buyer decides about their own money, behind the secret link: back, kept, spent."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.orders.models import Order
from bukapo.orders.writes.pay import record_payment
from bukapo.orders.writes.release import cancel_order, pay_refund
from bukapo.payments.models import Credit, Refund
from tests.faces.storefront.forms import text
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = "0812 3456 7890"
NUMBER = "0123456789"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def order(world: World) -> Order:
    """Paid 30.000 too much."""
    order = world.place(phone=PHONE)
    pay(world, order, order.charged + 30_000)
    return world.fresh(order)


def pay(world: World, order: Order, amount: int) -> None:
    record_payment(
        store_id=world.store.pk, order_id=order.pk, amount=amount, method="transfer",
        bank_account_id=world.bank.pk, note="", actor=world.seller, at=clock.now(),
    )  # fmt: skip


def link(order: Order, tail: str = "") -> str:
    return f"/p/{order.secret}/{tail}"


def account(prefix: str, **changes: str) -> dict[str, str]:
    typed = {"bank": "BCA", "number": "0123-456-789", "holder": "Budi Contoh"} | changes
    return {f"{prefix}-{name}": value for name, value in typed.items()}


def kept(client: Client, order: Order) -> Credit:
    assert client.post(link(order, "saldo/simpan/")).status_code == 303
    credit: Credit = Credit.objects.of(order.store_id).latest("pk")
    return credit


def see(client: Client, order: Order) -> Any:
    response = client.get(link(order))
    assert response.status_code == 200
    return response


class TestMoneyTooMuch:
    def test_is_kept_as_credit_by_one_button(self, client: Client, world: World, order: Order) -> None:
        credit = kept(client, order)
        assert (credit.amount, credit.left, world.fresh(order).outstanding) == (30_000, 30_000, 0)
        page = text(see(client, order))
        assert credit.code in page and "Saldo Anda Rp30.000" in page and "Uang ini milik Anda" not in page

    def test_goes_to_the_account_that_the_buyer_writes(
        self, client: Client, world: World, order: Order
    ) -> None:
        assert client.post(link(order, "rekening/"), account("kembali")).status_code == 303
        refund = Refund.objects.of(world.store).get()
        assert (refund.amount, refund.to_bank, refund.to_number, refund.to_holder) == (
            30_000, "BCA", NUMBER, "Budi Contoh",
        )  # fmt: skip
        page = text(see(client, order))
        assert "•••• 6789" in page and NUMBER not in page, "the page shows the last digits only"

    def test_keeps_what_was_typed_when_a_number_is_none(
        self, client: Client, world: World, order: Order
    ) -> None:
        wrong = client.post(link(order, "rekening/"), account("kembali", number="satu dua"))
        assert wrong.status_code == 422
        assert 'value="satu dua"' in text(wrong) and "Nomor rekening hanya angka" in text(wrong)
        assert not Refund.objects.of(world.store).exists()

    @pytest.mark.parametrize("field", ["bank", "number", "holder"])
    def test_asks_for_what_is_missing(self, client: Client, world: World, order: Order, field: str) -> None:
        wrong = client.post(link(order, "rekening/"), account("kembali", **{field: " "}))
        assert wrong.status_code == 422 and f'id="id_kembali-{field}_error"' in text(wrong)
        assert not Refund.objects.of(world.store).exists()

    def test_is_decided_once(self, client: Client, world: World, order: Order) -> None:
        kept(client, order)
        assert client.post(link(order, "saldo/simpan/")).status_code == 409
        assert client.post(link(order, "rekening/"), account("kembali")).status_code == 409
        assert Credit.objects.of(world.store).count() == 1 and not Refund.objects.of(world.store).exists()

    def test_account_numbers_stand_in_no_event(self, client: Client, world: World, order: Order) -> None:
        client.post(link(order, "rekening/"), account("kembali"))
        client.post(link(order, "rekening/"), account("rekening", number="5550001112"))
        told = str(list(EventRow.objects.filter(order_id=order.pk).values_list("data", flat=True)))
        assert NUMBER not in told and "5550001112" not in told and "Budi Contoh" not in told


class TestARefundThatIsOwed:
    @pytest.fixture
    def gone(self, world: World, order: Order) -> Order:
        cancel_order(
            store_id=world.store.pk, order_id=order.pk, reason="x", actor=world.seller, at=clock.now()
        )
        return order

    def test_asks_for_the_account_and_takes_it(self, client: Client, world: World, gone: Order) -> None:
        assert "Ke rekening mana?" in text(see(client, gone))
        assert client.post(link(gone, "rekening/"), account("rekening")).status_code == 303
        assert Refund.objects.of(world.store).get().to_number == NUMBER
        assert "Ganti rekening tujuan" in text(see(client, gone))

    def test_becomes_credit_and_money_again(self, client: Client, world: World, gone: Order) -> None:
        refund = Refund.objects.of(world.store).get()
        assert client.post(link(gone, "saldo/simpan/"), {"refund": str(refund.pk)}).status_code == 303
        credit = Credit.objects.of(world.store).get()
        assert (world.fresh(refund).state, credit.amount) == ("credited", refund.amount)
        out = account("cairkan") | {"credit": str(credit.pk)}
        assert client.post(link(gone, "saldo/cairkan/"), out).status_code == 303
        owed = Refund.objects.of(world.store).get(state="owed")
        assert (owed.amount, owed.credit_id, world.fresh(credit).left) == (refund.amount, credit.pk, 0)
        assert client.post(link(gone, "saldo/cairkan/"), out).status_code == 422

    def test_that_was_sent_cannot_change_any_more(self, client: Client, world: World, gone: Order) -> None:
        refund = Refund.objects.of(world.store).get()
        pay_refund(
            store_id=world.store.pk, refund_id=refund.pk, bank_account_id=world.bank.pk, send_to="",
            actor=world.seller, at=clock.now(),
        )  # fmt: skip
        assert client.post(link(gone, "rekening/"), account("rekening")).status_code == 409
        assert client.post(link(gone, "saldo/simpan/"), {"refund": str(refund.pk)}).status_code == 409
        assert not Credit.objects.of(world.store).exists()

    @pytest.mark.parametrize("named", ["999999", "x", "9" * 40, "-1", "²"])
    def test_of_another_order_is_not_found(
        self, client: Client, world: World, gone: Order, named: str
    ) -> None:
        assert client.post(link(gone, "saldo/simpan/"), {"refund": named}).status_code == 404
        assert client.post(link(gone, "saldo/cairkan/"), {"credit": named}).status_code == 404


class TestCredit:
    def test_pays_on_another_order_by_one_button_where_its_page_was_open(
        self, client: Client, world: World, order: Order
    ) -> None:
        kept(client, order)
        cookie = see(client, order).cookies["saldo"]
        assert cookie["path"] == "/p/" and cookie["httponly"] and cookie["samesite"] == "Lax"
        second = world.place(phone=PHONE)
        assert "Saldo Anda Rp30.000." in text(see(client, second))
        assert client.post(link(second, "saldo/pakai/")).status_code == 303
        now = world.fresh(second)
        assert (now.paid, now.outstanding) == (30_000, second.charged - 30_000)
        assert "Dibayar dengan saldo" in text(see(client, second))

    def test_keeps_the_rest_recognisable_by_its_amount(
        self, client: Client, world: World, order: Order
    ) -> None:
        kept(client, order)
        see(client, order)
        second = world.place(phone=PHONE)
        client.post(link(second, "saldo/pakai/"))
        charge = second.charges.get()
        assert charge.transfer_amount == charge.rest == second.charged - 30_000

    def test_is_never_more_than_what_is_asked(self, client: Client, world: World) -> None:
        rich, second = world.place(phone=PHONE), world.place(phone=PHONE)
        pay(world, rich, rich.charged + 500_000)
        credit = kept(client, world.fresh(rich))
        see(client, rich)
        client.post(link(second, "saldo/pakai/"))
        assert world.fresh(second).outstanding == 0 and world.fresh(second).state == "confirmed"
        assert world.fresh(credit).left == 500_000 - second.charged

    def test_is_neither_shown_nor_spent_by_a_stranger_who_orders_under_the_same_number(
        self, client: Client, world: World, order: Order
    ) -> None:
        credit = kept(client, order)
        see(client, order)
        stranger, second = Client(), world.place(phone=PHONE)
        page = text(see(stranger, second))
        assert "Saldo Anda" not in page and credit.code not in page
        for typed in ({}, {"kode-code": "SALDO-AAAAA-BBBBB-CCCCC"}, {"kode-code": "salah"}):
            assert stranger.post(link(second, "saldo/pakai/"), typed).status_code == 422
        assert world.fresh(second).paid == 0 and world.fresh(credit).left == 30_000

    def test_is_spent_elsewhere_by_its_code_however_it_is_typed(
        self, client: Client, world: World, order: Order
    ) -> None:
        credit = kept(client, order)
        second, elsewhere = world.place(phone=PHONE), Client()
        spoken = credit.code.lower().replace("-", " ")
        sent = elsewhere.post(link(second, "saldo/pakai/"), {"kode-code": spoken})
        assert sent.status_code == 303 and world.fresh(second).paid == 30_000

    def test_helps_nobody_under_another_number_or_in_another_store(
        self, client: Client, world: World, order: Order
    ) -> None:
        credit = kept(client, order)
        see(client, order)
        other_store = make_world(slug="toko-lain")
        for second in (world.place(phone="0812 0000 0009"), other_store.place(phone=PHONE)):
            assert "Saldo Anda" not in text(see(client, second))
            wrong = client.post(link(second, "saldo/pakai/"), {"kode-code": credit.code})
            assert wrong.status_code == 422 and "Kode saldo ini tidak cocok" in text(wrong)
            assert credit.code in text(wrong), "the form keeps what was typed"
        assert world.fresh(credit).left == 30_000

    def test_is_not_asked_about_where_nobody_has_any(self, client: Client, world: World) -> None:
        assert "Punya saldo" not in text(see(client, world.place(phone=PHONE)))

    def test_survives_a_cookie_full_of_nonsense(self, client: Client, world: World, order: Order) -> None:
        client.cookies["saldo"] = "x" * 300 + "." + "." * 90
        kept(client, order)
        assert see(client, order).cookies["saldo"].value.count("SALDO-") == 1


def test_the_account_reads_like_what_happened(client: Client, world: World, order: Order) -> None:
    kept(client, order)
    page: HttpResponse = see(client, order)
    words = text(page)
    for said in (
        "Pembayaran penuh ditagih",
        "Transfer BCA masuk",
        "Kelebihan disimpan sebagai saldo",
        "Lunas",
    ):
        assert said in words
