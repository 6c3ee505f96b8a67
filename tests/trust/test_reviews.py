"""Who may say what of goods, what becomes of it, and how thieves of words fare."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bukapo.accounts.models import User
from bukapo.campaigns.models import Campaign
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, Refusal
from bukapo.trust.models import Review, ReviewPhoto, ReviewReport, ReviewVersion
from bukapo.trust.reviews import rules
from bukapo.trust.reviews.designs import mark_design
from bukapo.trust.reviews.judging import hide_review, report_review, show_review
from bukapo.trust.reviews.reads import page_of, rating_of, review_at
from bukapo.trust.reviews.rules import Said
from bukapo.trust.reviews.writes import answer_review, edit_reply, edit_review
from tests.trust.cast import received, say
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


def written(world: World) -> tuple[int, int]:
    """Reviews and events: what a refusal leaves alone."""
    return Review.objects.of(world.store).count(), EventRow.objects.count()


def before_receiving(world: World) -> None:
    with clock.told(NOON):
        say(world, world.place())


def a_second_time(world: World) -> None:
    say(world, Review.objects.of(world.store).get().order, Said(1, "Jelek"))


def by_staff(world: World) -> None:
    say(world, received(world), actor=world.seller)


def by_the_house(world: World) -> None:
    say(world, received(world), actor=SYSTEM_ACTOR)


def of_the_stores_own_order(world: World) -> None:
    say(world, received(world, phone="0812 0000 0000"))


def of_a_members_order(world: World) -> None:
    say(world, received(world, email=world.owner.email.upper()))


def of_another_stores_order(world: World) -> None:
    other = make_world(slug="toko-lain", at=NOON)
    other.store = world.store
    say(other, received(make_world(slug="toko-tiga", at=NOON)))


THIEVES: dict[str, tuple[Callable[[World], None], type[Refusal]]] = {
    "before receiving": (before_receiving, rules.NotReceivedYet),
    "a second time": (a_second_time, rules.AlreadyReviewed),
    "by staff": (by_staff, rules.NotByTheBuyer),
    "by the house itself": (by_the_house, rules.NotByTheBuyer),
    "of the store's own order": (of_the_stores_own_order, rules.NotByTheBuyer),
    "of a member's order": (of_a_members_order, rules.NotByTheBuyer),
    "of another store's order": (of_another_stores_order, NotFound),
}


def test_a_stolen_review_is_refused_and_nothing_changes(world: World) -> None:
    say(world, received(world))
    for name, (attempt, refusal) in THIEVES.items():
        before = Review.objects.of(world.store).values().get()
        with pytest.raises(refusal):
            attempt(world)
        assert Review.objects.of(world.store).values().get() == before, name
    assert not EventRow.objects.filter(kind="order.reviewed").exclude(subject_id=before["order_id"]).exists()


@pytest.mark.parametrize(
    "said",
    [
        Said(0), Said(6), Said(5, "x" * 1001), Said(5, "a\x00"), Said(5, fit="sempit"), Said(5, satisfaction=6),
        Said(5, video="https://jahat.example/v"), Said(5, naming="full"),
    ],
)  # fmt: skip
def test_what_cannot_stand_changes_nothing(world: World, said: Said) -> None:
    order = received(world)
    before = written(world)
    with pytest.raises(Invalid):
        say(world, order, said)
    with pytest.raises(Invalid):
        say(world, order, photos=[world.picture("review") for _ in range(5)])
    assert written(world) == before


def test_a_buyer_changes_a_review_for_two_weeks_and_every_wording_stays(world: World) -> None:
    order, photos = received(world), [world.picture("review") for _ in range(2)]
    review = say(world, order, Said(2, "Kancing lepas", satisfaction=2), photos=photos)
    facts: dict[str, Any] = {"store_id": world.store.pk, "order_id": order.pk, "actor": BUYER_ACTOR}
    new = world.picture("review")
    later = NOON + timedelta(days=13)
    edit_review(**facts, said=Said(4, "Sudah diganti"), photos=[new], gone=[photos[0].pk], at=later)
    row = Review.objects.of(world.store).get()
    assert (row.stars, row.body, row.satisfaction, row.edited_at) == (4, "Sudah diganti", None, later)
    shown = ReviewPhoto.objects.of(world.store).values_list("photo_id", flat=True)
    assert list(shown) == [photos[1].pk, new.pk]
    told = ReviewVersion.objects.of(world.store).filter(review=review).values_list("number", "told__body")
    assert list(told) == [(1, "Kancing lepas"), (2, "Sudah diganti")]
    before = written(world)
    for refusal, changed in (
        (rules.EditTimeOver, facts | {"at": NOON + timedelta(days=14), "said": Said(1)}),
        (rules.NotByTheBuyer, facts | {"at": later, "said": Said(5), "actor": world.seller}),
        (Invalid, facts | {"at": later, "said": Said(5), "photos": [world.picture("review")] * 3}),
        (NotFound, facts | {"at": later, "said": Said(5), "order_id": received(world).pk}),
    ):
        with pytest.raises(refusal):
            edit_review(**changed)
    assert Review.objects.of(world.store).get().stars == 4
    assert ReviewVersion.objects.of(world.store).count() == 2 and written(world)[0] == before[0]


def test_a_seller_answers_once_and_a_changed_answer_is_marked(world: World) -> None:
    review = say(world, received(world))
    facts: dict[str, Any] = {"store_id": world.store.pk, "review_id": review.pk, "actor": world.seller}
    with pytest.raises(NotFound):
        edit_reply(**facts, reply="Belum ada", at=NOON)
    answer_review(**facts, reply="Terima kasih", at=NOON)
    with pytest.raises(rules.AlreadyAnswered):
        answer_review(**facts, reply="Lagi", at=NOON)
    edit_reply(**facts, reply="Terima kasih banyak", at=NOON + timedelta(hours=1))
    row = Review.objects.of(world.store).get()
    assert (row.reply, row.replied_at, bool(row.reply_edited_at)) == ("Terima kasih banyak", NOON, True)
    other = make_world(slug="toko-lain", at=NOON)
    with pytest.raises(NotFound):
        answer_review(**facts | {"store_id": other.store.pk}, reply="hai", at=NOON)
    kinds = EventRow.objects.filter(kind__startswith="order.review_").values_list("kind", flat=True)
    assert list(kinds) == ["order.review_answered", "order.review_reply_edited"]


def test_only_the_operator_hides_with_a_reason_and_the_stars_keep_counting(world: World) -> None:
    reviews = [say(world, received(world), Said(stars, "Kata")) for stars in (1, 5, 5)]
    bad, average = reviews[0], rating_of(world.store).average
    facts: dict[str, Any] = {"store_id": world.store.pk, "review_id": bad.pk, "at": NOON}
    report_review(**facts, reason="abuse", note="Kasar", actor=BUYER_ACTOR)
    boss = User.objects.create_superuser("operator@example.com", "rahasia-contoh")
    who: dict[str, Any] = {"actor": world.seller, **facts}
    for refusal, changed in (
        (NotFound, who | {"reason": "abuse", "operator": world.owner}),
        (Invalid, who | {"reason": "", "operator": boss}),
        (Invalid, who | {"reason": "jujur", "operator": boss}),
    ):
        with pytest.raises(refusal):
            hide_review(**changed)
    with pytest.raises(NotFound):
        show_review(**who, operator=world.owner)
    assert review_at(world.store, bad.pk) and ReviewReport.objects.of(world.store).get().decision == ""
    assert hide_review(**who, reason="abuse", operator=boss).reports == 1
    assert review_at(world.store, bad.pk) is None
    (seen,) = [one for one in page_of(world.store).seen if one.row.pk == bad.pk]
    assert seen.hidden and not seen.body and seen.row.hidden_why == "abuse"
    told = rating_of(world.store)
    assert (told.average, told.count, told.hidden) == (average, 3, 1)
    assert ReviewReport.objects.of(world.store).get().decision == "hidden"
    with pytest.raises(rules.HiddenReview):
        edit_review(store_id=world.store.pk, order_id=bad.order_id, said=Said(5), actor=BUYER_ACTOR, at=NOON)
    with pytest.raises(WrongState):
        hide_review(**who, reason="abuse", operator=boss)
    show_review(**who, operator=boss)
    assert review_at(world.store, bad.pk) and rating_of(world.store).hidden == 0
    with pytest.raises(WrongState):
        show_review(**who, operator=boss)


def test_reports_wait_in_a_short_line(world: World) -> None:
    review = say(world, received(world))
    facts: dict[str, Any] = {
        "store_id": world.store.pk, "review_id": review.pk, "actor": BUYER_ACTOR, "at": NOON, "note": "",
    }  # fmt: skip
    for changed in ({"reason": "jelek"}, {"reason": "abuse", "note": "x" * 301}):
        with pytest.raises(Invalid):
            report_review(**facts | changed)
    for _ in range(rules.MOST_OPEN_REPORTS):
        report_review(**facts, reason="abuse")
    with pytest.raises(Refusal, match="sudah dilaporkan"):
        report_review(**facts, reason="abuse")
    assert ReviewReport.objects.of(world.store).count() == rules.MOST_OPEN_REPORTS


def test_the_design_stands_beside_the_buyers_photo_of_that_product(world: World) -> None:
    design, foreign = world.picture("product"), make_world(slug="toko-lain", at=NOON).picture("product")
    Campaign.objects.of(world.store).update(cover=design)
    review = say(world, received(world), photos=[world.picture("review")])
    facts: dict[str, Any] = {
        "store_id": world.store.pk, "campaign_id": world.campaign.pk, "product_id": world.product.pk,
        "actor": world.seller, "at": NOON,
    }  # fmt: skip
    for photo in (foreign, world.picture("review"), world.picture("proof")):
        with pytest.raises(NotFound):
            mark_design(**facts, photo_id=photo.pk)
    seen = review_at(world.store, review.pk)
    assert seen and seen.design is None
    mark_design(**facts, photo_id=design.pk)
    seen = review_at(world.store, review.pk)
    assert seen and seen.design == design
    mark_design(**facts, photo_id=None)
    seen = review_at(world.store, review.pk)
    assert seen and seen.design is None


def test_reviews_are_read_in_a_fixed_number_of_queries(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        say(world, received(world), photos=[world.picture("review")])
    with django_assert_max_num_queries(4):
        assert len(page_of(world.store, number=1, most=3).seen) == 3
    assert (
        page_of(world.store, number=1, most=3).has_next
        and not page_of(world.store, number=2, most=3).has_next
    )
