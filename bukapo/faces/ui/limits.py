"""How often one visitor may try something.

Two means: fixed windows counted in the cache for logins and the like (`count_try`, `limit_posts`), and `pace_posts`
for the forms of strangers, which is wide for a crowd behind one address (`kernel.pace`). Both live in each process, so
with n web processes a visitor has n times the tries (docs/decisions/0013).
"""

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

from bukapo.journal import clock
from bukapo.kernel import address
from bukapo.kernel.pace import Pace, TooManyTries

__all__ = ["TooManyTries", "count_try", "limit_posts", "pace_posts", "pacing", "visitor_address"]

View = Callable[..., HttpResponseBase]


def visitor_address(request: HttpRequest) -> str:
    """The visitor's address as the outermost of `settings.PROXIES` trusted proxies saw it."""
    remote = str(request.META.get("REMOTE_ADDR") or "")
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    return address.visitor_address(remote, forwarded, settings.PROXIES)


def count_try(what: str, who: str, *, most: int, seconds: int) -> None:
    """Count one try of `what` by `who`; raise TooManyTries beyond `most` within the running window of `seconds`."""
    window = int(clock.now().timestamp()) // seconds
    name = hashlib.sha256(f"{what}\n{window}\n{who}".encode()).hexdigest()
    key = f"tries:{name}"
    cache.add(key, 0, timeout=seconds)
    try:
        tries = cache.incr(key)
    except ValueError:  # the window ended between the two lines
        return
    if tries > most:
        raise TooManyTries()


def limit_posts(what: str, *, most: int, seconds: int) -> Callable[..., View]:
    """Decorate a view: one address may POST to it `most` times in `seconds`. Other methods are not counted."""

    def decorate(view: View) -> View:
        @wraps(view)
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST":
                count_try(what, visitor_address(request), most=most, seconds=seconds)
            return view(request, *args, **kwargs)

        return limited

    return decorate


@contextmanager
def pacing(pace: Pace, request: HttpRequest) -> Iterator[None]:
    """A post within the block keeps to `pace`; a refusal costs what its status costs. Raises TooManyTries."""
    who = visitor_address(request)
    pace.enter(who, time.monotonic())
    status = 500
    try:
        yield
        status = 200
    except Exception as error:
        status = getattr(error, "http_status", status)
        raise
    finally:
        pace.answered(who, status, time.monotonic())


def pace_posts(
    pace: Pace,
    *,
    phone_of: Callable[[HttpRequest], str] = lambda request: "",
    too_fast: Callable[[HttpRequest, TooManyTries], HttpResponseBase | None] = lambda request, refusal: None,
) -> Callable[[View], View]:
    """Decorate a view: its posts keep to `pace`. `phone_of` tells who orders, `too_fast` may answer instead of a 429.

    A refusal that the view does not catch costs what its own status costs.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def paced(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            who, phone = visitor_address(request), phone_of(request)
            try:
                pace.enter(who, time.monotonic(), phone=phone)
            except TooManyTries as refusal:
                if answer := too_fast(request, refusal):
                    return answer
                raise
            status = 500
            try:
                response = view(request, *args, **kwargs)
                status = response.status_code
                return response
            except Exception as error:
                status = getattr(error, "http_status", status)
                raise
            finally:
                pace.answered(who, status, time.monotonic(), phone=phone)

        return paced

    return decorate
