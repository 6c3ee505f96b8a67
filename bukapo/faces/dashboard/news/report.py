"""What became of a PO's messages."""

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.downloads import download
from bukapo.faces.dashboard.news.told import measured
from bukapo.faces.dashboard.tell.finds import campaign_at
from bukapo.faces.papers.messages_file import AskedMessages, messages_csv, messages_xlsx
from bukapo.journal import clock
from bukapo.messaging.delivery.reads import report_of_campaign


@require_safe
@seller_view
def delivery(request: SellerRequest, campaign: str) -> HttpResponse:
    """By channel, by message, and why some did not go."""
    po = campaign_at(request.store, campaign)
    report = measured(report_of_campaign(request.store, po.pk))
    context = {"campaign": po, "report": report, "embedded": settings.EMAIL_EMBEDDED}
    return render(request, "dashboard/news/delivery.html", context)


@require_safe
@seller_view
def delivery_file(request: SellerRequest, campaign: str, kind: str) -> FileResponse:
    """Every message of the PO, as XLSX or CSV."""
    po = campaign_at(request.store, campaign)
    asked = AskedMessages(
        request.store, po.title, clock.now(), (get_language() or "id")[:2], campaign_id=po.pk
    )
    write = messages_xlsx if kind == "xlsx" else messages_csv
    return download(request, lambda out: write(out, asked), f"pesan-{po.slug}.{kind}")
