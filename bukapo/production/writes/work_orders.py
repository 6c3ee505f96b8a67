"""Work orders (SPK): sent to a workshop, accepted, cancelled; their secret link."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.catalog.models import Photo
from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.ids import secret, work_order_number
from bukapo.kernel.machine import WrongState
from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.production.capital.gate import uncovered_start
from bukapo.production.events import (
    WorkOrderAccepted,
    WorkOrderCancelled,
    WorkOrderLinkRenewed,
    WorkOrderSent,
)
from bukapo.production.floor.steps import lay_out
from bukapo.production.floor.yields import Piece
from bukapo.production.models import FrozenRecap, WorkOrder
from bukapo.production.patterns.rules import stage_names
from bukapo.production.reads.recaps import verified
from bukapo.production.refusals import AlreadyProduced, MadeOneByOne, NothingToMake, StillOpen, WorkOrderOver
from bukapo.production.rules import WORK_ORDER
from bukapo.production.spare.rules import checked_spare
from bukapo.production.steps import campaign_of, facts, lock_work_order

MAX_SPECIFICATION = 30
LABEL_LENGTH, TEXT_LENGTH = 40, 200
"""Characters of a specification's two cells."""


def send_work_order(
    *,
    store_id: int,
    campaign_id: int,
    workshop_name: str,
    workshop_phone: str = "",
    deadline: date,
    specification: Sequence[tuple[str, str]] = (),
    note: str = "",
    unit_cost: int | None = None,
    stages: Sequence[str],
    design: Photo | None = None,
    uncovered: int | None = None,
    spare: Mapping[Piece, int] | None = None,
    actor: Actor,
    at: datetime,
) -> WorkOrderSent:
    """Give the whole latest frozen recap to a workshop. `unit_cost` rupiah per piece stays with the seller.

    `spare` pieces of a (product, values) are made beyond what was ordered.

    When the PO's money does not cover what it costs, only with the seller's word: `uncovered` is the sum (rupiah) that
    they were told is missing and said yes to. That is an event of its own.
    Raises StillOpen, AlreadyProduced, WrongState, MadeOneByOne, NothingToMake, Invalid, RecapAltered, NotCovered.
    """
    with writing():
        campaign = campaign_of(store_id, campaign_id)
        if campaign.state in ("draft", "published"):
            raise StillOpen()
        if campaign.state != "closed":
            raise WrongState(state=campaign.state)
        if campaign.produced_at:
            raise AlreadyProduced()
        if is_made_to_order(campaign):
            raise MadeOneByOne()
        recap = (
            FrozenRecap.objects.of(store_id).filter(campaign=campaign, order=None).order_by("version").last()
        )
        if recap is None:
            raise StillOpen()
        products = [product.count() for product in verified(recap).for_workshop().products]
        pieces = sum(product.total for product in products)
        if not pieces:
            raise NothingToMake()
        more = checked_spare(spare, products)
        names = stage_names(stages)
        order: WorkOrder = WorkOrder.objects.create(
            store_id=store_id,
            campaign=campaign,
            recap=recap,
            number=work_order_number(),
            secret=secret(),
            workshop_name=_workshop_name(workshop_name),
            workshop_phone=_phone(workshop_phone),
            deadline=deadline,
            specification=_specification(specification),
            note=note.strip()[:2000],
            unit_cost=unit_cost,
            pieces=pieces + sum(more.values()),
            design=design,
            sent_at=at,
        )
        lay_out(order, products, names, more)
        event = WorkOrderSent(
            **facts(order),
            state="sent",
            workshop_name=order.workshop_name,
            recap_id=recap.pk,
            pieces=order.pieces,
            deadline=deadline,
            stages=tuple(names),
        )
        risk = uncovered_start(campaign_id=campaign_id, sent=event, uncovered=uncovered)
        record([event, *risk], actor=actor, at=at)
    return event


@write
def accept_work_order(*, store_id: int, work_order_id: int, actor: Actor, at: datetime) -> WorkOrderAccepted:
    """The workshop takes the work on. Raises WrongState when it already did, or the seller cancelled."""
    order = lock_work_order(store_id, work_order_id)
    move(WorkOrder.objects.of(store_id), pk=order.pk, machine=WORK_ORDER, to="accepted", accepted_at=at)
    return WorkOrderAccepted(**facts(order), state="accepted", pieces=order.pieces, deadline=order.deadline)


@write
def cancel_work_order(
    *, store_id: int, work_order_id: int, reason: str, actor: Actor, at: datetime
) -> WorkOrderCancelled:
    """The seller takes the work back. What was reported stays on record. Raises Invalid, WrongState."""
    reason = " ".join(reason.split())[:200]
    if not reason:
        raise Invalid(field="reason", why=gettext_noop("Tulis alasannya supaya konveksi tahu."))
    order = lock_work_order(store_id, work_order_id)
    move(WorkOrder.objects.of(store_id), pk=order.pk, machine=WORK_ORDER, to="cancelled")
    return WorkOrderCancelled(**facts(order), state="cancelled", reason=reason)


@write
def renew_work_order_link(
    *, store_id: int, work_order_id: int, actor: Actor, at: datetime
) -> WorkOrderLinkRenewed:
    """A new secret link; the old one opens nothing from now on (it went to the wrong person, a phone was lost)."""
    order = lock_work_order(store_id, work_order_id)
    if order.state == "cancelled":
        raise WorkOrderOver()
    if WorkOrder.objects.of(store_id).filter(pk=order.pk).update(secret=secret()) != 1:
        raise NotFound()
    return WorkOrderLinkRenewed(**facts(order))


def _workshop_name(text: str) -> str:
    name = " ".join(text.split())[:80]
    if not name:
        raise Invalid(field="workshop_name", why=gettext_noop("Tulis nama konveksi atau penjahitnya."))
    return name


def _phone(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return normalise_phone(text)
    except PhoneUnusable as wrong:
        raise Invalid(field="workshop_phone", why=wrong.sentence) from None


def _specification(rows: Sequence[tuple[str, str]]) -> list[list[str]]:
    kept = [
        [" ".join(label.split())[:LABEL_LENGTH], " ".join(text.split())[:TEXT_LENGTH]] for label, text in rows
    ]
    return [row for row in kept if row[0] and row[1]][:MAX_SPECIFICATION]
