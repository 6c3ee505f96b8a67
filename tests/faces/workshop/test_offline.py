"""The workshop's phone has no signal for an hour: nothing is lost, nothing comes twice, everything comes in order."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect

from bukapo.journal import clock
from bukapo.production.models import Stage, StageCount, StageReport, WorkOrder
from bukapo.production.writes.work_orders import renew_work_order_link
from tests.faces.production import accepted, closed, sent
from tests.faces.workshop.test_work_order import jpeg
from tests.world import World, make_world

SOON = 15_000
"""Milliseconds a busy machine may take."""
KEPT = """async () => {
  const [name] = await caches.keys();
  return name && (await (await caches.open(name)).keys()).length > 5;
}"""
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    cache.clear()
    world = make_world()
    world.place(world.line("M", qty=12), world.line("L", qty=8))
    return closed(world)


def counted(order: WorkOrder, position: int) -> list[int]:
    rows = StageCount.objects.of(order.store_id).filter(stage__work_order=order, stage__position=position)
    return list(rows.order_by("size__position").values_list("done", flat=True))


def opened(context: BrowserContext, order: WorkOrder) -> Page:
    """The page, once the phone has its copy."""
    page = context.new_page()
    page.goto(f"/spk/{order.secret}/")
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    page.wait_for_function(KEPT)
    return page


def stage(page: Page, position: int) -> Any:
    return page.locator(f"#tahap-{position}")


def test_the_workshops_phone_is_offline_for_an_hour(
    new_context: Callable[..., BrowserContext], world: World, complaints: list[str],
    axe: Callable[[Page], None], shoot: Callable[[Page, str], None],
) -> None:  # fmt: skip
    order = accepted(sent(world))
    context = new_context()
    page = opened(context, order)
    page.clock.install()
    context.set_offline(True)

    # Two stages are reported; the second is reckoned on the first, which the server does not know of yet.
    stage(page, 0).get_by_role("button", name="Semua ukuran selesai").click()
    expect(page.get_by_text("1 laporan menunggu sinyal")).to_be_visible(timeout=SOON)
    expect(stage(page, 0).locator("[data-total]")).to_have_text("20")
    sewing = stage(page, 1)
    sewing.get_by_label("Foto").set_input_files(
        {"name": "f.jpg", "mimeType": "image/jpeg", "buffer": jpeg().read()}
    )
    sewing.get_by_label("Catatan").fill("Cat kering besok")
    sewing.get_by_role("radio", name="L / Hitam").check()
    sewing.get_by_role("button", name="+5").click()
    expect(page.get_by_text("2 laporan menunggu sinyal")).to_be_visible(timeout=SOON)
    sewing.get_by_role("button", name="+1", exact=True).click()
    expect(page.get_by_text("3 laporan menunggu sinyal")).to_be_visible(timeout=SOON)
    expect(sewing.get_by_label("L / Hitam: sudah jadi")).to_have_value("6")
    axe(page)
    shoot(page, "spk-offline")
    assert StageReport.objects.of(world.store).count() == 0

    # The phone is put away for an hour, the browser is closed, the page is opened again: still without a signal.
    page.clock.fast_forward("01:00:00")
    page.close()
    page = context.new_page()
    page.goto(f"/spk/{order.secret}/")
    expect(page.get_by_text("3 laporan menunggu sinyal")).to_be_visible(timeout=SOON)
    expect(stage(page, 1).locator("[data-total]")).to_have_text("6")

    # Back in the village: all arrive by themselves, once and in order.
    context.set_offline(False)
    expect(page.get_by_text("Sablon: 6 pcs tercatat.")).to_be_visible(timeout=SOON)
    expect(page.locator("[data-pending]")).to_be_hidden(timeout=SOON)
    rows = StageReport.objects.of(world.store).order_by("pk").values_list("stage__name", "count", "note")
    assert list(rows) == [("Potong", 20, ""), ("Sablon", 5, "Cat kering besok"), ("Sablon", 6, "")]
    assert StageReport.objects.of(world.store).filter(photo__isnull=False).count() == 1
    assert (counted(order, 0), counted(order, 1)) == ([12, 8], [0, 6])
    complaints.clear()  # a phone without a signal says so on its console


def test_what_the_server_refuses_stays_on_the_phone_until_it_is_corrected(
    new_context: Callable[..., BrowserContext], world: World, complaints: list[str]
) -> None:
    order = accepted(sent(world))
    context = new_context()
    page = opened(context, order)
    context.set_offline(True)
    stage(page, 0).get_by_label("M / Hitam: sudah jadi").fill("14")
    stage(page, 0).get_by_role("button", name="Simpan laporan").click()
    expect(page.get_by_text("1 laporan menunggu sinyal")).to_be_visible(timeout=SOON)
    context.set_offline(False)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("ukuran M / Hitam harus antara 0 dan 12", timeout=SOON)
    page.reload()
    alert.get_by_role("button", name="Betulkan").click()
    expect(stage(page, 0).get_by_label("M / Hitam: sudah jadi")).to_have_value("14")
    stage(page, 0).get_by_label("M / Hitam: sudah jadi").fill("4")
    stage(page, 0).get_by_role("button", name="Simpan laporan").click()
    expect(page.get_by_text("Potong: 4 pcs tercatat.")).to_be_visible(timeout=SOON)
    expect(alert).to_have_count(0)
    assert counted(order, 0) == [4, 0]

    # A link that was replaced: its copy is gone as soon as the phone hears of it, what was kept goes by the new one.
    context.set_offline(True)
    stage(page, 0).get_by_role("button", name="Semua ukuran selesai").click()
    expect(page.get_by_text("1 laporan menunggu sinyal")).to_be_visible(timeout=SOON)
    renew_work_order_link(store_id=world.store.pk, work_order_id=order.pk, actor=world.seller, at=clock.now())
    page.close()
    context.set_offline(False)
    page = context.new_page()
    answer = page.goto(f"/spk/{order.secret}/")
    assert answer and answer.status == 404
    page.wait_for_function("async () => (await caches.keys()).length === 0")
    page.goto(f"/spk/{world.fresh(order).secret}/")
    expect(page.get_by_text("Potong: 20 pcs tercatat.")).to_be_visible(timeout=SOON)
    assert Stage.objects.of(world.store).get(work_order=order, position=0).done == 20
    complaints.clear()
