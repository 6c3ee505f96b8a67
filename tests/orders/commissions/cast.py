"""A shop with a partner who brought orders."""

from typing import Any

from bukapo.campaigns.models import Partner
from bukapo.campaigns.partners.rules import PERCENT, PartnerTerms
from bukapo.campaigns.partners.writes import make_partner
from bukapo.journal import clock
from bukapo.orders.commissions.writes import pay_commission
from bukapo.orders.models import Order
from bukapo.orders.writes.send import hand_over
from tests.till import asked, receive
from tests.world import NOON, World


def rina(world: World, *, campaign_id: int | None = None, **terms: Any) -> Partner:
    """A partner with 10 % of the goods."""
    facts = {"name": "Rina Contoh", "code": "RINA10", "way": PERCENT, "rate": 1_000} | terms
    made = make_partner(
        store_id=world.store.pk,
        terms=PartnerTerms(**facts),
        campaign_id=campaign_id,
        actor=world.seller,
        at=NOON,
    )
    return Partner.objects.of(world.store).get(pk=made.partner_id)


def bought(world: World, *lines: Any, code: str = "RINA10", paid: bool = True, **changes: Any) -> Order:
    """An order that came by a link."""
    with clock.told(NOON):
        order = world.place(*lines, partner_code=code, **changes)
    if paid:
        receive(world, order, asked(order))
    return world.fresh(order)


def fetched(world: World, order: Order) -> Order:
    hand_over(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON)
    return world.fresh(order)


def pay_out(world: World, partner: Partner, expected: int) -> Any:
    return pay_commission(
        store_id=world.store.pk, partner_id=partner.pk, expected=expected, bank_account_id=world.bank.pk, note="",
        actor=world.seller, at=NOON,
    )  # fmt: skip
