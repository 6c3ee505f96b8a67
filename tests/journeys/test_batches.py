"""A continuous PO of cakes through the pages: three batches behind one link, the second merged into the third."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from bukapo.audit import audit
from bukapo.campaigns.models import Campaign
from bukapo.catalog.rules import OptionDraft, ProductDraft, Value
from bukapo.catalog.writes import save_product
from bukapo.orders.models import Order
from bukapo.orders.writes import pay
from tests.campaigns.prepared import AT, Prepared, prepare
from tests.journeys.conftest import NewPerson
from tests.journeys.person import Person
from tests.journeys.worker import work

pytestmark = [pytest.mark.django_db(transaction=True)]
CAKE = ProductDraft(
    name="Bolu Pisang",
    weight=500,
    options=(OptionDraft("Topping", (Value("Keju", is_default=True), Value("Cokelat"))),),
)


def test_a_cake_po_runs_in_batches_and_two_of_them_become_one(new_person: NewPerson) -> None:
    shop = prepare("dapur")
    save_product(actor=shop.seller, at=AT, store=shop.store, draft=CAKE)
    home = f"/toko-saya/{shop.store.slug}"
    seller = signed_in(new_person("penjual", laptop=True), shop)
    link = opens_the_po(seller, home)

    rina = new_person("rina")
    rina.open(link)
    rina.sees("Gelombang 1: pesan sampai", "Jalan kalau terkumpul 2 pcs yang sudah dibayar; sekarang 0.")
    rina.look("rangkaian")
    first = orders(rina, 1, 3, "Rina Contoh", "0812-0000-1111", look=True)
    paid(shop, first)
    work()

    budi = new_person("budi", scripts=False)
    budi.open(link)
    budi.sees("Gelombang 2: pesan sampai", "Gelombang sebelumnya")
    second = orders(budi, 2, 1, "Budi Contoh", "0812-0000-2222")
    paid(shop, second)
    merges(seller, home, 2)
    work()
    budi.open(f"/p/{second.secret}/")
    budi.sees("Gelombang 3", "Oven sedang diperbaiki")
    budi.look("pindah-gelombang")

    dewi = new_person("dewi")
    dewi.open(link)
    dewi.sees("Gelombang 3: pesan sampai", "Gelombang ini tidak jalan sendiri")
    dewi.look("rangkaian-tiga")
    third = orders(dewi, 3, 2, "Dewi Contoh", "0812-0000-3333")
    paid(shop, third)
    work()
    states = Campaign.objects.of(shop.store).order_by("batch").values_list("batch", "state")
    assert list(states) == [(1, "closed"), (2, "closed"), (3, "closed"), (4, "published")]
    batch = Campaign.objects.of(shop.store).get(batch=3)
    seller.open(f"{home}/po/{batch.slug}/rekap/")
    assert seller.page.get_by_role("heading", name="Bolu Pisang 3 pcs").count()
    assert Order.objects.of(shop.store).filter(campaign=batch).count() == len({second.pk, third.pk})
    seller.open(f"{home}/gelombang/bolu-jumat/")
    seller.look("rangkaian")
    assert not [breach for _name, breaches in audit() for breach in breaches]


def signed_in(seller: Person, shop: Prepared) -> Person:
    """The way in through the log-in page is walked elsewhere."""
    client = Client()
    client.force_login(shop.owner)
    seller.open("/")
    cookie = client.cookies["sessionid"]
    seller.page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": seller.page.url}])
    return seller


def opens_the_po(seller: Person, home: str) -> str:
    """The wizard with the kind of a PO in batches; returns the link for the bio."""
    seller.open(f"{home}/po/baru/")
    seller.fill(("Judul PO", "Bolu Jumat"))
    seller.page.get_by_label("Bergelombang").check()
    row = seller.page.locator(".offered").filter(has_text="Bolu Pisang")
    row.get_by_label("Bolu Pisang").check()
    seller.fill(("Harga PO per pcs", "45.000"), within=row)
    seller.look("wizard-jenis")
    seller.press("Simpan & lanjut")
    yesterday = (datetime.now() - timedelta(days=1)).strftime("%Y-%m-%dT10:00")  # noqa: DTZ005
    seller.fill(("Dibuka", yesterday), ("Sekian hari itu", "7"), ("Kuota PO", "3"))
    seller.page.get_by_label("Begitu kuotanya penuh").check()
    seller.unfold("Pakai minimum")
    seller.page.locator("#id_minimum").fill("2")
    seller.page.get_by_label("Boleh pindah ke gelombang berikutnya").check()
    seller.look("wizard-irama")
    seller.press("Simpan & lanjut")
    seller.page.get_by_label("Lunas saat memesan").check()
    seller.press("Simpan & lanjut")
    seller.fill(("Selesai dibuat", "2"), ("Mulai dikirim", "3"), ("Paling lambat dikirim", "4"))
    seller.press("Simpan & lanjut")
    seller.page.get_by_label("Ambil sendiri").check()
    seller.fill(("Tempat dan jam ambil", "Dapur, Sabtu 10.00"))
    seller.press("Simpan & lanjut")
    seller.sees("Minimum supaya jalan: 2 pcs seluruhnya")
    seller.press("Simpan & lanjut")
    seller.press("Terbitkan PO")
    seller.sees("PO sudah terbit")
    seller.look("hub-gelombang")
    seller.follow("Semua gelombang")
    return re.sub(r"^https?://[^/]+", "", seller.page.locator("p.mono").first.inner_text())


def orders(buyer: Person, batch: int, pieces: int, name: str, phone: str, *, look: bool = False) -> Order:
    """From the series' page to the order's own."""
    buyer.follow(f"Pesan di gelombang {batch}")
    buyer.sees(f"Gelombang {batch}: pesan sampai")
    buyer.page.locator('[name="line-0-qty"]').fill(str(pieces))
    buyer.fill(("Nama", name), ("Nomor WhatsApp", phone))
    buyer.press("Cek pesanan")
    buyer.sees("Pilih apa yang terjadi")
    buyer.page.get_by_label("Uang kembali").check()
    if look:
        buyer.look("pesan-gelombang")
    buyer.press("Cek pesanan")
    buyer.sees("Kalau minimum tidak tercapai")
    if look:
        buyer.look("cek-gelombang")
    buyer.press("Kirim pesanan")
    buyer.sees("Pesanan masuk.")
    number = buyer.page.locator(".serial").first.inner_text().strip()
    found: Order = Order.objects.across_stores("the journey looks").get(number=number)
    return found


def paid(shop: Prepared, order: Order) -> None:
    """At the counter: paying is walked elsewhere."""
    due = sum(charge.rest for charge in order.charges.filter(state="open"))
    pay.record_payment(
        store_id=shop.store.pk, order_id=order.pk, amount=due, method="cash", bank_account_id=None, note="",
        actor=shop.seller, at=order.placed_at,
    )  # fmt: skip


def merges(seller: Person, home: str, batch: int) -> None:
    seller.open(f"{home}/gelombang/bolu-jumat/")
    row = seller.page.locator(".po-list li").filter(has_text=f"Gelombang {batch}")
    row.get_by_role("link", name="Gabungkan").click()
    seller.fill(("Alasan", "Oven sedang diperbaiki, jadi minggu ini digabung."))
    seller.look("gabungkan")
    seller.press("Pindahkan & kabari pembeli")
    seller.sees("Pesanannya dipindah satu per satu")
