"""How strangers' posts come in."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from bukapo.faces.storefront.shown.held import Held, posted_fields, render_held
from bukapo.faces.storefront.shown.too_late import RETRY_SECONDS
from bukapo.faces.ui.limits import limit_posts

View = Callable[..., HttpResponseBase]


def stranger_form(what: str, *, most: int, seconds: int) -> Callable[[View], View]:
    """A form anybody may send, `most` times in `seconds` from one address.

    No CSRF token: there is no login a forged request could borrow, a buyer acts by a secret in the address or as a
    stranger. So ordering also works where an app's browser keeps no cookies.
    The limits are wide because a phone network puts thousands of buyers behind one address.
    """

    def decorate(view: View) -> View:
        limited = limit_posts(what, most=most, seconds=seconds)(view)
        return _held_when_away(csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(limited)))

    return decorate


def stranger_deed(what: str, *, most: int, seconds: int) -> Callable[[View], View]:
    """Like `stranger_form`, for an address that only takes POST."""

    def decorate(view: View) -> View:
        return _held_when_away(csrf_exempt(require_POST(limit_posts(what, most=most, seconds=seconds)(view))))

    return decorate


def _held_when_away(view: View) -> View:
    view.when_away = held_while_away  # type: ignore[attr-defined]
    return view


def held_while_away(request: HttpRequest) -> HttpResponse | None:
    """The database is away: a posted form waits on the phone and is sent again. None for reading and for files."""
    if request.method != "POST" or request.content_type != "application/x-www-form-urlencoded":
        return None
    try:
        fields = posted_fields(request)
    except (RequestDataTooBig, TooManyFieldsSent, UnreadablePostError):
        return None
    held = Held(
        title=_("Server kami sedang tidak menjawab"),
        words=_("Isian Anda masih tersimpan di halaman ini."),
        more=_("Belum tentu yang tadi sudah masuk. Kirim ulang tidak akan membuatnya dobel."),
        fields=fields,
        retry_seconds=RETRY_SECONDS,
    )
    return render_held(request, held)
