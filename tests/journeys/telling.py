"""What BukaPO prepared to say: the seller taps through the WhatsApp queue, and reads the mailbox."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.journeys.person import Person
from tests.journeys.shop import HOME, PO


def tap_through_the_queue(seller: Person) -> None:
    """Each message is a wa.me link with the words ready; the seller marks it as sent and sees the next."""
    seller.open(f"{PO}/pesan/")
    seller.look("antrean-wa")
    letters = seller.page.locator(".letter")
    expect(letters.first).to_be_visible()
    link = urlsplit(
        letters.first.get_by_role("link", name="Kirim lewat WhatsApp").get_attribute("href") or ""
    )
    assert link.netloc == "wa.me" and re.fullmatch(r"/628\d+", link.path)
    assert "Benang Senja" in parse_qs(link.query)["text"][0]
    for left in reversed(range(letters.count())):
        seller.press("Tandai terkirim")
        expect(letters).to_have_count(left)
    seller.sees("Semua pesan sudah terkirim")
    seller.look("antrean-kosong")


def read_the_mailbox(seller: Person, name: str) -> None:
    seller.open(f"{HOME}/kotak-surat/")
    seller.look("kotak-surat")
    seller.page.get_by_role("listitem").filter(has_text=name).first.get_by_role("link").first.click()
    seller.sees("Benang Senja")
    seller.look("surat")
