"""A partner's code on its way from the link to the order form: in addresses only, so that no cookie is needed."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse

from bukapo.campaigns.partners.rules import link_code

MOST_FIELDS = 50


def came_by(request: HttpRequest) -> str:
    """The code of the link (`?dari=CODE`), as it is kept; "" without one."""
    return link_code(request.GET.get("dari", ""))


def code_in(query: str) -> str:
    """The same, of a query string that nobody has read yet; of several the last counts."""
    if "dari=" not in query:
        return ""
    try:
        asked = dict(parse_qsl(query, max_num_fields=MOST_FIELDS))
    except ValueError:
        return ""
    return link_code(asked.get("dari", ""))


def carrying(response: HttpResponse, request: HttpRequest, store: str) -> HttpResponse:
    """The page whose links within the store keep the code this request came by."""
    if code := came_by(request):
        response.content = led_on(response.content, store, code)
    return response


def led_on(body: bytes, store: str, code: str) -> bytes:
    """Every plain link to a page of this store, with the code on it. The page itself knows of no code."""
    return _links(store).sub(rb'href="\1?dari=' + code.encode() + b'"', body)


@lru_cache(maxsize=256)
def _links(store: str) -> "re.Pattern[bytes]":
    return re.compile(rb'href="(/' + re.escape(store.encode()) + rb'/(?:[-\w]+/){0,3})"')
