import pytest

from bukapo.campaigns import draft_reads
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.preview import preview_key
from bukapo.catalog.models import Photo
from bukapo.shipping.models import Zone
from tests.campaigns.prepared import prepare
from tests.faces.dashboard.prepare.pictures import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_time", "folders")]
BUKA = "/toko-saya/toko-satu/"


def test_the_fee_table_is_typed_on_one_page(client, shop):
    page = client.get(f"{BUKA}ongkir/").content.decode()
    assert 'value="Jawa"' in page and 'value="12.000"' in page
    rows = {
        "form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "1",
        "form-0-name": "Jawa", "form-0-first_kg": "15.000", "form-0-next_kg": "",
        "form-1-name": "Papua", "form-1-first_kg": "60000", "form-1-next_kg": "55000", "form-1-days": "5-9 hari",
        "form-2-name": "Bali", "form-2-first_kg": "",
    }  # fmt: skip
    wrong = client.post(f"{BUKA}ongkir/", rows)
    assert wrong.status_code == 422 and "Isi ongkirnya" in wrong.content.decode()
    back = f"{BUKA}ongkir/?ke={BUKA}po/x/atur/kirim/"
    answer = client.post(back, rows | {"form-2-name": ""})
    assert answer.headers["Location"] == f"{BUKA}po/x/atur/kirim/"
    table = list(Zone.objects.of(shop.store).filter(active=True).values_list("name", "first_kg", "next_kg"))
    assert table == [("Jawa", 15_000, 15_000), ("Papua", 60_000, 55_000)]
    away = client.post(f"{BUKA}ongkir/?ke=//jahat.example/", rows | {"form-2-name": ""})
    assert away.headers["Location"] == f"{BUKA}ongkir/"
    for rubbish in ({}, {"form-TOTAL_FORMS": "99999999999999999999", "form-INITIAL_FORMS": "-1"}):
        assert client.post(f"{BUKA}ongkir/", rubbish).status_code in (302, 422)


def walk(client, title="Kaos Reuni", product=None):
    """Every step of the wizard as a seller types it."""
    first = {"title": title, "story": "Ayo reuni", f"pick_{product}": "on", f"price_{product}": "95.000"}
    answer = client.post(f"{BUKA}po/baru/", first)
    assert answer.headers["Location"] == f"{BUKA}po/kaos-reuni/atur/waktu/"
    url = f"{BUKA}po/kaos-reuni/atur/"
    for step, typed, onward in (
        (
            "waktu",
            {"opens_at": "2026-11-01T10:00", "closes_at": "2026-11-30T21:00", "cap": "200", "target": "150"},
            "bayar",
        ),
        ("bayar", {"way": "percent", "percent": "50", "pay_hours": "24", "balance_days": "5"}, "janji"),
        ("janji", {"produced": "2026-12-20", "ship_from": "2026-12-21", "ship_until": "2026-12-28"}, "kirim"),
        (
            "kirim",
            {"pickup": "on", "pickup_place": "Sekretariat", "courier": "on", "shipping_with": "balance"},
            "syarat",
        ),
        ("syarat", {"extra_terms": "Warna bisa sedikit beda."}, "periksa"),
    ):
        assert client.get(f"{url}{step}/").status_code == 200
        answer = client.post(f"{url}{step}/", typed)
        assert answer.status_code == 302, answer.content.decode()
        assert answer.headers["Location"] == f"{url}{onward}/"
    return url


def test_the_wizard_leads_from_nothing_to_an_open_po(client, shop):
    url = walk(client, product=shop.product.pk)
    page = client.get(f"{url}periksa/").content.decode()
    assert "Semua lengkap" in page and "DP: 50% dari harga barang" in page
    preview = client.get(f"{BUKA}po/kaos-reuni/pratinjau/").content.decode()
    assert "Pratinjau." in preview and "Warna bisa sedikit beda." in preview and "Rp95.000" in preview
    assert client.get("/toko-satu/kaos-reuni/").status_code == 404
    answer = client.post(f"{BUKA}po/kaos-reuni/terbit/")
    assert answer.headers["Location"] == f"{BUKA}po/kaos-reuni/"
    campaign = draft_reads.campaign_of(shop.store, "kaos-reuni")
    assert campaign.state == "published"
    assert campaign.closes_at.isoformat() == "2026-11-30T14:00:00+00:00"
    assert (campaign.pay_mode, campaign.deposit_bp, campaign.shipping_with) == ("deposit", 5000, "balance")
    hub = client.get(f"{BUKA}po/kaos-reuni/").content.decode()
    assert "/toko-satu/kaos-reuni/" in hub and "20 Des 2026" in hub and "dari kuota 200" in hub
    assert client.get("/toko-satu/kaos-reuni/").status_code == 200
    assert client.get(f"{url}waktu/").headers["Location"] == f"{BUKA}po/kaos-reuni/ubah/"


