"""The operator's queue: reported reviews of every store, hidden with a reason or left standing."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bukapo.accounts.models import User
from bukapo.faces.dashboard.tell.finds import MOST_ID
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import STAFF, Actor
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.trust.models import Review
from bukapo.trust.reviews.judging import hide_review, show_review
from bukapo.trust.reviews.reads import reported_anywhere
from bukapo.trust.reviews.rules import REASONS

View = Callable[..., HttpResponseBase]


def operator_view(view: View) -> View:
    """For superusers; everybody else gets 404, as if there were no such page."""

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not (request.user.is_active and getattr(request.user, "is_superuser", False)):
            raise NotFound()
        return view(request, *args, **kwargs)

    return login_required(enter)


@operator_view
def reports(request: HttpRequest) -> HttpResponse:
    """What was reported, the oldest first, and what is hidden now."""
    rows = [
        (row, sorted({_(REASONS[one.reason]) for one in row.reports.all()})) for row in reported_anywhere()
    ]
    context = {
        "rows": rows,
        "reasons": [(key, _(words)) for key, words in REASONS.items()],
        "now": clock.now(),
    }
    return render(request, "dashboard/reviews/reports.html", context)


@require_POST
@operator_view
def decide(request: HttpRequest, review: int) -> HttpResponse:
    """`alasan` one of REASONS hides it; an empty one lets it stand."""
    everywhere = Review.objects.across_stores("the operator decides for every store")
    row = everywhere.filter(pk=review).first() if review <= MOST_ID else None
    if row is None:
        raise NotFound()
    user, reason = cast(User, request.user), request.POST.get("alasan", "")
    facts: dict[str, Any] = {
        "store_id": row.store_id, "review_id": row.pk, "operator": user, "at": clock.now(),
        "actor": Actor(kind=STAFF, label=user.name or user.email, id=user.pk),
    }  # fmt: skip
    try:
        if reason:
            hide_review(**facts, reason=reason)
        else:
            show_review(**facts)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        words = _("Disembunyikan, dengan alasannya.") if reason else _("Dibiarkan tampil.")
        messages.success(request, words)
    return redirect("dashboard:review_reports")
