from datetime import UTC, date, datetime, timedelta

import pytest

from bukapo.audit import agreements, making, pieces
from bukapo.campaigns import draft_reads, preview, readiness
from bukapo.campaigns.linting.void import VoidClause
from bukapo.campaigns.models import Campaign, CampaignItem, PieceCounter, Promise, Terms
from bukapo.campaigns.plan import CapBelowTaken, HasOrders, Item, LowerBuyerCap, PromisedAlready
from bukapo.campaigns.reads import current_promises, offer_of
from bukapo.campaigns.terms import seal
from bukapo.campaigns.writes import (
    cancel_campaign,
    change_campaign,
    draft_campaign,
    publish_campaign,
)
from bukapo.journal.models import EventRow
from bukapo.journal.write import broken_links
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound
from bukapo.orders.delays.moving import move_promise
from tests.campaigns.prepared import AT, prepare

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return prepare("angkatan-11")


def change(shop, campaign, **plan):
    change_campaign(actor=shop.seller, at=AT, store=shop.store, campaign_id=campaign.pk, plan=plan)
    return shop.fresh(campaign.pk)


def publish(shop, campaign, at=AT):
    publish_campaign(actor=shop.seller, at=at, store=shop.store, campaign_id=campaign.pk)
    return shop.fresh(campaign.pk)


def events(campaign):
    return list(
        EventRow.objects.filter(campaign_id=campaign.pk).order_by("id").values_list("kind", flat=True)
    )


def caps(campaign):
    return draft_reads.caps_of(campaign)


def test_a_draft_may_hold_almost_nothing(shop):
    event = draft_campaign(actor=shop.seller, at=AT, store=shop.store, title="  Kaos Reuni ")
    campaign = shop.fresh(event.campaign_id)
    assert (campaign.slug, campaign.state, campaign.title) == ("kaos-reuni", "draft", "Kaos Reuni")
    lacking = {m.code for m in readiness.missing(draft_reads.sheet_of(campaign), at=AT)}
    assert {"no_product", "no_opening", "no_produced", "no_way"} <= lacking
    assert "(belum diisi)" in draft_reads.terms_text(campaign, at=AT)


def test_a_second_po_of_the_same_title_gets_a_number(shop):
    assert [shop.draft().slug, shop.draft().slug, shop.draft(title="Baru").slug] == [
        "kaos-reuni",
        "kaos-reuni-2",
        "baru-2",
    ]
    with pytest.raises(Invalid):
        draft_campaign(actor=shop.seller, at=AT, store=shop.store, title="X", slug="kaos-reuni")
    assert Campaign.objects.of(shop.store).count() == 3


def test_publishing_makes_counters_promises_and_terms_and_one_event(shop):
    campaign = shop.published()
    small = shop.variant("S / Pendek")
    assert campaign.state == "published" and campaign.published_at == AT
    assert caps(campaign)[None] == 200 and caps(campaign)[small] == 20
    assert sorted(caps(campaign), key=str) == sorted(
        [None, *(v.pk for v in draft_reads.variants_on_offer(campaign))], key=str
    )
    promises = draft_reads.promises_of(campaign)
    assert [(p.what, p.made_at, p.reason) for p in promises] == [
        ("produced", AT, ""), ("ship_from", AT, ""), ("ship_until", AT, ""),
    ]  # fmt: skip
    terms = Terms.objects.of(shop.store).get()
    assert terms.digest == seal(terms.document, terms.text) and "20 Desember 2026" in terms.text
    assert events(campaign) == ["campaign.drafted", "campaign.published"]
    offer = offer_of(campaign)
    assert (offer.cap, offer.terms_id, len(offer.products[0].variants)) == (200, terms.pk, 4)
    rows = EventRow.objects.filter(subject="campaigns.Campaign", subject_id=campaign.pk).order_by("seq")
    assert list(broken_links(rows)) == []
    assert [
        *making.promises(),
        *agreements.frozen(),
        *pieces.counters(),
        *pieces.published_without_counter(),
    ] == []


def test_publishing_is_refused_with_the_whole_list_and_changes_nothing(shop):
    campaign = shop.draft(produced=None, ship_from=None, pickup=False, courier=False, items=[])
    before = (caps(campaign), EventRow.objects.count())
    with pytest.raises(readiness.NotReady) as no:
        publish(shop, campaign)
    assert [m.code for m in no.value.missing] == ["no_product", "no_produced", "no_ship_from", "no_way"]
    assert shop.fresh(campaign.pk).state == "draft"
    assert (caps(campaign), EventRow.objects.count()) == before
    assert not Terms.objects.of(shop.store).exists()


def test_a_po_of_long_ago_is_published_by_the_clock_it_is_told(shop):
    campaign = shop.draft()
    with pytest.raises(readiness.NotReady):
        publish(shop, campaign, at=datetime(2026, 12, 1, tzinfo=UTC))
    assert publish(shop, campaign, at=AT - timedelta(days=5)).state == "published"


