"""A PO made by the real writes takes real orders, and the audit finds nothing wrong with either."""

from datetime import date, timedelta

import pytest

from bukapo.audit.run import audit
from bukapo.campaigns.models import Terms
from bukapo.campaigns.plan import CapBelowTaken, HasOrders
from bukapo.campaigns.writes import cancel_campaign, change_campaign
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.delays.moving import move_promise
from bukapo.orders.intake.draft import Wanted, WantedLine
from bukapo.orders.writes.place import place_order
from tests.campaigns.prepared import AT, prepare

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=2)


def order(shop, campaign, label="XL / Panjang", qty=3, key="k1"):
    wanted = Wanted(
        key=key,
        source="form",
        buyer_name="Budi",
        phone="081298765432",
        fulfilment="pickup",
        lines=(WantedLine(shop.variant(label), qty, {}),),
    )
    with clock.told(LATER):
        return place_order(store_id=shop.store.pk, campaign_id=campaign.pk, wanted=wanted, actor=BUYER_ACTOR)


def test_an_order_pays_the_po_price_and_agrees_to_the_frozen_terms():
    shop = prepare()
    campaign = shop.published()
    placed = order(shop, campaign)
    assert placed.goods == 3 * (95_000 + 15_000)
    assert placed.terms_id == Terms.objects.of(shop.store).get().pk
    by = {"actor": shop.seller, "at": LATER, "store": shop.store, "campaign_id": campaign.pk}
    with pytest.raises(CapBelowTaken):
        change_campaign(**by, plan={"cap": 2})
    with pytest.raises(HasOrders):
        cancel_campaign(**by)
    change_campaign(**by, plan={"cap": 3, "caps": {shop.variant("XL / Panjang"): 3}})
    move_promise(**by, moves={"ship_until": date(2027, 1, 4)}, reason="Bahan datang terlambat")
    assert {name: breaches for name, breaches in audit() if breaches} == {}


def test_who_orders_after_a_promise_moved_agrees_to_the_new_day():
    shop = prepare()
    campaign = shop.published()
    first = order(shop, campaign)
    move_promise(
        actor=shop.seller, at=LATER, store=shop.store, campaign_id=campaign.pk,
        moves={"ship_until": date(2027, 1, 4)}, reason="Bahan datang terlambat",
    )  # fmt: skip
    second = order(shop, campaign, key="k2")
    assert "4 Januari 2027" in second.terms.text and "4 Januari 2027" not in first.terms.text
    assert {name: breaches for name, breaches in audit() if breaches} == {}


def test_a_running_po_that_begins_to_take_groups_says_so_in_terms_for_the_orders_to_come():
    shop = prepare()
    campaign = shop.published()
    first = order(shop, campaign)
    by = {"actor": shop.seller, "at": LATER, "store": shop.store, "campaign_id": campaign.pk}
    change_campaign(**by, plan={"groups": True, "group_least": 4})
    change_campaign(**by, plan={"groups": True, "group_least": 4, "story": "Ayo rame-rame."})
    second = order(shop, campaign, key="k2")
    assert "paling sedikit 4 anggota" in second.terms.text and "Rombongan" not in first.terms.text
    assert Terms.objects.of(shop.store).count() == 2
    assert {name: breaches for name, breaches in audit() if breaches} == {}
