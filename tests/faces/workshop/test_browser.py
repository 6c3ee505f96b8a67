"""The workshop's phone: 360 px, with and without scripts."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from PIL import Image
from playwright.sync_api import Page, expect

from bukapo.production.models import Stage, WorkOrder
from tests.faces.production import accepted, closed, reported, sent
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def world() -> World:
    world = make_world()
    for size, colour, qty, name in [
        ("S", "Navy", 3, ""), ("L", "Hitam", 12, ""), ("L", "Hitam", 1, "BUDI 10"), ("XL", "Navy", 4, ""),
        ("3XL", "Hitam", 1, "SITI NURHALIZA"), ("M", "Hitam", 9, ""), ("M", "Navy", 1, "DEWI 7"),
    ]:  # fmt: skip
        world.place(world.line(size, colour, qty=qty, name=name))
    return closed(world)


def done(order: WorkOrder) -> list[int]:
    stages = Stage.objects.of(order.store_id).filter(work_order=order)
    return list(stages.order_by("position").values_list("done", flat=True))


def photo(folder: Path) -> Path:
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((800, 600)).save(out, "JPEG")
    path = folder / "hasil.jpg"
    path.write_bytes(out.getvalue())
    return path


def test_the_whole_way_needs_no_script(
    new_context: Callable[..., Any], world: World, axe: Callable[[Page], None], tmp_path: Path
) -> None:
    order = sent(world)
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"/spk/{order.secret}/")
    page.get_by_role("button", name="Terima SPK ini").click()
    expect(page.get_by_text("SPK diterima")).to_be_visible()
    page.get_by_role("radio", name="L / Hitam dari 13", exact=True).check()
    page.get_by_role("button", name="+10").click()
    assert done(order) == [10, 0, 0, 0]
    page.get_by_role("button", name="Semua ukuran selesai").click()
    assert done(order) == [31, 0, 0, 0]
    second = page.locator("#tahap-1")
    second.get_by_label("L / Hitam: sudah jadi", exact=True).fill("11")
    second.get_by_label("M / Hitam: sudah jadi").fill("9")
    second.get_by_label("Foto").set_input_files(photo(tmp_path))
    second.get_by_label("Catatan").fill("Cat kering besok")
    second.get_by_role("button", name="Simpan laporan").click()
    assert done(order) == [31, 20, 0, 0]
    for _ in range(3):
        page.locator(".stage.is-now").get_by_role("button", name="Semua ukuran selesai").click()
    page.get_by_role("button", name="Selesai semua").click()
    expect(page.get_by_text("Semua sudah selesai.")).to_be_visible()
    assert world.fresh(order).state == "done"


def test_every_state_of_the_page_is_open_to_everybody(
    page: Page, world: World, axe: Callable[[Page], None], shoot: Callable[[Page, str], None], tmp_path: Path
) -> None:
    order = sent(world)
    page.goto(f"/spk/{order.secret}/")
    axe(page)
    shoot(page, "spk-sent")
    reported(accepted(order), 31, 12)
    page.reload()
    axe(page)
    shoot(page, "spk-working")
    stage = page.locator("#tahap-1")
    stage.get_by_label("Foto").set_input_files(photo(tmp_path))
    size = stage.locator(".size", has_text="3XL / Hitam")
    size.get_by_role("button", name="Tambah").click()
    expect(size.get_by_label("sudah jadi")).to_have_value("1")
    stage.get_by_role("button", name="Simpan laporan").click()
    expect(page.get_by_text("Sablon: 13 pcs tercatat.")).to_be_visible(timeout=15_000)
    size.get_by_label("sudah jadi").fill("99")
    stage.get_by_role("button", name="Simpan laporan").click()
    expect(page.get_by_role("alert")).to_contain_text("3XL / Hitam", timeout=15_000)
    axe(page)
    shoot(page, "spk-refused")


def test_no_page_scrolls_sideways_on_a_small_phone(page: Page, world: World) -> None:
    order = reported(accepted(sent(world)), 31, 12)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"/spk/{order.secret}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_is_tapped_is_big_enough_for_a_thumb(page: Page, world: World) -> None:
    order = reported(accepted(sent(world)), 5)
    page.goto(f"/spk/{order.secret}/")
    for button in page.locator("button:visible:not(.hide-visually)").all():
        box = button.bounding_box()
        assert box and box["height"] >= 48, button.inner_text()
