"""What the seller is told about orders and their money."""

from datetime import datetime, timedelta

import pytest

from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import NotFound
from bukapo.orders.models import Order
from bukapo.orders.reads.decisions import decisions_of_campaign
from bukapo.orders.reads.detail import order_for_seller
from bukapo.orders.reads.lists import PAGE, orders_for_seller
from bukapo.orders.reads.money import books_of_store, money_of_campaign
from bukapo.orders.writes.pay import confirm_proof, record_payment, reject_proof, send_proof
from bukapo.orders.writes.release import cancel_order, expire_order, pay_refund, promise_refund
from bukapo.payments.models import Proof, Refund
from bukapo.payments.reads import proofs_waiting, refunds_owed
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(pay_mode="deposit")


def pay(world: World, order: Order, amount: int, at: datetime = NOON) -> None:
    record_payment(
        store_id=world.store.pk, order_id=order.pk, amount=amount, method="transfer",
        bank_account_id=world.bank.pk, note="", actor=world.seller, at=at,
    )  # fmt: skip


def prove(world: World, order: Order, fingerprint: str = "", claimed: int | None = None) -> Proof:
    send_proof(
        store_id=world.store.pk, order_id=order.pk, photo=world.picture(fingerprint=fingerprint),
        bank_account_id=world.bank.pk, claimed=claimed, sender="Budi", actor=BUYER_ACTOR, at=NOON,
    )  # fmt: skip
    proof: Proof = Proof.objects.of(world.store).filter(order=order).last()
    return proof


def first_charge(order: Order) -> int:
    return int(order.charges.order_by("position").first().total)


def listed(world: World, **filters: object) -> list[str]:
    page = orders_for_seller(store_id=world.store.pk, campaign_id=world.campaign.pk, **filters)  # type: ignore[arg-type]
    return [row.number for row in page.rows]


def test_every_order_stands_under_the_filter_that_fits_it(world: World) -> None:
    unpaid, proven, deposit, paid, cancelled, expired = (world.place() for _ in range(6))
    prove(world, proven)
    pay(world, deposit, first_charge(deposit))
    pay(world, paid, paid.charged)
    cancel_order(store_id=world.store.pk, order_id=cancelled.pk, reason="x", actor=world.seller, at=NOON)
    expire_order(
        store_id=world.store.pk, order_id=expired.pk, actor=world.seller, at=expired.pay_by + timedelta(1)
    )
    assert listed(world, show="unpaid") == [unpaid.number]
    assert listed(world, show="proof") == [proven.number]
    assert listed(world, show="deposit") == [deposit.number]
    assert listed(world, show="paid") == [paid.number]
    assert listed(world, show="cancelled") == [cancelled.number]
    assert listed(world, show="expired") == [expired.number]
    assert len(listed(world)) == 6
    page = orders_for_seller(store_id=world.store.pk, campaign_id=world.campaign.pk)
    assert page.counts["all"] == 6
    assert {row.number: row.standing for row in page.rows} == {
        unpaid.number: "placed",
        proven.number: "reviewing",
        deposit.number: "deposit",
        paid.number: "paid",
        cancelled.number: "cancelled",
        expired.number: "expired",
    }


def test_an_order_is_found_by_name_number_and_any_way_to_write_its_phone(world: World) -> None:
    order = world.place(buyer_name="Siti Rahma", phone="0812 3456 7890")
    world.place(buyer_name="Orang Lain")
    for typed in ("siti", "RAHMA", order.number.lower(), "0812-3456-7890", "+62 812 3456 7890", "34567890"):
        assert listed(world, search=typed) == [order.number], typed
    assert listed(world, search="tidak ada") == []
    assert listed(world, search="%") == []


def test_the_list_has_pages_and_a_page_beyond_the_last_is_the_last(world: World) -> None:
    orders = [world.place() for _ in range(PAGE + 2)]
    page = orders_for_seller(store_id=world.store.pk, campaign_id=world.campaign.pk, page=99)
    assert (page.page, page.first, page.last, page.found) == (2, PAGE + 1, PAGE + 2, PAGE + 2)
    assert [row.number for row in page.rows] == [orders[1].number, orders[0].number]
    assert page.pieces == PAGE + 2


def test_a_list_costs_the_same_queries_however_long(
    world: World, django_assert_max_num_queries: object
) -> None:
    for _ in range(12):
        world.place()
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        orders_for_seller(store_id=world.store.pk, campaign_id=world.campaign.pk, search="Pembeli")


def test_an_order_of_another_store_does_not_exist(world: World) -> None:
    order = world.place()
    other = make_world(slug="toko-lain")
    with pytest.raises(NotFound):
        order_for_seller(store_id=other.store.pk, number=order.number, at=NOON)
    assert listed(other) == []