def test_a_po_is_published_once(shop):
    campaign = shop.published()
    with pytest.raises(WrongState):
        publish(shop, campaign)
    assert events(campaign) == ["campaign.drafted", "campaign.published"]
    assert Promise.objects.of(shop.store).count() == 3


def test_a_draft_changes_in_everything(shop):
    campaign = shop.draft()
    other = shop.variant("XL / Panjang")
    campaign = change(
        shop,
        campaign,
        title="Kaos Alumni",
        cap=None,
        caps={other: 5},
        ship_until=date(2027, 1, 5),
        deposit_fixed=40_000,
    )
    assert (campaign.title, campaign.deposit_fixed, campaign.slug) == ("Kaos Alumni", 40_000, "kaos-reuni")
    assert {k: v for k, v in caps(campaign).items() if v} == {other: 5}
    assert current_promises(campaign)["ship_until"] == date(2027, 1, 5)
    assert Promise.objects.of(shop.store).count() == 3
    assert EventRow.objects.latest("id").data["changed"]["caps"] == {str(other): 5}


@pytest.mark.parametrize(
    ("plan", "refusal"),
    [
        ({"title": " "}, Invalid),
        ({"closes_at": AT}, Invalid),
        ({"opens_at": datetime(2027, 1, 1, tzinfo=UTC)}, Invalid),
        ({"cap": 0}, Invalid),
        ({"caps": {1: 0}}, Invalid),
        ({"caps": {10**12: 4}}, NotFound),
        ({"pay_mode": "kredit"}, Invalid),
        ({"pay_hours": 0}, Invalid),
        ({"deposit_bp": 10_001}, Invalid),
        ({"items": [Item(10**12, 5)]}, NotFound),
        ({"cover_id": 10**12}, NotFound),
        ({"photo_ids": [10**12]}, NotFound),
        ({"extra_terms": "Uang tidak kembali"}, VoidClause),
        ({"story": "x" * 5001}, Invalid),
        ({"produce": AT}, TypeError),
    ],
)
def test_a_plan_that_makes_no_sense_changes_nothing(shop, plan, refusal):
    campaign = shop.draft()
    before = (Campaign.objects.of(shop.store).values().get(), caps(campaign), EventRow.objects.count())
    with pytest.raises(refusal):
        change(shop, campaign, **plan)
    assert (
        Campaign.objects.of(shop.store).values().get(),
        caps(campaign),
        EventRow.objects.count(),
    ) == before
    assert CampaignItem.objects.of(shop.store).count() == 1


@pytest.mark.parametrize(
    "plan",
    [
        {"title": "Lain"}, {"closes_at": AT + timedelta(days=60)}, {"items": []}, {"produced": date(2027, 1, 1)},
        {"pay_mode": "full"}, {"extra_terms": "Lain"}, {"pickup": False}, {"story": "Baru", "deposit_bp": 1},
    ],
)  # fmt: skip
def test_what_was_promised_stays_after_publishing(shop, plan):
    campaign = shop.published()
    before = Campaign.objects.of(shop.store).values().get()
    with pytest.raises(PromisedAlready):
        change(shop, campaign, **plan)
    assert Campaign.objects.of(shop.store).values().get() == before
    assert current_promises(campaign)["produced"] == date(2026, 12, 20)


def test_after_publishing_caps_rise_or_fall_to_what_is_taken(shop):
    campaign = shop.published()
    small = shop.variant("S / Pendek")
    counters = PieceCounter.objects.of(shop.store)
    counters.filter(variant_id=small).update(taken=12)
    counters.filter(variant=None).update(taken=30)
    change(shop, campaign, cap=300, caps={small: 12}, story="Kuota ditambah", target=250)
    assert (caps(campaign)[None], caps(campaign)[small]) == (300, 12)
    for plan, taken in (({"cap": 29}, 30), ({"caps": {small: 11}}, 12)):
        with pytest.raises(CapBelowTaken) as no:
            change(shop, campaign, **plan)
        assert no.value.params["taken"] == taken
    with pytest.raises(NotFound):
        change(shop, campaign, caps={10**12: 5})
    change(shop, campaign, cap=None)
    assert (caps(campaign)[None], caps(campaign)[small]) == (None, 12)


def test_the_limit_per_buyer_only_rises(shop):
    campaign = shop.published(buyer_cap=3)
    with pytest.raises(LowerBuyerCap):
        change(shop, campaign, buyer_cap=2)
    assert change(shop, campaign, buyer_cap=5).buyer_cap == 5
    assert change(shop, campaign, buyer_cap=None).buyer_cap is None
    with pytest.raises(LowerBuyerCap):
        change(shop, campaign, buyer_cap=100)


