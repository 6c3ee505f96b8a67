"""Packages on every page: made by the seller, chosen piece by piece by the buyer, read as one by both."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from bukapo.campaigns.models import Bundle, Campaign
from bukapo.campaigns.plan import Item
from bukapo.campaigns.writes.draft import draft_campaign
from bukapo.faces.storefront.shown.papers import invoice_of
from bukapo.faces.storefront.shown.receipt import receipt_of
from bukapo.journal import clock
from bukapo.orders.models import Order
from bukapo.orders.reads.export import lines_to_export
from bukapo.payments.models import Payment
from bukapo.production.reads import sending
from bukapo.production.writes.close import close_campaign
from tests.bundled import FAMILY, PAIR, Bundled, make_bundled
from tests.faces.storefront.forms import text
from tests.till import asked, receive

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Bundled:
    return make_bundled()


@pytest.fixture
def seller(shop: Bundled) -> Client:
    client = Client()
    client.force_login(shop.owner)
    return client


def typed(shop: Bundled, **changes: str) -> dict[str, str]:
    """Two families (an XL with a name, an M) picked up, as a browser sends it."""
    form = {
        "key": "k" * 22, "pack-0-bundle": str(shop.family.pk), "pack-0-qty": "2",
        "pack-0-slot-0-pick-0": "XL", "pack-0-slot-0-pick-1": "Hitam",
        f"pack-0-slot-0-text-{shop.name_field.pk}": "BUDI",
        "pack-0-slot-1-pick-0": "M", "pack-0-slot-1-pick-1": "Navy",
        "buyer_name": "Rina Contoh", "phone": "0812-3456-7890", "fulfilment": "pickup", "action": "check",
    }  # fmt: skip
    return form | changes


def here(shop: Bundled, tail: str = "") -> str:
    return f"/{shop.store.slug}/{shop.campaign.slug}/{tail}"


def test_a_visitor_sees_what_is_in_and_what_it_saves_only_where_it_does(shop: Bundled) -> None:
    page = text(Client().get(here(shop)))
    assert "Keluarga" in page and "Rp200.001" in page and "1 ×</span> Topi, Hitam" in page
    assert "Hemat Rp29.999: satu per satu Rp230.000" in page and f"?paket={shop.family.pk}" in page
    Bundle.objects.of(shop.store).update(price=230_000)
    assert "Hemat Rp" not in text(Client().get(here(shop))).partition('id="paket"')[2].partition("barang-")[0]


def test_a_buyer_without_scripts_chooses_every_piece_checks_and_sends_and_changes(shop: Bundled) -> None:
    client = Client()
    first = text(client.get(here(shop, f"pesan/?paket={shop.family.pk}")))
    assert 'name="pack-0-slot-1-pick-0"' in first and 'name="line-0-product"' not in first
    assert 'name="pack-0-slot-2-pick-0"' not in first  # black is fixed: nothing to choose
    again = text(client.post(here(shop, "pesan/"), typed(shop, action=f"pack-{shop.pair.pk}")))
    assert 'name="pack-1-slot-1-pick-0"' in again and 'value="BUDI"' in again
    missing = client.post(
        here(shop, "pesan/"), typed(shop, **{"pack-0-slot-1-pick-0": "", "pack-0-qty": "x"})
    )
    assert missing.status_code == 422 and "Pilih ukuran dulu." in text(missing)
    assert "Jumlah harus 1 sampai 999." in text(missing)
    checked = text(client.post(here(shop, "pesan/"), typed(shop)))
    total = 2 * (FAMILY + 5_000 + 15_000)
    assert f"Rp{total:,}".replace(",", ".") in checked and "XL / Hitam" in checked and "BUDI" in checked
    sent = client.post(here(shop, "pesan/"), typed(shop, action="send"))
    order = Order.objects.of(shop.store).get()
    assert sent.status_code == 303 and (order.goods, order.pieces) == (total, 6)
    page = text(client.get(f"/p/{order.secret}/"))
    assert "2 ×</strong> Keluarga" in page and "Kaos, M / Navy" in page
    form = text(client.get(f"/p/{order.secret}/ubah/"))
    assert 'value="BUDI"' in form and 'name="pack-0-qty"' in form
    other = {"pack-0-slot-0-pick-0": "S"}
    foreseen = text(client.post(f"/p/{order.secret}/ubah/", typed(shop, **other)))
    agreed = {"action": "send", "sums": foreseen.partition('name="sums" value="')[2].partition('"')[0]}
    saved = client.post(f"/p/{order.secret}/ubah/", typed(shop, **other, **agreed))
    assert saved.status_code in (302, 303)
    assert [line.label for line in order.lines.all()] == ["S / Hitam", "M / Navy", "Hitam"]


def test_papers_files_and_the_packing_list_keep_a_package_together(shop: Bundled, seller: Client) -> None:
    order = shop.order(shop.families(2), lines=[shop.line("S")])
    receive(shop, order, asked(order), at=clock.now())
    receipt = receipt_of(shop.fresh(order), Payment.objects.of(shop.store).get())
    row = receipt.lines[1]
    assert (row.name, row.quantity, row.unit_price) == ("Keluarga", 2, FAMILY)
    assert row.detail == "Kaos L / Hitam\nKaos M / Hitam\nTopi Hitam"
    assert sum(line.amount for line in invoice_of(shop.fresh(order)).bill.lines) == order.goods
    file = seller.get(f"/toko-saya/{shop.store.slug}/po/{shop.campaign.slug}/pesanan/ekspor.csv")
    told = b"".join(file.streaming_content) if file.streaming else file.content
    rows = list(csv.reader(io.StringIO(told.decode("utf-8-sig")), delimiter=";"))
    assert rows[-1][-2] == "2 × Keluarga"
    told_lines = list(lines_to_export(store_id=shop.store.pk, campaign_id=shop.campaign.pk))
    assert [(line.bundle, line.bundle_no) for line in told_lines] == [(None, 0), *[("Keluarga", 1)] * 3]
    close_campaign(store_id=shop.store.pk, campaign_id=shop.campaign.pk, actor=shop.seller, at=clock.now())
    Campaign.objects.of(shop.store).filter(pk=shop.campaign.pk).update(produced_at=clock.now())
    [out] = sending.outgoing_to_print(shop.fresh(shop.campaign))
    assert [line.package for line in out.lines] == ["", "Keluarga", "Keluarga", "Keluarga"]


def test_a_seller_makes_a_package_in_the_draft_and_only_stops_it_later(shop: Bundled, seller: Client) -> None:
    home = f"/toko-saya/{shop.store.slug}/po/"
    assert text(seller.get(f"{home}{shop.campaign.slug}/paket/")).count("Berdua") == 1
    switch = f"{home}{shop.campaign.slug}/paket/{shop.pair.pk}/jual/"
    seller.post(switch, {"jual": "tidak"})
    assert shop.fresh(shop.pair).stopped_at
    shop.order(shop.families(3))
    for page in (f"{home}{shop.campaign.slug}/", f"{home}{shop.campaign.slug}/rekap/"):
        assert "Keluarga" in text(seller.get(page)), page
    made = draft_campaign(
        actor=shop.seller, at=clock.now(), store=shop.store, title="Draf",
        plan={"items": [Item(shop.product.pk, 95_000), Item(shop.cap.pk, 40_000)]},
    )  # fmt: skip
    tee, cap = str(shop.product.pk), str(shop.cap.pk)
    form = {
        "name": "Hemat",
        "price": "150.000",
        "slot_0": tee,
        "slot_1": f"{tee}:1:1",
        "slot_2": f"{cap}:0:0",
    }
    wrong = seller.post(f"{home}{made.slug}/paket/baru/", form | {"slot_1": "", "slot_2": "", "price": ""})
    assert wrong.status_code == 422 and 'value="Hemat"' in text(wrong)
    assert seller.post(f"{home}{made.slug}/paket/baru/", form).status_code == 302
    bundle = Bundle.objects.of(shop.store).get(name="Hemat")
    assert [(slot.product_id, slot.fixed) for slot in bundle.slots.all()] == [
        (shop.product.pk, {}), (shop.product.pk, {"Warna": "Navy"}), (shop.cap.pk, {"Warna": "Hitam"}),
    ]  # fmt: skip
    again = text(seller.get(f"{home}{made.slug}/paket/{bundle.pk}/"))
    assert f'<option value="{tee}:1:1" selected>' in again
    assert "Hemat" in text(seller.get(f"{home}{made.slug}/atur/isi/"))
    seller.post(f"{home}{made.slug}/paket/{bundle.pk}/hapus/")
    assert not Bundle.objects.of(shop.store).filter(pk=bundle.pk).exists()
    assert seller.post(f"{home}{made.slug}/paket/{shop.pair.pk}/hapus/").status_code == 404


def test_a_program_orders_a_package_and_reads_it_back(shop: Bundled) -> None:
    client, path = Client(), f"/api/v1/stores/{shop.store.slug}/campaigns/{shop.campaign.slug}"
    told = client.get(path).json()["bundles"]
    assert [(one["name"], one["price"]) for one in told] == [("Keluarga", FAMILY), ("Berdua", PAIR)]
    slots = [{"variant": shop.variant("L", "Hitam")}, {"variant": shop.caps["Krem"]}]
    body: dict[str, Any] = {
        "buyer": {"name": "Budi", "phone": "081234567890"}, "fulfilment": "pickup",
        "bundles": [{"bundle": shop.pair.pk, "qty": 2, "slots": slots}],
    }  # fmt: skip
    headers = {"Idempotency-Key": "kunci-paket-0001"}
    placed = client.post(f"{path}/orders", body, content_type="application/json", headers=headers)
    assert placed.status_code == 201
    key = {"Authorization": f"Bearer {placed.json()['secret']}"}
    order = client.get(placed.json()["order"], headers=key).json()
    assert order["goods"] == 2 * PAIR
    assert [(line["bundle_name"], line["bundle_no"]) for line in order["lines"]] == [("Berdua", 1)] * 2
    body["bundles"][0]["slots"] = slots[:1]
    no = client.post(
        f"{path}/orders", body, content_type="application/json", headers={"Idempotency-Key": "x" * 20}
    )
    assert no.status_code == 422 and "bundles[0].slots" in text(no)
