"""Packing one parcel by scans, without a full page load: a wrong piece is stopped, a missing one holds the parcel."""

from typing import Any

import pytest
from playwright.sync_api import expect

from bukapo.orders.models import OrderLine
from bukapo.shipping.models import Parcel
from tests.faces.production import closed, enter, paid
from tests.journeys.conftest import NewPerson
from tests.journeys.person import Person
from tests.orders.packing.cast import rule
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)
TABLE = "/toko-saya/toko-contoh/kemas/"


def scanned(seller: Person, code: str) -> None:
    """As a scanner does it: the letters, then Enter."""
    seller.page.keyboard.type(code)
    seller.page.keyboard.press("Enter")


def loads(seller: Person) -> list[str]:
    """Every document the browser asks for from now on."""
    asked: list[str] = []
    seller.page.on(
        "request", lambda request: asked.append(request.url) if request.is_navigation_request() else None
    )
    return asked


def named(world: World, order: Any) -> str:
    line = OrderLine.objects.of(world.store).get(order=order, personalization__isnull=False, position=1)
    return f"N{line.pk}-1"


def test_a_wrong_piece_is_stopped_at_packing(new_person: NewPerson) -> None:
    world = make_world()
    order = paid(
        world, world.line("L", qty=2), world.line("M", name="BUDI 10"), courier=True,
        buyer_name="Rina Contoh", note="titip satpam",
    )  # fmt: skip
    following = paid(world, buyer_name="Andi Contoh")
    closed(world)
    rule(world)
    seller = new_person("penjual", laptop=True)
    enter(seller.page, world)
    seller.open(f"{TABLE}?po={world.campaign.slug}")
    seller.look("meja-kemas")
    documents = loads(seller)
    scanned(seller, order.number)
    seller.sees("0 / 3 pcs", "titip satpam")
    scanned(seller, f"V{world.variant('L', 'Navy')}")
    seller.sees("SALAH BARANG: Kaos L · Navy")
    seller.look("salah-barang")
    scanned(seller, f"V{world.variant('M', 'Hitam')}")
    seller.sees("BELUM BERNAMA")
    for count in (1, 2):
        scanned(seller, f"V{world.variant('L', 'Hitam')}")
        seller.sees(f"{count} / 3 pcs")
    seller.page.get_by_role("button", name="Tutup paket").click()
    seller.sees("BELUM LENGKAP: masih kurang 1 pcs")
    assert not Parcel.objects.of(world.store).exists()
    scanned(seller, named(world, order))
    seller.sees("3 / 3 pcs")
    seller.look("lengkap")
    seller.page.get_by_role("button", name="Tutup paket").click()
    seller.sees(f"Paket {order.number} sudah ditutup", "Andi Contoh")
    assert Parcel.objects.of(world.store).get().order_id == order.pk
    assert documents == [], "a scan loads no page"

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