def test_another_stores_po_is_not_found(shop):
    other = prepare("lain")
    campaign = other.published()
    for attempt in (
        lambda: change(shop, campaign, story="x"),
        lambda: publish(shop, campaign),
        lambda: move(shop, campaign, ship_until=date(2027, 1, 9)),
        lambda: cancel_campaign(actor=shop.seller, at=AT, store=shop.store, campaign_id=campaign.pk),
        lambda: draft_reads.campaign_of(shop.store, "tidak-ada"),
        lambda: shop.draft(items=[Item(other.product.pk, 5)]),
        lambda: shop.draft(caps={other.variant("S / Pendek"): 5}),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert events(campaign) == ["campaign.drafted", "campaign.published"]
    assert not Campaign.objects.of(shop.store).exists()


def move(shop, campaign, reason="Bahan datang terlambat", at=AT + timedelta(days=3), **moves):
    return move_promise(
        actor=shop.seller, at=at, store=shop.store, campaign_id=campaign.pk, moves=moves, reason=reason
    )


def test_a_promise_moves_with_a_reason_and_the_old_day_stays_on_record(shop):
    campaign = shop.published()
    event = move(
        shop, campaign, produced=date(2026, 12, 27), ship_from=date(2026, 12, 28), ship_until=date(2027, 1, 4)
    )
    assert (event.what, event.day, event.was) == ("ship_until", date(2027, 1, 4), date(2026, 12, 28))
    assert current_promises(campaign) == {
        "produced": date(2026, 12, 27), "ship_from": date(2026, 12, 28), "ship_until": date(2027, 1, 4),
    }  # fmt: skip
    assert [p.day for p in draft_reads.promises_of(campaign) if p.what == "ship_until"] == [
        date(2026, 12, 28), date(2027, 1, 4),
    ]  # fmt: skip
    first, second = Terms.objects.of(shop.store).order_by("id")
    assert "4 Januari 2027" in second.text and "4 Januari 2027" not in first.text
    assert events(campaign)[-1] == "campaign.promise_moved"
    assert list(making.promises()) == []


def test_after_the_window_the_terms_are_left_as_they_were(shop):
    campaign = shop.published()
    move(shop, campaign, at=datetime(2026, 12, 2, tzinfo=UTC), ship_until=date(2027, 1, 4))
    assert Terms.objects.of(shop.store).count() == 1


@pytest.mark.parametrize(
    ("moves", "reason"),
    [
        ({"ship_until": date(2027, 1, 4)}, " ok "),
        ({"ship_until": date(2026, 12, 28)}, "Bahan terlambat"),
        ({}, "Bahan terlambat"),
        ({"produced": date(2026, 12, 30)}, "Bahan terlambat"),
        ({"produced": date(2026, 11, 1)}, "Bahan terlambat"),
        ({"closes_at": date(2026, 12, 30), "ship_until": date(2027, 1, 4)}, "Bahan terlambat"),
    ],
)
def test_a_promise_that_moves_wrongly_does_not_move(shop, moves, reason):
    campaign = shop.published()
    with pytest.raises(Invalid):
        move(shop, campaign, reason=reason, **moves)
    assert Promise.objects.of(shop.store).count() == 3
    assert events(campaign)[-1] == "campaign.published"


def test_a_draft_has_no_promise_to_move(shop):
    campaign = shop.draft()
    with pytest.raises(WrongState):
        move(shop, campaign, ship_until=date(2027, 1, 4))


def test_a_po_without_orders_is_called_off(shop):
    for campaign in (shop.draft(), shop.published()):
        cancel_campaign(actor=shop.seller, at=AT, store=shop.store, campaign_id=campaign.pk)
        assert shop.fresh(campaign.pk).state == "cancelled"
        with pytest.raises(WrongState):
            change(shop, campaign, story="x")


def test_a_po_that_ever_had_an_order_is_not(shop):
    campaign = shop.published()
    EventRow.objects.create(
        store_id=shop.store.pk, campaign_id=campaign.pk, order_id=1, kind="order.placed", subject="orders.Order",
        subject_id=1, seq=1, at=AT, actor_kind="buyer", data={}, digest="",
    )  # fmt: skip
    with pytest.raises(HasOrders):
        cancel_campaign(actor=shop.seller, at=AT, store=shop.store, campaign_id=campaign.pk)
    assert shop.fresh(campaign.pk).state == "published"


def test_only_its_own_key_opens_a_preview(shop):
    first, second = shop.draft(), shop.draft()
    assert preview.opens_preview(first, preview.preview_key(first))
    for key in (preview.preview_key(second), "", "x" * 50, "é:\n"):
        assert not preview.opens_preview(first, key)


def test_reading_what_a_po_promises_takes_a_fixed_number_of_queries(shop, django_assert_num_queries):
    campaign = shop.draft()
    with django_assert_num_queries(15):
        draft_reads.sheet_of(campaign)
    with django_assert_num_queries(10):
        draft_reads.terms_text(campaign, at=AT)
