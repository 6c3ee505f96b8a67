"""An evaluation in words: the same report for the screen, the paper and the workbook."""

from collections.abc import Callable
from typing import Literal

from django.utils.translation import gettext as _

from bukapo.faces.dashboard.learn.answers import answers, shown_promises
from bukapo.faces.dashboard.learn.details import details, legs, legs_lead
from bukapo.faces.dashboard.learn.suggested import advice, outcome_shown
from bukapo.faces.dashboard.learn.words import promise_words
from bukapo.faces.papers.evaluation_forms import Unit
from bukapo.faces.papers.forms import EvaluationReport, Figure, FigureGroup, KeptPromise, Share, StoreCard
from bukapo.insights.evaluation.glance import Glance
from bukapo.insights.reads import Beside
from bukapo.insights.suggestions.facts import outcomes_for, suggestions_for
from bukapo.insights.suggestions.values import Suggestion

Row = tuple[str, Unit, Literal["more", "less"], Callable[[Glance], int | None]]
"""What is counted, in which unit, which way is good, and how."""


def report_of(told: Beside, suggested: tuple[Suggestion, ...] | None = None) -> EvaluationReport:
    """The report as of `told.at`. The PO must have a window (a draft has nothing to evaluate)."""
    this, campaign = told.this, told.this.campaign
    assert campaign.opens_at is not None
    assert campaign.closes_at is not None
    store = campaign.store
    if suggested is None:
        suggested = suggestions_for(told)
    return EvaluationReport(
        store=StoreCard(store.name, store.zone, store.address or store.city, store.phone),
        campaign=campaign.title,
        opened_at=campaign.opens_at,
        closed_at=campaign.closed_at or campaign.closes_at,
        made_at=told.at,
        groups=(_orders(told), _money(told), _goods(told)),
        previous_campaign=told.previous.campaign.title if told.previous else "",
        answers=answers(this, at=told.at),
        promises=tuple(
            KeptPromise(promise_words(p.what), p.first, p.actual) for p in shown_promises(this, told.at)
        ),
        shares=_shares(told),
        shares_title=this.numbers.sizes.option if this.numbers.sizes else "",
        advice=tuple(advice(one) for one in suggested),
        note="" if this.finished else _("PO ini belum selesai, jadi angkanya masih bisa berubah."),
        legs=legs(this),
        legs_lead=legs_lead(this),
        days=tuple((f"{day.day.day}/{day.day.month}", day.pieces) for day in this.numbers.days),
        tables=details(this),
        outcomes=tuple(outcome_shown(one) for one in outcomes_for(told)),
        outcomes_from=told.origin_glance.campaign.title if told.origin_glance else "",
    )


def _orders(told: Beside) -> FigureGroup:
    return _group(
        told,
        _("Pesanan"),
        (_("Pcs dipesan"), "pieces", "more", lambda one: one.pieces),
        (_("Pesanan"), "orders", "more", lambda one: one.orders),
        (_("Sudah bayar"), "orders", "more", lambda one: one.paid),
        (_("Hangus"), "percent", "less", lambda one: one.expired_bp),
        (_("Dibatalkan"), "percent", "less", lambda one: one.cancelled_bp),
        target=told.this.glance.target,
    )


def _money(told: Beside) -> FigureGroup:
    return _group(
        told,
        _("Uang"),
        (_("Harga barang"), "rupiah", "more", lambda one: one.goods),
        (_("Uang masuk"), "rupiah", "more", lambda one: one.received),
        (_("Belum dibayar"), "rupiah", "less", lambda one: one.outstanding),
        (_("Dikembalikan"), "rupiah", "less", lambda one: one.back),
        (_("Direlakan"), "rupiah", "less", lambda one: one.forgiven),
        (_("Untung"), "rupiah", "more", lambda one: one.margin.actual if one.margin else None),
        (_("Sisa untung"), "percent", "more", lambda one: one.margin_bp),
    )


def _goods(told: Beside) -> FigureGroup:
    return _group(
        told,
        _("Janji dan layanan"),
        (_("Terlambat paling lama"), "days", "less", days_late),
        (_("Pesanan keluar"), "orders", "more", lambda one: one.out),
        (_("Barang cacat"), "percent", "less", lambda one: one.defect_bp),
        (_("Pelunasan macet"), "percent", "less", lambda one: one.unpaid_bp),
        (_("Nilai pembeli"), "stars", "more", lambda one: one.stars),
        (_("Testimoni"), "number", "more", lambda one: one.reviews),
    )


def days_late(one: Glance) -> int | None:
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
                count(told.this.glance),
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
    before = dict(told.sizes.values) if told.sizes else {}
    return tuple(Share(label, pieces, before.get(label)) for label, pieces in sizes.values)
