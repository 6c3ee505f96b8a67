"""The evaluation of a PO, on screen and on paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.learn.report import promise_words, report_of, shown_promises, stars_words
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.papers.evaluation_pdf import evaluation_pdf, told
from bukapo.faces.papers.forms import EvaluationReport
from bukapo.insights.reads import Beside, Evaluation, evaluation
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound


@seller_view
def evaluation_page(request: SellerRequest, campaign: str) -> HttpResponse:
    """What this PO taught; while it runs, how it stands."""
    po = campaign_at(request.store, campaign)
    now = clock.now()
    if not _has_window(po):
        return render(request, "dashboard/learn/nothing.html", {"campaign": po, "now": now})
    beside = evaluation(po)
    report = report_of(beside, at=now)
    context = {
        "campaign": po,
        "told": beside.this,
        "report": report,
        "answers": [(answer, *_stamp(answer.verdict)) for answer in report.answers],
        "groups": _groups(report),
        "promises": [(promise_words(kept.what), kept) for kept in shown_promises(beside.this, now)],
        "days": [(f"{day.day.day}/{day.day.month}", day.pieces) for day in beside.this.numbers.days],
        "options": [
            (option, _("Angka per %(option)s") % {"option": option.option.lower()})
            for option in beside.this.numbers.options
        ],
        "beside": _table(beside),
        "now": now,
    }
    return render(request, "dashboard/learn/evaluation.html", context)


@seller_view
def evaluation_paper(request: SellerRequest, campaign: str) -> HttpResponse:
    """The same as PDF."""
    po = campaign_at(request.store, campaign)
    if not _has_window(po):
        raise NotFound()
    report = report_of(evaluation(po), at=clock.now())
    response = HttpResponse(
        evaluation_pdf(report, lang=(get_language() or "id")[:2]), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="evaluasi-{po.slug}.pdf"'
    return response


def _stamp(verdict: str) -> tuple[str, str]:
    """The word and the ink of an answer."""
    return {"yes": (_("Ya"), ""), "partly": (_("Sebagian"), "ink"), "no": (_("Tidak"), "ink")}.get(
        verdict, (_("Belum tahu"), "pencil")
    )


def _has_window(po: Campaign) -> bool:
    return po.opens_at is not None and po.closes_at is not None


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
                    "done": figure.value,
                    "of": figure.target,
                }
                for figure in group.figures
            ],
        )
        for group in report.groups
    ]


def _table(beside: Beside) -> list[dict[str, object]]:
    """This PO and the earlier ones, a line each."""
    return [_line(one) for one in (beside.this, *beside.earlier)] if beside.earlier else []


def _line(one: Evaluation) -> dict[str, object]:
    return {
        "campaign": one.campaign,
        "pieces": one.numbers.pieces,
        "orders": one.numbers.orders,
        "goods": one.numbers.money.goods,
        "expired": told(one.expired_share, "percent"),
        "late": told(one.days_late, "days"),
        "stars": stars_words(one.reviews.stars) if one.reviews.stars is not None else "–",
    }
