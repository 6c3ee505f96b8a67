"""A deposit paid by the shop's own QRIS and recognised by its bank's statement: no gateway, nothing done by hand."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from bukapo.audit import audit
from bukapo.journal import clock
from bukapo.payments.qris.code import read_qris
from bukapo.payments.sticker import set_static_qris
from tests.faces.cli.test_bank_import import klikbca
from tests.faces.production import enter
from tests.orders.statements.bank import WIB
from tests.payments.qris_codes import STATIC
from tests.till import asked
from tests.world import make_world


@pytest.mark.django_db(transaction=True)
def test_the_buyer_scans_and_the_statement_confirms(new_context: Callable[..., Any], tmp_path: Path) -> None:
    world = make_world(pay_mode="deposit")
    facts = {"store": world.store, "actor": world.seller, "at": clock.now()}
    set_static_qris(**facts, text=STATIC, bank_account_id=world.bank.pk)
    order = world.place(world.line("L"))
    buyer, seller = new_context().new_page(), new_context().new_page()
    buyer.goto(f"/p/{order.secret}/")
    with buyer.expect_download() as kept:
        buyer.get_by_role("link", name="Unduh QR").click()
    code = read_qris(zxingcpp.read_barcode(Image.open(kept.value.path())).text)
    assert int(code.value("54")) == asked(order)  # what the wallet pays is what the page asks
    file = klikbca(tmp_path, -25_000, int(code.value("54")), day=clock.now().astimezone(WIB).date())
    enter(seller, world)
    seller.goto(f"/toko-saya/{world.store.slug}/mutasi/")
    seller.get_by_label("File mutasi").set_input_files(file)
    seller.get_by_role("button", name="Baca mutasi").click()
    expect(seller.get_by_text("1 pembayaran pasti")).to_be_visible()
    assert world.fresh(order).state == "confirmed"
    buyer.reload()
    expect(buyer.get_by_text("DP sudah masuk")).to_be_visible()
    assert [breach for _name, found in audit() for breach in found] == []
