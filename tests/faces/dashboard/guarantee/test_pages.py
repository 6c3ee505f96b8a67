"""The seller declares a ladder; the buyer meets what it did."""

import pytest
from django.test import Client

from bukapo.campaigns.guarantees.reads import declared_of, usual_of
from bukapo.campaigns.guarantees.rules import CREDIT, SHIPPING, Declared, Rung
from bukapo.campaigns.models import FrozenGuarantee
from bukapo.journal import clock, outbox
from bukapo.messaging.models import Message
from tests.faces.production import address, seller
from tests.trust.late import bought, guarded, late, morning
from tests.world import World, make_world

pytestmark = pytest.mark.django_db
STORE = "/toko-saya/toko-contoh/pengaturan/garansi/"


def test_the_stores_ladder_is_what_new_pos_begin_with() -> None:
    world = make_world()
    client = seller(world)
    assert "Setelah 14 hari terlambat" in client.get(STORE).content.decode()
    typed = {
        "days_1": "3",
        "gift_1": "10%",
        "days_2": "5",
        "gift_2": "15.000",
        "shipping_days": "7",
        "fit_days": "4",
    }
    assert client.post(STORE, typed).status_code == 302
    rungs = (Rung(3, CREDIT, bp=1_000), Rung(5, CREDIT, 15_000), Rung(7, SHIPPING))
    assert usual_of(world.store) == Declared(rungs, 14, 4)
    page = client.get(STORE).content.decode()
    assert 'value="10%"' in page and 'value="15.000"' in page
    assert declared_of(world.campaign) == Declared((), 14), "a published PO has its own"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"days_1": "3"}, "Isi saldonya"), ({"gift_1": "5.000"}, "Isi berapa hari terlambat."),
        ({"days_1": "3", "gift_1": "abc"}, "Isi dengan harga"), ({"days_1": "3", "gift_1": "99%"}, "paling banyak 50%"),
        ({"refund_after": "20"}, "hanya bisa ditambah"),
        ({"days_1": "3", "gift_1": "5.000", "shipping_days": "3"}, "hari yang beda"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_stays(typed: dict[str, str], words: str) -> None:
    world = make_world()
    answer = seller(world).post(address(world, "garansi/"), {"refund_after": "14"} | typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page
    assert all(f'value="{value}"' in page for value in typed.values())
    assert declared_of(world.campaign) == Declared((), 14)


def test_the_cost_is_shown_before_publishing_and_a_closed_po_only_shows() -> None:
    world = make_world(cap=50)
    client = seller(world)
    page = client.get(address(world, "garansi/")).content.decode()
    assert "Kalau 50 pcs terjual" in page and "Rp5.650.000" in page and "peluangnya" in page
    type(world.campaign).objects.of(world.store).update(state="closed")
    assert client.post(address(world, "garansi/"), {"refund_after": "1"}).status_code == 200
    assert declared_of(world.campaign).refund_after == 14
    assert Client().get(address(world, "garansi/")).status_code == 302


def offered() -> tuple[World, str]:
    world = guarded()
    order = bought(world)
    for days in (3, 7, 14):
        morning(late(days))
    return world, f"/p/{order.secret}/garansi/"


def test_the_buyer_waits_then_takes_the_money_and_is_asked_no_more() -> None:
    world, link = offered()
    client = Client()
    with clock.told(late(15)):
        assert "Tetap menunggu?" in client.get(f"{link}tunggu/").content.decode()
        assert client.post(f"{link}tunggu/kirim/").url.endswith("?kabar=garansi-tunggu")
        assert client.post(f"{link}tunggu/kirim/").url.endswith("?kabar=garansi-lewat")
        page = client.get(link.removesuffix("garansi/")).content.decode()
        assert "Anda menunggu barangnya" in page and "Tetap menunggu" not in page
        assert client.post(f"{link}uang/kirim/").url.endswith("?kabar=garansi-uang")
        assert client.get(f"{link}uang/").status_code == 302
        assert client.post(f"{link}uang/kirim/").url.endswith("?kabar=garansi-lewat")
        assert client.post(f"{link}lain/kirim/").status_code == 303
    with clock.told(late(16)):
        told = seller(world).get(address(world)).content.decode()
    assert "Sudah diberikan Rp28.000 ke 1 pesanan." in told


def test_who_is_not_covered_is_said_before_publishing_and_while_it_runs() -> None:
    world = guarded()
    client = seller(world)
    bought(world)
    bought(world, paid=False)
    page = client.get(address(world, "garansi/")).content.decode()
    assert "Sekarang 1 pesanan belum membayar" in page and "aturan lama" not in page
    FrozenGuarantee.objects.of(world.store).delete()
    assert "2 pesanan memegang aturan lama" in client.get(address(world, "garansi/")).content.decode()
    type(world.campaign).objects.of(world.store).update(pay_mode="cod", state="draft")
    for page in (client.get(address(world, "garansi/")), client.get(address(world, "atur/periksa/"))):
        told = page.content.decode()
        assert "garansi ini tidak jalan untuk pesanan yang belum membayar" in told
        assert "pcs terjual" not in told, "no cost is foreseen of money that nobody gave"


def test_a_credit_says_where_and_until_when_it_may_be_used() -> None:
    world = guarded()
    order = bought(world)
    assert (
        "tanpa batas waktu, dan tidak bisa diuangkan"
        in Client().get("/toko-contoh/kaos-contoh/").content.decode()
    )
    morning(late(3))
    page = Client().get(f"/p/{order.secret}/").content.decode()
    assert "untuk pesanan mana pun, tanpa batas waktu, tidak bisa diuangkan" in page
    while outbox.run_due(at=late(3)):
        pass
    told = Message.objects.of(world.store).get(kind="order.guarantee_given", channel="whatsapp").body
    assert "untuk pesanan mana pun di Toko Contoh, nomor WhatsApp sama, tanpa batas waktu" in told


def test_late_orders_are_named_and_their_buyers_told_how_late_and_what_comes_next() -> None:
    world = guarded()
    order, other = bought(world), bought(world)
    clients = (Client(), seller(world))
    link, listing = f"/p/{order.secret}/", "/toko-saya/toko-contoh/terlambat/"
    with clock.told(late(-1)):
        assert "seharusnya paling lambat" not in clients[0].get(link).content.decode()
        assert "Tidak ada yang terlambat" in clients[1].get(listing).content.decode()
    type(world.campaign).objects.of(world.store).update(state="closed")
    morning(late(3))
    with clock.told(late(4)):
        page = clients[0].get(link).content.decode()
        assert "sudah lewat 5 hari" in page and "<strong>terlambat 5 hari</strong>" in page
        assert "belum juga dikirim, Anda dapat: Ongkir kembali." in page
        page = clients[1].get(f"{listing}?po={world.campaign.slug}").content.decode()
        assert order.number in page and other.number in page and "sudah diberi Rp10.000" in page
        assert f"{listing}?po={world.campaign.slug}" in clients[1].get(address(world)).content.decode()
    morning(late(14))
    with clock.told(late(14)):
        page = clients[0].get(link).content.decode()
        assert "atau mengambil uangnya, selama barangnya belum dikirim" in page
        assert page.index('id="garansi"') < page.index('id="dikembalikan"'), (
            "what has to be decided comes first"
        )
        assert "Boleh ambil uang" in clients[1].get(listing).content.decode()
