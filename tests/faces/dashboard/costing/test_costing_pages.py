"""The calculator and the cash-flow, asked by the seller."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from bukapo.faces.dashboard.costing.shown import words
from bukapo.journal import clock
from bukapo.production.capital.writes import set_capital
from bukapo.production.costing.reads import cash_course, margins
from bukapo.production.models import CostSheet
from bukapo.production.writes.close import close_campaign
from tests.faces.production import paid
from tests.world import World, make_world

TYPED = {
    "pieces": "100",
    "price": "95.000",
    "reject": "5",
    "overhead": "",
    "what_0": "Kain",
    "kind_0": "piece",
    "price_0": "Rp 105.000",
    "amount_0": "0,334",
    "what_1": "Film",
    "kind_1": "once",
    "price_1": "150000",
    "amount_1": "",
    "from_0": "60",
    "maker_0": "7.000",
    "from_1": "12",
    "maker_1": "9.000",
}


@pytest.fixture
def world(db: None) -> World:
    return make_world(pay_mode="deposit", deposit_bp=3_000)


@pytest.fixture
def seller(world: World) -> Client:
    client = Client()
    client.force_login(world.owner)
    return client


def hpp(world: World) -> str:
    product = world.campaign.items.get().product_id
    return f"/toko-saya/{world.store.slug}/produk/{product}/hpp/"


def test_reckoning_first_keeps_nothing_and_shows_the_cost(seller: Client, world: World) -> None:
    page = seller.post(hpp(world), {**TYPED, "hitung": "1"})
    assert page.status_code == 200
    assert "Rp45.785" in page.text  # (35.070 + 7.000) / 0,95 + 150.000 / 100, rounded up
    assert not CostSheet.objects.of(world.store).exists()


def test_saving_makes_it_the_products_cost_and_the_page_remembers(seller: Client, world: World) -> None:
    assert seller.post(hpp(world), {**TYPED, "simpan": "1"}).status_code == 302
    product = world.campaign.items.get().product
    assert product.cost == CostSheet.objects.of(world.store).get().each == 45_785
    page = seller.get(hpp(world))
    assert 'value="0,334"' in page.text and "impas" in page.text.lower()
    assert margins(world.campaign)[0].enough == 4  # 150.000 / (95.000 - 46.389), still at the price of 12


@pytest.mark.parametrize(
    ("wrong", "words_shown"),
    [
        ({"amount_0": "banyak"}, "misalnya 0,35"),
        ({"reject": "80"}, "antara 0 dan 50"),
        ({"what_1": ""}, "Tulis ini biaya apa"),
        ({"from_0": "12"}, "harus berbeda"),
        ({"pieces": "0"}, "Paling sedikit 1"),
        ({"maker_1": ""}, "Isi harganya"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    seller: Client, world: World, wrong: dict[str, str], words_shown: str
) -> None:
    page = seller.post(hpp(world), {**TYPED, **wrong, "simpan": "1"})
    assert page.status_code == 422
    assert words_shown in page.text and 'value="Rp 105.000"' in page.text
    assert not CostSheet.objects.of(world.store).exists()


def test_another_stores_product_is_not_found(seller: Client, world: World) -> None:
    other = make_world(slug="toko-lain")
    path = f"/toko-saya/{world.store.slug}/produk/{other.campaign.items.get().product_id}/hpp/"
    assert seller.get(path).status_code == 404


def test_before_closing_the_plan_for_the_target_is_shown_with_what_is_missing(db: None) -> None:
    wednesday = datetime(2026, 12, 2, 3, tzinfo=UTC)
    world = make_world(at=wednesday, pay_mode="deposit", deposit_bp=3_000)
    seller = Client()
    seller.force_login(world.owner)
    set_capital(
        store_id=world.store.pk, campaign_id=world.campaign.pk, each=60_000, fixed=0, down_bp=5_000,
        down_fixed=0, spent=0, actor=world.seller, at=clock.now(),
    )  # fmt: skip
    cash = cash_course(world.fresh(world.campaign), words=words(), at=clock.now())
    assert cash and cash.planned and cash.pieces == 100
    assert cash.course.needed == 6_000_000 - 2_850_000  # all of the cost is due before the balances are
    assert cash.course.left == 9_500_000 - 6_000_000
    page = seller.get(f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/arus-kas/")
    assert "kurang Rp3.150.000" in page.text and "cash-chart" in page.text


def test_after_closing_what_came_in_and_what_is_agreed_sum_to_the_orders(world: World) -> None:
    order = paid(world, world.line("L", qty=2))
    at = clock.now() + timedelta(seconds=1)
    close_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, actor=world.seller, at=at)
    cash = cash_course(world.fresh(world.campaign), words=words(), at=at)
    assert cash and not cash.planned
    into = sum(week.into for week in cash.course.weeks)
    order = world.fresh(order)
    planned = sum(
        charge.total - charge.paid for charge in order.charges.filter(state__in=["planned", "open"])
    )
    assert into == order.paid + planned
