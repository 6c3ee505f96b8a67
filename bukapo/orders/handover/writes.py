"""An order handed to another buyer: offered by who has it, accepted by who gets it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import buyer_keys
from bukapo.campaigns.steps import check_buyers, lock_counters, take_pieces
from bukapo.campaigns.voucher_steps import move_use
from bukapo.campaigns.vouchers import user_keys
from bukapo.journal import clock
from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel import readable
from bukapo.kernel.actor import Actor
from bukapo.kernel.ids import secret
from bukapo.kernel.machine import WrongState
from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.kernel.readable import EMAIL
from bukapo.kernel.refusal import Invalid, NotFound
from bukapo.orders.events import facts
from bukapo.orders.handover.events import (
    HandoverAccepted,
    HandoverOffered,
    HandoverWithdrawn,
    OrderHandedOver,
)
from bukapo.orders.handover.reads import refuse_while_money_is_open
from bukapo.orders.handover.rules import (
    HANDOVER,
    HandoverGone,
    OneHandoverAtATime,
    SamePerson,
    TermsNotAgreed,
)
from bukapo.orders.intake import draft
from bukapo.orders.models import Handover, Order, WaitingEntry
from bukapo.orders.readdressing import Where, check_locks, readdress, refuse_unless_open
from bukapo.orders.steps import buyers_of, line_facts, lock_order, users_of


@dataclass(frozen=True)
class NewBuyer:
    """Who takes an order over. `name` and the phone are as the old buyer gave them, unless typed anew."""

    name: str
    email: str
    where: Where
    agreed: bool
    language: str = "id"


@write
def offer_handover(
    *, store_id: int, order_id: int, name: str, phone: str, actor: Actor, at: datetime
) -> HandoverOffered:
    """Name who shall have the order; they get a link. The order stays where it is until they accept.

    Raises WrongState, ProofWaiting, PriceBeingAsked, AlreadyPacked, MoneyOpen, SamePerson, OneHandoverAtATime,
    Invalid.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    _refuse_unless_free(order)
    if Handover.objects.of(store_id).filter(order=order, state="offered").exists():
        raise OneHandoverAtATime()
    to_phone = _phone(phone)
    if to_phone == order.phone:
        raise SamePerson()
    row = Handover.objects.create(
        store_id=store_id,
        order=order,
        secret=secret(),
        to_name=_name(name, "name"),
        to_phone=to_phone,
        from_name=order.buyer_name,
        from_phone=order.phone,
        paid=order.paid - order.refunded,
        offered_at=at,
    )
    return HandoverOffered(**_facts(row, order), state="offered")


