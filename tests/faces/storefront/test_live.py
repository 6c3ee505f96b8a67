"""While an order's page is open a payment confirms before the buyer's eyes; the server is asked little."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from bukapo.faces.storefront.views import live
from bukapo.journal import clock
from bukapo.orders.writes.pay import confirm_proof
from tests.till import asked, prove
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


def question(page: str) -> str:
    found = re.search(r'data-live="([^"]+)"', page)
    assert found
    return found[1]


def test_nothing_new_costs_one_query_and_no_words(client: Client, django_assert_num_queries: Any) -> None:
    world = make_world(at=NOON)
    with clock.told(NOON):
        order = world.place()
        page = client.get(f"/p/{order.secret}/").content.decode()
        with django_assert_num_queries(1):
            same = client.get(question(page))
        assert (same.status_code, same.content, same["Cache-Control"]) == (204, b"", "no-store")
        assert not same.cookies
        prove(world, order)
        news = client.get(question(page))
        assert news.status_code == 200 and news.content.decode() in question(
            client.get(f"/p/{order.secret}/").content.decode()
        )
        assert client.get(f"/p/{order.secret[:-1]}x/kini/").status_code == 404
        assert "Muat ulang" in page


def test_a_payment_is_confirmed_before_the_buyers_eyes(
    page: Page,
    monkeypatch: pytest.MonkeyPatch,
    axe: Callable[[Page], None],
    shoot: Callable[[Page, str], None],
) -> None:
    monkeypatch.setattr(live, "FIRST_MS", 150)
    world: World = make_world()
    order = world.place()
    amount = asked(order)
    proof = prove(world, order, claimed=amount, at=clock.now())
    page.goto(f"/p/{order.secret}/")
    expect(page.get_by_text("Bukti transfer sedang dicek")).to_be_visible()
    page.evaluate("window.same = true")
    confirm_proof(
        store_id=world.store.pk, proof_id=proof.proof_id, amount=amount, bank_account_id=world.bank.pk,
        actor=world.seller, at=clock.now(),
    )  # fmt: skip
    expect(page.locator(".stamp-place")).to_have_text(re.compile("Lunas"))
    expect(page.locator("[data-live] [role=status]")).to_have_text(
        re.compile("Baru saja diperbarui: Lunas", re.I)
    )
    expect(page.get_by_text("Bukti transfer sedang dicek")).to_have_count(0)
    assert page.evaluate("window.same"), "the page was exchanged, not fetched anew"
    axe(page)
    shoot(page, "live-paid")
