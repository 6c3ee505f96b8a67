"""Packing one parcel by scans, without a full page load: a wrong piece is stopped, a missing one holds the parcel."""

import pytest
from playwright.sync_api import expect

from bukapo.shipping.models import Parcel
from tests.faces.production import closed, enter, paid
from tests.journeys.conftest import NewPerson
from tests.journeys.table import TABLE, closes, is_still_the_same, marked, named, scanned
from tests.orders.packing.cast import rule
from tests.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_wrong_piece_is_stopped_at_packing(new_person: NewPerson) -> None:
    world = make_world()
    order = paid(
        world, world.line("L"), world.line("M", name="BUDI 10"), courier=True,
        buyer_name="Rina Contoh", note="titip satpam",
    )  # fmt: skip
    following = paid(world, buyer_name="Andi Contoh")
    closed(world)
    rule(world)
    seller = new_person("penjual", laptop=True)
    enter(seller.page, world)
    seller.open(f"{TABLE}?po={world.campaign.slug}")
    marked(seller)
    scanned(seller, order.number)
    seller.sees("0 / 2 pcs", "titip satpam")
    scanned(seller, f"V{world.variant('L', 'Navy')}")
    seller.sees("SALAH BARANG: Kaos L · Navy")
    seller.look("salah-barang")
    scanned(seller, f"V{world.variant('M', 'Hitam')}")
    seller.sees("BELUM BERNAMA")
    scanned(seller, f"V{world.variant('L', 'Hitam')}")
    seller.sees("1 / 2 pcs")
    closes(seller)
    seller.sees("BELUM LENGKAP: masih kurang 1 pcs")
    assert not Parcel.objects.of(world.store).exists()
    scanned(seller, named(world, order))
    seller.sees("2 / 2 pcs")
    closes(seller)
    seller.sees(f"Paket {order.number} sudah ditutup", "Andi Contoh")
    assert Parcel.objects.of(world.store).get().order_id == order.pk
    is_still_the_same(seller)

    # The same on a phone without a script and without stickers: every piece is tapped.
    phone = new_person("pengemas", scripts=False)
    enter(phone.page, world)
    phone.open(f"{TABLE}{following.number}/")
    phone.press("Mulai kemas pesanan ini")
    phone.look("tanpa-skrip")
    phone.page.get_by_role("button", name="Ada Kaos").click()
    expect(phone.page.get_by_text("1 / 1 pcs")).to_be_visible()
    phone.press("Tutup paket")
    phone.sees(f"Paket {following.number} sudah ditutup", "Semua yang siap sudah dikemas")
