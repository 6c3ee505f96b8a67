"""The seller's till: proofs are confirmed or rejected, short payments decided, and every rupiah is seen."""

from playwright.sync_api import Locator

from tests.journeys.buying import Wish
from tests.journeys.person import Person
from tests.journeys.shop import HOME, PO


def rupiah(amount: int) -> str:
    return f"Rp{amount:,}".replace(",", ".")


def open_till(seller: Person) -> None:
    seller.open(f"{PO}/uang/")


def proof_of(seller: Person, wish: Wish) -> Locator:
    return seller.page.locator(".proof").filter(has_text=wish.name)


def confirm(seller: Person, wish: Wish, *, arrived: int | None = None) -> None:
    """The money is on the statement: what was asked, or what `arrived` says."""
    open_till(seller)
    proof = proof_of(seller, wish)
    if arrived is not None:
        seller.fill(("Jumlah yang masuk", str(arrived)), within=proof)
    seller.press("Uangnya masuk", within=proof)
    seller.sees("tercatat masuk")


def reject(seller: Person, wish: Wish, words: str) -> None:
    open_till(seller)
    proof = proof_of(seller, wish)
    seller.unfold("Tolak", within=proof)
    proof.get_by_label("Uangnya belum masuk ke rekening kami.").check()
    seller.fill(("Keterangan", words), within=proof)
    seller.look("bukti-ditolak")
    seller.press("Tolak bukti ini", within=proof)
    seller.sees("ditolak")


def see_the_shortfall(seller: Person, wish: Wish, short: int) -> None:
    """A payment that fell short stands out: in the till and on the order."""
    open_till(seller)
    seller.sees(f"Kurang {rupiah(short)}", wish.name)
    seller.look("uang-kurang-bayar")
    seller.open(f"{HOME}/pesanan/{wish.number}/")
    seller.sees(f"Relakan kekurangan {rupiah(short)}")


def forgive(seller: Person, wish: Wish, short: int) -> None:
    see_the_shortfall(seller, wish, short)
    seller.unfold("Relakan kekurangan")
    seller.page.get_by_label("Dibulatkan pembeli.").check()
    seller.look("relakan")
    seller.press("Relakan", within=seller.page.locator("#relakan"))
    seller.sees("Kekurangan direlakan")
