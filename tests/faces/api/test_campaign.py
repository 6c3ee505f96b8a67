"""GET a PO."""

import hashlib
import json
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bukapo.campaigns.models import Campaign, CampaignItem, PieceCounter
from bukapo.catalog.models import Product, Variant
from bukapo.catalog.writes import save_product
from bukapo.journal import clock
from tests.faces.api.program import Program, assert_problem
from tests.world import TEE, make_world


def test_it_tells_what_an_order_is_made_of(program: Program) -> None:
    world = program.world
    told = program.client.get(program.campaign).json()
    assert (told["id"], told["title"]) == (world.campaign.pk, "Kaos Contoh")
    assert told["store"] == {"slug": "toko-contoh", "name": "Toko Contoh", "zone": "Asia/Jakarta"}
    [product] = told["products"]
    assert {v["id"]: v["price"] for v in product["variants"]}[world.variant("XL", "Hitam")] == 100_000
    assert [f["id"] for f in product["personalization"]] == [world.name_field.pk]
    assert told["zones"][0]["id"] == world.zone.pk and told["zones"][0]["first_kg"] == 18_000
    assert told["plan"]["mode"] == "full" and told["plan"]["pay_hours"] == 24
    assert set(told["promises"]) == {"produced", "ship_from", "ship_until"}
    sealed = program.client.get(told["terms"]["file"].removeprefix(settings.BASE_URL))
    assert told["terms"]["digest"] == hashlib.sha256(sealed.content).hexdigest()
    assert json.loads(sealed.content)["text"] == told["terms"]["text"]
    assert told["links"]["orders"] == program.orders
    assert told["links"]["page"].endswith(f"/{world.store.slug}/{world.campaign.slug}/")


def test_it_counts_what_is_left(db: None) -> None:
    world = make_world(cap=10, variant_caps={("L", "Hitam"): 3}, buyer_cap=4)
    world.place(world.line("L", qty=2))
    told = Program(world).client.get(Program(world).campaign).json()
    assert told["caps"] == {"pieces": 10, "left": 8, "per_buyer": 4}
    left = {v["id"]: v["left"] for v in told["products"][0]["variants"]}
    assert left[world.variant("L", "Hitam")] == 1 and left[world.variant("M", "Hitam")] is None


def test_the_phase_follows_the_servers_clock(program: Program) -> None:
    campaign = program.world.campaign
    phases = {campaign.created_at: "teaser", campaign.opens_at: "open", campaign.closes_at: "closed"}
    for at, phase in phases.items():
        with clock.told(at):
            told = program.client.get(program.campaign).json()
        assert told["phase"] == phase
        shown = datetime.fromisoformat(told["server_time"])
        assert abs((shown - at).total_seconds()) < 0.001


def test_it_may_be_kept_for_a_second_and_leaves_no_cookie(program: Program) -> None:
    program.client.cookies["sessionid"] = "x" * 32
    answer = program.client.get(program.campaign)
    assert answer.headers["Cache-Control"] == "public, max-age=1"
    assert "Cookie" not in answer.headers["Vary"] and not answer.cookies
    assert program.client.head(program.campaign).status_code == 200


def test_a_draft_and_a_stranger_s_slug_are_not_there(program: Program) -> None:
    world = program.world
    assert_problem(program.client.get(f"{program.campaign}x"), 404, "not_found")
    assert_problem(
        program.client.get(program.campaign.replace(world.store.slug, "toko-lain")), 404, "not_found"
    )
    Campaign.objects.of(world.store).filter(pk=world.campaign.pk).update(state="draft")
    assert_problem(program.client.get(program.campaign), 404, "not_found")
    assert_problem(program.send(), 404, "not_found")


def test_the_number_of_queries_does_not_grow_with_the_offer(program: Program) -> None:
    before = _queries(program)
    _second_product(program)
    program.world.place()
    assert len(program.client.get(program.campaign).json()["products"]) == 2
    assert _queries(program) == before <= 15


def _queries(program: Program) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert program.client.get(program.campaign).status_code == 200
    return len(asked)


def _second_product(program: Program) -> None:
    world = program.world
    who: dict[str, Any] = {"actor": world.seller, "at": clock.now()}
    product = Product.objects.of(world.store).get(
        pk=save_product(**who, store=world.store, draft=TEE).product_id
    )
    CampaignItem.objects.create(store=world.store, campaign=world.campaign, product=product, price=1)
    for variant in Variant.objects.of(world.store).filter(product=product):
        PieceCounter.objects.create(store=world.store, campaign=world.campaign, variant=variant)


@pytest.mark.parametrize("slug", ["é", "a" * 61, "a.b", "%2e%2e", "a'b"])
def test_what_is_no_slug_is_not_there(program: Program, slug: str) -> None:
    assert_problem(program.client.get(f"/api/v1/stores/{slug}/campaigns/{slug}"), 404, "not_found")
