"""A seller asks when it will be finished, on a cheap phone: numbers of the workshop, the wizard's warning, one tap."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from bukapo.campaigns.writes import change_campaign, draft_campaign
from bukapo.production.models import Workshop
from tests.faces.production import enter
from tests.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_seller_promises_what_the_workshop_can_keep(
    page: Page, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    now = datetime.now(UTC)
    world = make_world(at=now)
    Workshop.objects.create(store=world.store, name="Konveksi Contoh", secret="rahasia", made_at=now)

    def look(name: str) -> None:
        axe(page)
        shoot(page, f"promise-{name}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} px too wide"

    enter(page, world)
    page.goto(f"/toko-saya/{world.store.slug}/kapan-jadi/")
    page.get_by_role("link", name="Kapasitas Konveksi Contoh").click()
    page.get_by_role("link", name="Kaos", exact=True).click()
    sewing = page.get_by_role("group", name="Tahap 3")
    sewing.get_by_label("Pcs sehari per orang").fill("10")
    sewing.get_by_label("Berapa orang").fill("8")
    look("paces")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Hari kerja Konveksi Contoh").click()
    look("calendar")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_label("Berapa pcs").fill("800")
    page.get_by_label("Dibuat di").select_option("Konveksi Contoh")
    page.get_by_label("Mau dijanjikan selesai").fill((now + timedelta(days=20)).date().isoformat())
    page.get_by_role("button", name="Hitung").click()
    expect(page.get_by_text("Dari 100 kemungkinan, 90 selesai")).to_be_visible()
    expect(page.get_by_text("maju")).to_be_visible()
    look("finish")

    made = draft_campaign(
        actor=world.seller, at=now, store=world.store, title="Hoodie", plan={"title": "Hoodie"}
    )
    day = now.date()
    change_campaign(
        actor=world.seller, at=now, store=world.store, campaign_id=made.campaign_id,
        plan={
            "opens_at": now, "closes_at": now + timedelta(days=7), "cap": 900, "target": 400,
            "workshop_name": "Konveksi Contoh", "produced": day + timedelta(days=24),
            "ship_from": day + timedelta(days=26), "ship_until": day + timedelta(days=30),
        },
    )  # fmt: skip
    page.goto(f"/toko-saya/{world.store.slug}/po/{made.slug}/atur/janji/")
    expect(page.get_by_text("hanya ditepati di")).to_be_visible()
    look("step")
    page.get_by_role("button", name="Janjikan").click()
    expect(page.get_by_text("aman: ditepati di")).to_be_visible()
