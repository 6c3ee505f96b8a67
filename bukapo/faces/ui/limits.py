"""How often one visitor may try something: fixed windows counted in the cache.

The cache of the default installation lives in each process, so with n web processes a visitor has n times the tries.
"""

import hashlib
import ipaddress
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal, gettext_noop


class TooManyTries(Refusal):
    """The window is used up; HTTP 429."""

    code = "too_many_tries"
    sentence = gettext_noop("Terlalu banyak percobaan. Coba lagi sebentar lagi.")
    http_status = 429


def visitor_address(request: HttpRequest) -> str:
    """The visitor's address as the outermost trusted proxy saw it.

    With `settings.PROXIES` = n the n-th entry of X-Forwarded-For from the right is the one our own proxy wrote; what
    stands left of it was sent by the visitor and proves nothing. A header shorter than n came round the proxies.
    """
    seen = str(request.META.get("REMOTE_ADDR") or "")
    hops = [
        hop.strip() for hop in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",") if hop.strip()
    ]
    if settings.PROXIES and len(hops) >= settings.PROXIES:
        seen = hops[-settings.PROXIES]
    return _network(seen)


def _network(address: str) -> str:
    """An IPv6 visitor owns a whole /64: it counts as one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


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


def limit_posts(what: str, *, most: int, seconds: int) -> Callable[..., Callable[..., HttpResponseBase]]:
    """Decorate a view: one address may POST to it `most` times in `seconds`. Other methods are not counted."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST":
                count_try(what, visitor_address(request), most=most, seconds=seconds)
            return view(request, *args, **kwargs)

        return limited

    return decorate
