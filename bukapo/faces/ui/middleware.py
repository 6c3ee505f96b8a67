"""Around every request: a log line, and refusals told in words instead of a 500."""

import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from bukapo.faces.ui.away import told_away
from bukapo.faces.ui.request_line import SHOWN_AT, new_request_id, request_line
from bukapo.kernel.refusal import Refusal

Answer = Callable[[HttpRequest], HttpResponse]
LEGIBLE = frozenset({"utf-8", "utf8", "us-ascii", "iso-8859-1", "windows-1252"})
"""Encodings a form may claim. Any other is read as UTF-8: Python knows some that are no text (`rot13`)."""


class RequestLog:
    """One structured line a request, with an id that every line within it carries and the answer returns."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = new_request_id()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        began = time.perf_counter()
        if request.encoding and request.encoding.lower() not in LEGIBLE:
            request.encoding = "utf-8"
        response = self.get_response(request)
        response["X-Request-Id"] = request_id
        made = {"remembered": "made"} if SHOWN_AT in request.META else {}
        if not request.path.startswith(("/static/", "/healthz", "/readyz")):
            request_line(
                began=began,
                method=str(request.method),
                path=request.path,
                status=response.status_code,
                **made,
            )
        return response


def sentence(refusal: Refusal) -> str:
    """The refusal in the visitor's language."""
    return refusal.told(gettext)


class Refusals:
    """A Refusal nobody caught becomes a calm page with its own status, and so does a database that is away.

    Also bars NUL, which no database stores.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return self._page(request, gettext("Alamat ini tidak terbaca."), 400)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refusal):
            return self._page(request, sentence(exception), exception.http_status)
        return told_away(request, exception)

    def _page(self, request: HttpRequest, words: str, status: int) -> HttpResponse:
        return render(request, "ui/refused.html", {"words": words, "status": status}, status=status)
