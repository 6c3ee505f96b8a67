"""Where two rooms meet: claims of orders that were swapped, cut short, sent in parts, given credit, paid in cash."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from bukapo.audit.run import CHECKS
from bukapo.campaigns.guarantees.rules import CREDIT, SHIPPING, Declared, Rung
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import CASH_AT_COURIER
from bukapo.orders.allotment.remedies import take_money, take_other
from bukapo.orders.models import Order, ShortPiece
from bukapo.orders.parts.arriving import confirm_part
from bukapo.orders.parts.writes import end_rest
from bukapo.orders.weighing.writes import weigh_order
from bukapo.orders.writes import cod
from bukapo.orders.writes.allow import grant_allowance
from bukapo.orders.writes.credit import use_credit
from bukapo.orders.writes.payback import ask_money_back
from bukapo.orders.writes.release import cancel_order
from bukapo.orders.writes.send import confirm_receipt, hand_over, ship_order
from bukapo.payments.models import Credit, Refund
from bukapo.stores.rules import Bank
from bukapo.trust.claims.deciding import accept_offer, decide_claim
from bukapo.trust.claims.refusals import ClaimMoved
from bukapo.trust.claims.rules import Remedy
from bukapo.trust.claims.settling import settle_claim
from bukapo.trust.models import Claim, GuaranteeRemedy
from tests.faces.production import paid
from tests.orders.parts.cast import by, part_sent
from tests.production.short import allocated, made
from tests.till import asked, books_agree, receive
from tests.trust.claims.cast import LATER, claimed, handed
from tests.trust.late import bought, clean, guarded, late, morning
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def decide(world: World, claim: Claim, remedy: Remedy, at: datetime = LATER, **more: Any) -> Claim:
    decide_claim(store_id=world.store.pk, claim_id=claim.pk, remedy=remedy, actor=world.seller, at=at, **more)
    fresh: Claim = world.fresh(claim)
    return fresh


def short_of(order: Order) -> ShortPiece:
    found: ShortPiece = ShortPiece.objects.of(order.store_id).get(order=order)
    return found


def test_a_piece_taken_instead_is_worth_what_it_cost() -> None:
    world = make_world()
    order = paid(world, world.line("XL"), world.line("M"))
    paid(world, world.line("M"))
    made(world, XL=0)
    allocated(world, counted={("Kaos", ("M", "Hitam")): 3})
    now = clock.now()
    take_other(
        **by(world, order, BUYER_ACTOR, now),
        short_id=short_of(order).pk,
        variant_id=world.variant("M", "Hitam"),
    )
    hand_over(**by(world, order, at=now))
    claim = claimed(world, world.fresh(order), at=now)
    assert claim.whole == 100_000 - 5_000, "what it is cheaper went back already"
    clean()


def test_nothing_of_the_parcel_came_though_it_was_less_than_ordered() -> None:
    world = make_world()
    order = paid(world, world.line("L", qty=2), courier=True)
    made(world, L=1)
    allocated(world)
    now = clock.now()
    take_money(**by(world, order, BUYER_ACTOR, now), short_ids=[short_of(order).pk])
    ship_order(**by(world, order, at=now), courier="JNE", tracking_number="JX123456")
    claim = claimed(world, world.fresh(order), reason="lost", at=now)
    assert claim.whole == 95_000 + order.shipping_fee
    claim = decide(world, claim, Remedy("refund", amount=claim.whole), now)
    assert (claim.state, world.fresh(order).refunded) == ("settled", 2 * 95_000 + order.shipping_fee)
    clean()


def test_the_days_of_a_part_begin_when_it_may_be_claimed() -> None:
    world = make_world(at=NOON)
    order = part_sent(world)
    confirm_part(**by(world, order, BUYER_ACTOR, NOON + DAY))
    end_rest(**by(world, order, at=NOON + 30 * DAY), reason="Bahannya habis di pasar")
    claim = claimed(world, world.fresh(order), at=NOON + 31 * DAY)
    assert not claim.late, "before that nobody could complain of it"
    clean()


def test_what_was_replaced_has_days_of_its_own() -> None:
    world = make_world(at=NOON)
    order = handed(world, world.line("L", qty=2))
    claim = decide(world, claimed(world, order, wish="replace"), Remedy("replace", source="apart"))
    settle_claim(
        store_id=world.store.pk, claim_id=claim.pk, courier="JNE", tracking_number="JX99881",
        actor=world.seller, at=LATER + 20 * DAY,
    )  # fmt: skip
    lost = claimed(world, order, 1, reason="lost", at=LATER + 27 * DAY)
    assert not lost.late
    other = claimed(world, order, 1, at=LATER + 27 * DAY)
    assert other.late, "the other piece has been there all the time"
    clean()


def test_granting_what_is_granted_asks_nobody_again() -> None:
    world = make_world(at=NOON)
    claim = claimed(world, handed(world), wish="replace")
    remedy = Remedy("replace", source="apart")
    decide(world, claim, remedy)
    with pytest.raises(WrongState):
        decide(world, claim, remedy)
    assert world.fresh(claim).state == "agreed"


def test_a_buyer_agrees_to_the_offer_they_saw() -> None:
    world = make_world(at=NOON)
    claim = decide(world, claimed(world, handed(world)), Remedy("refund", amount=60_000))
    seen = claim.version
    decide(world, claim, Remedy("refund", amount=1_000))
    facts: dict[str, Any] = {
        "store_id": world.store.pk,
        "claim_id": claim.pk,
        "actor": BUYER_ACTOR,
        "at": LATER,
    }
    with pytest.raises(ClaimMoved):
        accept_offer(**facts, seen=seen)
    assert world.fresh(claim).state == "offered"


def test_who_paid_the_courier_gets_money_back_for_broken_goods() -> None:
    world = make_world(at=NOON, pay_mode="deposit", balance_due="cod", shipping_with="balance")
    with clock.told(NOON):
        order = world.place(fulfilment="courier", address="Jl. Contoh 12", zone_id=world.zone.pk)
        receive(world, order, asked(order))
    ship_order(**by(world, order, at=LATER - DAY), courier="JNE", tracking_number="JX123456")
    confirm_receipt(**by(world, order, BUYER_ACTOR, LATER))
    claim = decide(world, claimed(world, world.fresh(order)), Remedy("refund", amount=95_000), LATER + DAY)
    assert world.fresh(order).refunded == 95_000 == claim.amount
    cod.pay_out_cod(**by(world, order, at=LATER + 2 * DAY), fee=2_500, bank_account_id=world.bank.pk)
    assert trial_balance(store_id=world.store.pk)[CASH_AT_COURIER] == 0
    books_agree(world, order)
    clean()


def test_a_share_of_the_goods_is_not_less_because_the_shipping_fee_went_back() -> None:
    world = guarded(Declared((Rung(1, SHIPPING), Rung(2, CREDIT, bp=1_000)), 14))
    bought(world)
    morning(late(2))
    credit = GuaranteeRemedy.objects.of(world.store).get(remedy=CREDIT)
    assert credit.amount == 19_000
    clean()


def test_a_fee_that_went_back_is_not_asked_again_by_the_scale() -> None:
    world = guarded(
        Declared((Rung(1, SHIPPING),), 14),
        pay_mode="deposit",
        shipping_with="balance",
        balance_due="produced",
    )
    order = bought(world)
    morning(late(1))
    before = world.fresh(order).outstanding
    weigh_order(**by(world, order, at=late(2)), grams=2_700)
    assert world.fresh(order).outstanding == before
    clean()


def test_a_second_tab_does_not_undo_what_the_first_decided() -> None:
    world = make_world(at=NOON)
    claim = claimed(world, handed(world), wish="replace")
    seen = claim.version
    granted = decide(world, claim, Remedy("replace", source="apart"), seen=seen)
    with pytest.raises(ClaimMoved):
        decide(world, claim, Remedy("refund", amount=50_000), seen=seen)
    assert world.fresh(claim).state == "agreed"
    assert decide(world, claim, Remedy("refund", amount=50_000), seen=granted.version).state == "offered"
    clean()


def gift_of(world: World, order: Order) -> Credit:
    """Ten thousand for a late order, spent by the same buyer on another one that is paid with it and a transfer."""
    credit: Credit = Credit.objects.of(world.store).get(order=order)
    return credit


@pytest.mark.parametrize("how", ["cancel", "claim", "too much"])
def test_a_reward_never_becomes_money(how: str) -> None:
    world = guarded(Declared((Rung(3, CREDIT, 10_000),), 14))
    late_one = bought(world)
    morning(late(3))
    with clock.told(NOON):
        order = world.place(phone=late_one.phone)
    facts = by(world, order, BUYER_ACTOR, NOON + 30 * DAY)
    use_credit(**facts, codes=[gift_of(world, late_one).code])
    rest = world.fresh(order).outstanding
    receive(world, order, rest, at=NOON + 30 * DAY)
    if how == "cancel":
        cancel_order(**facts | {"actor": world.seller}, reason="Batal")
    elif how == "claim":
        hand_over(**by(world, order, at=LATER + DAY))
        decide(world, claimed(world, world.fresh(order), at=LATER + DAY), Remedy("refund", amount=95_000))
    else:
        grant_allowance(**facts | {"actor": world.seller}, amount=95_000, reason="Hadiah")
        ask_money_back(**facts, account=Bank(bank="BCA", number="1234567", holder="Pembeli"))
    money = sum(Refund.objects.of(world.store).filter(order=order).values_list("amount", flat=True))
    back = Credit.objects.of(world.store).get(order=order)
    assert back.gift and (back.amount, money) == (world.fresh(order).refunded - money, rest)
    books_agree(world, order)
    clean()


def test_the_audit_names_a_reward_that_became_money() -> None:
    world = guarded(Declared((Rung(3, CREDIT, 10_000),), 14))
    late_one = bought(world)
    morning(late(3))
    with clock.told(NOON):
        order, other = world.place(phone=late_one.phone), world.place(phone=late_one.phone)
    use_credit(**by(world, order, BUYER_ACTOR, NOON + 30 * DAY), codes=[gift_of(world, late_one).code])
    orders = Order.objects.of(world.store).filter(pk=order.pk)
    orders.update(refunded=world.fresh(order).paid)
    assert [found.rule for found in CHECKS["gifts"]()] == ["gift"]
    orders.update(refunded=0)
    cancel_order(**by(world, order, at=NOON + 30 * DAY), reason="Batal")
    back = Credit.objects.of(world.store).filter(order=order)
    assert not list(CHECKS["gifts"]())
    for change in ({"gift": False}, {"amount": 9_000}):
        with transaction.atomic():
            back.update(**change)
            assert {found.rule for found in CHECKS["gifts"]()} == {"gift"}, change
            transaction.set_rollback(True)
    Credit.objects.create(
        store=world.store, order=other, phone="+62", code="SALDO-X", amount=5, gift=True, kept_at=NOON
    )
    assert [found.what for found in CHECKS["gifts"]()] == [
        "is a reward that nobody gave and no order gave back"
    ]
