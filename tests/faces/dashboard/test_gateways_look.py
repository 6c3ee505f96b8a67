"""The gateways' settings as a seller meets them: on a phone and on a laptop, with a doubt to decide."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Page, expect

from tests.contracts.payments.gateways import CONTRACTS
from tests.contracts.payments.till import Till
from tests.emulators.midtrans import KEY
from tests.world import NOON, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def till(settings: Any, transactional_db: None) -> Iterator[Till]:
    contract = CONTRACTS["midtrans"]
    with contract.emulator().running() as emulator:
        settings.GATEWAY_URLS = {"midtrans": emulator.url}
        yield Till.open(make_world(at=NOON, pay_mode="deposit"), contract, emulator)


def test_keys_are_entered_tried_and_a_doubt_is_seen(
    till: Till,
    new_context: Callable[..., Any],
    live_server: Any,
    axe: Callable[[Page], None],
    shoot: Callable[[Page, str], None],
) -> None:
    attempt = till.begin("qris")
    till.emulator.pay(attempt.reference, amount=attempt.amount - 500)
    till.emulator.release()
    till.work()
    client = Client()
    client.force_login(till.world.owner)
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    context = new_context()
    context.add_cookies(
        [{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    page = context.new_page()
    page.goto(f"/toko-saya/{till.world.store.slug}/pengaturan/")
    page.get_by_role("link", name="Gateway pembayaran").click()
    expect(page.get_by_text("menurut gateway yang dibayar")).to_be_visible()
    axe(page)
    shoot(page, "gateway-pengaturan")
    page.locator("#midtrans summary").filter(has_text="Ganti kunci").click()
    page.get_by_label("Server Key").fill(KEY)
    axe(page)
    shoot(page, "gateway-kunci")
    page.locator("#midtrans").get_by_role("button", name="Simpan & coba").click()
    expect(page.get_by_text("Tersambung. Kuncinya benar.")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
