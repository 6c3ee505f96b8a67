"""The demo's living production: made by the product's own verbs, it shows every part of it and adds up."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.campaigns.models import Campaign, CampaignOrigin
from bukapo.faces.cli.demo import (
    bakery,
    batches,
    following,
    jackets,
    late,
    longsleeve,
    pictures,
    reunion,
    streetwear,
    table,
)
from bukapo.faces.cli.demo.where import places
from bukapo.messaging.models import Broadcast, Update
from bukapo.orders.models import (
    DelayAnswer,
    Order,
    OrderPromise,
    Packing,
    PartShipment,
    RosterMember,
    RouteStop,
)
from bukapo.orders.parcels.reads import stuck_count
from bukapo.production.models import (
    Defect,
    DelayWarning,
    Forecast,
    HandOver,
    HandOverSize,
    StagePace,
    WorkOrder,
    Workshop,
    WorkWeek,
)
from bukapo.shipping.bookings.rows import Booking
from bukapo.trust.models import Claim, GuaranteeRemedy

NOW = datetime(2026, 11, 25, 22, 40, tzinfo=UTC)
WHY = "a test"


def every(model: Any) -> Any:
    return model.objects.across_stores(WHY)


@pytest.fixture
def made(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shops with nothing but their production; one small picture stands for all."""
    small = pictures._jpeg(pictures._paper().resize((60, 75)))
    for drawn in ("tee", "cookies"):
        monkeypatch.setattr(pictures, drawn, lambda *_words, **_more: small)
    for history in ("_past", "_running", "_coming"):
        monkeypatch.setattr(streetwear, history, lambda *_: None)
    monkeypatch.setattr(bakery, "_running", lambda *_: None)
    streetwear.build(NOW)
    bakery.build(NOW)
    reunion.build(NOW)


@pytest.mark.usefixtures("made")
def test_the_demo_shows_a_production_that_adds_up() -> None:
    said = every(DelayAnswer).values_list("choice", flat=True)
    assert {"", "wait", "refund"} == set(said)
    assert every(DelayWarning).exists() and every(Forecast).exists()
    assert set(every(Defect).values_list("remedy", flat=True)) == {"rework", "replace"}
    assert list(every(HandOver).order_by("pk").values_list("state", flat=True)) == ["received", "sent"]
    lots = every(HandOverSize).filter(received__isnull=False)
    assert sum(lot.sent - lot.received for lot in lots) == 1

    jobs = every(WorkOrder).filter(campaign__slug=jackets.SLUG).order_by("pk")
    assert list(jobs.values_list("state", flat=True)) == ["working", "working", "sent"]
    assert every(OrderPromise).exclude(reason="").values("order").distinct().count() == 1

    assert sorted(every(RosterMember).values_list("state", flat=True)) == ["expected"] * 2 + ["filled"] * 3

    weeks = every(Campaign).filter(series__slug=batches.SLUG).order_by("batch")
    assert [(one.state, one.produced_at is not None) for one in weeks] == [
        ("closed", True), ("closed", False), ("published", False),
    ]  # fmt: skip
    assert weeks[2].closes_at and timedelta(days=2) < weeks[2].closes_at - NOW < timedelta(days=4)

    for one in every(Workshop).filter(work_orders__campaign__slug=late.SLUG):
        assert one.phone and one.least and one.prices
        assert (
            every(StagePace).filter(workshop=one).exists() and every(WorkWeek).filter(workshop=one).exists()
        )
    shows_the_last_mile()
    assert every(Broadcast).get().state == "made" and every(Update).get().state == "waiting"
    told = dict(places())
    assert told["Layar di dinding"] and told["Pesanan yang ditanya"] and told["Penjahit Contoh Rapi"]
    assert told["Rute kurir toko, di jalan"] and told["Mau pesan lagi? (pembeli)"]
    assert told["Telat, boleh ambil uangnya"] and told["Paket yang belum sampai"] and told["Dikirim sebagian"]
    assert not [breach for _name, breaches in audit() for breach in breaches]

    orders = every(WorkOrder).count()
    shop = streetwear.build(NOW + timedelta(days=1))
    for _twice in range(2):
        following.build_following(shop, shop.campaign(longsleeve.SLUG), NOW + timedelta(days=1))
    draft = every(CampaignOrigin).get()
    assert (draft.campaign.state, draft.campaign.title) == ("draft", following.TITLE) and draft.applied
    bakery.build(NOW + timedelta(days=1))
    assert every(WorkOrder).count() == orders and every(Workshop).count() == 3, "run again it changes nothing"


def shows_the_last_mile() -> None:
    """One parcel of each kind: told by its courier, missed, gone in part, half full; and an offer that stands."""
    sent = every(Order).filter(campaign__slug=longsleeve.SLUG).order_by("pk")
    assert list(sent.values_list("state", flat=True)) == ["received"] * 3 + [
        "shipped",
        "received",
        "confirmed",
    ]
    told = every(Booking).get()
    assert (told.state, len(told.history)) == ("delivered", 4)
    assert stuck_count(sent[0].campaign, at=NOW) == 1
    assert list(every(GuaranteeRemedy).order_by("days").values_list("order", "remedy", "state")) == [
        (sent[5].pk, "credit", "given"), (sent[5].pk, "shipping", "given"), (sent[5].pk, "refund", "offered"),
    ]  # fmt: skip
    assert every(PartShipment).get().state == "sent"
    claim = every(Claim).get()
    assert (claim.state, claim.late, claim.photos.count()) == ("open", False, 1)
    assert sorted(every(Packing).values_list("state", flat=True)) == ["closed", "open"]
    driven = every(RouteStop).order_by("position")
    assert [(stop.route.state, stop.state) for stop in driven] == [
        ("out", "dropped_off"), ("out", "failed"), ("out", "waiting"),
    ]  # fmt: skip
    ready = every(Order).filter(campaign__slug=table.SLUG, state="confirmed", parcel=None)
    assert ready.count() == len(table.PIECES) - 1
