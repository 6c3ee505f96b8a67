"""How strangers' posts come in: at which pace, and what becomes of a form that cannot be taken now."""

from collections.abc import Callable
from dataclasses import replace

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from bukapo.faces.storefront.shown.held import Held, posted_fields, render_held
from bukapo.faces.storefront.shown.too_late import RETRY_SECONDS, too_fast
from bukapo.faces.ui.limits import TooManyTries, pace_posts
from bukapo.kernel.pace import Pace

View = Callable[..., HttpResponseBase]
UNREADABLE = (RequestDataTooBig, TooManyFieldsSent, UnreadablePostError)


def stranger_form(what: str, *, most: int, seconds: int) -> Callable[[View], View]:
    """A form anybody may send: in `seconds`, `most` times wrongly or twenty times as often rightly, from one address.

    No CSRF token: there is no login a forged request could borrow, a buyer acts by a secret in the address or as a
    stranger. So ordering also works where an app's browser keeps no cookies. Views of the same `what` do not share
    their windows.
    """

    def decorate(view: View) -> View:
        paced = _paced(view, most, seconds)
        return _held_when_away(csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(paced)))

    return decorate


def stranger_deed(what: str, *, most: int, seconds: int) -> Callable[[View], View]:
    """Like `stranger_form`, for an address that only takes POST."""

    def decorate(view: View) -> View:
        return _held_when_away(csrf_exempt(require_POST(_paced(view, most, seconds))))

    return decorate


def _paced(view: View, most: int, seconds: int) -> View:
    return pace_posts(Pace(wrong=most, seconds=seconds), phone_of=_ordering_phone, too_fast=_too_fast)(view)


def _ordering_phone(request: HttpRequest) -> str:
    """The phone of somebody who sends an order or waits for one; the steps before count for their address only."""
    try:
        last = request.path.endswith("/kirim/") or request.POST.get("action") in ("send", "wait")
        return request.POST.get("phone", "")[:40] if last else ""
    except UNREADABLE:
        return ""


def _too_fast(request: HttpRequest, refusal: TooManyTries) -> HttpResponse | None:
    return _kept(request, too_fast(refusal, _), status=429)


def _held_when_away(view: View) -> View:
    view.when_away = held_while_away  # type: ignore[attr-defined]
    return view


def held_while_away(request: HttpRequest) -> HttpResponse | None:
    """The database is away: a posted form waits on the phone and is sent again. None for reading and for files."""
    held = Held(
        title=_("Server kami sedang tidak menjawab"),
        words=_("Isian Anda masih tersimpan di halaman ini."),
        more=_("Belum tentu yang tadi sudah masuk. Kirim ulang tidak akan membuatnya dobel."),
        retry_seconds=RETRY_SECONDS,
    )
    return _kept(request, held, status=503)


def _kept(request: HttpRequest, held: Held, *, status: int) -> HttpResponse | None:
    if request.method != "POST" or request.content_type != "application/x-www-form-urlencoded":
        return None
    try:
        return render_held(request, replace(held, fields=posted_fields(request)), status=status)
    except UNREADABLE:
        return None
