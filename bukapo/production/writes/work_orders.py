"""Work orders (SPK): sent to a workshop, accepted, cancelled; their secret link."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.steps import lock_counters
from bukapo.catalog.models import Photo
from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.ids import secret, work_order_number
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.production.capital.gate import uncovered_start
from bukapo.production.events import (
    WorkOrderAccepted,
    WorkOrderCancelled,
    WorkOrderLinkRenewed,
    WorkOrderSent,
)
from bukapo.production.floor.steps import lay_out
from bukapo.production.giving.draft import (
    DesignDraft,
    StageDraft,
    clean_designs,
    clean_name,
    clean_phone,
    clean_rows,
    clean_stages,
)
from bukapo.production.giving.events import WorkshopAdded
from bukapo.production.giving.laying import keep_designs, keep_stage_notes
from bukapo.production.giving.rules import REST, SAME, Piece, Wish, carve
from bukapo.production.giving.source import Source, move_followers, source_of, spare_of
from bukapo.production.giving.steps import Stock, cut, kept_part, recap_to_give, stock_of
from bukapo.production.models import WorkOrder, Workshop
from bukapo.production.refusals import AlreadyProduced, MadeOneByOne, NothingToMake, StillOpen, WorkOrderOver
from bukapo.production.rules import WORK_ORDER
from bukapo.production.spare.rules import checked_spare
from bukapo.production.steps import campaign_of, facts, lock_work_order
from bukapo.production.workshops.steps import workshop_called, workshop_of


def send_work_order(
    *,
    store_id: int,
    campaign_id: int,
    workshop_name: str = "",
    workshop_id: int | None = None,
    workshop_phone: str = "",
    deadline: date,
    specification: Sequence[tuple[str, str]] = (),
    groups: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (),
    designs: Sequence[DesignDraft] = (),
    note: str = "",
    unit_cost: int | None = None,
    stages: Sequence[str | StageDraft],
    design: Photo | None = None,
    wish: Wish | None = None,
    after: str = "",
    instead_of: str = "",
    uncovered: int | None = None,
    spare: Mapping[Piece, int] | None = None,
    actor: Actor,
    at: datetime,
) -> WorkOrderSent:
    """Give what a wish picks from the latest frozen recap to a workshop; all that nobody has yet without one.

    The workshop is one of the directory or a name, which becomes a new line of it. `after` is the number of a work
    order whose pieces this one goes on with, `instead_of` of one that was refused or cancelled and is given anew.
    `spare` pieces of a (product, values) are made beyond what was ordered; who goes on with all of a size, or is given
    a part anew, makes the same spare ones.
    `unit_cost` rupiah per piece stays with the seller. When the PO's money does not cover what it costs, only with
    the seller's word: `uncovered` is the sum (rupiah) that they were told is missing. That is an event of its own.
    Raises StillOpen, AlreadyProduced, WrongState, MadeOneByOne, NothingToMake, AllGivenOut, MoreThanLeft,
    NamesNotDivided, PartGone, NotToBeFollowed, StillGoing, FollowersStarted, Invalid, RecapAltered, NotCovered,
    NotFound.
    """
    with writing():
        campaign = _ready(store_id, campaign_id)
        source = source_of(campaign, after=after, instead_of=instead_of)
        stock = _stock(campaign, source)
        if source.part:
            wish = Wish(how=SAME, part=source.part)
        part = carve(stock.bins, wish or Wish())
        products = cut(stock.recap, part)
        more = checked_spare(spare_of(source, part) if spare is None else spare, products)
        drafts, shown = clean_stages(stages, deadline), clean_designs(designs)
        workshop, phone, added = _workshop(store_id, workshop_id, workshop_name, workshop_phone, at)
        order: WorkOrder = WorkOrder.objects.create(
            store_id=store_id,
            campaign=campaign,
            recap=stock.row,
            after=source.after,
            part=kept_part(stock, part, wish.how if wish else REST),
            number=work_order_number(),
            secret=secret(),
            workshop=workshop,
            workshop_name=workshop.name,
            workshop_phone=phone,
            deadline=deadline,
            specification=clean_rows(specification),
            groups=[[name, rows] for name, typed in groups if (rows := clean_rows(typed))],
            note=note.strip()[:2000],
            unit_cost=unit_cost,
            pieces=part.total + sum(more.values()),
            design=design,
            sent_at=at,
        )
        lay_out(order, products, [stage.name for stage in drafts], more)
        keep_stage_notes(order, drafts)
        keep_designs(order, shown)
        event = _sent(order, drafts)
        moved = move_followers(source, order)
        risk = uncovered_start(campaign_id=campaign_id, sent=event, uncovered=uncovered)
        record([event, *added, *moved, *risk], actor=actor, at=at)
    return event


def _ready(store_id: int, campaign_id: int) -> Campaign:
    """The PO, closed and still to be made; locked, so that no piece is given out twice."""
    campaign = campaign_of(store_id, campaign_id)
    if campaign.state in ("draft", "published"):
        raise StillOpen()
    if campaign.state != "closed":
        raise WrongState(state=campaign.state)
    if campaign.produced_at:
        raise AlreadyProduced()
    if is_made_to_order(campaign):
        raise MadeOneByOne()
    lock_counters(store_id=store_id, campaign_id=campaign_id)
    return campaign


def _stock(campaign: Campaign, source: Source) -> Stock:
    row = source.after.recap if source.after else recap_to_give(campaign)
    if row is None:
        raise StillOpen()
    stock = stock_of(campaign, row, source.after)
    if not stock.bins:
        raise NothingToMake()
    return stock


def _workshop(
    store_id: int, workshop_id: int | None, name: str, phone: str, at: datetime
) -> tuple[Workshop, str, list[WorkshopAdded]]:
    """The workshop, the number to tell it by, and the event of a new line in the directory."""
    typed = clean_phone(phone)
    if workshop_id is not None:
        workshop, added = workshop_of(store_id, workshop_id), list[WorkshopAdded]()
    else:
        workshop, added = workshop_called(store_id, clean_name(name), phone=typed, at=at)
    return workshop, typed or workshop.phone, added


def _sent(order: WorkOrder, stages: Sequence[StageDraft]) -> WorkOrderSent:
    return WorkOrderSent(
        **facts(order),
        state="sent",
        workshop_name=order.workshop_name,
        recap_id=order.recap_id,
        pieces=order.pieces,
        deadline=order.deadline,
        stages=tuple(stage.name for stage in stages),
    )


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
