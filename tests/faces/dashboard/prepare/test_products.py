import io

import pytest

from bukapo.catalog import reads
from bukapo.catalog.models import Photo, Product, Variant
from tests.faces.dashboard.prepare.pictures import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_time", "folders")]
BUKA = "/toko-saya/toko-satu/"


TYPED = {
    "name": "Hoodie", "normal_price": "Rp 250.000", "weight": "600", "chart": "Ukuran;Lebar\nM;55", "chart_note": "cm",
    "option0-name": "Ukuran", "option0-lines": "M\nXL +10rb", "option0-is_size": "on",
    "option1-name": "Warna", "option1-lines": "Hitam *\nNavy",
    "option2-name": "", "option2-lines": "", "option3-name": "", "option3-lines": "",
    "field0-name": "Nama punggung", "field0-kind": "text", "field0-price": "15.000", "field0-max_length": "12",
    "field1-name": "", "field1-kind": "text", "field2-name": "", "field2-kind": "text",
}  # fmt: skip


def test_a_product_is_typed_on_one_page(client, shop):
    answer = client.post(f"{BUKA}produk/baru/", TYPED)
    product = Product.objects.of(shop.store).get(name="Hoodie")
    assert answer.headers["Location"] == f"{BUKA}produk/{product.pk}/foto/"
    rows = Variant.objects.of(shop.store).filter(product=product)
    assert [(v.label, v.surcharge) for v in rows] == [
        ("M / Hitam", 0), ("M / Navy", 0), ("XL / Hitam", 10_000), ("XL / Navy", 10_000),
    ]  # fmt: skip
    assert product.size_chart == {"columns": ["Ukuran", "Lebar"], "rows": [["M", "55"]], "note": "cm"}
    page = client.get(f"{BUKA}produk/{product.pk}/").content.decode()
    for words in ("XL +10000", "Hitam *", "250.000", "Ukuran | Lebar", "+10.000"):
        assert words in page, words
    again = client.post(f"{BUKA}produk/{product.pk}/", TYPED | {"name": "Hoodie Tebal"})
    assert again.status_code == 302
    assert reads.draft_of(reads.product_of(shop.store, product.pk)).name == "Hoodie Tebal"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "perlu diisi"),
        ({"weight": "0"}, "Paling sedikit 1"),
        ({"weight": "banyak"}, "angka"),
        ({"normal_price": "9" * 30}, "Paling banyak"),
        ({"option0-lines": "M\nm"}, "sama dua kali"),
        ({"option0-lines": "XL +lima"}, "XL +5000"),
        ({"option1-name": ""}, "Isi nama pilihan"),
        ({"option1-lines": ""}, "Isi paling sedikit satu"),
        ({"option1-is_size": "on"}, "Hanya satu pilihan"),
        ({"chart": "Ukuran;Lebar\nM;55;60"}, "kolom sebanyak"),
        ({"field0-kind": "choice"}, "satu per baris"),
        ({"field0-kind": "apa"}, "Pilih salah satu"),
        ({"field1-price": "5000"}, "misalnya Nama punggung"),
    ],
)
def test_a_product_typed_wrongly_comes_back_as_typed(client, shop, typed, words):
    answer = client.post(f"{BUKA}produk/baru/", TYPED | typed)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert Product.objects.of(shop.store).count() == 1


def test_a_product_on_sale_keeps_its_options(client, shop):
    shop.published()
    page = client.get(f"{BUKA}produk/{shop.product.pk}/").content.decode()
    assert "sedang dijual" in page
    answer = client.post(f"{BUKA}produk/{shop.product.pk}/", TYPED)
    assert answer.status_code == 422 and "sedang dijual di PO" in answer.content.decode()
    assert Variant.objects.of(shop.store).filter(active=True).count() == 4


def test_photos_are_added_put_first_and_thrown_away(client, shop, settings):
    url = f"{BUKA}produk/{shop.product.pk}/foto/"
    sent = {"tambah": "1", "photos": [picture(), picture("b.jpg", (200, 200))]}
    assert client.post(url, sent).status_code == 302
    first, second = reads.photos_of(shop.product)
    client.post(url, {"depan": second.pk})
    assert reads.photos_of(shop.product) == [second, first]
    client.post(url, {"buang": first.pk})
    assert list(Photo.objects.of(shop.store)) == [second]
    assert len(list((settings.MEDIA_ROOT / "photos").glob(f"{first.key}*"))) == 0
    for deed in ({"buang": "9" * 40}, {"depan": "x"}, {}):
        assert client.post(url, deed).status_code == 404


def test_a_bad_picture_is_named_and_the_good_ones_stay(client, shop):
    url = f"{BUKA}produk/{shop.product.pk}/foto/"
    bad = io.BytesIO(b"%PDF-1.4")
    bad.name = "nota.pdf"
    answer = client.post(url, {"tambah": "1", "photos": [bad]})
    assert answer.status_code == 422 and "nota.pdf: PDF belum bisa dibaca" in answer.content.decode()
    bad.seek(0)
    answer = client.post(url, {"tambah": "1", "photos": [bad, picture()]}, follow=True)
    assert "nota.pdf" in answer.content.decode() and len(reads.photos_of(shop.product)) == 1
    assert client.post(url, {"tambah": "1"}).status_code == 422
    too_many = {"tambah": "1", "photos": [picture(f"{n}.jpg", (20, 20)) for n in range(7)]}
    assert client.post(url, too_many).status_code == 422


def test_a_product_shows_at_most_twelve_photos(client, shop):
    url = f"{BUKA}produk/{shop.product.pk}/foto/"
    for _ in range(2):
        client.post(url, {"tambah": "1", "photos": [picture(f"{n}.jpg", (9, 9)) for n in range(6)]})
    answer = client.post(url, {"tambah": "1", "photos": [picture()]})
    assert answer.status_code == 422 and "Paling banyak 12 foto" in answer.content.decode()
    assert Photo.objects.of(shop.store).count() == 12
