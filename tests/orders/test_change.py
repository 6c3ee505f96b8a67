import pytest

from bukapo.campaigns.models import Campaign
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.models import Order
from bukapo.orders.writes.change import change_order
from tests.till import asked, books_agree, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


@pytest.fixture(autouse=True)
def noon():  # type: ignore[no-untyped-def]
    with clock.told(NOON):
        yield


class TestAChange:
    def change(self, world: World, order: Order, *lines, **more):  # type: ignore[no-untyped-def]
        wanted = world.want(*lines, key=order.key, phone=order.phone, buyer_name=order.buyer_name, **more)
        return change_order(
            store_id=world.store.pk, order_id=order.pk, wanted=wanted, actor=BUYER_ACTOR, at=NOON
        )

    def test_of_size_before_payment_asks_the_new_price(self, world: World) -> None:
        order = world.place(world.line("L"))
        event = self.change(world, order, world.line("XL"))
        assert event.what == ("lines",)
        assert world.fresh(order).goods == 100_000 and 100_000 < asked(order) <= 100_999
        assert (world.counter("L", "Hitam").taken, world.counter("XL", "Hitam").taken) == (0, 1)
        books_agree(world, order)

    def test_to_a_dearer_piece_after_payment_asks_the_difference(self, world: World) -> None:
        order = world.place(world.line("L"))
        receive(world, order, asked(order))
        self.change(world, order, world.line("XXL"))
        now = world.fresh(order)
        extra = order.charges.get(state="open")
        assert now.state == "confirmed" and (extra.kind, extra.goods) == ("adjustment", 10_000)
        assert now.outstanding == extra.total
        books_agree(world, order)

    def test_to_a_cheaper_piece_after_payment_leaves_it_paid_over(self, world: World) -> None:
        order = world.place(world.line("XXL"))
        receive(world, order, asked(order))
        code = order.charges.get().code
        self.change(world, order, world.line("L"))
        now = world.fresh(order)
        assert now.state == "confirmed" and now.outstanding == -10_000 - code
        books_agree(world, order)

    def test_of_the_balance_keeps_a_paid_deposit(self) -> None:
        world = make_world(at=NOON, pay_mode="deposit", deposit_bp=5000)
        order = world.place(world.line("L"))
        receive(world, order, asked(order))
        self.change(world, order, world.line("XL"))
        kinds = [(c.kind, c.state, c.goods) for c in order.charges.exclude(state="void").order_by("position")]
        assert kinds == [("deposit", "paid", 47_500), ("balance", "planned", 52_500)]
        books_agree(world, order)

    def test_is_refused_when_sold_out_and_changes_nothing(self) -> None:
        world = make_world(at=NOON, variant_caps={("XL", "Hitam"): 1})
        world.place(world.line("XL"))
        order = world.place(world.line("L"))
        before = EventRow.objects.count()
        with pytest.raises(Refusal) as no:
            self.change(world, order, world.line("XL"))
        assert no.value.code == "sold_out"
        assert (world.fresh(order).goods, world.counter("L", "Hitam").taken) == (95_000, 1)
        assert EventRow.objects.count() == before

    def test_is_refused_after_closing(self, world: World) -> None:
        order = world.place()
        Campaign.objects.of(world.store).update(state="closed")
        with pytest.raises(Refusal) as no:
            self.change(world, order, world.line("XL"))
        assert no.value.code == "closed" and world.fresh(order).goods == 95_000