@write
def withdraw_handover(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> HandoverWithdrawn:
    """The old buyer keeps the order; the link opens nothing any more. Raises HandoverGone."""
    order = lock_order(store_id=store_id, order_id=order_id)
    row = Handover.objects.of(store_id).filter(order=order, state="offered").first()
    if row is None:
        raise HandoverGone()
    move(Handover.objects.of(store_id), pk=row.pk, machine=HANDOVER, to="withdrawn", ended_at=at)
    return HandoverWithdrawn(**_facts(row, order), state="withdrawn")


def accept_handover(
    *, store_id: int, handover_id: int, buyer: NewBuyer, actor: Actor, at: datetime
) -> OrderHandedOver:
    """The new buyer takes the order with the money in it: their name, phone and place, the same terms, a new link.

    Pieces count as theirs from now on, where the PO limits buyers. Raises HandoverGone, TermsNotAgreed, MoneyOpen,
    OverBuyerCap, VoucherUsedByBuyer, AddressLocked, WayLocked, ProofWaiting, AlreadyPacked, WrongState, Invalid,
    NotFound.
    """
    with writing():
        row, order = _locked(store_id, handover_id)
        if row.state != "offered":
            raise HandoverGone()
        if not buyer.agreed:
            raise TermsNotAgreed()
        _refuse_unless_free(order)
        lock_counters(store_id=store_id, campaign_id=order.campaign_id)
        campaign = Campaign.objects.of(store_id).select_related("store").get(pk=order.campaign_id)
        where = buyer.where.tidy()
        check_locks(order, campaign, where, clock.database_now())
        row.from_name, row.from_phone = order.buyer_name, order.phone
        _become_theirs(order, campaign, row, buyer)
        lines = readdress(order, campaign, where, at=at)
        held = order.paid - order.refunded
        move(
            Handover.objects.of(store_id), pk=row.pk, machine=HANDOVER, to="accepted", ended_at=at,
            to_name=order.buyer_name, from_name=row.from_name, from_phone=row.from_phone, paid=held,
        )  # fmt: skip
        event = OrderHandedOver(
            **facts(order),
            handover_id=row.pk,
            paid=held,
            pieces=order.pieces,
            goods=order.goods,
            shipping_fee=order.shipping_fee,
            terms_id=order.terms_id,
            lines=line_facts(order),
            postings=tuple(lines),
        )
        record([event, HandoverAccepted(**_facts(row, order), state="accepted")], actor=actor, at=at)
    return event


def _become_theirs(order: Order, campaign: Campaign, row: Handover, buyer: NewBuyer) -> None:
    """The person of the order, and whom its pieces and its voucher count for."""
    email = _email(buyer.email)
    theirs = buyer_keys(order.campaign_id, row.to_phone, email)
    moved = dict.fromkeys(buyers_of(order), -order.pieces)
    for who in theirs:
        moved[who] = moved.get(who, 0) + order.pieces
    check_buyers(campaign, moved)
    take_pieces(store_id=order.store_id, campaign_id=order.campaign_id, needs={}, buyers=moved)
    users = user_keys(order.voucher_id, row.to_phone, email) if order.voucher_id else ()
    move_use(
        store_id=order.store_id,
        before=order.voucher_id,
        users_before=users_of(order),
        after=order.voucher_id,
        users=users,
    )
    order.buyer_name = _name(buyer.name, "buyer_name")
    order.phone, order.email, order.note = row.to_phone, email, ""
    order.language, order.secret = buyer.language, secret()
    order.save(update_fields=["buyer_name", "phone", "email", "note", "language", "secret"])
    # The link of the place in line led to the old buyer's.
    WaitingEntry.objects.of(order.store_id).filter(order=order).update(secret=secret())


def _locked(store_id: int, handover_id: int) -> tuple[Handover, Order]:
    found = Handover.objects.of(store_id).filter(pk=handover_id).first()
    if found is None:
        raise NotFound()
    order = lock_order(store_id=store_id, order_id=found.order_id)
    row: Handover = Handover.objects.of(store_id).select_for_update().get(pk=handover_id)
    return row, order


def _refuse_unless_free(order: Order) -> None:
    refuse_unless_open(order)
    refuse_while_money_is_open(order)
    campaign = Campaign.objects.of(order.store_id).get(pk=order.campaign_id)
    if campaign.state not in ("published", "closed"):
        raise WrongState(state=campaign.state)


def _facts(row: Handover, order: Order) -> dict[str, Any]:
    return {
        "store_id": order.store_id,
        "campaign_id": order.campaign_id,
        "order_id": order.pk,
        "handover_id": row.pk,
        "number": order.number,
    }


def _name(text: str, field: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise Invalid(field=field, why=draft.NAME_MISSING)
    if len(name) > 80:
        raise Invalid(field=field, why=draft.TOO_LONG)
    if readable.unreadable(name):
        raise Invalid(field=field, why=draft.UNREADABLE)
    return name


def _phone(text: str) -> str:
    try:
        return normalise_phone(text)
    except PhoneUnusable:
        raise Invalid(field="phone", why=draft.PHONE_BAD) from None


def _email(text: str) -> str:
    email = text.strip().lower()
    if email and (len(email) > 254 or not EMAIL.fullmatch(email) or readable.unreadable(email)):
        raise Invalid(field="email", why=draft.EMAIL_BAD)
    return email
