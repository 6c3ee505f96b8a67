"""The seller's pages of partners, the report, and what a partner sees."""

import io
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from python_calamine import CalamineWorkbook

from bukapo.campaigns.models import FriendReward, Partner, Voucher
from bukapo.journal import clock
from bukapo.orders.models import CommissionPayout, Order
from tests.faces.storefront.forms import address, filled, text
from tests.orders.commissions.cast import bought, fetched, rina
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
NEW = {"name": "Rina Contoh", "code": "rina 10", "where": "", "way": "percent", "percent": "10", "fixed": ""}


@pytest.fixture
def world() -> World:
    cache.clear()
    return make_world(at=NOON)


@pytest.fixture
def client(world: World) -> Client:
    client = Client()
    client.force_login(world.owner)
    return client


def home(world: World, tail: str = "") -> str:
    return f"/toko-saya/{world.store.slug}/mitra/{tail}"


def act(call: Any, *args: Any) -> Any:
    with clock.told(NOON):
        return call(*args)


def test_from_the_link_to_the_order_without_cookies_or_scripts(world: World, client: Client) -> None:
    assert act(client.post, home(world), NEW).status_code == 302
    partner = Partner.objects.of(world.store).get()
    assert (partner.code, partner.rate) == ("RINA10", 1_000)
    shared = text(act(client.get, home(world, f"{partner.pk}/")))
    assert f"/{world.store.slug}/?dari=RINA10" in shared
    buyer = Client()
    store_page = text(act(buyer.get, f"/{world.store.slug}/?dari=RINA10"))
    assert f'href="{address(world)}?dari=RINA10"' in store_page
    form = text(act(buyer.get, address(world, "pesan/?dari=rina10")))
    assert '<input type="hidden" name="dari" value="RINA10">' in form
    check = text(act(buyer.post, address(world, "pesan/"), filled(world, dari="RINA10")))
    assert '<input type="hidden" name="dari" value="RINA10">' in check
    sent = act(buyer.post, address(world, "pesan/kirim/"), filled(world, dari="RINA10", action="send"))
    assert sent.status_code == 303 and not buyer.cookies
    assert Order.objects.of(world.store).get().partner_id == partner.pk


def test_what_is_wrong_with_a_new_partner_is_said_at_its_field(world: World, client: Client) -> None:
    rina(world)
    for wrong, words in (
        ({"code": "RINA10"}, "sudah pernah dipakai"),
        ({"percent": ""}, "Isi besar komisinya"),
        ({"code": "!!"}, "3 sampai 24 huruf"),
        ({"phone": "12"}, "Nomor WhatsApp belum benar"),
    ):
        answer = act(client.post, home(world), NEW | {"code": "LAIN"} | wrong)
        assert answer.status_code == 422 and words in text(answer), wrong
    assert Partner.objects.of(world.store).count() == 1


def test_a_commission_is_paid_from_its_page_and_only_the_sum_that_stood_there(
    world: World, client: Client
) -> None:
    partner = rina(world)
    fetched(world, bought(world))
    one = home(world, f"{partner.pk}/")
    page = text(act(client.get, one))
    assert 'name="amount" value="9500"' in page
    form = {"amount": "9499", "bank_account": str(world.bank.pk), "note": ""}
    refused = act(client.post, f"{one}bayar/", form)
    assert refused.status_code == 422 and "Rp9.500" in text(refused)
    assert not CommissionPayout.objects.of(world.store).exists()
    assert act(client.post, f"{one}bayar/", form | {"amount": "9500"}).status_code == 302
    assert "Belum ada yang bisa dibayar" in text(act(client.get, one))
    assert "Komisi mitra" in text(act(client.get, f"/toko-saya/{world.store.slug}/buku/"))


def test_the_report_opens_in_excel_and_names_no_buyer(world: World, client: Client) -> None:
    rina(world)
    bought(world, buyer_name="Sari Rahasia")
    bought(world, paid=False)
    sheet = act(client.get, home(world, "laporan.xlsx"))
    book = CalamineWorkbook.from_object(io.BytesIO(b"".join(sheet.streaming_content)))
    row = book.get_sheet_by_index(0).to_python()[1]
    assert row[:2] == ["Rina Contoh", "RINA10"]
    assert row[3:10] == ["Kaos Contoh", 1, 1, 0, 1, 95_000, 9_500]
    csv = b"".join(act(client.get, home(world, "laporan.csv")).streaming_content).decode("utf-8-sig")
    assert "Rina Contoh;RINA10;10% dari harga barang;Kaos Contoh;1;1;0;1;95000;9500;0;0;0" in csv
    assert "Sari" not in csv and act(client.get, home(world, "laporan.pdf")).status_code == 404


def test_a_partner_sees_own_numbers_behind_a_link_that_can_be_revoked(world: World, client: Client) -> None:
    partner = rina(world)
    order = bought(world, buyer_name="Sari Rahasia")
    path = f"/mitra/{partner.secret}/"
    page = act(Client().get, path)
    shown = text(page)
    assert "Rp9.500" in shown and "RINA10" in shown and page["X-Robots-Tag"] == "noindex"
    assert "Sari" not in shown and order.number not in shown and order.phone not in shown
    act(client.post, home(world, f"{partner.pk}/tautan/"), {"cabut": "1"})
    assert act(Client().get, path).status_code == 404 and act(Client().get, "/mitra/None/").status_code == 404
    act(client.post, home(world, f"{partner.pk}/tautan/"))
    assert act(Client().get, f"/mitra/{world.fresh(partner).secret}/").status_code == 200


def test_a_strangers_store_finds_no_partner_of_another(world: World, client: Client) -> None:
    other = rina(make_world(slug="toko-lain", at=NOON))
    for tail in ("", "bayar/", "hentikan/", "tautan/"):
        call = client.post if tail else client.get
        assert act(call, home(world, f"{other.pk}/{tail}")).status_code == 404


def test_a_voucher_may_belong_to_a_partner(world: World, client: Client) -> None:
    partner = rina(world)
    form = {"code": "HEMAT", "where": "", "partner": str(partner.pk), "kind": "percent", "percent": "5"}
    assert act(client.post, f"/toko-saya/{world.store.slug}/voucher/", form).status_code == 302
    assert Voucher.objects.of(world.store).get().partner_id == partner.pk
    assert "mitra RINA10" in text(act(client.get, f"/toko-saya/{world.store.slug}/voucher/"))


def test_inviting_friends_is_off_until_the_seller_opens_it(world: World, client: Client) -> None:
    order, buyer = bought(world, code=""), Client()
    path = f"/p/{order.secret}/"
    assert "Ajak teman" not in text(act(buyer.get, path))
    assert act(buyer.post, f"{path}ajak/").status_code == 409
    form = {"campaign": world.campaign.slug, "reward": "15.000"}
    assert act(client.post, home(world, "teman/"), form).status_code == 302
    assert FriendReward.objects.of(world.store).get().reward == 15_000
    assert "Buat tautan saya" in text(act(buyer.get, path)) and not Partner.objects.of(world.store).exists()
    assert act(buyer.post, f"{path}ajak/").status_code == 303
    code = Partner.objects.of(world.store).get().code
    assert f"{address(world)}?dari={code}" in text(act(buyer.get, path))
    assert "Ajak teman aktif" in text(act(client.get, home(world)))
