"""The linter beside the seller's words, and what a PO's terms change against the one before."""

import pytest

from bukapo.campaigns.models import Campaign, Terms
from bukapo.stores.models import Store
from tests.faces.dashboard.prepare.test_pages import BUKA

pytestmark = pytest.mark.django_db
WORDS = "Warna bisa beda.\nNO REFUND ya!!\nTransfer = setuju semua aturan"


def test_one_tap_puts_a_lawful_sentence_in_the_place_of_a_void_one(client, shop):
    campaign = shop.draft()
    url = f"{BUKA}po/{campaign.slug}/atur/syarat/"
    refused = client.post(url, {"extra_terms": WORDS})
    page = refused.content.decode()
    assert refused.status_code == 422 and "Pasal 18 ayat (1) huruf c" in page
    assert 'value="NO REFUND ya"' in page and page.count('name="pakai"') == 2
    answer = client.post(url, {"extra_terms": WORDS, "pakai": "NO REFUND ya"})
    assert answer.status_code == 302 and answer["Location"] == url
    saved = Campaign.objects.of(shop.store).get().extra_terms
    assert saved.startswith("Warna bisa beda.\nUang kembali penuh kalau")
    assert saved.endswith("Transfer = setuju semua aturan")
    assert "Peringatan" in client.get(url).content.decode()


def test_the_panel_answers_while_somebody_types_and_saves_nothing(client, shop):
    campaign = shop.draft()
    url = f"{BUKA}periksa-kata/"
    bad = client.post(f"{url}syarat/", {"extra_terms": "DP tdk kembali"}).content.decode()
    assert "Ditolak" in bad and "<html" not in bad
    assert "Tidak ada kalimat" in client.post(f"{url}isi/", {"story": "Kaos untuk reuni."}).content.decode()
    assert (
        client.post(f"{url}bayar/", {}).status_code == 404 and client.get(f"{url}syarat/").status_code == 405
    )
    assert Campaign.objects.of(shop.store).get(pk=campaign.pk).extra_terms == ""


def test_what_is_void_in_the_story_keeps_the_po_shut(client, shop):
    campaign = shop.draft(story="Fix order, barang yang sudah dibeli tdk dpt ditukar.")
    answer = client.post(f"{BUKA}po/{campaign.slug}/terbit/")
    assert answer.status_code == 409 and "Cerita PO berisi kalimat yang dilarang" in answer.content.decode()
    assert (
        Campaign.objects.of(shop.store).get().state == "draft" and not Terms.objects.of(shop.store).exists()
    )


def test_the_next_po_shows_the_seller_what_its_rules_change(client, shop):
    first = shop.published()
    assert "Belum ada yang bisa" in client.get(f"{BUKA}po/{first.slug}/beda-aturan/").content.decode()
    Store.objects.filter(pk=shop.store.pk).update(cancel_fee_percent=25, complaint_hours=24)
    draft = shop.draft(title="Kaos Kedua")
    page = client.get(f"{BUKA}po/{draft.slug}/beda-aturan/").content.decode()
    assert "Lebih ketat" in page and "potongan 25%" in page and "tanpa potongan.</s>" in page
    assert "Lebih longgar" in page and "paling lambat 24 jam" in page
    assert client.get("/toko-saya/toko-lain/po/x/beda-aturan/").status_code == 404
