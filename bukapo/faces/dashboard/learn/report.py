"""An evaluation in words: the same report for the screen and for the paper."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from bukapo.faces.papers.forms import (
    Advice,
    Answer,
    EvaluationReport,
    Figure,
    FigureGroup,
    KeptPromise,
    Share,
    StoreCard,
    Unit,
)
from bukapo.insights import rules
from bukapo.insights.own_promises import worst
from bukapo.insights.reads import Beside, Evaluation

Row = tuple[str, Unit, Literal["more", "less"], Callable[[Evaluation], int | None]]
"""What is counted, in which unit, which way is good, and how."""


def report_of(told: Beside, *, at: datetime) -> EvaluationReport:
    """The report as of `at`. The PO must have a window (a draft has nothing to evaluate)."""
    this, campaign = told.this, told.this.campaign
    assert campaign.opens_at is not None
    assert campaign.closes_at is not None
    store = campaign.store
    return EvaluationReport(
        store=StoreCard(store.name, store.zone, store.address or store.city, store.phone),
        campaign=campaign.title,
        opened_at=campaign.opens_at,
        closed_at=campaign.closed_at or campaign.closes_at,
        made_at=at,
        groups=(_orders(told), _money(told), _sending(told)),
        previous_campaign=told.previous.campaign.title if told.previous else "",
        answers=answers(this, at=at),
        promises=tuple(
            KeptPromise(promise_words(p.what), p.first, p.actual) for p in shown_promises(this, at)
        ),
        shares=_shares(told),
        shares_title=this.numbers.sizes.option if this.numbers.sizes else "",
        advice=tuple(_advice(proposal) for proposal in told.proposals),
        note="" if this.finished else _("PO ini belum selesai, jadi angkanya masih bisa berubah."),
    )


def answers(this: Evaluation, *, at: datetime) -> tuple[Answer, ...]:
    """The three questions every PO must answer."""
    return (_target(this), _schedule(this, at), _reception(this))


def promise_words(what: str) -> str:
    """A promise as buyers read it."""
    return {
        "produced": _("Selesai diproduksi"),
        "ship_from": _("Mulai dikirim"),
        "ship_until": _("Semua terkirim"),
    }.get(what, what)


def _today(this: Evaluation, at: datetime) -> date:
    return at.astimezone(ZoneInfo(this.campaign.store.zone)).date()


def shown_promises(this: Evaluation, at: datetime) -> tuple[rules.Kept, ...]:
    """The PO's promises; made to order, of all the orders' promises those that were missed most."""
    return this.promises or worst(this.own, _today(this, at))


def _target(this: Evaluation) -> Answer:
    numbers = this.numbers
    verdict = rules.on_target(pieces=numbers.pieces, target=numbers.target, cap=numbers.cap, over=this.over)
    facts = {"pieces": numbers.pieces, "target": numbers.target, "cap": numbers.cap}
    if numbers.cap and numbers.pieces >= numbers.cap:
        said = _("Kuota %(cap)s pcs habis terpesan.") % facts
    elif numbers.target:
        said = _("%(pieces)s pcs dari target %(target)s.") % facts
    else:
        said = _("%(pieces)s pcs. PO ini tidak punya target untuk dibandingkan.") % facts
    if numbers.expired:
        said += " " + _("%(n)s pesanan hangus karena tidak dibayar.") % {"n": numbers.expired}
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
        worst = max(late, key=lambda p: ((p.actual or today) - p.first).days)
        days = ((worst.actual or today) - worst.first).days
        facts = {"what": promise_words(worst.what), "days": days}
        words = _("%(what)s: %(days)s hari lebih lambat dari janji pertama.")
        said = (
            words if worst.actual else _("%(what)s: sudah %(days)s hari lewat dari janji pertama.")
        ) % facts
    return Answer(_("Produksi dan kirim tepat waktu?"), verdict, said)


def _reception(this: Evaluation) -> Answer:
    sent, reviews = this.sent, this.reviews
    verdict = rules.well_received(
        stars=reviews.stars, reviews=reviews.count, sent=sent.out, received=sent.arrived
    )
    said = _("Belum ada paket yang keluar.")
    if sent.out:
        facts = {"out": sent.out, "due": sent.due, "arrived": sent.arrived}
        said = _("%(out)s dari %(due)s pesanan sudah keluar, %(arrived)s diketahui sampai.") % facts
    if reviews.stars is not None:
        facts_r = {"stars": stars_words(reviews.stars), "n": reviews.count}
        said += " " + _("Nilai rata-rata %(stars)s dari 5, dari %(n)s testimoni.") % facts_r
    return Answer(_("Kiriman lancar dan pembeli puas?"), verdict, said)


def stars_words(hundredths: int) -> str:
    """`433` -> `4,33`."""
    return f"{hundredths // 100},{hundredths % 100:02d}"


def _orders(told: Beside) -> FigureGroup:
    return _group(
        told,
        _("Pesanan"),
        (_("Pcs dipesan"), "pieces", "more", lambda one: one.numbers.pieces),
        (_("Pesanan"), "orders", "more", lambda one: one.numbers.orders),
        (_("Sudah bayar"), "orders", "more", lambda one: one.numbers.paid),
        (_("Hangus"), "percent", "less", lambda one: one.expired_share),
        (_("Dibatalkan"), "percent", "less", lambda one: one.cancelled_share),
        target=told.this.numbers.target,
    )


def _money(told: Beside) -> FigureGroup:
    return _group(
        told,
        _("Uang"),
        (_("Harga barang"), "rupiah", "more", lambda one: one.numbers.money.goods),
        (_("Uang masuk"), "rupiah", "more", lambda one: one.numbers.money.received),
        (_("Belum dibayar"), "rupiah", "less", lambda one: one.numbers.money.outstanding),
        (
            _("Dikembalikan"),
            "rupiah",
            "less",
            lambda one: one.numbers.money.sent_back + one.numbers.money.to_send_back,
        ),
        (_("Direlakan"), "rupiah", "less", lambda one: one.numbers.money.forgiven),
    )


def _sending(told: Beside) -> FigureGroup:
    return _group(
        told,
        _("Janji dan layanan"),
        (_("Terlambat paling lama"), "days", "less", _days_late),
        (_("Pesanan keluar"), "orders", "more", lambda one: one.sent.out),
        (_("Menit sampai bukti dicek"), "number", "less", lambda one: one.proof_minutes),
        (_("Testimoni"), "number", "more", lambda one: one.reviews.count),
    )


def _days_late(one: Evaluation) -> int | None:
    """Who was early was not late: never below 0."""
    return None if one.days_late is None else max(0, one.days_late)


def _group(told: Beside, title: str, *rows: Row, target: int | None = None) -> FigureGroup:
    """Each row counted for this PO and for the one before; `target` belongs to the first row."""
    before = told.previous
    return FigureGroup(
        title,
        tuple(
            Figure(
                label,
                count(told.this),
                unit,
                previous=count(before) if before else None,
                target=None if place else target,
                better=better,
            )
            for place, (label, unit, better, count) in enumerate(rows)
        ),
    )


def _shares(told: Beside) -> tuple[Share, ...]:
    """Sizes beside the previous PO's, where that one had the same sizes."""
    sizes = told.this.numbers.sizes
    if sizes is None:
        return ()
    old = told.previous.numbers.sizes if told.previous else None
    before = dict(old.values) if old else {}
    return tuple(Share(label, pieces, before.get(label)) for label, pieces in sizes.values)


def _advice(proposal: rules.Proposal) -> Advice:
    facts = {"old": proposal.old, "new": proposal.new}
    if proposal.setting == "cap":
        return Advice(
            _("Kuota"),
            _("%(new)s pcs") % facts,
            _("Kuota %(old)s pcs habis; mungkin masih ada yang tidak kebagian.") % facts,
            proposal.sureness,
        )
    if proposal.setting == "target":
        return Advice(
            _("Target"),
            _("%(new)s pcs") % facts,
            _("Target %(old)s pcs jauh dari yang terpesan.") % facts,
            proposal.sureness,
        )
    return Advice(
        _("Janji tanggal"),
        _("tambah %(new)s hari") % facts,
        _("Janji pertama meleset; sediakan waktu sebanyak yang pernah terjadi."),
        proposal.sureness,
    )
