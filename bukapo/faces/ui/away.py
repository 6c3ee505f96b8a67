"""What visitors get while the database does not answer: a calm 503 that tries again, and no stack trace.

Three ways lead here: an error in a view (`Refusals`), an error in a middleware (`broken`, Django's handler500), and an
outage that is known already (`DatabaseAway`), which nobody has to wait for.
"""

import sys
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.translation import get_language, gettext
from django.views.defaults import server_error

from bukapo.faces.ui.outage import is_away, outage
from bukapo.kernel.problem import MEDIA_TYPE, problem
from bukapo.kernel.protocol import RETRY_SECONDS, Unavailable

log = structlog.get_logger("bukapo.away")
RELOADED_AFTER = 5
"""Seconds."""
NEEDS_NO_DATABASE = ("/healthz", "/readyz", "/static/", "/media/")


class DatabaseAway:
    """While an outage is known every request is answered at once, except what asks no database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if outage.known and not request.path.startswith(NEEDS_NO_DATABASE):
            return away(request)
        return self.get_response(request)


def told_away(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """The answer to an error that means the database is away; None for any other error."""
    if not is_away(error):
        return None
    log.warning("not answered by the database", error=type(error).__name__)
    outage.suspect()
    return away(request)


def broken(request: HttpRequest) -> HttpResponse:
    """handler500. Errors in middleware (a session, a login) come only here."""
    return told_away(request, sys.exc_info()[1]) or server_error(request)


def away(request: HttpRequest) -> HttpResponse:
    """503. A view may have an answer of its own (`view.when_away(request)`, e.g. one that keeps a posted form)."""
    if request.path.startswith("/api/"):
        told = problem(Unavailable(), say=gettext)
        response: HttpResponse = JsonResponse(told, status=503, content_type=MEDIA_TYPE)
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
    return _own_answer(request) or _page(request)


def _own_answer(request: HttpRequest) -> HttpResponse | None:
    try:
        own = getattr(resolve(request.path_info).func, "when_away", None)
    except Resolver404:
        return None
    answer: HttpResponse | None = own(request) if own else None
    return answer


def _page(request: HttpRequest) -> HttpResponse:
    # Without the request: no context processor may ask for a session now.
    reading = request.method in ("GET", "HEAD")
    context = {"reload": RELOADED_AFTER if reading else 0, "LANGUAGE_CODE": get_language() or "id"}
    response = HttpResponse(render_to_string("ui/away.html", context), status=503)
    response["Retry-After"] = str(RELOADED_AFTER)
    response["Cache-Control"] = "no-store"
    return response
