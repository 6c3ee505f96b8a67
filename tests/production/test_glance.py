"""What the page of an open PO sums is what its recap says, line by line."""

import pytest

from bukapo.journal import clock
from bukapo.orders.models import OrderLine
from bukapo.orders.writes.release import cancel_order
from bukapo.production.reads import CountShown, Glance, current_recap, first_names, glance
from tests.faces.production import paid
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


def by_lines(world: World, names: int) -> tuple[object, ...]:
    told = current_recap(world.campaign, NOON)
    whole, counts = told.recap.totals, [product.count() for product in told.recap.products]
    totals = (whole.orders, whole.pieces, whole.personalized_pieces, whole.goods)
    return totals, [first_names(count, names) for count in counts], told.unpaid_orders, told.unpaid_pieces


def summed(world: World, names: int) -> tuple[object, ...]:
    one: Glance = glance(world.campaign, NOON, names=names)
    totals = (one.totals.orders, one.totals.pieces, one.totals.personalized_pieces, one.totals.goods)
    shown: list[CountShown] = list(one.products)
    return totals, shown, one.unpaid_orders, one.unpaid_pieces


def same(world: World) -> bool:
    return all(summed(world, names) == by_lines(world, names) for names in (1, 3, 200))


@pytest.fixture
def world() -> World:
    world = make_world()
    paid(world, world.line("XL", qty=2, name="BUDI 10"), world.line("S", "Navy"))
    world.place(world.line("S", name="ANI"), world.line("M", "Navy", 3))
    world.place(world.line("S", name="ZAL"), world.line("S", "Navy", name="EKA"), world.line("3XL"))
    gone = world.place(world.line("L", name="BATAL"))
    cancel_order(
        store_id=world.store.pk, order_id=gone.pk, reason="salah", actor=world.seller, at=clock.now()
    )
    return world


def test_counts_totals_and_the_first_names_are_those_of_the_recap(world: World) -> None:
    assert same(world)
    totals = glance(world.campaign, NOON, names=1).totals
    assert (totals.orders, totals.pieces, totals.personalized_pieces) == (3, 10, 5)


def test_nothing_is_told_of_a_po_without_orders() -> None:
    assert same(make_world())


def test_and_so_they_are_after_the_product_was_rebuilt(world: World) -> None:
    lines = OrderLine.objects.of(world.store).filter(variant=world.variant("S", "Hitam"))
    assert lines.update(values=["S", "Hitam", "Panjang"]) == 2
    assert same(world)
    other = type(world.product).objects.create(store=world.store, name="Kaos", weight=100)
    lines.update(product=other, values=[])
    assert same(world) and len(glance(world.campaign, NOON, names=1).products) == 2


def test_a_variant_whose_values_were_rewritten_is_counted_line_by_line(world: World) -> None:
    line = OrderLine.objects.of(world.store).filter(variant=world.variant("S", "Navy")).order_by("pk")[0]
    OrderLine.objects.of(world.store).filter(pk=line.pk).update(values=["S", "Biru"])
    assert same(world)
