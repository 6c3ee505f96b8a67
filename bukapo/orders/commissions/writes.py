"""Commissions are paid: by the seller, or as credit to a buyer whose friends' goods have left. And inviting."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from bukapo.campaigns.models import FriendReward, Partner
from bukapo.campaigns.partners.events import PartnerMade
from bukapo.campaigns.partners.rules import BUYER, PER_ORDER
from bukapo.campaigns.partners.writes import made_event, partner_of
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.ids import CROCKFORD
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.orders.commissions.events import CommissionPaid
from bukapo.orders.commissions.steps import settle_partner
from bukapo.orders.commissions.ways import CASH, CREDIT, TRANSFER
from bukapo.orders.models import Order
from bukapo.orders.rules import HOLDING
from bukapo.orders.steps import lock_order
from bukapo.stores.models import BankAccount


class NoInviting(Refusal):
    code = "no_inviting"
    sentence = gettext_noop("Penjual belum membuka Ajak teman untuk PO ini.")


@write
def pay_commission(
    *,
    store_id: int,
    partner_id: int,
    expected: int,
    bank_account_id: int | None,
    note: str,
    actor: Actor,
    at: datetime,
) -> CommissionPaid:
    """The seller has sent a partner all that is final (from a bank account, in cash when None): `expected` rupiah.

    Raises NotFound, NothingToPayOut, CommissionMoved (another sum by now), Invalid.
    """
    partner = _locked(store_id, partner_id)
    banks = BankAccount.objects.of(store_id)
    if bank_account_id is not None and not banks.filter(pk=bank_account_id).exists():
        raise Invalid(field="bank_account", why=gettext_noop("Pilih rekening toko yang mengirim uangnya."))
    return settle_partner(
        partner,
        how=CASH if bank_account_id is None else TRANSFER,
        at=at,
        bank_account_id=bank_account_id,
        note=note,
        expected=expected,
    )


@write
def give_reward(*, store_id: int, partner_id: int, actor: Actor, at: datetime) -> CommissionPaid:
    """What a buyer's friends brought becomes credit under the buyer's phone. Raises NotFound, NothingToPayOut."""
    partner = _locked(store_id, partner_id)
    if partner.kind != BUYER:
        raise NotFound()
    return settle_partner(partner, how=CREDIT, at=at)


def invite_friends(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> Partner:
    """The buyer's own link, made on first use; later the same one. Raises NotFound, NoInviting."""
    with writing():
        order = lock_order(store_id=store_id, order_id=order_id)
        known: Partner | None = Partner.objects.of(store_id).filter(order=order).first()
        if known is not None:
            return known
        offered = FriendReward.objects.of(store_id).filter(campaign_id=order.campaign_id).first()
        if offered is None or not offered.reward or order.state not in HOLDING:
            raise NoInviting()
        made = _inviter(order, offered.reward, at)
        event: PartnerMade = made_event(made)
        record([event], actor=actor, at=at)
    return made


def _inviter(order: Order, reward: int, at: datetime) -> Partner:
    """40 random bits as a code: it says nothing of the buyer, and a clash is tried again."""
    for _attempt in range(5):
        code = "T" + "".join(secrets.choice(CROCKFORD) for _ in range(8))
        try:
            with transaction.atomic():
                row: Partner = Partner.objects.create(
                    store_id=order.store_id, kind=BUYER, campaign_id=order.campaign_id, order=order, name="",
                    code=code, phone=order.phone, email=order.email, way=PER_ORDER, rate=reward, made_at=at,
                )  # fmt: skip
                return row
        except IntegrityError:
            continue
    raise AssertionError("five codes in a row were taken")


def _locked(store_id: int, partner_id: int) -> Partner:
    partner_of(store_id, partner_id)
    row: Partner = Partner.objects.of(store_id).select_for_update(of=("self",)).get(pk=partner_id)
    return row
