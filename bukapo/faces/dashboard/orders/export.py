"""All orders of a PO as a file."""

from django.http import FileResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.downloads import download
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.papers.orders_file import Asked, orders_csv, orders_xlsx
from bukapo.journal import clock


@require_safe
@seller_view
def orders_file(request: SellerRequest, campaign: str, kind: str) -> FileResponse:
    """XLSX with orders and lines, or the orders as CSV for an Indonesian Excel."""
    po = campaign_at(request.store, campaign)
    asked = Asked(request.store, po.pk, po.title, clock.now(), (get_language() or "id")[:2])
    name = f"pesanan-{po.slug}.{kind}"
    if kind == "xlsx":
        return download(request, lambda out: orders_xlsx(out, asked), name)
    return download(request, lambda out: orders_csv(out, asked, spreadsheet=True), name)
