"""The statement pages on a phone: a file is sent, a doubtful line is decided by one tap, without a script too."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bukapo.journal import clock
from bukapo.kernel.money import rupiah
from tests.faces.cli.test_bank_import import klikbca
from tests.faces.production import enter
from tests.orders.statements.bank import WIB
from tests.till import asked, receive
from tests.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_statement_is_sent_and_its_doubts_decided_on_a_phone(
    new_context: Callable[..., Any],
    axe: Callable[[Page], None],
    shoot: Callable[[Page, str], None],
    tmp_path: Path,
    scripts: bool,
) -> None:
    world = make_world()
    sure = world.place(buyer_name="Rina Wulandari")
    plain = world.place(buyer_name="Budi Santoso", phone="081233334444")
    friends = [world.place(buyer_name="Siti Rahma Kusumaningrum", phone="081255556666") for _ in range(2)]
    noted = world.place(buyer_name="Dewi Lestari")
    receive(world, noted, 95_000, at=clock.now())
    amounts = (-150_000, asked(sure), 95_000, sum(asked(one) for one in friends), 321_007)
    file = klikbca(tmp_path, *amounts, day=clock.now().astimezone(WIB).date())
    page = new_context(java_script_enabled=scripts).new_page()
    enter(page, world)
    page.goto(f"/toko-saya/{world.store.slug}/mutasi/")
    page.get_by_label("File mutasi").set_input_files(file)
    if scripts:
        axe(page)
        shoot(page, "mutasi")
    page.get_by_role("button", name="Baca mutasi").click()
    expect(page.get_by_text("1 pembayaran pasti")).to_be_visible()
    if scripts:
        axe(page)
        shoot(page, "mutasi-hasil")
    page.get_by_role("link", name="Putuskan", exact=True).click()
    expect(page.get_by_role("heading", name="Putuskan uang masuk")).to_be_visible()
    if scripts:
        axe(page)
        shoot(page, "mutasi-antrean")
    together = rupiah(sum(asked(one) for one in friends))
    page.get_by_role("button", name=re.compile(f"Ini uangnya.*Siti.*{re.escape(together)}")).click()
    expect(page.get_by_text("dipasangkan ke pesanan Siti")).to_be_visible()
    assert all(world.fresh(one).state == "confirmed" for one in friends)
    page.get_by_role("link", name="Pesanan lain, atau bagi Rp321.007").click()
    page.get_by_label("Nomor, nama, HP, atau nominal").fill("budi")
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("link", name=f"Pilih Budi Santoso {plain.number}").click()
    page.locator("input[name=amount][type=text]").fill("5.000")
    page.get_by_role("button", name="Pasangkan", exact=True).click()
    expect(page.get_by_text("harus pas sama")).to_be_visible()
    if scripts:
        axe(page)
        shoot(page, "mutasi-bagi")
    page.locator("input[name=amount][type=text]").fill("321.007")
    page.get_by_role("button", name="Pasangkan", exact=True).click()
    expect(page.get_by_text("dipasangkan ke pesanan Budi")).to_be_visible()
    page.get_by_role("button", name="Bukan untuk pesanan").first.click()
    expect(page.get_by_text("Semua uang masuk sudah diputuskan")).to_be_visible()
