"""Fewer good pieces than ordered: given out by the rule, told, and every missing one brought to its end."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bukapo.audit import audit
from bukapo.campaigns.models import Terms, YieldDraw
from bukapo.campaigns.rules import LOT, SHARE
from bukapo.catalog.models import Variant
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.draw import commitment
from bukapo.orders.allotment import due
from bukapo.orders.allotment.remedies import (
    DecidedAlready,
    NoneLeft,
    ShortUndecided,
    piece_came,
    take_money,
    take_other,
    wait_for_piece,
)
from bukapo.orders.models import Allocation, Allotment, Order, ShortPiece
from bukapo.orders.writes.send import hand_over
from bukapo.payments.models import Refund
from bukapo.production.allotment.allocating import AllocatedAlready, NothingShort, StillMaking
from bukapo.production.reads import outgoing, sending_counts
from bukapo.production.reads.short import short_pieces
from bukapo.stores.tax import start_tax
from tests.faces.production import closed, paid
from tests.production.short import allocated, made
from tests.till import asked, books_agree, receive
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


def clean() -> None:
    assert {name: found for name, found in audit() if found} == {}


def facts(world: World, order: Order, **more: Any) -> dict[str, Any]:
    return {"store_id": world.store.pk, "order_id": order.pk, "actor": BUYER_ACTOR, "at": clock.now()} | more


def short(order: Order) -> ShortPiece:
    found: ShortPiece = ShortPiece.objects.of(order.store_id).get(order=order)
    return found


def test_first_confirmed_get_theirs_and_the_last_choose_what_becomes_of_the_rest():
    world = make_world()
    first, second = paid(world, world.line("L", qty=2)), paid(world, world.line("L", qty=2), world.line("M"))
    made(world, L=3)
    event = allocated(world)
    assert (event.orders, event.short) == (1, 1)
    got = dict(Allotment.objects.of(world.store).values_list("line__order_id", "given"))
    assert got == {first.pk: 2, second.pk: 1}
    missing = short(second)
    assert short_pieces(world.campaign) == {(world.product.pk, ("L", "Hitam")): 1}
    assert sending_counts(world.campaign)["ambil"] == 1, "who is still asked is not ready to be sent"
    with pytest.raises(ShortUndecided):
        hand_over(**facts(world, second, actor=world.seller))
    clean()
    take_money(**facts(world, second), short_ids=[missing.pk])
    refund = Refund.objects.of(world.store).get()
    assert (refund.amount, refund.order_id) == (95_000, second.pk)
    books_agree(world, second)
    packed = {
        (line.variant, line.quantity) for row in outgoing(world.campaign, "ambil").rows for line in row.lines
    }
    assert packed == {("L · Hitam", 2), ("L · Hitam", 1), ("M · Hitam", 1)}
    hand_over(**facts(world, second, actor=world.seller))
    clean()
    with pytest.raises(DecidedAlready):
        take_money(**facts(world, second), short_ids=[missing.pk])


def test_silence_is_the_money_and_an_order_of_which_nothing_came_ends_with_all_of_it():
    world = make_world()
    paid(world, world.line("L"))
    nothing = paid(world, world.line("L"), courier=True)
    made(world, L=1)
    allocated(world)
    then = clock.now() + timedelta(days=4)
    assert due.carry_out_short_silences(clock.now()) == 0
    with clock.told(then):
        assert due.carry_out_short_silences(then) == 1
        assert due.carry_out_short_silences(then) == 0
    ended = world.fresh(nothing)
    assert (ended.state, ended.refunded) == ("cancelled", nothing.paid), "the shipping fee goes back too"
    assert short_pieces(world.campaign) == {}
    clean()


def test_a_deposit_pays_less_later_instead_and_ppn_follows():
    world = make_world(pay_mode="deposit")
    days_ago = clock.now() - timedelta(days=2)
    start_tax(
        actor=world.seller, at=days_ago, store=world.store, npwp="01.234.567.8-901.000",
        since=days_ago.astimezone(ZoneInfo("Asia/Jakarta")).date(),
    )  # fmt: skip
    order = world.place(world.line("L", qty=2), world.line("M"))
    receive(world, order, asked(order), at=clock.now())
    made(world, L=1)
    allocated(world)
    before = world.fresh(order)
    done = take_money(**facts(world, order), short_ids=[short(order).pk])
    after = world.fresh(order)
    assert (done.amount, done.refund) == (95_000, 0)
    assert after.outstanding == before.outstanding - 95_000
    assert not Refund.objects.of(world.store).exists()
    clean()


def test_another_variant_is_taken_as_long_as_one_is_left_and_a_cheaper_one_gives_the_difference_back():
    world = make_world()
    one, two = paid(world, world.line("XL")), paid(world, world.line("XL"))
    paid(world, world.line("M"))
    made(world, XL=0)
    allocated(world, counted={("Kaos", ("M", "Hitam")): 2})
    other = world.variant("M", "Hitam")
    swapped = take_other(**facts(world, one), short_id=short(one).pk, variant_id=other)
    assert (swapped.amount, swapped.refund) == (5_000, 5_000)
    with pytest.raises(NoneLeft):
        take_other(**facts(world, two), short_id=short(two).pk, variant_id=other)
    rows = outgoing(world.campaign, "ambil").rows
    assert [(line.variant, line.quantity) for row in rows for line in row.lines if row.id == one.pk] == [
        ("M · Hitam", 1)
    ]
    assert Variant.objects.of(world.store).get(pk=other).label in swapped.label
    hand_over(**facts(world, one, actor=world.seller))
    clean()


def test_who_waits_may_still_take_the_money_or_gets_the_piece():
    world = make_world()
    first, second = paid(world, world.line("L", qty=2)), paid(world, world.line("M", qty=2))
    made(world, L=1, M=1)
    allocated(world)
    for order in (first, second):
        wait_for_piece(**facts(world, order), short_id=short(order).pk)
    then = clock.now() + timedelta(days=9)
    with clock.told(then):
        assert due.carry_out_short_silences(then) == 0, "who waits is not silent"
    clean()
    take_money(**facts(world, first), short_ids=[short(first).pk])
    piece_came(**facts(world, second, actor=world.seller), short_id=short(second).pk)
    assert short_pieces(world.campaign) == {(world.product.pk, ("L", "Hitam")): 1}
    hand_over(**facts(world, second, actor=world.seller))
    clean()


def test_a_draw_opens_the_seed_that_the_terms_sealed():
    world = make_world(short_rule=LOT)
    seal = YieldDraw.objects.of(world.store).get().commitment
    assert seal in Terms.objects.of(world.store).get().text
    for _ in range(4):
        paid(world, world.line("L"))
    made(world, L=2)
    assert commitment(allocated(world).seed) == seal
    assert sorted(Allotment.objects.of(world.store).values_list("place", "given")) == [
        (1, 1),
        (2, 1),
        (3, 0),
        (4, 0),
    ]
    clean()


def test_goods_already_handed_over_are_not_given_out_again():
    world = make_world(short_rule=SHARE)
    gone, left = paid(world, world.line("L", qty=2)), paid(world, world.line("L", qty=2))
    made(world, L=3)
    hand_over(**facts(world, gone, actor=world.seller))
    allocated(world)
    assert list(Allotment.objects.of(world.store).values_list("line__order_id", "given")) == [(left.pk, 1)]
    clean()


def test_it_is_given_out_once_when_production_is_over_and_something_is_missing():
    world = make_world()
    paid(world, world.line("L", qty=2))
    closed(world)
    before = EventRow.objects.count()
    with pytest.raises(StillMaking):
        allocated(world)
    assert EventRow.objects.count() == before
    other = make_world(slug="toko-lain")
    paid(other, other.line("L", qty=2))
    made(other)
    with pytest.raises(NothingShort):
        allocated(other)
    allocated(other, counted={("Kaos", ("L", "Hitam")): 1})
    assert Allocation.objects.of(other.store).get().counted == [["Kaos", ["L", "Hitam"], 2, 2, 1, 0]]
    with pytest.raises(AllocatedAlready):
        allocated(other)
    clean()