def test_the_detail_tells_what_is_asked_now_and_what_comes_later(world: World) -> None:
    order = world.place()
    told = order_for_seller(store_id=world.store.pk, number=order.number, at=order.placed_at)
    assert told.asked == 47_500 + told.codes
    assert told.later == 47_500
    assert told.asked + told.later == told.order.outstanding
    assert told.may_change
    assert [moment.kind for moment in told.moments] == ["order.placed"]


def test_a_short_transfer_is_short_and_can_be_let_go(world: World) -> None:
    order = world.place()
    asked = first_charge(order)
    pay(world, order, asked - 500)
    told = order_for_seller(store_id=world.store.pk, number=order.number, at=NOON)
    assert told.short == 500
    assert told.standing == "short"
    decisions = decisions_of_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, at=NOON)
    assert [(one.kind, one.number, one.oddity.amount) for one in decisions.open] == [
        ("short", order.number, 500)
    ]
    facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "at": NOON}
    money = money_of_campaign(**facts)
    assert money.begun == asked - 500
    assert decisions_of_campaign(**facts, told=money) == decisions


def test_money_is_told_by_what_is_to_be_done_with_it(world: World) -> None:
    over, late, owed = world.place(), world.place(), world.place()
    pay(world, over, over.charged + 5_000)
    expire_order(store_id=world.store.pk, order_id=late.pk, actor=world.seller, at=late.pay_by)
    pay(world, late, 47_500)
    pay(world, owed, 60_000)
    cancel_order(
        store_id=world.store.pk, order_id=owed.pk, reason="berubah pikiran", actor=world.seller, at=NOON
    )
    money = money_of_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, at=NOON)
    decisions = decisions_of_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, at=NOON)
    assert [(one.kind, one.number) for one in decisions.open] == [
        ("late", late.number),
        ("over", over.number),
    ]
    assert money.settled == over.charged and money.owed == 0
    assert money.whole == money.in_hand
    assert money.too_much == 5_000 + 47_500
    assert money.to_send_back == 60_000
    assert money.received == over.charged + 5_000 + 47_500 + 60_000
    refund = refunds_owed(store_id=world.store.pk, campaign_id=world.campaign.pk)[0]
    assert (refund.order_number, refund.amount) == (owed.number, 60_000)
    pay_refund(
        store_id=world.store.pk, refund_id=refund.id, bank_account_id=world.bank.pk, send_to="BCA 1",
        actor=world.seller, at=NOON,
    )  # fmt: skip
    money = money_of_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, at=NOON)
    assert (money.to_send_back, money.sent_back, money.in_hand) == (0, 60_000, money.received - 60_000)


def test_what_is_past_its_day_is_told_apart_from_what_is_asked(world: World) -> None:
    order = world.place()
    money = money_of_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, at=order.pay_by)
    assert money.asked == first_charge(order)
    assert money.late == 0
    money = money_of_campaign(
        store_id=world.store.pk, campaign_id=world.campaign.pk, at=order.pay_by + timedelta(seconds=1)
    )
    assert money.late == first_charge(order)
    assert money.later == 47_500


def test_the_queue_holds_undecided_proofs_and_marks_the_same_picture(world: World) -> None:
    first, second = world.place(), world.place()
    earlier = prove(world, first, fingerprint="f" * 64, claimed=1)
    again = prove(world, second, fingerprint="f" * 64)
    queue = proofs_waiting(store_id=world.store.pk, campaign_id=world.campaign.pk)
    assert [(proof.id, proof.seen_before, proof.differs) for proof in queue] == [
        (earlier.pk, False, True),
        (again.pk, True, False),
    ]
    assert queue[1].asked == first_charge(second)
    confirm_proof(
        store_id=world.store.pk, proof_id=earlier.pk, amount=first_charge(first), bank_account_id=None,
        actor=world.seller, at=NOON,
    )  # fmt: skip
    reject_proof(store_id=world.store.pk, proof_id=again.pk, reason="sama", actor=world.seller, at=NOON)
    assert proofs_waiting(store_id=world.store.pk, campaign_id=world.campaign.pk) == ()


def test_the_books_sum_to_zero_and_name_the_bank(world: World) -> None:
    order = world.place()
    pay(world, order, order.charged + 1_000)
    promise_refund(
        store_id=world.store.pk, order_id=order.pk, amount=1_000, reason="lebih", send_to="", actor=world.seller,
        at=NOON,
    )  # fmt: skip
    books = books_of_store(store_id=world.store.pk)
    assert sum(balance.amount for balance in books) == 0
    assert {balance.name: balance.amount for balance in books}["BCA 1234567890"] == order.charged + 1_000
    assert Refund.objects.of(world.store).get().state == "owed"