def test_publishing_too_early_names_everything_with_a_way_to_mend_it(client, shop):
    shop.draft(produced=None, courier=False, pickup=False, caps={}, title="Kaos Reuni")
    answer = client.post(f"{BUKA}po/kaos-reuni/terbit/")
    page = answer.content.decode()
    assert answer.status_code == 409 and "2 hal belum lengkap" in page
    assert (
        f'href="{BUKA}po/kaos-reuni/atur/janji/"' in page
        and f'href="{BUKA}po/kaos-reuni/atur/kirim/"' in page
    )
    assert Campaign.objects.of(shop.store).get().state == "draft"
    assert client.get(f"{BUKA}po/kaos-reuni/atur/").headers["Location"].endswith("/atur/janji/")


@pytest.mark.parametrize(
    ("step", "typed", "words"),
    [
        ("isi", {"title": ""}, "perlu diisi"),
        ("waktu", {"opens_at": "2026-11-30T21:00", "closes_at": "2026-11-01T10:00"}, "setelah waktu buka"),
        ("waktu", {"closes_at": "besok"}, "30/11/2026"),
        ("waktu", {"closes_at": "0001-01-01T00:00"}, "30/11/2026"),
        ("waktu", {"cap": "-1"}, "Paling sedikit 1"),
        ("waktu", {"cap": "9" * 40}, "Paling banyak"),
        ("bayar", {"way": "percent", "percent": "", "pay_hours": "24", "balance_days": "5"}, "persen DP"),
        ("bayar", {"way": "fixed", "fixed": "", "pay_hours": "24", "balance_days": "5"}, "DP per pcs"),
        ("bayar", {"way": "apa"}, ""),
        ("janji", {"produced": "9999-12-31"}, "20/12/2026"),
        ("kirim", {"shipping_with": "apa"}, ""),
        ("syarat", {"extra_terms": "No refund ya"}, "UU 8/1999"),
        ("syarat", {"extra_terms": "a\x00b"}, ""),
    ],
)
def test_a_step_typed_wrongly_saves_nothing(client, shop, step, typed, words):
    campaign = shop.draft()
    before = Campaign.objects.of(shop.store).values().get()
    answer = client.post(f"{BUKA}po/{campaign.slug}/atur/{step}/", typed)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert Campaign.objects.of(shop.store).values().get() == before


