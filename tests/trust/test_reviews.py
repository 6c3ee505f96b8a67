import pytest

from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound
from bukapo.orders.models import Order
from bukapo.orders.writes import pay, send
from bukapo.trust.models import Review
from bukapo.trust.writes import AlreadyReviewed, answer_review, review_order
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


def received(world: World) -> Order:
    with clock.told(NOON):
        order = world.place()
    facts = {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": NOON}
    pay.record_payment(**facts, amount=order.charged, method="cash", bank_account_id=None, note="")
    send.hand_over(**facts)
    return order


def say(world: World, order: Order, stars: int = 5, body: str = "Bagus") -> int:
    return review_order(
        store_id=world.store.pk,
        order_id=order.pk,
        stars=stars,
        body=body,
        photo=None,
        actor=BUYER_ACTOR,
        at=NOON,
    ).review_id


class TestAReview:
    def test_comes_only_from_somebody_who_received_the_goods(self, world: World) -> None:
        with clock.told(NOON):
            order = world.place()
        with pytest.raises(WrongState):
            say(world, order)
        assert not Review.objects.of(world.store).exists()

    def test_is_written_once_and_answered_by_the_seller(self, world: World) -> None:
        order = received(world)
        review = say(world, order)
        with pytest.raises(AlreadyReviewed):
            say(world, order, stars=1)
        answer_review(
            store_id=world.store.pk, review_id=review, reply="Terima kasih", actor=world.seller, at=NOON
        )
        row = Review.objects.of(world.store).get()
        assert (row.stars, row.reply) == (5, "Terima kasih")

    @pytest.mark.parametrize(("stars", "body"), [(0, ""), (6, ""), (5, "x" * 1001), (5, "a\x00")])
    def test_that_cannot_be_used_changes_nothing(self, world: World, stars: int, body: str) -> None:
        order = received(world)
        with pytest.raises(Invalid):
            say(world, order, stars, body)
        assert not Review.objects.of(world.store).exists()

    def test_is_not_found_by_another_store(self, world: World) -> None:
        review, other = say(world, received(world)), make_world(slug="toko-lain", at=NOON)
        with pytest.raises(NotFound):
            answer_review(store_id=other.store.pk, review_id=review, reply="hai", actor=other.seller, at=NOON)
        assert Review.objects.of(world.store).get().reply == ""
