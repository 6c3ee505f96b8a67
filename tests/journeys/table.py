"""At the packing table, with a scanner in the hand."""

from playwright.sync_api import expect

from bukapo.orders.models import Order, OrderLine
from tests.journeys.person import Person
from tests.world import World

TABLE = "/toko-saya/toko-contoh/kemas/"


def scanned(seller: Person, code: str) -> None:
    """As a scanner does it: the letters, then Enter."""
    seller.page.keyboard.type(code)
    seller.page.keyboard.press("Enter")


def named(world: World, order: Order) -> str:
    """The sticker of the piece that carries a name, in the order's last line."""
    lines = OrderLine.objects.of(world.store).filter(order=order)
    return f"N{lines.latest('position').pk}-1"


def marked(seller: Person) -> None:
    """Writes on the document that is open. A page that is loaded anew has forgotten it."""
    seller.page.evaluate("window.sameDocument = true")


def is_still_the_same(seller: Person) -> None:
    assert seller.page.evaluate("window.sameDocument === true"), "a scan loaded a page"


def closes(seller: Person) -> None:
    seller.page.get_by_role("button", name="Tutup paket").click()


def packs(seller: Person, number: str, *codes: str) -> None:
    """One parcel, from its slip to the empty table."""
    scanned(seller, number)
    for count, code in enumerate(codes, start=1):
        expect(seller.page.locator(".packed-count")).to_contain_text(f"{count - 1} / {len(codes)} pcs")
        scanned(seller, code)
    expect(seller.page.locator(".packed-count")).to_contain_text(f"{len(codes)} / {len(codes)} pcs")
    closes(seller)
    seller.sees(f"Paket {number} sudah ditutup")
