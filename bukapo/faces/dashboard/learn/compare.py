"""POs side by side: chosen by the seller, two to eight."""

from collections.abc import Callable, Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.learn.report import days_late
from bukapo.faces.dashboard.learn.views import attached, has_window, language, table_shown
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.papers.evaluation_forms import Cell, DetailTable, Unit
from bukapo.faces.papers.evaluation_pdf import told
from bukapo.faces.papers.evaluation_xlsx import comparison_xlsx
from bukapo.faces.ui.row_bars import RowBars, row_bars
from bukapo.insights.evaluation.glance import Glance
from bukapo.insights.evaluation.reads import MOST_COMPARED
from bukapo.insights.reads import comparable, compared
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound

USUAL = 3
"""Earlier POs that stand beside this one when nobody chose."""
Column = tuple[Callable[[], str], Unit, Callable[[Glance], int | None]]

COLUMNS: tuple[Column, ...] = (
    (lambda: _("Pcs dipesan"), "pieces", lambda one: one.pieces),
    (lambda: _("Pesanan"), "number", lambda one: one.orders),
    (lambda: _("Target"), "pieces", lambda one: one.target),
    (lambda: _("Harga barang"), "rupiah", lambda one: one.goods),
    (lambda: _("Hangus"), "percent", lambda one: one.expired_bp),
    (lambda: _("Dibatalkan"), "percent", lambda one: one.cancelled_bp),
    (lambda: _("Dikembalikan"), "rupiah", lambda one: one.back),
    (lambda: _("Terlambat"), "days", days_late),
    (lambda: _("Barang cacat"), "percent", lambda one: one.defect_bp),
    (lambda: _("Untung"), "rupiah", lambda one: one.margin.actual if one.margin else None),
    (lambda: _("Sisa untung"), "percent", lambda one: one.margin_bp),
    (lambda: _("Nilai pembeli"), "stars", lambda one: one.stars),
)
DRAWN = (0, 7, 10, 11, 8)
"""Columns that are drawn: orders, days late, margin, rating, defects."""


@require_safe
@seller_view
def compare_page(request: SellerRequest, campaign: str) -> HttpResponse:
    """A form of the store's POs, and those that were chosen (`?po=` once each), drawn and in a table."""
    po, found = _chosen(request, campaign)
    others = comparable(po)
    ids = {one.campaign.pk for one in found}
    context = {
        "campaign": po,
        "others": [(one, one.pk in ids) for one in others],
        "most": MOST_COMPARED,
        "table": table_shown(_side_by_side(found)) | {"wide": True},
        "charts": [(words, bars) for words, bars in _charts(found, po) if bars is not None],
        "query": "&".join(f"po={one.campaign.pk}" for one in found if one.campaign.pk != po.pk),
        "several": len(found) > 1,
    }
    return render(request, "dashboard/learn/compare.html", context)


@require_safe
@seller_view
def compare_sheet(request: SellerRequest, campaign: str) -> HttpResponse:
    """The same POs as XLSX."""
    po, found = _chosen(request, campaign)
    content = comparison_xlsx(_table(found), store=request.store.name, made_at=clock.now(), lang=language())
    return attached(content, f"banding-{po.slug}.xlsx")


def _chosen(request: SellerRequest, campaign: str) -> tuple[Campaign, tuple[Glance, ...]]:
    po = campaign_at(request.store, campaign)
    if not has_window(po):
        raise NotFound()
    typed = request.GET.getlist("po")[:MOST_COMPARED]
    wished = [int(pk) for pk in typed if pk.isascii() and pk.isdigit() and len(pk) < 19]
    if "po" not in request.GET:
        wished = [one.pk for one in comparable(po)[:USUAL]]
    return po, compared(po, [pk for pk in wished if pk != po.pk], at=clock.now())


def _table(found: Sequence[Glance]) -> DetailTable:
    return DetailTable(
        "", _("PO berdampingan"), ("PO", *(words() for words, _unit, _count in COLUMNS)),
        tuple(
            (one.campaign.title, *(Cell(count(one), unit) for _words, unit, count in COLUMNS)) for one in found
        ),
    )  # fmt: skip


def _side_by_side(found: Sequence[Glance]) -> DetailTable:
    """The same for a screen: a line per figure, for there are more figures than POs."""
    return DetailTable(
        "", _("PO berdampingan"), (_("Angka"), *(one.campaign.title for one in found)),
        tuple(
            (words(), *(Cell(count(one), unit) for one in found)) for words, unit, count in COLUMNS
        ),
    )  # fmt: skip


def _charts(found: Sequence[Glance], po: Campaign) -> list[tuple[str, RowBars | None]]:
    drawn = []
    for place in DRAWN:
        words, unit, count = COLUMNS[place]
        rows = [
            (one.campaign.title[:40], told(count(one), unit), count(one), None, one.campaign.pk == po.pk)
            for one in found
        ]
        known = any(value is not None for _l, _s, value, _p, _n in rows)
        drawn.append((words(), row_bars(rows) if known else None))
    return drawn
