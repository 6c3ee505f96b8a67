"""A confirmed order becomes a job: its recap is frozen, its work order sent, its promise made. All or nothing."""

from datetime import datetime

from django.db.models import Max

from bukapo.campaigns.made.reads import pace_of
from bukapo.campaigns.made.rules import Pace
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import PRODUCED, SHIP_FROM, SHIP_UNTIL
from bukapo.campaigns.steps import lock_counters
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.ids import secret, work_order_number
from bukapo.orders.events import facts as order_facts
from bukapo.orders.making.events import OrderPromised
from bukapo.orders.making.gates import has_begun
from bukapo.orders.making.writes import STEP
from bukapo.orders.models import Job, Order, OrderPromise
from bukapo.orders.steps import lock_order
from bukapo.production.events import WorkOrderSent
from bukapo.production.floor.steps import lay_out
from bukapo.production.jobs.events import OrderRecapped
from bukapo.production.jobs.queue import promise_now, workshop_of
from bukapo.production.jobs.rules import Estimate
from bukapo.production.models import FrozenRecap, WorkOrder, Workshop
from bukapo.production.opened import verified
from bukapo.production.reads.held import held_orders
from bukapo.production.recap import build_recap, reconcile, to_content
from bukapo.production.refusals import RecapUnsound
from bukapo.production.steps import facts
from bukapo.stores.models import Store

RUNNING = ["published", "closed"]


def start_job(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> OrderPromised | None:
    """Begin the order's own production, once: None when that has happened, or when it is not to (yet).

    Killed in the middle it has not begun. Raises NotFound, RecapUnsound.
    """
    with writing():
        order = lock_order(store_id=store_id, order_id=order_id)
        if order.state != "confirmed" or has_begun(order):
            return None
        lock_counters(store_id=store_id, campaign_id=order.campaign_id)
        campaign = Campaign.objects.of(store_id).select_related("store", "cover").get(pk=order.campaign_id)
        pace = pace_of(campaign)
        if pace is None or campaign.state not in RUNNING:
            return None
        # Two orders of two POs may join one workshop's queue at once: one of them is first.
        Store.objects.select_for_update(no_key=True).get(pk=store_id)
        foreseen = promise_now(campaign, at)
        assert foreseen is not None
        recap = _freeze(campaign, order, at)
        job = _enter(order, campaign, pace, at)
        promised = _promise(order, job, foreseen, at)
        sent = send_job(order, campaign, recap, workshop_of(campaign), stages=pace.stages, at=at)
        record([_recapped(order, recap), promised, sent], actor=actor, at=at)
    return promised


def _freeze(campaign: Campaign, order: Order, at: datetime) -> FrozenRecap:
    """The next version of the PO's recaps, with this order alone."""
    held = held_orders(campaign, closes_at=None, order=order)
    rows = FrozenRecap.objects.of(campaign.store_id).filter(campaign=campaign)
    version = (rows.aggregate(v=Max("version"))["v"] or 0) + 1
    recap = build_recap(facts=held.facts, lines=held.lines, state="frozen", made_at=at, version=version)
    if wrong := reconcile(recap, held.orders):
        raise RecapUnsound(what="; ".join(wrong[:5]))
    frozen: FrozenRecap = FrozenRecap.objects.create(
        store_id=campaign.store_id,
        campaign=campaign,
        order=order,
        version=version,
        content=to_content(recap),
        digest=recap.seal,
        frozen_at=at,
    )
    return frozen


def _recapped(order: Order, frozen: FrozenRecap) -> OrderRecapped:
    totals = verified(frozen).totals
    return OrderRecapped(
        store_id=order.store_id,
        campaign_id=order.campaign_id,
        recap_id=frozen.pk,
        version=frozen.version,
        digest=frozen.digest,
        number=order.number,
        pieces=totals.pieces,
        rupiah=totals.goods or 0,
    )


def _enter(order: Order, campaign: Campaign, pace: Pace, at: datetime) -> Job:
    job: Job = Job.objects.create(
        store_id=order.store_id,
        order=order,
        campaign=campaign,
        workshop=workshop_of(campaign),
        place=0,
        least=pace.least_days,
        most=pace.most_days,
        begun_at=at,
    )
    job.place = job.pk * STEP  # in order of beginning, with room between for who is moved
    job.save(update_fields=["place"])
    return job


def _promise(order: Order, job: Job, foreseen: Estimate, at: datetime) -> OrderPromised:
    made = foreseen.produced
    days = {
        PRODUCED: (made.first, made.last),
        SHIP_FROM: (made.first, made.last),
        SHIP_UNTIL: (foreseen.ship_until, foreseen.ship_until),
    }
    for what, (first, last) in days.items():
        OrderPromise.objects.create(
            store_id=order.store_id, order=order, what=what, first=first, day=last, made_at=at
        )
    return OrderPromised(
        **order_facts(order), job_id=job.pk, workshop=job.workshop, ahead=foreseen.ahead, promises=days
    )


def send_job(
    order: Order,
    campaign: Campaign,
    recap: FrozenRecap,
    workshop: str,
    *,
    stages: tuple[str, ...],
    at: datetime,
) -> WorkOrderSent:
    """A step: the work order of one order. Its deadline is what the buyer was promised."""
    known = Workshop.objects.of(order.store_id).filter(name=workshop, archived_at=None).first()
    products = [product.count() for product in verified(recap).for_workshop().products]
    promise = OrderPromise.objects.of(order.store_id).filter(order=order, what=PRODUCED).last()
    assert promise is not None  # made with the job
    work: WorkOrder = WorkOrder.objects.create(
        store_id=order.store_id,
        campaign=campaign,
        recap=recap,
        order=order,
        number=work_order_number(),
        secret=secret(),
        workshop=known,
        workshop_name=workshop,
        workshop_phone=known.phone if known else "",
        deadline=promise.day,
        pieces=order.pieces,
        design=campaign.cover,
        sent_at=at,
    )
    lay_out(work, products, stages)
    return WorkOrderSent(
        **facts(work),
        state="sent",
        workshop_name=workshop,
        recap_id=recap.pk,
        pieces=work.pieces,
        deadline=work.deadline,
        stages=tuple(stages),
    )
