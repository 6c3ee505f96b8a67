"""Every plan, the early price and vouchers through a server's own writer: the same orders as by the product's verb."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.campaigns.models import Campaign, Voucher, VoucherUse
from bukapo.campaigns.partners.rules import PERCENT, PartnerTerms
from bukapo.campaigns.partners.writes import make_partner
from bukapo.campaigns.vouchers import VoucherTerms, VoucherUsedByBuyer, VoucherUsedUp
from bukapo.campaigns.writes.voucher import make_voucher
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.intake.compose import Placed
from bukapo.orders.intake.decide import PriceChanged
from bukapo.orders.intake.draft import Wanted
from bukapo.orders.models import Order
from bukapo.orders.writes.place import place_order
from bukapo.payments.models import Charge
from tests.orders.intake.real_desk import desk_at, place, tickets
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)

LATER = (datetime.now(UTC) + timedelta(days=10)).date()
TERMS: list[dict[str, Any]] = [{"bp": 3_334}, {"bp": 3_333, "day": LATER}, {"bp": 3_333, "days": 12}]
EACH: list[dict[str, Any]] = [{"fixed": 40_000}, {"fixed": 30_000, "days": 11}, {"days": 15}]
PLANS: dict[str, dict[str, Any]] = {
    "full": {},
    "full, fee later": {"shipping_with": "balance"},
    "deposit": {"pay_mode": "deposit", "deposit_bp": 3_333},
    "deposit each": {"pay_mode": "deposit", "deposit_fixed": 30_000, "balance_due": "shipping"},
    "balance on a day": {"pay_mode": "deposit", "balance_due": "day", "balance_day": LATER},
    "balance in cash": {"pay_mode": "deposit", "balance_due": "cod", "shipping_with": "balance"},
    "instalments": {"pay_mode": "instalment", "instalments": TERMS},
    "instalments each": {"pay_mode": "instalment", "instalments": EACH, "shipping_with": "balance"},
    "cod": {"pay_mode": "cod"},
}


def by_verb(world: World, one: Wanted) -> Order:
    facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk}
    return place_order(**facts, wanted=one, actor=BUYER_ACTOR)


def told(order: Order) -> dict[str, Any]:
    """What a plan decides of an order, without what differs by chance and by the moment."""
    charges = Charge.objects.of(order.store_id).filter(order=order).order_by("position")
    days: list[date | None] = [c.due_at.date() if c.due_at and not c.opened_at else None for c in charges]
    return {
        "order": (
            order.state,
            order.goods,
            order.discount,
            order.voucher_id,
            order.shipping_fee,
            order.pay_by is None,
        ),
        "charges": [
            (c.kind, c.state, c.goods, c.shipping, c.code > 0, c.opened_at is not None) for c in charges
        ],
        "days": days,
    }


def clean() -> bool:
    return [breach for _name, found in audit() for breach in found] == []


def voucher(world: World, **terms: Any) -> Voucher:
    made = make_voucher(
        actor=world.seller, at=datetime.now(UTC), store=world.store, terms=VoucherTerms("HEMAT", **terms)
    )
    return Voucher.objects.of(world.store).get(pk=made.voucher_id)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", PLANS)
def test_each_plan_is_written_alike_by_both_ways_in(name: str) -> None:
    world = make_world(buyer_cap=9, **PLANS[name])
    voucher(world, bp=1_500)
    pairs = [
        (world.by_courier(world.line("L", qty=2)), world.by_courier(world.line("L", qty=2))),
        (world.want(voucher="HEMAT"), world.want(voucher="HEMAT")),
    ]
    for through_desk, through_verb in pairs:
        with desk_at(world) as desk:
            [answer] = place(desk, world, through_desk)
        assert isinstance(answer, Placed), answer
        one, other = Order.objects.of(world.store).get(pk=answer.id), by_verb(world, through_verb)
        assert told(one) == told(other)
    assert clean()


def test_one_batch_never_uses_a_voucher_more_often_than_it_may() -> None:
    world = make_world()
    given = voucher(world, fixed=10_000, cap=3, buyer_cap=2)
    wanted = [
        *(world.want(voucher="HEMAT", phone="081200000001") for _ in range(3)),
        *(world.want(voucher="HEMAT") for _ in range(3)),
    ]
    with desk_at(world) as desk:
        answers = place(desk, world, *wanted)
        kinds = [type(answer) for answer in answers]
        assert kinds == [Placed, Placed, VoucherUsedByBuyer, Placed, VoucherUsedUp, VoucherUsedUp]
        [again] = place(desk, world, wanted[0])
    assert isinstance(again, Placed) and again.repeated
    assert world.fresh(given).used == 3
    assert VoucherUse.objects.of(world.store).get(who=f"{given.pk}:+6281200000001").used == 2
    assert clean()


def test_one_batch_knows_each_order_s_partner_and_refuses_none_for_a_code() -> None:
    world, now = make_world(), datetime.now(UTC)
    terms = PartnerTerms("Rina", "RINA10", PERCENT, 500, phone="0819 9999 0001")
    who = make_partner(store_id=world.store.pk, terms=terms, actor=world.seller, at=now).partner_id
    make_voucher(
        actor=world.seller, at=now, store=world.store, terms=VoucherTerms("HEMAT", bp=500), partner_id=who
    )
    wanted = [
        world.want(partner_code="rina-10"),
        world.want(voucher="HEMAT", partner_code="LAIN"),
        world.want(partner_code="RINA10", phone="081999990001"),
        world.want(partner_code="TIDAKADA"),
        world.want(partner_code="'; --"),
        world.want(),
    ]
    with desk_at(world) as desk:
        answers = place(desk, world, *wanted)
    rows = Order.objects.of(world.store).in_bulk(
        [answer.id for answer in answers if isinstance(answer, Placed)]
    )
    brought = [rows[answer.id].partner_id for answer in answers if isinstance(answer, Placed)]
    assert brought == [who, who, None, None, None, None] and clean()


def test_a_draft_priced_early_is_priced_anew_when_it_is_written_after_the_end() -> None:
    soon = datetime.now(UTC) + timedelta(hours=1)
    world = make_world(early_price=80_000, early_until=soon)
    waiting = tickets(world, [world.want(), world.want(agreed=80_000), world.want(agreed=95_000)])
    assert [ticket.draft.goods for ticket in waiting] == [80_000] * 3  # type: ignore[union-attr]
    Campaign.objects.of(world.store).update(
        early_until=datetime.now(UTC)
    )  # the instant has come, nobody wrote
    with desk_at(world) as desk:
        first, second, third = desk.place(waiting)
    assert isinstance(first, Placed) and isinstance(third, Placed)
    assert isinstance(second, PriceChanged) and second.params["total"] == 95_000
    goods = Order.objects.of(world.store).order_by("pk").values_list("goods", flat=True)
    assert list(goods) == [95_000, 95_000] and clean()
