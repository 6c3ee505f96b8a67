"""The three questions every PO must answer, in words: the verdict, the numbers behind it, where it went wrong."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bukapo.faces.dashboard.learn.words import leg_words, promise_words, stars_words
from bukapo.faces.papers.forms import Answer
from bukapo.insights import rules
from bukapo.insights.evaluation.legs import slowest
from bukapo.insights.own_promises import worst
from bukapo.insights.reads import Evaluation


def answers(this: Evaluation, *, at: datetime) -> tuple[Answer, ...]:
    """On target? On schedule? Parcels and buyers well?"""
    return (_target(this), _schedule(this, at), _reception(this))


def shown_promises(this: Evaluation, at: datetime) -> tuple[rules.Kept, ...]:
    """The PO's promises; made to order, of all the orders' promises those that were missed most."""
    return this.promises or worst(this.own, _today(this, at))


def _today(this: Evaluation, at: datetime) -> date:
    return at.astimezone(ZoneInfo(this.campaign.store.zone)).date()


def _target(this: Evaluation) -> Answer:
    one = this.glance
    verdict = rules.on_target(pieces=one.pieces, target=one.target, cap=one.cap, over=this.over)
    facts = {"pieces": one.pieces, "target": one.target, "cap": one.cap}
    if one.cap and one.pieces >= one.cap:
        said = _("Kuota %(cap)s pcs habis terpesan.") % facts
    elif one.target:
        said = _("%(pieces)s pcs dari target %(target)s.") % facts
    else:
        said = _("%(pieces)s pcs. PO ini tidak punya target untuk dibandingkan.") % facts
    if this.coming.lined_up:
        said += " " + _("%(people)s orang di daftar tunggu tidak kebagian (%(pieces)s pcs).") % {
            "people": this.coming.lined_up,
            "pieces": this.coming.refused,
        }
    if one.expired:
        said += " " + _("%(n)s pesanan hangus karena tidak dibayar.") % {"n": one.expired}
    return Answer(_("Pesanannya sesuai target?"), verdict, said)


def _schedule(this: Evaluation, at: datetime) -> Answer:
    today, promises = _today(this, at), this.promises or this.own
    verdict = rules.on_schedule(promises, today=today)
    late = [p for p in promises if (p.actual or today) > p.first]
    if not promises:
        said = _("Belum ada janji tanggal.")
    elif not late and verdict == "yes":
        said = _("Semua janji ditepati.")
    elif not late:
        said = _("Sejauh ini belum ada yang lewat.")
    else:
        said = _late_words(late, today) + _slow_words(this)
    return Answer(_("Produksi dan kirim tepat waktu?"), verdict, said)


def _late_words(late: list[rules.Kept], today: date) -> str:
    latest = max(late, key=lambda p: ((p.actual or today) - p.first).days)
    facts = {"what": promise_words(latest.what), "days": ((latest.actual or today) - latest.first).days}
    words = _("%(what)s: %(days)s hari lebih lambat dari janji pertama.")
    return (words if latest.actual else _("%(what)s: sudah %(days)s hari lewat dari janji pertama.")) % facts


def _slow_words(this: Evaluation) -> str:
    leg = slowest(this.making.legs)
    if leg is None or leg.over is None:
        return ""
    facts = {"what": leg_words(leg), "days": leg.over}
    return " " + _("Yang paling makan waktu: %(what)s (%(days)s hari lebih lama dari rencana).") % facts


def _reception(this: Evaluation) -> Answer:
    sent, reviews = this.sent, this.reviews
    verdict = rules.well_received(
        stars=reviews.stars,
        reviews=reviews.count,
        sent=sent.out,
        received=sent.arrived,
        troubled=this.troubled,
    )
    said = _("Belum ada paket yang keluar.")
    if sent.out:
        facts = {"out": sent.out, "due": sent.due, "arrived": sent.arrived}
        said = _("%(out)s dari %(due)s pesanan sudah keluar, %(arrived)s diketahui sampai.") % facts
    if this.troubled:
        n = this.troubled
        said += " " + ngettext("%(n)s pesanan bermasalah.", "%(n)s pesanan bermasalah.", n) % {"n": n}
    if reviews.stars is not None:
        facts_r = {"stars": stars_words(reviews.stars), "n": reviews.count}
        said += " " + _("Nilai rata-rata %(stars)s dari 5, dari %(n)s testimoni.") % facts_r
    return Answer(_("Kiriman lancar dan pembeli puas?"), verdict, said)
