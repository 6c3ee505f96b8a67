"""Paying by QR, the papers behind the buyer's link, and the page that says whether a paper is genuine."""

import io
from datetime import timedelta

import pytest
import zxingcpp
from django.core.cache import cache
from django.test import Client
from PIL import Image

from bukapo.journal import clock
from bukapo.orders.models import Order
from bukapo.orders.papers import invoice_code
from bukapo.orders.writes.change import change_order
from bukapo.orders.writes.link import renew_order_link
from bukapo.orders.writes.release import cancel_order, promise_refund
from bukapo.payments.models import Payment
from bukapo.payments.qris.code import read_qris
from bukapo.payments.sticker import set_static_qris
from bukapo.stores.tax import start_tax
from tests.faces.papers.reading import text as text_of_pdf
from tests.faces.storefront.forms import text
from tests.payments.qris_codes import STATIC
from tests.till import asked, receive
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def world() -> World:
    return make_world(pay_mode="deposit")


@pytest.fixture
def order(world: World) -> Order:
    return world.place(buyer_name="Budi Santoso")


def with_qris(world: World) -> None:
    facts = {"actor": world.seller, "at": clock.now(), "store": world.store}
    set_static_qris(**facts, text=STATIC, bank_account_id=world.bank.pk)  # type: ignore[arg-type]


def paid(world: World, order: Order, amount: int | None = None) -> Payment:
    receive(world, order, amount or asked(order), at=clock.now())
    payment: Payment = Payment.objects.of(world.store).filter(order=order).latest("pk")
    return payment


class TestPayingByQr:
    def test_shows_the_code_of_this_order_with_its_amount(
        self, client: Client, world: World, order: Order
    ) -> None:
        with_qris(world)
        page = text(client.get(f"/p/{order.secret}/"))
        assert "Bayar dengan QRIS" in page and '<svg role="img"' in page and "1234567890" in page
        answer = client.get(f"/p/{order.secret}/qris.png")
        assert answer["Content-Disposition"] == f'attachment; filename="qris-{order.number}.png"'
        (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(answer.content)))
        code = read_qris(found.text)
        assert (code.amount, code.nmid) == (str(asked(order)), read_qris(STATIC).nmid)
        assert order.number in code.value("62")

    def test_is_not_offered_without_a_sticker_or_when_nothing_is_asked(
        self, client: Client, world: World, order: Order
    ) -> None:
        assert "QRIS" not in text(client.get(f"/p/{order.secret}/"))
        assert client.get(f"/p/{order.secret}/qris.png").status_code == 404
        with_qris(world)
        paid(world, order)
        assert "Bayar dengan QRIS" not in text(client.get(f"/p/{order.secret}/"))
        assert client.get(f"/p/{order.secret}/qris.png").status_code == 404

    def test_leaves_sums_above_ten_million_to_the_bank(self, client: Client) -> None:
        world = make_world(pay_mode="full")
        with_qris(world)
        order = world.place(world.line("L", qty=120))
        page = text(client.get(f"/p/{order.secret}/"))
        assert "QRIS hanya sampai Rp10.000.000" in page and "<svg role" not in page
        assert client.get(f"/p/{order.secret}/qris.png").status_code == 404


class TestThePapersBehindTheLink:
    def test_are_listed_and_say_what_was_paid(self, client: Client, world: World, order: Order) -> None:
        payment = paid(world, order)
        page = text(client.get(f"/p/{order.secret}/"))
        path = f"/p/{order.secret}/kwitansi/{payment.receipt_code}/"
        assert path in page and f"/p/{order.secret}/tagihan/" in page
        told = text_of_pdf(client.get(path).content)
        assert "Budi Santoso" in told and "DP pesanan" in told and order.number in told
        assert payment.receipt_code in told and "PPN" not in told
        bill = text_of_pdf(client.get(f"/p/{order.secret}/tagihan/").content)
        assert "Jadwal bayar" in bill and "Pelunasan" in bill and "ditagih nanti" in bill
        assert invoice_code(world.fresh(order)) in bill and "PPN" not in bill

    def test_of_a_pkp_store_show_the_tax_the_books_hold(self, client: Client, world: World) -> None:
        now = clock.now()
        since = (now + timedelta(hours=7)).date()
        start_tax(actor=world.seller, at=now, store=world.store, npwp="0" * 16, since=since)
        with clock.told(now + timedelta(minutes=5)):
            order = world.place()
            payment = paid(world, order, 111_000)
            told = text_of_pdf(client.get(f"/p/{order.secret}/kwitansi/{payment.receipt_code}/").content)
            bill = text_of_pdf(client.get(f"/p/{order.secret}/tagihan/").content)
            check = text(client.get(f"/cek/{payment.receipt_code}/"))
        assert "PPN Rp11.000" in told and "Rp91.667" in told and "0" * 16 in told
        assert "termasuk PPN" in bill
        assert "Termasuk PPN" in check and "Rp11.000" in check

    def test_are_nobody_elses(self, client: Client, world: World, order: Order) -> None:
        payment = paid(world, order)
        other = world.place()
        assert client.get(f"/p/{other.secret}/kwitansi/{payment.receipt_code}/").status_code == 404
        assert client.get("/p/tidak-ada/tagihan/").status_code == 404

    def test_are_the_same_for_the_seller(self, world: World, order: Order) -> None:
        payment = paid(world, order)
        client = Client()
        client.force_login(world.owner)
        for path in (f"kwitansi/{payment.receipt_code}.pdf", f"pesanan/{order.number}/tagihan.pdf"):
            answer = client.get(f"/toko-saya/{world.store.slug}/{path}")
            assert answer.status_code == 200 and order.number in text_of_pdf(answer.content)
        stranger = Client()
        stranger.force_login(make_world(slug="toko-lain").owner)
        for path in (f"kwitansi/{payment.receipt_code}.pdf", f"pesanan/{order.number}/tagihan.pdf"):
            assert stranger.get(f"/toko-saya/{world.store.slug}/{path}").status_code == 404
            assert stranger.get(f"/toko-saya/toko-lain/{path}").status_code == 404


