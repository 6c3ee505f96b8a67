"""All the open work of a workshop for one store, behind the workshop's own link."""

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bukapo.faces.ui.limits import count_try, visitor_address
from bukapo.faces.workshop.access import MISSES_A_MINUTE
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound
from bukapo.production.giving.desk import workshop_desk


@require_safe
def all_work(request: HttpRequest, secret: str) -> HttpResponse:
    """Soonest deadline first, one big target each."""
    desk = workshop_desk(secret)
    if desk is None:
        count_try("spk-miss", visitor_address(request), most=MISSES_A_MINUTE, seconds=60)
        raise NotFound()
    today = clock.now().astimezone(ZoneInfo(desk.zone)).date()
    jobs = [(job, (job.deadline - today).days, (today - job.deadline).days) for job in desk.jobs]
    response = render(request, "workshop/all_work.html", {"desk": desk, "jobs": jobs})
    # The address is the key: it must not travel to other sites, caches or search engines.
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
