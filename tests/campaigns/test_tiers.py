"""Tiers of a price: which are possible, what they come to, what the rules and the hints say of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.campaigns import draft_reads, readiness
from bukapo.campaigns.models import PriceTier
from bukapo.campaigns.plan import Item, PromisedAlready
from bukapo.campaigns.tier_reads import tiers_of
from bukapo.campaigns.tiers import (
    Settled,
    Tier,
    TieredGoods,
    checked_tiers,
    coming,
    reached,
    settled_price,
    tier_risks,
)
from bukapo.campaigns.writes import change_campaign
from bukapo.kernel.refusal import Invalid
from tests.campaigns.prepared import AT, Prepared, prepare

STAIRS = (Tier(50, 90_000), Tier(100, 85_000))


@pytest.mark.parametrize(
    ("tiers", "says"),
    [
        ((Tier(50, 95_000),), "di bawah harga PO"),
        ((Tier(50, 90_000), Tier(100, 90_000)), "terus turun"),
        ((Tier(50, 90_000), Tier(50, 85_000)), "harus berbeda"),
        ((Tier(1, 90_000),), "paling sedikit 2"),
        ((Tier(50, 0),), "harus diisi"),
        (tuple(Tier(n * 10, 90_000 - n) for n in range(1, 8)), "Paling banyak 6"),
    ],
)
def test_stairs_that_do_not_fall_are_refused_with_a_sentence(tiers: tuple[Tier, ...], says: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_tiers(95_000, tiers)
    assert says in refused.value.params["why"]


def test_stairs_may_be_typed_in_any_order() -> None:
    assert checked_tiers(95_000, STAIRS[::-1]) == STAIRS


@given(st.integers(0, 200))
def test_more_pieces_never_cost_more(pieces: int) -> None:
    assert settled_price(95_000, STAIRS, pieces + 1) <= settled_price(95_000, STAIRS, pieces) <= 95_000
    best, following = reached(STAIRS, pieces), coming(STAIRS, pieces)
    assert best is None or best.from_pieces <= pieces
    assert following is None or following.from_pieces > pieces


def test_an_early_price_falls_only_to_a_lower_tier() -> None:
    until = AT.replace(hour=12)
    settled = Settled(price=95_000, early_price=88_000, settled_price=90_000)
    assert settled.drop(AT, until) == 0
    assert settled.drop(until, until) == 5_000
    assert Settled(95_000, 88_000, 85_000).drop(AT, until) == 3_000


def test_hints_name_what_may_hurt_the_seller() -> None:
    goods = [TieredGoods("Kaos", 95_000, STAIRS, cost=86_000, cap=80), TieredGoods("Topi", 50_000, ())]
    found = [code for code, _ in tier_risks(goods, pays_in_full=False, deposit_fixed=88_000)]
    assert found == ["tier_below_cost", "tier_out_of_reach", "tier_below_deposit"]
    in_full = [code for code, _ in tier_risks(goods, pays_in_full=True, deposit_fixed=0)]
    assert in_full[-1] == "tiers_paid_in_full"
    assert not list(tier_risks(goods[1:], pays_in_full=True, deposit_fixed=0))


@pytest.fixture
def shop(db: None) -> Prepared:
    return prepare()


def test_are_kept_with_the_product_and_replaced_with_it(shop: Prepared) -> None:
    campaign = shop.draft(items=[Item(shop.product.pk, 95_000, tiers=STAIRS)])
    assert tiers_of(campaign) == {shop.product.pk: STAIRS}
    change_campaign(
        actor=shop.seller, at=AT, store=shop.store, campaign_id=campaign.pk,
        plan={"items": [Item(shop.product.pk, 95_000, tiers=STAIRS[:1])]},
    )  # fmt: skip
    assert tiers_of(campaign) == {shop.product.pk: STAIRS[:1]}


def test_that_do_not_fall_are_not_kept(shop: Prepared) -> None:
    with pytest.raises(Invalid):
        shop.draft(items=[Item(shop.product.pk, 80_000, tiers=STAIRS)])
    assert not PriceTier.objects.of(shop.store).exists()


def test_are_a_promise_once_the_po_is_open(shop: Prepared) -> None:
    campaign = shop.published(items=[Item(shop.product.pk, 95_000, tiers=STAIRS)])
    with pytest.raises(PromisedAlready):
        change_campaign(
            actor=shop.seller, at=AT, store=shop.store, campaign_id=campaign.pk,
            plan={"items": [Item(shop.product.pk, 95_000)]},
        )  # fmt: skip
    assert tiers_of(campaign) == {shop.product.pk: STAIRS}


def test_stand_in_the_rules_with_what_counts_and_what_does_not(shop: Prepared) -> None:
    campaign = shop.draft(items=[Item(shop.product.pk, 95_000, tiers=STAIRS)])
    text = draft_reads.terms_text(campaign, at=AT)
    for part in (
        "mulai 50 pcs Rp90.000, mulai 100 pcs Rp85.000 per pcs",
        "termasuk yang belum dibayar",
        "tidak menaikkan lagi harga pembeli lain",
        "Potongan voucher tetap sebesar rupiah yang disepakati",
    ):
        assert part in text
    assert "tidak menaikkan lagi" not in draft_reads.terms_text(shop.draft("Lain"), at=AT)


def test_a_tier_below_cost_is_said_beside_the_button(shop: Prepared) -> None:
    type(shop.product).objects.of(shop.store).filter(pk=shop.product.pk).update(cost=86_000)
    campaign = shop.draft(items=[Item(shop.product.pk, 95_000, tiers=STAIRS)])
    sheet = draft_reads.sheet_of(campaign)
    assert not readiness.missing(sheet, at=AT)
    said = [hint.say() for hint in readiness.warnings(sheet, at=AT)]
    assert any("Rp85.000) di bawah HPP-nya (Rp86.000)" in words for words in said)
