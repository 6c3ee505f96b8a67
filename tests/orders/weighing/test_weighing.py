"""The fee follows the scale: within the terms, before the balance is asked, and never otherwise."""

from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.campaigns.models import Terms
from bukapo.campaigns.weighed import WEIGHED
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid
from bukapo.orders.models import Order, Weighing
from bukapo.orders.weighing.rules import Table, fee_by_scale
from bukapo.orders.weighing.writes import weigh_order
from bukapo.payments.models import Charge
from tests.till import asked, books_agree, receive
from tests.world import NOON, World, make_world

JAVA = Table(18_000, 12_000)


@pytest.mark.parametrize(
    ("agreed", "guessed", "grams", "may_rise", "wanted"),
    [
        (18_000, 800, 1_200, True, (30_000, "applied")),
        (18_000, 800, 4_800, True, (30_000, "applied")),  # one kilogram up, no further
        (18_000, 800, 1_200, False, (18_000, "no_rule")),
        (20_000, 800, 1_200, True, (20_000, "no_rule")),  # the table is another one by now
        (20_000, 1_800, 900, False, (8_000, "applied")),
        (5_000, 3_800, 100, False, (0, "applied")),
        (18_000, 800, 1_000, True, (18_000, "same")),
    ],
)
def test_the_fee_by_the_scale(agreed: int, guessed: int, grams: int, may_rise: bool, wanted: Any) -> None:
    told = fee_by_scale(agreed=agreed, table=JAVA, guessed=guessed, grams=grams, may_rise=may_rise, most_up=1)
    assert told == wanted


def weigh(world: World, order: Order, grams: int) -> Any:
    return weigh_order(store_id=world.store.pk, order_id=order.pk, grams=grams, actor=world.seller, at=NOON)


def with_deposit(**plan: Any) -> tuple[World, Order]:
    """Four tees (800 g) for Java, half of them paid."""
    world = make_world(at=NOON, pay_mode="deposit", **({"shipping_with": "balance"} | plan))
    order = world.place(
        world.line("L", qty=4), fulfilment="courier", address="Jl. Contoh 12", zone_id=world.zone.pk
    )
    receive(world, order, asked(order))
    return world, world.fresh(order)


@pytest.mark.django_db
def test_a_heavier_parcel_costs_one_kilogram_more_and_the_balance_asks_it() -> None:
    world, order = with_deposit()
    event = weigh(world, order, 2_700)
    assert (event.outcome, event.fee_was, event.fee) == ("applied", 18_000, 30_000)
    balance = Charge.objects.of(world.store).get(order=order, kind="balance", state="planned")
    assert (balance.goods, balance.shipping) == (190_000, 30_000)
    weigh(world, order, 900)  # weighed wrongly before: back to what was agreed
    assert world.fresh(order).shipping_fee == 18_000
    weigh(world, order, 1_200)
    assert world.fresh(order).shipping_fee == 30_000
    books_agree(world, order)
    assert not [breach for _name, found in audit() for breach in found]


@pytest.mark.django_db
def test_without_the_rule_in_its_terms_an_order_is_only_weighed() -> None:
    world, order = with_deposit()
    text = Terms.objects.of(world.store).get(pk=order.terms_id).text
    assert WEIGHED in text and "kecuali ongkir setelah paket ditimbang" in text
    Terms.objects.of(world.store).update(text=text.replace(WEIGHED, ""))
    assert weigh(world, order, 1_200).outcome == "no_rule"
    assert world.fresh(order).shipping_fee == 18_000


@pytest.mark.django_db
def test_a_fee_that_was_asked_already_stays() -> None:
    world, order = with_deposit(shipping_with="order")
    assert WEIGHED not in Terms.objects.of(world.store).get(pk=order.terms_id).text
    assert weigh(world, order, 5_000).outcome == "asked"
    with pytest.raises(Invalid):
        weigh(world, order, 0)
    waiting = world.place()
    with pytest.raises(WrongState):
        weigh(world, waiting, 500)
    assert world.fresh(order).shipping_fee == 18_000
    assert Weighing.objects.of(world.store).count() == 1
    books_agree(world, order)
