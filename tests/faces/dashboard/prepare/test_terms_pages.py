"""The linter beside the seller's words, and what a PO's terms change against the one before."""

import re

import pytest

from bukapo.audit.overruled import sentences
from bukapo.campaigns.linting.writes import NothingToOverrule, overrule_sentences
from bukapo.campaigns.models import Campaign, OverruledSentence, Terms
from bukapo.catalog.models import Product
from bukapo.stores.models import Store
from tests.campaigns.prepared import AT
from tests.faces.dashboard.prepare.test_pages import BUKA
from tests.faces.dashboard.prepare.test_products import TYPED

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
    campaign = shop.draft(story="Barang yang sudah dibeli tdk dpt ditukar.")
    answer = client.post(f"{BUKA}po/{campaign.slug}/terbit/")
    assert answer.status_code == 409 and "Cerita PO berisi kalimat yang dilarang" in answer.content.decode()
    assert (
        Campaign.objects.of(shop.store).get().state == "draft" and not Terms.objects.of(shop.store).exists()
    )


FAIR = "Makanan yang segelnya sudah dibuka tidak dapat dikembalikan"
"""The linter takes it for a refusal of returns, which it is not."""


TEE_TYPED = TYPED | {
    "name": "Kaos Reuni", "normal_price": "120.000", "chart": "Ukuran;Lebar\nS;48\nXL;55", "chart_note": "",
    "option0-lines": "S\nXL +5000", "option1-name": "Lengan", "option1-lines": "Pendek *\nPanjang +10000",
    "field0-max_length": "", "weight": "250",
}  # fmt: skip


def ticks(page):
    return re.findall(r'name="baca" value="(\w+)"', page)


def test_a_fair_sentence_is_let_through_by_a_tick_that_is_kept_and_counts_for_the_very_same_words(
    client, shop
):
    draft = shop.draft(extra_terms=f"{FAIR}.\nHarga bisa naik sewaktu-waktu.", story="Kaos reuni.")
    url = f"{BUKA}po/{draft.slug}/"
    assert client.get(f"{url}atur/")["Location"].endswith("/atur/periksa/")
    page = client.get(f"{url}atur/periksa/").content.decode()
    assert "Pasal 18 ayat (1) huruf b" in page and "Semua lengkap" not in page
    first, second = ticks(page)
    half = client.post(f"{url}terbit/", {"baca": [first]})
    assert half.status_code == 409 and ticks(half.content.decode()) == [second]
    assert "Sudah Anda loloskan" in half.content.decode() and not Terms.objects.of(shop.store).exists()
    assert client.post(f"{url}terbit/", {"baca": [second]}).status_code == 302
    rows = OverruledSentence.objects.of(shop.store).filter(campaign=draft)
    assert list(rows.values_list("rule", "sentence", "by"))[0] == ("refuses_returns", FAIR, "Sari")
    assert shop.fresh(draft.pk).state == "published" and list(sentences()) == []


def test_one_tap_on_the_last_page_keeps_the_ticks_and_puts_the_lawful_sentence_where_the_other_stood(
    client, shop
):
    risky = "Penjual berhak mengubah harga sewaktu-waktu setelah pesanan dibayar"
    draft = shop.draft(extra_terms=f"{FAIR}.", story=f"Kaos reuni. {risky}. Terima kasih.")
    url = f"{BUKA}po/{draft.slug}/"
    page = client.get(f"{url}atur/periksa/").content.decode()
    fair, named = ticks(page)
    assert 'formaction="' in page and page.count('name="ganti"') == 2
    answer = client.post(f"{url}ganti-kalimat/", {"ganti": named, "baca": [fair]}, follow=True)
    assert "Kalimatnya sudah diganti" in answer.content.decode() and ticks(answer.content.decode()) == []
    fresh = shop.fresh(draft.pk)
    assert fresh.story.startswith("Kaos reuni. Kalau ada yang harus berubah") and fresh.story.endswith(
        "Terima kasih."
    )
    assert fresh.extra_terms == f"{FAIR}." and OverruledSentence.objects.of(shop.store).get().sentence == FAIR
    again = client.post(f"{url}ganti-kalimat/", {"ganti": named}, follow=True).content.decode()
    assert "sudah tidak ada" in again and shop.fresh(draft.pk).story == fresh.story
    assert client.post(f"{url}ganti-kalimat/", {}).status_code == 302


def test_words_of_an_open_po_and_of_its_product_ask_for_the_same_tick_and_keep_what_was_typed(client, shop):
    row = shop.published()
    url = f"{BUKA}po/{row.slug}/ubah/"
    typed = {"cap": "200", "story": FAIR, "workshop_name": "Konveksi Jaya"}
    asked = client.post(url, typed)
    page = asked.content.decode()
    assert asked.status_code == 422 and "Konveksi Jaya" in page and len(ticks(page)) == 1
    assert shop.fresh(row.pk).story == "Kaos untuk reuni."
    assert client.post(url, typed | {"baca": ticks(page)}).status_code == 302
    assert shop.fresh(row.pk).story == FAIR
    with pytest.raises(NothingToOverrule):
        overrule_sentences(
            actor=shop.seller, at=AT, store=shop.store, campaign_id=row.pk, sentences=["No refund"]
        )
    risky = client.post(
        url, typed | {"story": "Seru!\nRetur tidak kami layani untuk pesanan apa pun di sini."}
    )
    (named,) = ticks(risky.content.decode())
    tap = client.post(
        url,
        typed | {"story": "Seru!\nRetur tidak kami layani untuk pesanan apa pun di sini.", "ganti": named},
    )
    assert tap.status_code == 302 and shop.fresh(row.pk).story.startswith("Seru!\nBarang salah, cacat")
    other = "Kue yang sudah digigit tidak dapat dikembalikan"
    fields = TEE_TYPED | {"description": other}
    asked = client.post(f"{BUKA}produk/{shop.product.pk}/", fields)
    assert asked.status_code == 422 and len(ticks(asked.content.decode())) == 1
    passed = client.post(f"{BUKA}produk/{shop.product.pk}/", fields | {"baca": ticks(asked.content.decode())})
    assert passed.status_code == 302 and Product.objects.of(shop.store).get().description == other


def test_the_next_po_shows_the_seller_what_its_rules_change(client, shop):
    first = shop.published()
    assert "Belum ada yang bisa" in client.get(f"{BUKA}po/{first.slug}/beda-aturan/").content.decode()
    Store.objects.filter(pk=shop.store.pk).update(cancel_fee_percent=25, complaint_hours=24)
    draft = shop.draft(title="Kaos Kedua")
    page = client.get(f"{BUKA}po/{draft.slug}/beda-aturan/").content.decode()
    assert "Lebih ketat" in page and "potongan 25%" in page and "tanpa potongan.</s>" in page
    assert "Lebih longgar" in page and "paling lambat 24 jam" in page
    assert client.get("/toko-saya/toko-lain/po/x/beda-aturan/").status_code == 404
