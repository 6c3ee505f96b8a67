"""A seller mends a void sentence by one tap while typing; a buyer reads the short answers and the clause behind one."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from bukapo.campaigns.guarantees.rules import CREDIT, SHIPPING, Declared, Rung
from bukapo.campaigns.guarantees.writes import declare_ladder
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import Item
from bukapo.campaigns.writes import draft_campaign
from bukapo.stores.models import Store
from tests.faces.storefront.forms import address
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return make_world(cap=50)


def log_in(page: Page, world: World, live_server: Any) -> None:
    client = Client()
    client.force_login(world.owner)
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])


def test_terms_from_the_sellers_words_to_the_buyers_clause(
    page: Page,
    live_server: Any,
    world: World,
    axe: Callable[[Page], None],
    shoot: Callable[[Page, str], None],
) -> None:
    log_in(page, world, live_server)
    Store.objects.filter(pk=world.store.pk).update(cancel_fee_percent=20)
    ladder = Declared((Rung(3, CREDIT, 10_000), Rung(7, SHIPPING)), 14, 7)
    who: dict[str, Any] = {"actor": world.seller, "at": world.campaign.created_at, "store": world.store}
    declare_ladder(**who, campaign_id=world.campaign.pk, declared=ladder)
    items = [Item(world.product.pk, 99_000, 150_000)]
    draft_campaign(
        **who, title="Kaos Kedua", plan={"items": items, "pickup": True, "pickup_place": "Sekretariat"}
    )
    page.goto(f"/toko-saya/{world.store.slug}/po/kaos-kedua/atur/syarat/")
    page.get_by_label("Aturan tambahan").fill("Warna bisa beda.\nDP tdk kembali ya!\nS&K lengkap di bio")
    expect(page.get_by_text("Ditolak")).to_be_visible()
    shoot(page, "linter")
    axe(page)
    page.get_by_role("button", name="Pakai kalimat ini").click()
    expect(page.get_by_text("Ada kalimat yang dilarang")).to_have_count(0)
    assert "DP" not in Campaign.objects.of(world.store).get(title="Kaos Kedua").extra_terms
    page.get_by_role("link", name="Beda dari PO sebelumnya").click()
    expect(page.get_by_text("Lebih ketat", exact=True).first).to_be_visible()
    shoot(page, "terms-changes")
    axe(page)
    page.goto(f"/toko-saya/{world.store.slug}/po/kaos-kedua/atur/periksa/")
    shoot(page, "terms-check")
    page.goto(address(world))
    expect(page.get_by_role("heading", name="Kalau begini, bagaimana?")).to_be_visible()
    shoot(page, "terms-answers")
    axe(page)
    page.get_by_role("link", name=re.compile("Bunyinya.*Boleh batal")).click()
    expect(page.locator("#cancelling\\.before")).to_be_in_viewport()
    shoot(page, "terms")
    axe(page)
