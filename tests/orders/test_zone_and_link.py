"""The zone of an imported order, and the buyer's link renewed."""

import pytest

from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid
from bukapo.ledger.reads import order_outstanding, trial_balance
from bukapo.orders.models import Order
from bukapo.orders.steps import Moved
from bukapo.orders.writes.link import renew_order_link
from bukapo.orders.writes.pay import ask_balance, record_payment
from bukapo.orders.writes.release import cancel_order
from bukapo.orders.writes.zone import FeeKnown, set_zone
from bukapo.payments.models import Payment
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


def zoneless(world: World) -> Order:
    """As an import leaves it: by courier, no zone, no fee."""
    order = world.place()
    Order.objects.of(world.store).filter(pk=order.pk).update(fulfilment="courier", address="Jl. Contoh 1")
    return world.fresh(order)  # type: ignore[no-any-return]


def name_zone(world: World, order: Order) -> Order:
    set_zone(store_id=world.store.pk, order_id=order.pk, zone_id=world.zone.pk, actor=world.seller, at=NOON)
    return world.fresh(order)  # type: ignore[no-any-return]


def pay(world: World, order: Order, amount: int, seen: int | None = None) -> None:
    record_payment(
        store_id=world.store.pk, order_id=order.pk, amount=amount, method="cash", bank_account_id=None, note="",
        actor=world.seller, at=NOON, seen=seen,
    )  # fmt: skip


def whole(world: World, order: Order) -> None:
    """The order, its charges and the books say the same."""
    charges = list(order.charges.exclude(state="void"))
    assert order.charged == sum(c.total for c in charges)
    assert sum(c.shipping for c in charges) == order.shipping_fee
    assert sum(c.goods for c in charges) == order.goods
    assert order_outstanding(store_id=world.store.pk, order_id=order.pk) == order.outstanding
    assert sum(trial_balance(store_id=world.store.pk).values()) == 0


@pytest.mark.parametrize("mode", ["full", "deposit"])
def test_before_any_payment_the_fee_joins_what_is_asked(mode: str) -> None:
    world = make_world(pay_mode=mode)
    order = name_zone(world, zoneless(world))
    assert order.shipping_fee == 18_000
    assert order.charges.filter(state="open").count() == 1
    whole(world, order)


def test_after_the_deposit_the_fee_is_asked_with_the_balance() -> None:
    world = make_world(pay_mode="deposit")
    order = zoneless(world)
    pay(world, order, order.charges.get(kind="deposit").total)
    order = name_zone(world, order)
    assert [(c.kind, c.state) for c in order.charges.order_by("position")] == [
        ("deposit", "paid"),
        ("balance", "planned"),
        ("shipping", "planned"),
    ]
    whole(world, order)
    ask_balance(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON)
    whole(world, world.fresh(order))


def test_after_everything_is_paid_the_fee_is_asked_at_once_with_a_day_to_pay_it_by() -> None:
    world = make_world(pay_mode="full")
    order = zoneless(world)
    pay(world, order, order.charged)
    order = name_zone(world, order)
    fee = order.charges.get(kind="shipping")
    assert (fee.state, fee.shipping, fee.code > 0, fee.due_at is not None) == ("open", 18_000, True, True)
    whole(world, order)


def test_what_was_paid_too_much_covers_the_fee() -> None:
    world = make_world(pay_mode="full")
    order = zoneless(world)
    pay(world, order, order.charged + 20_000)
    order = name_zone(world, order)
    assert order.charges.get(kind="shipping").state == "paid"
    assert order.outstanding == -2_000
    whole(world, order)


def test_a_zone_is_named_once_and_only_where_one_is_missing() -> None:
    world = make_world()
    order = name_zone(world, zoneless(world))
    for known in (order, world.place()):
        with pytest.raises(FeeKnown):
            name_zone(world, known)
        assert world.fresh(known).charged == known.charged


def test_another_stores_zone_is_no_zone() -> None:
    world, other = make_world(), make_world(slug="toko-lain")
    order = zoneless(world)
    with pytest.raises(Invalid):
        set_zone(
            store_id=world.store.pk, order_id=order.pk, zone_id=other.zone.pk, actor=world.seller, at=NOON
        )
    assert world.fresh(order).zone_id is None


def test_a_cancelled_order_needs_no_zone() -> None:
    world = make_world()
    order = zoneless(world)
    cancel_order(store_id=world.store.pk, order_id=order.pk, reason="x", actor=world.seller, at=NOON)
    with pytest.raises(WrongState):
        name_zone(world, order)
    assert world.fresh(order).shipping_fee == 0


def test_a_renewed_link_shuts_the_old_one_and_is_told_without_its_secret() -> None:
    world = make_world()
    order = world.place()
    event = renew_order_link(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON)
    fresh = world.fresh(order)
    assert fresh.secret != order.secret
    assert event.what == ("link",)
    assert fresh.secret not in str(event.data())


def test_the_same_payment_form_sent_twice_is_one_payment() -> None:
    world = make_world()
    order = world.place()
    pay(world, order, 10_000, seen=1)
    with pytest.raises(Moved):
        pay(world, order, 10_000, seen=1)
    assert Payment.objects.of(world.store).count() == 1
    assert world.fresh(order).paid == 10_000
