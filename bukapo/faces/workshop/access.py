"""The doors of a workshop: whoever holds a secret link. Anybody else learns nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from bukapo.faces.ui.limits import count_try, visitor_address
from bukapo.kernel.refusal import NotFound, Refusal, gettext_noop
from bukapo.production.floor.told import floor_by_secret, floor_head
from bukapo.production.handover.reads import hand_over_by_secret
from bukapo.production.reads import work_order_for_workshop

POSTS_A_MINUTE, MISSES_A_MINUTE = 60, 20
View = Callable[..., HttpResponse]


class FromElsewhere(Refusal):
    """Another site's page sent this form."""

    code = "from_elsewhere"
    sentence = gettext_noop("Laporan ini dikirim dari halaman lain. Buka tautan SPK-nya, lalu coba lagi.")
    http_status = 403


def _door(found: Callable[[str], Any]) -> Callable[[View], View]:
    """`view(request, what was found, secret, …)`. NotFound for an unknown or replaced secret."""

    def decorate(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, secret: str, *args: Any, **kwargs: Any) -> HttpResponse:
            visitor = visitor_address(request)
            if request.method == "POST":
                count_try("spk", visitor, most=POSTS_A_MINUTE, seconds=60)
            told = found(secret)
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

    return decorate


workshop_view = _door(lambda secret: work_order_for_workshop(secret))
"""`view(request, ToldWorkOrder, secret, …)` for `/spk/<secret>/…`."""

floor_view = _door(lambda secret: floor_by_secret(secret))
"""`view(request, ToldFloor, secret, …)`: what is asked often reads no recap."""

head_view = _door(lambda secret: floor_head(secret))
"""`view(request, FloorHead, secret, …)`: for what comes from a script, and often."""

lot_view = _door(lambda secret: hand_over_by_secret(secret))
"""`view(request, ToldHandOver, secret)` for `/spk/serah/<secret>/`."""


def refuse_other_sites(request: HttpRequest) -> None:
    """For forms without a token: a phone that was without a signal for days may have none that is still good.

    These take no authority from a cookie: the secret in the address is all of it, and a page that does not know it
    can't forge anything. So this only keeps out what a browser itself says comes from elsewhere. Raises FromElsewhere.
    """
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        if site not in ("same-origin", "none"):
            raise FromElsewhere()
        return
    origin = request.headers.get("Origin", "")
    own = {urlsplit(settings.BASE_URL).netloc, request.get_host()}
    if origin and origin != "null" and urlsplit(origin).netloc not in own:
        raise FromElsewhere()
