"""The calculator and the weeks of money, looked at: 360 px first, both colours of the day."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bukapo.journal import clock
from bukapo.production.capital.writes import set_capital
from tests.faces.production import enter
from tests.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_cost_is_reckoned_and_the_weeks_show_what_is_missing(
    new_context: Callable[..., Any],
    axe: Callable[[Page], None],
    shoot: Callable[[Page, str], None],
) -> None:
    world = make_world(pay_mode="deposit", deposit_bp=3_000)
    set_capital(
        store_id=world.store.pk, campaign_id=world.campaign.pk, each=60_000, fixed=0, down_bp=5_000,
        down_fixed=0, spent=0, actor=world.seller, at=clock.now(),
    )  # fmt: skip
    page = new_context().new_page()
    enter(page, world)
    shop = f"/toko-saya/{world.store.slug}"
    page.goto(f"{shop}/produk/{world.campaign.items.get().product_id}/hpp/")
    page.get_by_label("Rencana dibuat (pcs)").fill("100")
    page.get_by_label("Harga satuan").first.fill("105.000")
    page.get_by_label("Pakai per pcs").first.fill("0,334")
    page.get_by_role("button", name="Hitung dulu").click()
    expect(page.get_by_role("heading", name="HPP untuk 100 pcs")).to_be_visible()
    axe(page)
    shoot(page, "hpp")
    page.goto(f"{shop}/po/{world.campaign.slug}/arus-kas/")
    expect(page.get_by_text("siapkan modal sendiri")).to_be_visible()
    axe(page)
    shoot(page, "arus-kas")