def test_a_step_can_be_saved_half_done(client, shop):
    client.post(f"{BUKA}po/baru/", {"title": "Kaos Reuni"})
    url = f"{BUKA}po/kaos-reuni/atur/"
    answer = client.post(f"{url}waktu/", {"closes_at": "30/11/2026 21:00", "tetap": "1"}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == f"{url}waktu/"
    assert 'value="2026-11-30T21:00"' in page and "Waktu buka belum diisi" in page
    assert client.get(f"{url}apa/").status_code == 404


def test_caps_per_variant_are_kept_and_cleared(client, shop):
    campaign = shop.draft()
    small, large = shop.variant("S / Pendek"), shop.variant("XL / Panjang")
    url = f"{BUKA}po/{campaign.slug}/atur/waktu/"
    typed = {
        "opens_at": "2026-11-01T10:00",
        "closes_at": "2026-11-30T21:00",
        f"cap_{large}": "7",
        f"cap_{small}": "",
    }
    client.post(url, typed)
    caps = draft_reads.caps_of(campaign)
    assert caps[large] == 7 and caps[small] is None and caps[None] is None


def test_the_preview_is_for_the_store_and_whoever_has_the_key(client, shop):
    campaign = shop.draft()
    url = f"{BUKA}po/{campaign.slug}/pratinjau/"
    key = preview_key(campaign)
    client.logout()
    assert client.get(url).status_code == 302
    assert client.get(f"{url}?kunci={key}").status_code == 200
    for wrong in ("x", key + "x", "%00"):
        assert client.get(f"{url}?kunci={wrong}").status_code in (400, 404)
    client.force_login(prepare("toko-dua").owner)
    assert client.get(url).status_code == 404
    assert Campaign.objects.of(shop.store).get().state == "draft"


def test_a_draft_that_lacks_everything_has_a_preview_too(client, shop):
    client.post(f"{BUKA}po/baru/", {"title": "Kaos Reuni"})
    assert client.get(f"{BUKA}po/kaos-reuni/pratinjau/").status_code == 200


def test_an_open_po_changes_where_it_may(client, shop):
    campaign = shop.published()
    url = f"{BUKA}po/{campaign.slug}/ubah/"
    page = client.get(url)
    assert page.status_code == 200
    small = shop.variant("S / Pendek")
    typed = {"cap": "300", "story": "Kuota ditambah", f"cap_{small}": "25"}
    assert client.post(url, typed).status_code == 302
    assert draft_reads.caps_of(campaign)[small] == 25 and draft_reads.caps_of(campaign)[None] == 300
    campaign.counters.filter(variant=None).update(taken=30)
    wrong = client.post(url, typed | {"cap": "10"})
    assert wrong.status_code == 422 and "30 pcs" in wrong.content.decode()


def test_a_promise_is_moved_with_its_reason(client, shop):
    campaign = shop.published()
    url = f"{BUKA}po/{campaign.slug}/janji/"
    days = {"produced": "2026-12-20", "ship_from": "2026-12-21", "ship_until": "2027-01-05"}
    wrong = client.post(url, days | {"reason": ""})
    assert wrong.status_code == 422
    wrong = client.post(url, days | {"ship_until": "2026-12-28", "reason": "Bahan terlambat"})
    assert wrong.status_code == 422 and "masih sama" in wrong.content.decode()
    preview = client.post(url, days | {"reason": "Bahan terlambat"}).content.decode()
    assert "5 Jan 2027" in preview and "tidak ada yang ditanya" in preview
    assert client.post(url, days | {"reason": "Bahan terlambat", "kirim": "1"}).status_code == 302
    hub = client.get(f"{BUKA}po/{campaign.slug}/").content.decode()
    assert "5 Jan 2027" in hub and "28 Desember 2026" in hub and "Bahan terlambat" in hub


def test_photos_of_a_po_have_a_cover(client, shop):
    campaign = shop.draft()
    url = f"{BUKA}po/{campaign.slug}/foto/"
    client.post(url, {"tambah": "1", "photos": [picture(), picture("b.jpg")]})
    campaign = draft_reads.campaign_of(shop.store, campaign.slug)
    first, second = draft_reads.photos_of(campaign)
    assert campaign.cover_id == first.pk
    client.post(url, {"depan": second.pk})
    assert draft_reads.campaign_of(shop.store, campaign.slug).cover_id == second.pk
    client.post(url, {"buang": second.pk})
    client.post(url, {"buang": first.pk})
    assert draft_reads.campaign_of(shop.store, campaign.slug).cover_id is None
    assert not Photo.objects.of(shop.store).exists()


def test_photos_of_a_po_that_is_over_stay_as_they_are(client, shop, settings):
    campaign = shop.published()
    Campaign.objects.of(shop.store).update(state="closed")
    url = f"{BUKA}po/{campaign.slug}/foto/"
    assert client.post(url, {"tambah": "1", "photos": [picture()]}).status_code == 409
    assert not Photo.objects.of(shop.store).exists()
    assert list((settings.MEDIA_ROOT / "photos").iterdir()) == []


def test_a_draft_is_thrown_away(client, shop):
    campaign = shop.draft()
    client.post(f"{BUKA}po/{campaign.slug}/batal/")
    assert Campaign.objects.of(shop.store).get().state == "cancelled"
    assert client.get(BUKA).status_code == 200


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("po/{open}/pantau/", 24),
        ("po/{open}/", 33), ("po/{open}/ubah/", 8), ("po/{open}/janji/", 13), ("po/{draft}/atur/isi/", 32),
        ("po/{draft}/atur/waktu/", 28), ("po/{draft}/atur/periksa/", 41), ("po/{draft}/pratinjau/", 36),
        ("po/{draft}/beda-aturan/", 19), ("po/{open}/beda-aturan/", 8),
        ("produk/", 8), ("produk/{product}/", 12), ("ongkir/", 6), ("pengaturan/", 8),
    ],
)  # fmt: skip
def test_every_page_keeps_to_its_budget_of_queries(client, shop, django_assert_max_num_queries, path, most):
    other = {"open": shop.published().slug, "draft": shop.draft().slug, "product": shop.product.pk}
    with django_assert_max_num_queries(most):
        assert client.get(BUKA + path.format(**other)).status_code == 200


def test_the_stores_home_takes_a_fixed_number_of_queries(client, shop, django_assert_max_num_queries):
    for number in range(3):
        shop.published(title=f"PO {number}")
        shop.draft(title=f"Draf {number}")
    with django_assert_max_num_queries(16):
        page = client.get(BUKA).content.decode()
    assert page.count("Lihat pesanan") == 3 and page.count("Lanjutkan isi") == 3


def test_nothing_a_stranger_sends_breaks_a_page(client, shop):
    campaign = shop.draft()
    huge = "9" * 40
    for path in (
        f"produk/{huge}/",
        f"produk/{huge}/foto/",
        f"po/{campaign.slug}/atur/{'x' * 80}/",
        "po/tidak-ada/",
    ):
        assert client.get(f"{BUKA}{path}").status_code == 404, path
    assert client.post(f"{BUKA}produk/{huge}/arsip/").status_code == 404
    assert client.post(f"{BUKA}pengaturan/rekening/{huge}/berhenti/").status_code == 404
    assert client.post(f"{BUKA}pengaturan/anggota/{huge}/keluar/").status_code == 404
    for step in ("isi", "waktu", "bayar", "janji", "kirim", "syarat"):
        rubbish = {
            "title": "a\x00",
            "closes_at": huge,
            "cap": "1e9",
            "produced": "\x00",
            "way": huge,
            "pay_hours": "-",
        }
        assert client.post(f"{BUKA}po/{campaign.slug}/atur/{step}/", rubbish).status_code in (302, 422)
    assert (
        client.post(f"{BUKA}po/{campaign.slug}/foto/", {"tambah": "1", "photos": "teks"}).status_code == 422
    )
    assert client.get(f"{BUKA}ongkir/?ke=%00").status_code == 400
    for path in ("terbit/", "batal/"):
        assert client.get(f"{BUKA}po/{campaign.slug}/{path}").status_code == 405
