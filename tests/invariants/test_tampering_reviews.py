"""Whatever is altered about reviews, or about what a store's record is counted from, the audit names it."""

from typing import Any

import pytest
from django.db import transaction

from bukapo.accounts.models import User
from bukapo.audit import reviews as audited
from bukapo.campaigns.models import Campaign
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.trust.reviews.designs import mark_design
from bukapo.trust.reviews.judging import hide_review, report_review
from bukapo.trust.reviews.rules import Said
from bukapo.trust.reviews.writes import answer_review, edit_review
from tests.invariants.altering import sql
from tests.trust.cast import received, say
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
CHECKS = (audited.reviews, audited.words, audited.reports, audited.designs, audited.records)
ALTERATIONS = {
    "its stars": "UPDATE trust_review SET stars = 5 WHERE stars = 2",
    "its words": "UPDATE trust_review SET body = 'Bagus' WHERE stars = 2",
    "a version": "UPDATE trust_reviewversion SET told = '{}' WHERE number = 1",
    "a version and its seal": "UPDATE trust_reviewversion SET digest = 'f' WHERE number = 2",
    "a version that is gone": "DELETE FROM trust_reviewversion WHERE number = 2",
    "a photo that is gone": "DELETE FROM trust_reviewphoto",
    "a review hidden by nobody": "UPDATE trust_review SET hidden_at = written_at, hidden_why = 'abuse' WHERE stars = 2",
    "a hidden review shown": "UPDATE trust_review SET hidden_at = NULL, hidden_why = ''",
    "another reason": "UPDATE trust_review SET hidden_why = 'photo' WHERE hidden_why <> ''",
    "an answer": "UPDATE trust_review SET reply = 'Salah sendiri' WHERE reply <> ''",
    "an order that was not received": "UPDATE orders_order SET state = 'shipped' WHERE state = 'received'",
    "a report that is gone": "DELETE FROM trust_reviewreport",
    "a report decided by nobody": "UPDATE trust_reviewreport SET decision = '', decided_at = NULL",
    "a marked design": "DELETE FROM trust_markeddesign",
    "when a parcel left": "UPDATE shipping_parcel SET handed_at = '2026-11-01 00:00:00+00:00'",
    "the day first promised": "UPDATE campaigns_promise SET day = '2027-12-31' WHERE what = 'ship_until'",
}


@pytest.fixture
def world() -> World:
    """A hidden review, an edited one with an answer and a photo, a marked design."""
    world = make_world(at=NOON)
    who: dict[str, Any] = {"store_id": world.store.pk, "at": NOON}
    bad = say(world, received(world), Said(1, "Kasar"))
    report_review(**who, review_id=bad.pk, reason="abuse", note="", actor=BUYER_ACTOR)
    boss = User.objects.create_superuser("operator@example.com", "rahasia-contoh")
    hide_review(**who, review_id=bad.pk, reason="abuse", operator=boss, actor=world.seller)
    order = received(world)
    review = say(world, order, Said(4, "Lumayan"), photos=[world.picture("review")])
    edit_review(**who, order_id=order.pk, said=Said(2, "Luntur"), actor=BUYER_ACTOR)
    answer_review(**who, review_id=review.pk, reply="Kami ganti", actor=world.seller)
    cover = world.picture("campaign")
    Campaign.objects.of(world.store).update(cover=cover)
    item = {"campaign_id": world.campaign.pk, "product_id": world.product.pk}
    mark_design(**who, **item, photo_id=cover.pk, actor=world.seller)
    return world


def found() -> list[str]:
    return [str(breach) for check in CHECKS for breach in check()]


def test_the_audit_names_every_alteration_of_reviews_and_records(world: World) -> None:
    assert found() == []
    for what, statement in ALTERATIONS.items():
        with transaction.atomic():
            sql(statement)()
            assert found(), what
            transaction.set_rollback(True)
