"""Made to order, as buyers read it: what is promised now, and where their own piece of work stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bukapo.campaigns.made.reads import is_made_to_order, pace_of
from bukapo.campaigns.made.rules import Pace
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import current_promises
from bukapo.campaigns.rules import PRODUCED
from bukapo.faces.ui import dates, pictures
from bukapo.orders.making.gates import has_begun
from bukapo.orders.making.reads import current_order_promises
from bukapo.orders.models import Order
from bukapo.production.jobs.own import OwnJob
from bukapo.production.jobs.queue import promise_now
from bukapo.production.jobs.rules import Estimate


@dataclass(frozen=True)
class ShownPace:
    """What an order confirmed today would be promised, and why."""

    pace: Pace
    foreseen: Estimate

    @property
    def span(self) -> str:
        """`3–7 Desember 2026`."""
        return dates.span(self.foreseen.produced.first, self.foreseen.produced.last)

    @property
    def words(self) -> str:
        """How it comes about."""
        return _("Tiap pesanan dibuat sendiri setelah dikonfirmasi: %(days)s, menurut antrean.") % {
            "days": work_days(self.pace.least_days, self.pace.most_days)
        }

    @property
    def queue(self) -> str:
        """How long the queue is, honestly."""
        ahead = self.foreseen.ahead
        if not ahead:
            return _("Sekarang belum ada antrean.")
        said = ngettext(
            "Sekarang ada %(n)s pesanan lain di depan.", "Sekarang ada %(n)s pesanan lain di depan.", ahead
        )
        return said % {"n": ahead}


def work_days(least: int, most: int) -> str:
    """`3–5 hari kerja`."""
    if least == most:
        return ngettext("%(n)s hari kerja", "%(n)s hari kerja", most) % {"n": most}
    return _("%(least)s–%(most)s hari kerja") % {"least": least, "most": most}


def shown_pace(campaign: Campaign, at: datetime) -> ShownPace | None:
    """None for a PO that is not made to order, or while its pace is not said. `campaign.store` loaded."""
    pace = pace_of(campaign)
    foreseen = promise_now(campaign, at) if pace else None
    return ShownPace(pace, foreseen) if pace and foreseen else None


def promises_to(order: Order) -> Mapping[str, date]:
    """The days that count for this buyer: the order's own where it is made by itself, else the PO's."""
    if not is_made_to_order(order.campaign):
        return current_promises(order.campaign)
    return {what: promise.day for what, promise in current_order_promises(order).items()}


def may_cancel(order: Order) -> bool:
    """By the rules of its PO, while it may still be changed."""
    if is_made_to_order(order.campaign):
        return not has_begun(order)
    return bool(order.store.cancel_before_close)


@dataclass(frozen=True)
class ShownStage:
    """One stage for `ui/parts/timeline.html`."""

    title: str
    state: str
    text: str
    photo: pictures.Picture | None


@dataclass(frozen=True)
class ShownJob:
    """The buyer's own work: a headline, a sentence, the promise, every stage."""

    title: str
    words: str
    made: str
    leaves: str
    moved: tuple[tuple[str, str], ...]
    stages: tuple[ShownStage, ...]
    finished: int
    is_made: bool


def shown_job(job: OwnJob, product: str) -> ShownJob:
    """In the buyer's words; `product` names what is made."""
    made, leaves = job.promises.get("produced"), job.promises.get("ship_until")
    return ShownJob(
        title=_title(job, product),
        words=_words(job),
        made=dates.span(made.first, made.day) if made else "",
        leaves=dates.day(leaves.day) if leaves else "",
        moved=tuple((dates.span(first, day), why) for what, first, day, why in job.moved if what == PRODUCED),
        stages=tuple(_stage(job, place) for place in range(1, len(job.stages) + 1)),
        finished=sum(stage.finished for stage in job.stages),
        is_made=job.made_at is not None,
    )


def _title(job: OwnJob, product: str) -> str:
    facts = {
        "product": product,
        "stage": job.current_name.lower(),
        "n": job.current,
        "of": len(job.stages),
    }
    if job.made_at:
        return _("%(product)s Anda sudah jadi") % facts
    if job.begun and job.current:
        return _("%(product)s Anda: %(stage)s, tahap %(n)s dari %(of)s") % facts
    if job.begun:
        return _("%(product)s Anda: semua tahap selesai, sedang diperiksa") % facts
    return _("%(product)s Anda di antrean pengerjaan") % facts


def _words(job: OwnJob) -> str:
    if job.made_at:
        return ""
    if job.begun:
        return _("Sedang dikerjakan khusus untuk Anda.")
    if job.ahead:
        said = ngettext(
            "Di depan pesanan Anda masih ada %(n)s pesanan lain.",
            "Di depan pesanan Anda masih ada %(n)s pesanan lain.",
            job.ahead,
        )
        return said % {"n": job.ahead}
    if job.accepted:
        return _("Giliran Anda: pembuatnya sudah menerima pesanan ini dan segera mulai.")
    return _("Pesanan Anda yang berikutnya dikerjakan.")


def _stage(job: OwnJob, place: int) -> ShownStage:
    stage = job.stages[place - 1]
    if stage.finished:
        state, text = "", _("selesai")
    elif place == job.current and (job.begun or job.accepted):
        state, text = "now", _("sedang dikerjakan")
    else:
        state, text = "next", ""
    if state == "now" and stage.done:
        text = _("%(done)s dari %(target)s pcs") % {"done": stage.done, "target": stage.target}
    return ShownStage(stage.name, state, text, pictures.picture(stage.photo) if stage.photo else None)
