"""The WSGI door: a remembered page is answered here, everything else goes on to Django untouched.

What is remembered is Django's own answer to a stranger without cookies, headers included. So nothing needs to be kept
in step with the middleware, and a page that sets a cookie or depends on one is never remembered.
"""

import io
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, parse_cookie
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, resolve
from django.utils import translation

from bukapo.faces.storefront.memory.look import Seen, look
from bukapo.faces.storefront.memory.page import Headers, Page, cut_at_countdown, etag_of
from bukapo.faces.storefront.memory.shelf import Away, Key, Shelf
from bukapo.faces.storefront.shown.partners import code_in
from bukapo.faces.ui.outage import is_away, outage
from bukapo.faces.ui.request_line import SHOWN_AT, new_request_id, request_line
from bukapo.journal.reckoning import reckoning

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]

PAGE = re.compile(r"/([-a-zA-Z0-9_]+)/([-a-zA-Z0-9_]+)/")
SAYS_NOTHING = re.compile(
    r"(?:(?:utm_\w+|fbclid|gclid|igsh|igshid|ttclid|mibextid|lewat|dari)=[^&]*(?:&|$))*"
)
"""Questions that apps append to a link; the page is the same. A partner's code is put on its links when it is sent."""
GZIP = re.compile(r"\bgzip\b")
NOT_SENT_ON = {"content-length", "x-request-id", "vary", "cache-control", "etag"}


class RememberedPages:
    """`application` with the pages of POs in front of it."""

    def __init__(
        self,
        application: Application,
        *,
        steady: Callable[[], float] = time.monotonic,
        later: Callable[[Callable[[], object]], object] | None = None,
    ) -> None:
        self._application = application
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="pages", initializer=_yield_to_others)
        self.shelf = Shelf(
            look=self._look, make=self._make, now=reckoning.now, steady=steady, later=later or self._in_pool
        )

    def _in_pool(self, job: Callable[[], object]) -> None:
        self._pool.submit(job)

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            began = time.perf_counter()
            asked = self._asked(environ)
            shown = self.shelf.page(*asked) if asked else None
            if shown is not None:
                return self._tell(environ, start_response, *shown, began, store=asked[0][0] if asked else "")
        return self._application(environ, start_response)

    def _tell(
        self, environ: Environ, start_response: Any, page: Page, at: datetime, began: float, *, store: str
    ) -> Iterable[bytes]:
        method, sent = environ["REQUEST_METHOD"], page.sent(at)
        if code := code_in(environ.get("QUERY_STRING", "")):
            sent = sent.led_on(store, code)
        packed = GZIP.search(environ.get("HTTP_ACCEPT_ENCODING", "")) is not None
        headers = sent.packed_headers if packed else sent.headers
        known = _knows(environ, page.etag)
        if known:
            headers = [pair for pair in headers if not pair[0].lower().startswith("content-")]
        request_id = new_request_id()
        request_line(
            began=began, method=method, path=environ["PATH_INFO"], status=304 if known else 200,
            request_id=request_id, remembered="shown",
        )  # fmt: skip
        start_response("304 Not Modified" if known else "200 OK", [*headers, ("X-Request-Id", request_id)])
        return (b"" if known or method == "HEAD" else sent.packed if packed else sent.plain,)

    def _asked(self, environ: Environ) -> tuple[Key, tuple[str, str]] | None:
        """The PO and the variant (language, scheme) that this request wants; None for anything else."""
        found = PAGE.fullmatch(environ.get("PATH_INFO", ""))
        cookies = environ.get("HTTP_COOKIE", "")
        if (
            found is None
            or environ.get("SCRIPT_NAME")
            or settings.SESSION_COOKIE_NAME in cookies
            or not SAYS_NOTHING.fullmatch(environ.get("QUERY_STRING", ""))
            or not _is_our_host(environ.get("HTTP_HOST", ""))
        ):
            return None
        key = (found[1], found[2])
        if key not in self.shelf and not _is_campaign(found[0]):
            return None
        return key, (_language(cookies, environ.get("HTTP_ACCEPT_LANGUAGE", "")), _scheme(environ))

    def _look(self, key: Key) -> Seen | None:
        if outage.known:
            raise Away
        try:
            return look(*key)
        except Error as error:
            if not is_away(error):
                raise
            outage.suspect()
            raise Away from error

    def _make(self, key: Key, variant: Any, at: datetime) -> tuple[tuple[bytes, ...], Headers, str] | None:
        language, scheme = variant
        told: list[Any] = []
        with translation.override(language):
            answer = self._application(stranger(key, language, scheme, at), lambda *given: told.extend(given))
            try:
                body = b"".join(answer)
            finally:
                getattr(answer, "close", lambda: None)()
        status, headers = told[0], told[1]
        if status.startswith("503"):
            raise Away
        names = {name.lower(): value for name, value in headers}
        if not status.startswith("200") or "set-cookie" in names or "cookie" in names.get("vary", "").lower():
            return None
        kept = [(name, value) for name, value in headers if name.lower() not in NOT_SENT_ON]
        parts = cut_at_countdown(body, at)
        # Cookie: of the visitors' cookies only the language counts, and no page that depends on another comes this far.
        return parts, [*kept, ("Vary", "Accept-Encoding, Accept-Language, Cookie")], etag_of(parts)


def _yield_to_others() -> None:
    """A page whose numbers are made anew may take its time; orders and readers go first. (Linux: per thread.)"""
    if sys.platform.startswith("linux"):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)


def stranger(key: Key, language: str, scheme: str, at: datetime) -> Environ:
    """The request of somebody without cookies for a PO's page as it is at `at`."""
    host, header = _own_host(), settings.SECURE_PROXY_SSL_HEADER
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/{}/{}/".format(*key),
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": host,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": host,
        "HTTP_ACCEPT_LANGUAGE": language,
        "wsgi.url_scheme": scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        SHOWN_AT: at,
    }
    if header and scheme == "https":
        environ[header[0]] = header[1]
    return environ


def _own_host() -> str:
    hosts = [host for host in settings.ALLOWED_HOSTS if not host.startswith(("*", "."))]
    return hosts[0] if hosts else "localhost"


def _knows(environ: Environ, etag: str) -> bool:
    known = environ.get("HTTP_IF_NONE_MATCH", "")
    return bool(known) and (known.strip() == "*" or etag.removeprefix("W/") in known)


def _scheme(environ: Environ) -> str:
    header = settings.SECURE_PROXY_SSL_HEADER
    if header and header[0] in environ:
        return "https" if environ[header[0]].partition(",")[0].strip() == header[1] else "http"
    return str(environ.get("wsgi.url_scheme", "http"))


@lru_cache(maxsize=64)
def _is_our_host(host: str) -> bool:
    """A foreign name is Django's to refuse."""
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


@lru_cache(maxsize=1024)
def _is_campaign(path: str) -> bool:
    try:
        return resolve(path, settings.ROOT_URLCONF).view_name == "storefront:campaign"
    except Resolver404:
        return False


def _language(cookies: str, accepted: str) -> str:
    """As LocaleMiddleware finds it."""
    return (
        _known_language(cookies, accepted)
        if len(cookies) + len(accepted) < 400
        else _found_language(cookies, accepted)
    )


def _found_language(cookies: str, accepted: str) -> str:
    request = HttpRequest()
    request.META["HTTP_ACCEPT_LANGUAGE"] = accepted
    request.COOKIES = parse_cookie(cookies)
    return str(translation.get_language_from_request(request))


_known_language = lru_cache(maxsize=1024)(_found_language)
