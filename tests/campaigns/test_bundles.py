"""What a package is: its price shared out, what a seller may do with it, what a PO with one must have."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.campaigns.bundles.lacks import PackedGoods, bundle_lacks, bundle_risks
from bukapo.campaigns.bundles.rules import BundleDraft, OfferedSlot, SlotDraft, shares
from bukapo.campaigns.bundles.writes import remove_bundle, save_bundle, switch_bundle
from bukapo.campaigns.models import Bundle, Campaign, Terms
from bukapo.campaigns.plan import Item, PromisedAlready
from bukapo.campaigns.reads import offer_of
from bukapo.campaigns.writes.draft import draft_campaign
from bukapo.journal.models import EventRow
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound
from tests.bundled import FAMILY, make_bundled
from tests.world import NOON, World, make_world


@given(st.integers(1, 10**9), st.lists(st.integers(0, 10**9), min_size=2, max_size=12))
def test_the_shares_of_a_package_sum_to_its_price_and_go_by_what_its_pieces_cost(price, weights):
    parts = shares(price, weights)
    assert sum(parts) == price and min(parts) >= 0
    total = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        fair = price * weight / total if total else price / len(weights)
        assert abs(part - fair) < 1.001


def test_a_piece_may_be_what_the_seller_left_open():
    slot = OfferedSlot(1, ("", "Hitam"), 0)
    assert slot.allows(("L", "Hitam")) and not slot.allows(("L", "Navy"))


def test_what_keeps_a_po_with_packages_shut_and_what_its_seller_should_know():
    good = PackedGoods("A", 200_000, 3, single=230_000)
    wrong = [
        replace(good, price=0),
        replace(good, pieces=1),
        replace(good, pieces=13),
        replace(good, foreign=True, closed=True),
        replace(good, closed=True),
    ]
    assert [code for code, _ in bundle_lacks([good, *wrong], 0)] == [
        "bundle_without_price",
        "bundle_too_many",
        "bundle_too_many",
        "bundle_foreign_product",
        "bundle_without_variant",
    ]
    assert [code for code, _ in bundle_lacks([good], 66_667)] == ["bundle_below_deposit"]
    assert [code for code, _ in bundle_risks([good, replace(good, price=230_000)])] == ["bundle_not_cheaper"]


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


def drafted(world: World) -> dict[str, Any]:
    from_them = {"actor": world.seller, "at": NOON, "store": world.store}
    items = list(world.campaign.items.all())
    made = draft_campaign(
        **from_them, title="Draf", plan={"items": [Item(row.product_id, row.price) for row in items]}
    )
    return {**from_them, "campaign_id": made.campaign_id}


@pytest.mark.django_db
class TestASeller:
    def test_makes_changes_and_removes_packages_of_a_draft(self, world: World) -> None:
        facts, slot = drafted(world), SlotDraft(world.product.pk)
        made = save_bundle(**facts, draft=BundleDraft(" Dua  Kaos ", 180_000, (slot, slot)))
        navy = SlotDraft(world.product.pk, {"Warna": "Navy"})
        save_bundle(
            **facts, draft=BundleDraft("Dua Kaos", 170_000, (navy, slot, slot)), bundle_id=made.bundle_id
        )
        campaign = Campaign.objects.of(world.store).get(pk=facts["campaign_id"])
        [one] = offer_of(campaign).bundles
        assert (one.name, one.price, [s.fixed for s in one.slots]) == (
            "Dua Kaos", 170_000, [("", "Navy"), ("", ""), ("", "")],
        )  # fmt: skip
        assert [s.share for s in one.slots] == [56_667, 56_667, 56_666]
        remove_bundle(**facts, bundle_id=made.bundle_id)
        assert not offer_of(campaign).bundles

    @pytest.mark.parametrize(
        ("field", "changes"),
        [
            ("name", {"name": "  "}),
            ("name", {"name": "x" * 81}),
            ("price", {"price": 0}),
            ("slots", {"slots": ()}),
            ("slots", {"slots": "foreign"}),
            ("slots", {"slots": "value"}),
        ],
    )
    def test_is_told_what_is_wrong_with_one(self, world: World, field: str, changes: Any) -> None:
        facts, slot = drafted(world), SlotDraft(world.product.pk)
        odd = {
            "foreign": SlotDraft(world.product.pk + 99),
            "value": SlotDraft(world.product.pk, {"Warna": "Ungu"}),
        }
        if isinstance(changes.get("slots"), str):
            changes = {"slots": (slot, odd[changes["slots"]])}
        with pytest.raises(Invalid) as refused:
            save_bundle(**facts, draft=replace(BundleDraft("A", 1, (slot, slot)), **changes))
        assert refused.value.params["field"] == field
        assert not Bundle.objects.of(world.store).exists()

    def test_may_only_stop_and_resume_what_buyers_were_promised(self) -> None:
        shop = make_bundled(at=NOON)
        facts = {"actor": shop.seller, "at": NOON, "store": shop.store, "campaign_id": shop.campaign.pk}
        slot = SlotDraft(shop.product.pk)
        before = EventRow.objects.count()
        with pytest.raises(PromisedAlready):
            save_bundle(**facts, draft=BundleDraft("Baru", 1, (slot, slot)))
        with pytest.raises(PromisedAlready):
            remove_bundle(**facts, bundle_id=shop.family.pk)
        with pytest.raises(NotFound):
            switch_bundle(**facts, bundle_id=shop.family.pk + 99, offered=False)
        with pytest.raises(WrongState):
            switch_bundle(**facts, bundle_id=shop.family.pk, offered=True)
        assert EventRow.objects.count() == before
        stamp = offer_of(shop.campaign).stamp
        switch_bundle(**facts, bundle_id=shop.family.pk, offered=False)
        now = offer_of(shop.fresh(shop.campaign))
        assert now.stamp != stamp and [one.stopped for one in now.bundles] == [True, False]
        switch_bundle(**facts, bundle_id=shop.family.pk, offered=True)
        assert not any(one.stopped for one in offer_of(shop.fresh(shop.campaign)).bundles)

    def test_promises_the_packages_in_the_terms(self) -> None:
        shop = make_bundled(at=NOON)
        text = Terms.objects.of(shop.store).filter(campaign=shop.campaign).last().text
        assert f"Keluarga (paket): Rp{FAMILY:,}".replace(",", ".") in text.replace(",", ".")
        assert "2 Kaos, 1 Topi Hitam" in text and "Harga paket tetap" in text
