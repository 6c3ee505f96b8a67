"""The orders that are late, by name: who to send to, and what each has had already."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.journal import clock
from bukapo.trust.guarantees.kept import RUNNING
from bukapo.trust.guarantees.late import MOST, late_orders


@require_safe
@seller_view
def late(request: SellerRequest) -> HttpResponse:
    """Of every running PO; `?po=<slug>` of one."""
    rows = Campaign.objects.of(request.store).filter(state__in=RUNNING)
    campaign = rows.filter(slug=request.GET.get("po", "")).first()
    ids = [campaign.pk] if campaign else list(rows.values_list("pk", flat=True))
    found = late_orders(request.store, ids, at=clock.now())
    context = {"rows": found, "campaign": campaign, "more": len(found) >= MOST}
    return render(request, "dashboard/guarantee/late.html", context)
