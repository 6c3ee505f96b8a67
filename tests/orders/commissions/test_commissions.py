"""A partner's orders from the link to the payout, and a buyer's friends."""

import pytest

from bukapo.audit import audit
from bukapo.campaigns.models import Partner
from bukapo.campaigns.partners.writes import set_friend_reward, stop_partner
from bukapo.campaigns.vouchers import VoucherTerms
from bukapo.campaigns.writes.voucher import make_voucher
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import NotFound
from bukapo.ledger.reads import trial_balance
from bukapo.orders.commissions.due import give_rewards
from bukapo.orders.commissions.reads import Numbers, told_of
from bukapo.orders.commissions.steps import CommissionMoved, NothingToPayOut
from bukapo.orders.commissions.writes import NoInviting, invite_friends
from bukapo.orders.models import CommissionPayout
from bukapo.orders.writes.allow import grant_allowance
from bukapo.orders.writes.credit import cash_out_credit, use_credit
from bukapo.orders.writes.release import cancel_order
from bukapo.payments.models import Credit
from tests.orders.commissions.cast import bought, fetched, pay_out, rina
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


def total(world: World, partner: Partner) -> Numbers:
    (told,) = told_of(world.store.pk, [partner])
    return told.total


def clean() -> bool:
    return [str(breach) for _name, found in audit() for breach in found] == []


def test_an_order_counts_for_the_link_it_came_by_and_nothing_is_refused_for_a_code(world: World) -> None:
    partner = rina(world, phone="0819 9999 0001")
    make_voucher(
        actor=world.seller,
        at=NOON,
        store=world.store,
        terms=VoucherTerms("HEMAT", bp=1_000),
        partner_id=partner.pk,
    )
    by_link, by_voucher = bought(world), bought(world, code="LAIN", voucher="HEMAT")
    own, unknown = bought(world, phone="081999990001"), bought(world, code="TIDAKADA")
    stop_partner(store_id=world.store.pk, partner_id=partner.pk, actor=world.seller, at=NOON)
    late = bought(world)
    brought = [order.partner_id for order in (by_link, by_voucher, own, unknown, late)]
    assert brought == [partner.pk, partner.pk, None, None, None]
    told = EventRow.objects.get(order_id=by_link.pk, kind="order.placed").data
    assert told["partner_id"] == partner.pk and clean()


def test_a_commission_is_paid_once_the_goods_have_left_and_never_twice(world: World) -> None:
    partner = rina(world)
    kept, unpaid, gone = bought(world, world.line("L", qty=2)), bought(world, paid=False), bought(world)
    cancel_order(store_id=world.store.pk, order_id=gone.pk, reason="", actor=world.seller, at=NOON)
    now = total(world, partner)
    assert (now.orders, now.waiting, now.ended, now.pieces, now.goods) == (1, 1, 1, 2, 190_000)
    assert (now.earned, now.payable) == (19_000, 0)
    with pytest.raises(NothingToPayOut):
        pay_out(world, partner, 0)
    fetched(world, kept)
    with pytest.raises(CommissionMoved):
        pay_out(world, partner, 18_999)
    assert not CommissionPayout.objects.of(world.store).exists()
    pay_out(world, partner, 19_000)
    assert (total(world, partner).paid, total(world, partner).payable) == (19_000, 0)
    with pytest.raises(NothingToPayOut):
        pay_out(world, partner, 0)
    books = trial_balance(store_id=world.store.pk)
    assert books["commission"] == 19_000 and sum(books.values()) == 0
    assert world.fresh(unpaid).state == "placed" and clean()


def test_what_goes_back_to_a_buyer_afterwards_is_taken_off_the_next_payout(world: World) -> None:
    partner = rina(world)
    first = fetched(world, bought(world))
    pay_out(world, partner, 9_500)
    grant_allowance(
        store_id=world.store.pk,
        order_id=first.pk,
        amount=20_000,
        reason="Sablon miring",
        actor=world.seller,
        at=NOON,
    )
    assert total(world, partner).payable < 0 and clean()
    fetched(world, bought(world))
    due = total(world, partner).payable
    assert 0 < due < 9_500
    pay_out(world, partner, due)
    assert total(world, partner).payable == 0 and clean()


def test_a_partner_of_another_store_is_nobodys(world: World) -> None:
    partner, other = rina(world), make_world(slug="toko-lain", at=NOON)
    with pytest.raises(NotFound):
        pay_out(other, partner, 1)
    assert bought(other).partner_id is None


def test_a_buyer_who_invites_friends_gets_credit_that_is_never_paid_out(world: World) -> None:
    host = bought(world, code="")
    inviting = {"store_id": world.store.pk, "order_id": host.pk, "actor": BUYER_ACTOR, "at": NOON}
    with pytest.raises(NoInviting):
        invite_friends(**inviting)
    set_friend_reward(
        store_id=world.store.pk, campaign_id=world.campaign.pk, reward=15_000, actor=world.seller, at=NOON
    )
    link = invite_friends(**inviting)
    assert invite_friends(**inviting).pk == link.pk
    friend, own = bought(world, code=link.code), bought(world, code=link.code, phone=host.phone)
    assert (friend.partner_id, own.partner_id) == (link.pk, None)
    assert give_rewards(NOON) == 0
    fetched(world, friend)
    assert (give_rewards(NOON), give_rewards(NOON)) == (1, 0)
    gift = Credit.objects.of(world.store).get()
    assert (gift.amount, gift.phone, gift.gift) == (15_000, host.phone, True) and clean()
    with pytest.raises(NotFound):
        cash_out_credit(store_id=world.store.pk, credit_id=gift.pk, account=None, actor=BUYER_ACTOR, at=NOON)
    with clock.told(NOON):
        next_one = world.place(phone=host.phone)
    use_credit(store_id=world.store.pk, order_id=next_one.pk, codes=[gift.code], actor=BUYER_ACTOR, at=NOON)
    assert world.fresh(next_one).paid == 15_000 and clean()
