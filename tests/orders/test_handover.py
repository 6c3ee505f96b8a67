"""An order handed to another buyer: pieces and money stay, the person, the place and the link change."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.campaigns.rules import OverBuyerCap
from bukapo.campaigns.vouchers import VoucherTerms, VoucherUsedByBuyer
from bukapo.campaigns.writes.voucher import make_voucher
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.handover import rules
from bukapo.orders.handover.writes import NewBuyer, accept_handover, offer_handover, withdraw_handover
from bukapo.orders.models import Handover, Order
from bukapo.orders.readdressing import Where
from bukapo.orders.writes.release import promise_refund
from tests.faces.production import paid
from tests.till import receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
FRIEND = "081299990001"


def world_of(**plan: Any) -> World:
    return make_world(at=NOON, **plan)


def by(order: Order, **more: Any) -> dict[str, Any]:
    return {"store_id": order.store_id, "order_id": order.pk, "actor": BUYER_ACTOR, "at": NOON, **more}


def offered(order: Order, phone: str = FRIEND) -> Handover:
    event = offer_handover(**by(order), name="Teman Contoh", phone=phone)
    row: Handover = Handover.objects.across_stores("a test").get(pk=event.handover_id)
    return row


def accept(world: World, row: Handover, where: Where | None = None, **changes: Any) -> None:
    facts = {
        "name": "Teman Contoh",
        "email": "teman@example.com",
        "agreed": True,
        "where": where or Where("pickup"),
    }
    with clock.told(NOON):
        accept_handover(
            store_id=world.store.pk, handover_id=row.pk, buyer=NewBuyer(**(facts | changes)),
            actor=BUYER_ACTOR, at=NOON,
        )  # fmt: skip


def clean() -> bool:
    return not [breach for _name, found in audit() for breach in found]


def test_the_new_buyer_gets_the_order_with_its_money_and_a_link_of_its_own() -> None:
    world = world_of(buyer_cap=3)
    with clock.told(NOON):
        order = paid(
            world, world.line("L", qty=2), courier=True, email="lama@example.com", note="Pagar hijau"
        )
    row = offered(order)
    assert world.fresh(order).secret == order.secret  # nothing has happened yet
    accept(world, row, Where("courier", "Jl. Baru 1", "Bandung", "40132", world.zone.pk))
    now, row = world.fresh(order), world.fresh(row)
    assert now.secret != order.secret
    assert (now.buyer_name, now.phone, now.email) == ("Teman Contoh", "+6281299990001", "teman@example.com")
    assert (now.address, now.note) == ("Jl. Baru 1", "")
    assert (now.paid, now.charged, now.state) == (order.paid, order.charged, "confirmed")
    assert (row.from_name, row.from_phone, row.paid) == (order.buyer_name, order.phone, order.paid)
    assert clean()


def test_another_zone_is_charged_and_a_pickup_gives_the_fee_back() -> None:
    world = world_of()
    with clock.told(NOON):
        orders = [paid(world), paid(world, courier=True)]
    accept(world, offered(orders[0]), Where("courier", "Jl. Baru 1", "Bandung", "", world.zone.pk))
    accept(world, offered(orders[1]), Where("pickup"))
    more, less = (world.fresh(order).outstanding for order in orders)
    assert (more // 1_000, -less // 1_000) == (18, 18)
    assert clean()


def refused(world: World, row: Handover, why: type[Refusal], **changes: Any) -> None:
    before = EventRow.objects.count(), Order.objects.across_stores("a test").values_list("secret", "phone")[0]
    with pytest.raises(why):
        accept(world, row, **changes)
    rows = Order.objects.across_stores("a test").values_list("secret", "phone")
    assert (EventRow.objects.count(), rows[0]) == before


def test_nobody_takes_over_more_than_one_buyer_may_hold() -> None:
    world = world_of(buyer_cap=2)
    with clock.told(NOON):
        order = paid(world, world.line("L", qty=2))
        world.place(phone=FRIEND)
    refused(world, offered(order), OverBuyerCap)
    assert clean()


def test_a_voucher_that_the_new_buyer_has_used_up_does_not_come_along() -> None:
    world = world_of()
    make_voucher(
        actor=world.seller, at=NOON, store=world.store, terms=VoucherTerms("HEMAT", bp=1_000, buyer_cap=1)
    )
    with clock.told(NOON):
        order = world.place(voucher="HEMAT")
        receive(world, order, world.fresh(order).outstanding)
        other = world.place(voucher="HEMAT", phone=FRIEND)
    refused(world, offered(world.fresh(order)), VoucherUsedByBuyer)
    row = Handover.objects.across_stores("a test").get()
    withdraw_handover(**by(order))
    refused(world, row, rules.HandoverGone)
    accept(world, offered(other, phone="081299990002"))
    assert clean()


def test_not_while_money_is_to_go_back_nor_without_a_yes_to_the_terms() -> None:
    world = world_of()
    with clock.told(NOON):
        order = paid(world)
    row = offered(order)
    refused(world, row, rules.TermsNotAgreed, agreed=False)
    receive(world, order, 5_000)
    refused(world, row, rules.MoneyOpen)
    promise_refund(
        store_id=world.store.pk, order_id=order.pk, amount=5_000, reason="lebih", send_to="",
        actor=world.seller, at=NOON + timedelta(minutes=1),
    )  # fmt: skip
    refused(world, row, rules.MoneyOpen)


def test_an_order_is_not_handed_to_its_own_buyer_nor_twice() -> None:
    world = world_of()
    with clock.told(NOON):
        order = paid(world)
    with pytest.raises(rules.SamePerson):
        offered(order, phone=order.phone)
    offered(order)
    with pytest.raises(rules.OneHandoverAtATime):
        offered(order)
