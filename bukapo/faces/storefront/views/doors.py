"""How strangers' posts come in."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from bukapo.faces.ui.limits import limit_posts

View = Callable[..., HttpResponseBase]


def stranger_form(what: str, *, most: int, seconds: int) -> Callable[[View], View]:
    """A form anybody may send, `most` times in `seconds` from one address.

    No CSRF token: there is no login a forged request could borrow, a buyer acts by a secret in the address or as a
    stranger. So ordering also works where an app's browser keeps no cookies.
    The limits are wide because a phone network puts thousands of buyers behind one address.
    """

    def decorate(view: View) -> View:
        return csrf_exempt(
            require_http_methods(["GET", "HEAD", "POST"])(limit_posts(what, most=most, seconds=seconds)(view))
        )

    return decorate


def stranger_deed(what: str, *, most: int, seconds: int) -> Callable[[View], View]:
    """Like `stranger_form`, for an address that only takes POST."""

    def decorate(view: View) -> View:
        return csrf_exempt(require_POST(limit_posts(what, most=most, seconds=seconds)(view)))

    return decorate
