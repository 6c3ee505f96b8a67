"""The ladder acts: what a late order's own terms promise is given or offered, once, by itself."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.campaigns.guarantees.rules import CREDIT, SHIPPING, Declared, LessThanPromised, Rung
from bukapo.campaigns.guarantees.writes import declare_ladder, declare_usual
from bukapo.campaigns.models import Promise
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.messaging.consumer import tell
from bukapo.messaging.models import Message
from bukapo.orders.delays.answering import choose
from bukapo.orders.delays.due import carry_out_delays
from bukapo.orders.delays.moving import move_promise
from bukapo.orders.models import Order
from bukapo.orders.writes.credit import cash_out_credit, use_credit
from bukapo.orders.writes.send import pack_order, ship_order
from bukapo.payments.models import Charge, Credit, Refund
from bukapo.trust.guarantees.writes import NotOffered, keep_waiting, take_refund
from bukapo.trust.models import GuaranteeRemedy
from tests.till import books_agree, receive
from tests.trust.late import DAY, LADDER, bought, clean, guarded, late, morning
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


def given(order: Order) -> list[tuple[int, str, str, int]]:
    rows = GuaranteeRemedy.objects.of(order.store_id).filter(order=order)
    return list(rows.values_list("days", "remedy", "state", "amount"))


def mine(order: Order, at: Any) -> dict[str, Any]:
    return {"store_id": order.store_id, "order_id": order.pk, "actor": BUYER_ACTOR, "at": at}


def test_rung_by_rung_the_late_order_gets_what_was_declared_and_the_money_is_offered_last() -> None:
    world = guarded()
    takes, waits, silent = bought(world), bought(world), bought(world, courier=False)
    unpaid = bought(world, paid=False)
    packed = bought(world, courier=False)
    pack_order(store_id=world.store.pk, order_id=packed.pk, actor=world.seller, at=NOON)
    assert morning(late(3) - DAY) == 0 and morning(late(3, -2)) == 0, (
        "not before the morning after the third day"
    )
    assert morning(late(3)) == 3 and morning(late(3, 1)) == 0, "once"
    assert given(takes) == given(silent) == [(3, CREDIT, "given", 10_000)]
    assert given(unpaid) == given(packed) == []
    credit = Credit.objects.of(world.store).filter(order=takes).get()
    with pytest.raises(Refusal):
        cash_out_credit(
            store_id=world.store.pk, credit_id=credit.pk, account=None, actor=world.seller, at=NOON
        )

    assert morning(late(7)) == 2, "a pickup order has no shipping fee"
    refund = Refund.objects.of(world.store).get(order=takes)
    assert refund.amount == takes.shipping_fee > 0 and given(silent)[1:] == []
    books_agree(world, takes)
    clean()

    assert morning(late(14)) == 3
    everything = takes.paid - takes.shipping_fee
    assert given(takes)[2] == (14, "refund", "offered", everything)
    take_refund(**mine(takes, late(15)))
    keep_waiting(**mine(waits, late(15)))
    assert world.fresh(takes).state == "cancelled" and world.fresh(takes).refunded == takes.paid
    assert [row.amount for row in Refund.objects.of(world.store).filter(order=takes)] == [
        takes.shipping_fee,
        everything,
    ]
    assert world.fresh(credit).left == 10_000, "what was given stays given"
    morning(late(22))
    assert given(waits)[2][2] == given(silent)[1][2] == "waits"
    assert world.fresh(waits).state == world.fresh(silent).state == "confirmed"
    with pytest.raises(NotOffered):
        take_refund(**mine(takes, late(15)))
    take_refund(**mine(silent, late(30)))  # who waited may still leave
    ship_order(store_id=world.store.pk, order_id=waits.pk, courier="JNE", tracking_number="JX1234", actor=world.seller,
               at=late(31))  # fmt: skip
    with pytest.raises(NotOffered):
        take_refund(**mine(waits, late(32)))
    assert morning(late(40)) == 0
    clean()


def test_the_credit_pays_for_another_order_of_the_same_phone() -> None:
    world = guarded()
    first = bought(world, phone="081233334444")
    morning(late(3))
    credit = Credit.objects.of(world.store).get(order=first)
    assert EventRow.objects.get(kind="order.guarantee_given").data["credit_id"] == credit.pk
    second = bought(world, paid=False, phone="081233334444")
    use_credit(**mine(second, late(4)), codes=[credit.code])
    assert world.fresh(second).paid == 10_000
    clean()


def test_a_share_of_the_goods_is_rounded_up_and_a_shipping_fee_not_yet_paid_comes_off_the_balance() -> None:
    ladder = Declared((Rung(1, CREDIT, bp=1_250), Rung(2, SHIPPING)), 14)
    world = guarded(ladder, pay_mode="deposit", deposit_bp=5_000, shipping_with="balance")
    order = bought(world)
    morning(late(2))
    assert given(order) == [(1, CREDIT, "given", 23_750), (2, SHIPPING, "given", order.shipping_fee)]
    now = world.fresh(order)
    assert now.outstanding == order.outstanding - order.shipping_fee and now.refunded == 0
    clean()


def moved(world: World, days: int, at: Any) -> int:
    moves = {row.what: row.day + days * DAY for row in Promise.objects.of(world.store).order_by("pk")}
    event = move_promise(
        actor=world.seller,
        at=at,
        store=world.store,
        campaign_id=world.campaign.pk,
        moves=moves,
        reason="Kain terlambat",
    )
    return int(event.delay_id or 0)


def test_only_the_buyers_own_word_moves_the_day_and_who_leaves_is_left_alone() -> None:
    world = guarded()
    agrees, silent, told, leaves = (bought(world) for _ in range(4))
    delay = moved(world, 10, NOON + 9 * DAY)
    for order, choice, actor in (
        (agrees, "wait", BUYER_ACTOR),
        (told, "wait", world.seller),
        (leaves, "refund", BUYER_ACTOR),
    ):
        choose(**(mine(order, NOON + 9 * DAY) | {"actor": actor}), delay_id=delay, choice=choice)
    with clock.told(NOON + 13 * DAY):
        carry_out_delays(NOON + 13 * DAY)
    newcomer = bought(world, at=NOON + 6 * DAY)  # was promised the first day: it had not moved yet
    assert morning(late(3)) == 3
    assert [bool(given(one)) for one in (agrees, silent, told, leaves, newcomer)] == [
        False,
        True,
        True,
        False,
        True,
    ]
    assert morning(late(13)) == 4, "three get their shipping fee, one its credit"
    assert given(agrees) == [(3, CREDIT, "given", 10_000)]
    clean()


def test_an_open_question_about_the_date_holds_the_offer_back_until_it_is_answered() -> None:
    world = guarded(Declared((), 0))
    order = bought(world)
    moved(world, 5, late(0) - DAY)
    assert morning(late(0)) == 0, "the question offers the same money"
    with clock.told(late(4)):
        carry_out_delays(late(4))
    assert morning(late(4)) == 1 and given(order)[0][2] == "offered"
    clean()


def test_who_is_behind_with_paying_waits_and_counts_from_the_day_of_paying() -> None:
    world = guarded(pay_mode="deposit", deposit_bp=5_000)
    order = bought(world)
    charge = order.charges.get(position=1)
    Charge.objects.of(world.store).filter(pk=charge.pk).update(state="open", opened_at=NOON, due_at=late(0))
    assert morning(late(5)) == 0
    from_now = late(6)
    receive(world, order, world.fresh(order).outstanding, at=from_now)
    assert morning(late(9)) == 0 and morning(late(10)) == 1
    assert given(order)[0][0] == 3


def test_a_published_ladder_only_becomes_better_and_placed_orders_keep_theirs() -> None:
    world = guarded()
    before = bought(world)
    facts: dict[str, Any] = {"actor": world.seller, "at": NOON, "store": world.store}
    with pytest.raises(LessThanPromised):
        declare_ladder(**facts, campaign_id=world.campaign.pk, declared=Declared(LADDER.rungs[:1], 14))
    assert world.fresh(before).terms_id == before.terms_id
    declare_usual(**facts, declared=Declared())  # the store's own is for POs to come
    better = Declared((Rung(1, CREDIT, 5_000), *LADDER.rungs), 10)
    declare_ladder(**facts, campaign_id=world.campaign.pk, declared=better)
    after = bought(world, at=NOON + timedelta(hours=1))
    assert (
        after.terms.text.count("Garansi tepat waktu") == 3
        and before.terms.text.count("Garansi tepat waktu") == 2
    )
    morning(late(1))
    assert (given(before), given(after)) == ([], [(1, CREDIT, "given", 5_000)])
    clean()


def test_the_buyer_is_told_unasked_what_was_given_and_what_may_be_taken() -> None:
    world = guarded()
    order = bought(world, language="en")
    for days in (3, 7, 14):
        morning(late(days))
    told = {}
    for event in EventRow.objects.filter(kind__startswith="order.guarantee").order_by("pk"):
        with clock.told(late(14)):
            tell(event, late(14))
    for message in Message.objects.of(world.store).filter(kind__startswith="order.guarantee").order_by("pk"):
        told[message.event.data["days"]] = message.body
    code = Credit.objects.of(world.store).get(order=order).code
    assert code in told[3] and "send" not in told[3].split("The code")[1].split("Your order")[0]
    assert "We send Rp18.000 back" in told[7] and "The code" not in told[7]
    assert "1. Take the money back." in told[14] and "by 18 December 2026" in told[14]
