"""Two hands on one order in the same moment: of a claim, a guarantee, a part, a parcel, one thing happens, once."""

from collections.abc import Callable

import pytest

from bukapo.audit import audit
from bukapo.campaigns.guarantees.rules import CREDIT, Declared, Rung
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.parts.arriving import confirm_part, confirm_rest
from bukapo.orders.parts.writes import end_rest
from bukapo.orders.writes.send import ship_order
from bukapo.shipping.models import Parcel
from bukapo.trust.claims.deciding import accept_offer, decide_claim
from bukapo.trust.claims.rules import Remedy
from bukapo.trust.guarantees.writes import honour, take_refund
from bukapo.trust.models import Claim, GuaranteeRemedy
from tests.concurrency.test_drop import all_at_once
from tests.orders.parts.cast import SECOND, by, part_sent
from tests.trust.claims.cast import LATER, claimed, handed
from tests.trust.late import bought, guarded, late, morning
from tests.world import NOON, World, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """What each said; anything but a refusal or an event is a fault of ours."""
    told = all_at_once(list(jobs), threads=len(jobs))
    assert all(isinstance(said, Refusal) or not isinstance(said, Exception) for said in told), told
    return told


def clean() -> None:
    assert {name: found for name, found in audit() if found} == {}


def deciding(world: World, claim: Claim, remedy: Remedy) -> Callable[[], object]:
    return lambda: decide_claim(
        store_id=world.store.pk,
        claim_id=claim.pk,
        remedy=remedy,
        actor=world.seller,
        at=LATER,
        seen=claim.version,
    )


def test_two_tabs_and_a_buyer_decide_a_claim_once() -> None:
    world = make_world(at=NOON)
    order = handed(world)
    claim = claimed(world, order)
    told = at_once(
        *[deciding(world, claim, Remedy("refund", amount=95_000))] * 2,
        deciding(world, claim, Remedy("replace", source="apart")),
    )
    assert sum(isinstance(said, Refusal) for said in told) == 2
    claim = claimed(world, handed(world))
    deciding(world, claim, Remedy("refund", amount=40_000))()
    offered = world.fresh(claim)
    at_once(
        lambda: accept_offer(
            store_id=world.store.pk, claim_id=claim.pk, actor=BUYER_ACTOR, at=LATER, seen=offered.version
        ),
        deciding(world, offered, Remedy("refund", amount=1_000)),
    )
    now = world.fresh(claim)
    assert (now.state, now.amount) in (("settled", 40_000), ("offered", 1_000))
    clean()


def test_the_goods_leave_or_the_money_is_taken() -> None:
    world = guarded(Declared((Rung(3, CREDIT, 10_000),), 14))
    orders = [bought(world) for _ in range(3)]
    facts = {"store_id": world.store.pk, "at": late(14)}
    told = at_once(*[lambda one=order: honour(order_id=one.pk, **facts) for order in orders * 2])
    assert GuaranteeRemedy.objects.of(world.store).count() == len(orders) * 2, told
    for n, order in enumerate(orders):
        said = at_once(
            lambda one=order, n=n: ship_order(
                **by(world, one, at=late(15)), courier="JNE", tracking_number=f"JX0000{n}"
            ),
            lambda one=order: take_refund(**by(world, one, BUYER_ACTOR, late(15))),
            lambda one=order: take_refund(**by(world, one, BUYER_ACTOR, late(15))),
        )
        assert sum(not isinstance(one, Refusal) for one in said) == 1, said
    with clock.told(late(16)):
        morning(late(16))
    clean()


def test_two_parcels_come_or_the_rest_is_given_up_once() -> None:
    world = make_world(at=NOON)
    order = part_sent(world)
    told = at_once(
        lambda: end_rest(**by(world, order), reason="Bahannya habis"),
        lambda: ship_order(**by(world, order), **SECOND),
        lambda: confirm_part(**by(world, order, BUYER_ACTOR)),
    )
    assert sum(not isinstance(one, Refusal) for one in told[:2]) == 1, told
    both = part_sent(world, number="JNE0009")
    ship_order(**by(world, both), courier="JNE", tracking_number="JNE0010")
    at_once(
        lambda: confirm_part(**by(world, both, BUYER_ACTOR)),
        lambda: confirm_rest(**by(world, both, BUYER_ACTOR)),
    )
    assert world.fresh(both).state == "received"
    assert Parcel.objects.of(world.store).get(order=both).state == "delivered"
    clean()
