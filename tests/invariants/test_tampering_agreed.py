"""Whatever was given or agreed and is altered behind the house's back, the audit names it."""

import pytest
from django.db import IntegrityError, connection

from bukapo.campaigns.vouchers import VoucherTerms
from bukapo.campaigns.writes.voucher import make_voucher
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.writes import cod, send
from bukapo.orders.writes.place import place_order
from tests.invariants.altering import unnamed
from tests.till import asked, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
ALTERATIONS = {
    "a voucher's uses": ("voucher", "UPDATE campaigns_voucher SET used = used + 1"),
    "a buyer's uses": ("voucher", "UPDATE campaigns_voucheruse SET used = 0"),
    "a buyer's use that is gone": ("voucher", "DELETE FROM campaigns_voucheruse"),
    "a discount": ("discount", "UPDATE orders_order SET discount = discount - 1 WHERE discount > 0"),
    "what a voucher gives": ("discount", "UPDATE campaigns_voucher SET bp = 2000"),
    "whose a voucher is": (
        "discount",
        "UPDATE campaigns_voucher SET campaign_id = (SELECT min(id) FROM campaigns_campaign)",
    ),
    "an agreed day": (
        "due day",
        "UPDATE payments_charge SET due_at = '2026-12-24 16:59:00+00:00' WHERE state = 'planned' AND position = 1",
    ),
    "an agreed day that is gone": (
        "due day",
        "UPDATE payments_charge SET due_at = NULL WHERE state = 'planned'",
    ),
    "what a courier paid out": (
        "cod",
        "UPDATE ledger_posting SET amount = amount + 1 WHERE source_id IN "
        "(SELECT id FROM ledger_account WHERE code = 'cash:courier')",
    ),
}


@pytest.fixture
def world() -> World:
    """A PO paid by instalments with a voucher, and one paid on delivery whose courier has paid out."""
    in_cash = make_world(slug="toko-cod", at=NOON, pay_mode="cod")
    world = make_world(at=NOON, pay_mode="instalment", instalments=[{"bp": 5_000}, {"bp": 5_000, "days": 18}])
    with clock.told(NOON):
        facts = {"store_id": in_cash.store.pk, "actor": in_cash.seller, "at": NOON}
        order = place_order(
            store_id=in_cash.store.pk,
            campaign_id=in_cash.campaign.pk,
            wanted=in_cash.by_courier(),
            actor=BUYER_ACTOR,
        )
        cod.take_in_order(**facts, order_id=order.pk)
        send.ship_order(**facts, order_id=order.pk, courier="JNE", tracking_number="0012345678")
        cod.pay_out_cod(**facts, order_id=order.pk, fee=2_000, bank_account_id=in_cash.bank.pk)
        terms = VoucherTerms("HEMAT10", bp=1_000, buyer_cap=1)
        make_voucher(
            actor=world.seller, at=NOON, store=world.store, terms=terms, campaign_id=world.campaign.pk
        )
        paid = world.place(voucher="HEMAT10")
        receive(world, paid, asked(paid))
        world.place()
    return world


def test_an_untouched_one_is_clean_and_every_alteration_is_named(world: World) -> None:
    assert unnamed(ALTERATIONS) == {}


def test_a_discount_without_a_voucher_is_not_even_written(world: World) -> None:
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("UPDATE orders_order SET discount = 5000 WHERE voucher_id IS NULL")
