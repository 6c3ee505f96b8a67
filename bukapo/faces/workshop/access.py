"""The door of a workshop: whoever holds the secret link. Anybody else learns nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from bukapo.faces.ui.limits import count_try, visitor_address
from bukapo.kernel.refusal import NotFound
from bukapo.production.reads import ToldWorkOrder, work_order_for_workshop

POSTS_A_MINUTE, MISSES_A_MINUTE = 60, 20


def workshop_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view(request, told, …)` for `/spk/<secret>/…`. NotFound for an unknown or replaced secret."""

    @wraps(view)
    def enter(request: HttpRequest, secret: str, *args: Any, **kwargs: Any) -> HttpResponse:
        visitor = visitor_address(request)
        if request.method == "POST":
            count_try("spk", visitor, most=POSTS_A_MINUTE, seconds=60)
        told: ToldWorkOrder | None = work_order_for_workshop(secret)
        if told is None:
            count_try("spk-miss", visitor, most=MISSES_A_MINUTE, seconds=60)
            raise NotFound()
        response = view(request, told, secret, *args, **kwargs)
        # The address is the key: it must not travel to other sites, caches or search engines.
        response["Referrer-Policy"] = "same-origin"
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return enter
