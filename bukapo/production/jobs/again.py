"""A job whose work order was refused or cancelled goes to a workshop once more."""

from datetime import datetime

from bukapo.campaigns.made.reads import pace_of
from bukapo.campaigns.models import Campaign
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.orders.making.reads import job_of
from bukapo.orders.making.refusals import AlreadyMade
from bukapo.orders.models import Job
from bukapo.orders.steps import lock_order
from bukapo.production.events import WorkOrderSent
from bukapo.production.jobs.queue import OVER
from bukapo.production.jobs.start import send_job
from bukapo.production.models import FrozenRecap, WorkOrder


class StillAtWorkshop(Refusal):
    code = "still_at_workshop"
    sentence = gettext_noop("SPK pesanan ini masih berjalan. Batalkan dulu kalau mau dikirim ke tempat lain.")


@write
def send_job_again(
    *, store_id: int, order_id: int, workshop: str, actor: Actor, at: datetime
) -> WorkOrderSent:
    """A new work order for the same frozen recap; the job joins the queue of `workshop` at its old place.

    Raises NotFound, WrongState, AlreadyMade, StillAtWorkshop, Invalid.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    job = job_of(order)
    if job is None:
        raise NotFound()
    if order.state != "confirmed":
        raise WrongState(state=order.state)
    if job.made_at:
        raise AlreadyMade()
    name = " ".join(workshop.split())[:80]
    if not name:
        raise Invalid(field="workshop", why=gettext_noop("Tulis nama konveksi atau penjahitnya."))
    works = WorkOrder.objects.of(store_id).filter(order=order)
    if works.exclude(state__in=OVER).exists():
        raise StillAtWorkshop()
    campaign = Campaign.objects.of(store_id).select_related("store", "cover").get(pk=order.campaign_id)
    recap = FrozenRecap.objects.of(store_id).get(order=order)
    pace = pace_of(campaign)
    assert pace is not None  # its job has begun
    Job.objects.of(store_id).filter(pk=job.pk).update(workshop=name)
    return send_job(order, campaign, recap, name, stages=pace.stages, at=at)
