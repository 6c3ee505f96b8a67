"""Plans, early prices and vouchers as a program meets them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from bukapo.campaigns.models import Campaign, Voucher
from bukapo.campaigns.vouchers import VoucherTerms
from bukapo.campaigns.writes.voucher import make_voucher
from bukapo.orders.models import Order
from tests.world import World, make_world

pytestmark = pytest.mark.django_db
LATER = (datetime.now(UTC) + timedelta(days=12)).date()


@pytest.fixture
def world() -> World:
    terms = [{"bp": 5_000}, {"bp": 5_000, "day": LATER}]
    until = datetime.now(UTC) + timedelta(hours=2)
    world = make_world(pay_mode="instalment", instalments=terms, early_price=80_000, early_until=until)
    given = VoucherTerms("HEMAT10", bp=1_000, least=70_000)
    make_voucher(actor=world.seller, at=datetime.now(UTC), store=world.store, terms=given)
    return world


def address(world: World) -> str:
    return f"/api/v1/stores/{world.store.slug}/campaigns/{world.campaign.slug}"


def send(world: World, *, key: str = "kunci-0123456789", **more: Any) -> Any:
    body = {
        "buyer": {"name": "Rina Contoh", "phone": "081234567890"},
        "lines": [{"variant": world.variant("L", "Hitam"), "qty": 1}],
        "fulfilment": "pickup",
    }
    return Client().post(
        f"{address(world)}/orders", body | more, content_type="application/json", HTTP_IDEMPOTENCY_KEY=key
    )


def test_a_po_tells_what_is_paid_when_and_until_when_the_early_price_counts(world: World) -> None:
    told = Client().get(address(world), HTTP_ACCEPT_LANGUAGE="id").json()
    first, second = told["plan"]["parts"]
    assert (told["plan"]["mode"], first["title"], first["due"]["when"]) == (
        "instalment",
        "Termin 1 dari 2",
        "now",
    )
    assert second["due"] == {"when": "day", "day": LATER.isoformat(), "days": None}
    assert (told["products"][0]["price"], told["products"][0]["later_price"]) == (80_000, 95_000)
    assert told["early_until"] is not None and "HEMAT10" not in str(told)


def test_an_order_with_a_voucher_and_its_sum_is_taken(world: World) -> None:
    placed = send(world, voucher="hemat10", total=72_000)
    assert placed.status_code == 201
    order = (
        Client()
        .get(
            f"/api/v1/orders/{placed.json()['number']}",
            HTTP_AUTHORIZATION=f"Bearer {placed.json()['secret']}",
        )
        .json()
    )
    assert (order["goods"], order["discount"], order["voucher"]) == (80_000, 8_000, "HEMAT10")
    assert [charge["kind"] for charge in order["money"]["charges"]] == ["instalment", "instalment"]
    assert order["money"]["charges"][1]["due_at"].startswith(LATER.isoformat())


def test_another_sum_than_the_one_shown_takes_nothing(world: World) -> None:
    Campaign.objects.of(world.store).update(early_until=datetime.now(UTC) - timedelta(seconds=1))
    no = send(world, total=80_000)
    assert (no.status_code, no.json()["code"]) == (409, "price_changed")
    assert (no.json()["total"], no.json()["was"]) == (95_000, 80_000)
    assert not Order.objects.of(world.store).exists()
    assert send(world, total=95_000).status_code == 201


@pytest.mark.parametrize(("code", "name"), [("SALAH", "voucher_unknown"), ("HEMAT10", "voucher_below_least")])
def test_a_voucher_that_does_not_count_is_named(world: World, code: str, name: str) -> None:

    Voucher.objects.of(world.store).update(least=500_000)
    no = send(world, voucher=code)
    assert (no.status_code, no.json()["code"]) == (422, name)
    assert not Order.objects.of(world.store).exists()


def test_the_same_key_with_another_voucher_is_a_conflict(world: World) -> None:
    assert send(world).status_code == 201
    assert send(world, voucher="HEMAT10").json()["code"] == "key_conflict"
    assert send(world, total=1).status_code == 200  # how it was sent is no part of it
