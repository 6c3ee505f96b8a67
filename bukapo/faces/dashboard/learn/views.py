"""The evaluation of a PO, on screen, on paper and as a workbook."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.learn.answers import shown_promises
from bukapo.faces.dashboard.learn.details import SHEETS
from bukapo.faces.dashboard.learn.report import days_late, report_of
from bukapo.faces.dashboard.learn.suggested import shown, verdict_words
from bukapo.faces.dashboard.learn.words import promise_words, stars_words
from bukapo.faces.dashboard.make.attachments import TYPES
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.papers.evaluation_forms import Cell, DetailTable
from bukapo.faces.papers.evaluation_pdf import evaluation_pdf, told
from bukapo.faces.papers.evaluation_xlsx import evaluation_xlsx
from bukapo.faces.papers.forms import EvaluationReport
from bukapo.faces.papers.words import verdict
from bukapo.faces.ui.row_bars import RowBars, row_bars
from bukapo.insights.evaluation.glance import Glance
from bukapo.insights.reads import Beside, evaluation
from bukapo.insights.suggestions.facts import suggestions_for
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound

WIDE = 3
"""Columns that fit on a phone beside each other."""


@require_safe
@seller_view
def evaluation_page(request: SellerRequest, campaign: str) -> HttpResponse:
    """What this PO taught; while it runs, how it stands."""
    po, now = campaign_at(request.store, campaign), clock.now()
    if not has_window(po):
        return render(request, "dashboard/learn/nothing.html", {"campaign": po, "now": now})
    beside = evaluation(po, at=now)
    found = suggestions_for(beside)
    report = report_of(beside, found)
    context = {
        "campaign": po,
        "told": beside.this,
        "report": report,
        "answers": [(answer, verdict(answer.verdict), _ink(answer.verdict)) for answer in report.answers],
        "groups": _groups(report),
        "promises": [(promise_words(kept.what), kept) for kept in shown_promises(beside.this, now)],
        "legs": _legs(report),
        "parts": [(sheet, _tables(report, sheet)) for sheet in SHEETS],
        "suggestions": [shown(one) for one in found],
        "outcomes": [(one, verdict_words(one.verdict), _ink(one.verdict)) for one in report.outcomes],
        "options": [
            (option, _("Angka per %(option)s") % {"option": option.option.lower()})
            for option in beside.this.numbers.options
        ],
        "beside": _table(beside),
        "can_clone": beside.this.over,
        "now": now,
    }
    return render(request, "dashboard/learn/evaluation.html", context)


@require_safe
@seller_view
def evaluation_paper(request: SellerRequest, campaign: str) -> HttpResponse:
    """The same as PDF."""
    po, report = _report(request, campaign, clock.now())
    response = HttpResponse(evaluation_pdf(report, lang=language()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="evaluasi-{po.slug}.pdf"'
    return response


@require_safe
@seller_view
def evaluation_sheet(request: SellerRequest, campaign: str) -> HttpResponse:
    """The same as XLSX."""
    po, report = _report(request, campaign, clock.now())
    return attached(evaluation_xlsx(report, lang=language()), f"evaluasi-{po.slug}.xlsx")


def attached(content: bytes, name: str) -> HttpResponse:
    """A workbook to keep."""
    response = HttpResponse(content, content_type=TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def language() -> str:
    """Of the reader."""
    return (get_language() or "id")[:2]


def has_window(po: Campaign) -> bool:
    """Without one there is nothing to evaluate."""
    return po.opens_at is not None and po.closes_at is not None


def table_shown(table: DetailTable) -> dict[str, object]:
    """A table with its cells in words; a `wide` one becomes cards where there is no room for it."""
    rows = [
        [told(cell.value, cell.unit) if isinstance(cell, Cell) else cell for cell in row]
        for row in table.rows
    ]
    numeric = table.numeric
    return {
        "title": table.title,
        "lead": table.lead,
        "heads": list(zip(table.heads, numeric, strict=True)),
        "rows": [(row[0], list(zip(row[1:], numeric[1:], table.heads[1:], strict=True))) for row in rows],
        "wide": len(table.heads) > WIDE,
    }


def _report(request: SellerRequest, campaign: str, at: datetime) -> tuple[Campaign, EvaluationReport]:
    po = campaign_at(request.store, campaign)
    if not has_window(po):
        raise NotFound()
    return po, report_of(evaluation(po, at=at))


def _ink(verdict: str) -> str:
    """The stamp's ink: red for good, dark for bad, pencil for nobody knows."""
    return {"yes": "", "helped": "", "partly": "ink", "no": "ink", "worse": "ink"}.get(verdict, "pencil")


def _tables(report: EvaluationReport, sheet: str) -> list[dict[str, object]]:
    return [table_shown(table) for table in report.tables if table.sheet == sheet]


def _legs(report: EvaluationReport) -> RowBars | None:
    if not report.legs:
        return None
    rows = [
        (leg.label, _leg_words(leg.planned, leg.actual), leg.actual, leg.planned, False)
        for leg in report.legs
    ]
    return row_bars(rows)


def _leg_words(planned: int, actual: int | None) -> str:
    if actual is None:
        return _("rencana %(n)s hari") % {"n": planned}
    return _("%(used)s hari, rencana %(n)s") % {"used": actual, "n": planned}


def _groups(report: EvaluationReport) -> list[tuple[str, list[dict[str, object]]]]:
    return [
        (
            group.title,
            [
                {
                    "label": figure.label,
                    "value": told(figure.value, figure.unit),
                    "previous": told(figure.previous, figure.unit),
                    "target": told(figure.target, figure.unit) if figure.target else "",
                }
                for figure in group.figures
            ],
        )
        for group in report.groups
    ]


def _table(beside: Beside) -> list[dict[str, object]]:
    """This PO and the earlier ones, a line each."""
    return [_line(one) for one in (beside.this.glance, *beside.earlier)] if beside.earlier else []


def _line(one: Glance) -> dict[str, object]:
    return {
        "campaign": one.campaign,
        "pieces": one.pieces,
        "orders": one.orders,
        "goods": one.goods,
        "expired": told(one.expired_bp, "percent"),
        "late": told(days_late(one), "days"),
        "stars": stars_words(one.stars) if one.stars is not None else "–",
    }
