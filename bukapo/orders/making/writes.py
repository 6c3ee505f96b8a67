"""Verbs of an order that is made by itself: its promise moves, its turn moves, it is made."""

from collections.abc import Mapping
from datetime import date, datetime

from bukapo.campaigns.rules import PRODUCED, PROMISES, SHIP_FROM, SHIP_UNTIL
from bukapo.journal.write import write
from bukapo.kernel.actor import STAFF, Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.orders.events import facts
from bukapo.orders.making.events import JobMoved, OrderMade, OrderPromiseMoved
from bukapo.orders.making.reads import current_order_promises, job_of, waiting_jobs
from bukapo.orders.making.refusals import AlreadyMade, NoRoomBetween
from bukapo.orders.models import Job, Order, OrderPromise
from bukapo.orders.steps import lock_order

LEAST_REASON, MOST_REASON = 5, 300
STEP = 1 << 20
"""Room between two places of a queue: so often a job can be put between the same two."""


@write
def move_order_promise(
    *, store_id: int, order_id: int, moves: Mapping[str, date], reason: str, actor: Actor, at: datetime
) -> OrderPromiseMoved:
    """Give one or more of `produced`, `ship_until` of this order a new day (its last). The old ones stay on record.

    Days given as they already are say nothing. Raises NotFound, WrongState (not being made), Invalid.
    """
    order, _job = _in_the_making(store_id, order_id)
    why = _reason(reason)
    now = current_order_promises(order)
    before = {what: promise.day for what, promise in now.items()}
    new = {what: moves[what] for what in PROMISES if what in moves and moves[what] != before.get(what)}
    if not new or set(moves) - {PRODUCED, SHIP_UNTIL}:
        raise Invalid(field="moves", why=gettext_noop("Tanggalnya masih sama. Isi tanggal yang baru."))
    days = {**before, **new}
    if days[SHIP_UNTIL] < days[PRODUCED]:
        raise Invalid(field=SHIP_UNTIL, why=gettext_noop("Tanggal kirim tidak bisa sebelum barangnya jadi."))
    if PRODUCED in new:
        new[SHIP_FROM] = new[PRODUCED]  # it can leave from the day it is made
    for what in PROMISES:
        if what in new:
            OrderPromise.objects.create(
                store_id=store_id,
                order=order,
                what=what,
                first=new[what],
                day=new[what],
                reason=why,
                made_at=at,
            )
    what = SHIP_UNTIL if SHIP_UNTIL in new else PRODUCED
    return OrderPromiseMoved(
        **facts(order), what=what, day=new[what], was=before[what], moves=new, reason=why
    )


@write
def declare_made(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> OrderMade:
    """The order's goods are there: by the workshop's report, or by the seller's word. Its balance may be asked.

    Raises NotFound, WrongState, AlreadyMade.
    """
    order, job = _in_the_making(store_id, order_id)
    if not Job.objects.of(store_id).filter(pk=job.pk, made_at=None).update(made_at=at):
        raise AlreadyMade()
    return OrderMade(**facts(order), job_id=job.pk, by_sellers_word=actor.kind == STAFF)


@write
def move_in_queue(
    *, store_id: int, order_id: int, ahead: int, reason: str, actor: Actor, at: datetime
) -> JobMoved:
    """Let exactly `ahead` other jobs of the workshop come before this one. Promises stay as they are.

    Raises NotFound, WrongState, AlreadyMade, Invalid, NoRoomBetween.
    """
    order, job = _in_the_making(store_id, order_id)
    if job.made_at:
        raise AlreadyMade()
    why = _reason(reason)
    places = list(waiting_jobs(store_id, job.workshop).values_list("pk", "place"))
    was = [pk for pk, _place in places].index(job.pk)
    others = [place for pk, place in places if pk != job.pk]
    if not 0 <= ahead <= len(others):
        raise Invalid(field="ahead", why=gettext_noop("Urutan ini tidak ada di antrean."))
    if ahead == was:
        raise Invalid(field="ahead", why=gettext_noop("Urutannya masih sama."))
    Job.objects.of(store_id).filter(pk=job.pk).update(place=_between(others, ahead))
    return JobMoved(**facts(order), job_id=job.pk, ahead=ahead, was=was, reason=why)


def _between(places: list[int], ahead: int) -> int:
    """A place behind the first `ahead` of these."""
    if ahead == len(places):
        return places[-1] + STEP
    low = places[ahead - 1] if ahead else places[0] - STEP
    place = (low + places[ahead]) // 2
    if place in (low, places[ahead]):
        raise NoRoomBetween()
    return place


def _in_the_making(store_id: int, order_id: int) -> tuple[Order, Job]:
    order = lock_order(store_id=store_id, order_id=order_id)
    job = job_of(order)
    if job is None:
        raise NotFound()
    if order.state != "confirmed":
        raise WrongState(state=order.state)
    return order, job


def _reason(text: str) -> str:
    why = " ".join(text.split())
    if not LEAST_REASON <= len(why) <= MOST_REASON:
        raise Invalid(field="reason", why=gettext_noop("Tulis alasannya; pembeli akan membacanya."))
    return why