class TestTheCheckPage:
    def test_tells_the_true_amount_of_a_kwitansi_without_names(
        self, client: Client, world: World, order: Order
    ) -> None:
        payment = paid(world, order, 50_000)
        page = text(client.get(f"/cek/{payment.receipt_code}/"))
        assert "Nota ini asli" in page and "Rp50.000" in page and order.number in page and "DP" in page
        assert "B*** S***" in page and "Budi" not in page and order.secret not in page
        assert "pesanannya tidak berubah" in page
        assert text(client.get(f"/nota/{payment.receipt_code}/")).count("Rp50.000") == page.count("Rp50.000")

    def test_says_that_money_went_back_since(self, client: Client, world: World, order: Order) -> None:
        payment = paid(world, order, 500_000)
        facts = {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": clock.now()}
        promise_refund(**facts, amount=100_000, reason="Lebih", send_to="")  # type: ignore[arg-type]
        page = text(client.get(f"/cek/{payment.receipt_code}/"))
        assert "Setelah kertas ini dibuat" in page and "Rp100.000 akan dikembalikan" in page
        assert "Rp500.000" in page

    def test_knows_an_invoice_as_it_was_then_and_what_changed(
        self, client: Client, world: World, order: Order
    ) -> None:
        old = invoice_code(order)
        total = world.fresh(order).charged
        wish = world.want(
            world.line("XL", qty=2), key=order.key, phone=order.phone, buyer_name=order.buyer_name
        )
        change_order(
            store_id=world.store.pk, order_id=order.pk, wanted=wish, actor=world.seller, at=clock.now()
        )
        payment = paid(world, order, 60_000)
        facts = {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": clock.now()}
        cancel_order(**facts, reason="rahasia pembeli")  # type: ignore[arg-type]
        renew_order_link(**facts)  # type: ignore[arg-type]
        page = text(client.get(f"/cek/{old}/"))
        assert "Tagihan ini asli" in page and f"Rp{total:,}".replace(",", ".") in page
        assert "Pesanan diubah" in page and "Pembayaran Rp60.000 diterima" in page
        assert "Pesanan dibatalkan, Rp60.000 dikembalikan" in page and "rahasia" not in page
        new = text(client.get(f"/cek/{invoice_code(world.fresh(order))}/"))
        assert "pesanannya tidak berubah" in new and payment.receipt_code not in new

    def test_does_not_know_a_forged_code(self, client: Client, world: World, order: Order) -> None:
        payment = paid(world, order)
        good = invoice_code(world.fresh(order))
        number, version, seal = good.rsplit("-", 2)
        other = "0" if seal[-1] != "0" else "1"
        forged = [
            payment.receipt_code[:-1] + ("A" if payment.receipt_code[-1] != "A" else "B"),
            f"{number}-{version}-{seal[:-1]}{other}",
            f"{number}-{int(version) + 1}-{seal}",
            f"{world.place().number}-{version}-{seal}",
            "x",
            f"{number}-{version}-{seal}"[:-1],
        ]
        for code in forged:
            answer = client.get(f"/cek/{code}/")
            assert answer.status_code == 404 and "Kode ini tidak kami kenal" in text(answer)

    def test_takes_a_typed_code(self, client: Client, world: World, order: Order) -> None:
        payment = paid(world, order)
        assert client.get("/cek/").status_code == 200
        answer = client.get("/cek/", {"kode": f" {payment.receipt_code} "})
        assert answer["Location"] == f"/cek/{payment.receipt_code}/"
        assert "Kode ini tidak kami kenal" in text(client.get("/cek/", {"kode": "<b>"}, follow=True))
        assert client.get("/cek/", {"kode": "???"}).status_code == 200

    def test_is_not_for_guessing(self, client: Client, world: World, order: Order) -> None:
        payment = paid(world, order)
        for number in range(240):
            client.get(f"/cek/tebak-{number}/")
        assert client.get(f"/cek/{payment.receipt_code}/").status_code == 429
