"""How adapters speak to their gateways: JSON, short time-outs, no retries, and errors that tell no secret."""

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx2

from bukapo.payments.port import Unavailable

TIMEOUT = httpx2.Timeout(8.0, connect=3.0)
"""Seconds; a buyer waits in front of it."""
MOST_ANSWER = 1_000_000
TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Reply:
    """What came back: the HTTP status and the JSON ({} when it was none)."""

    status: int
    data: Any

    def get(self, name: str, default: Any = "") -> Any:
        """A field of the JSON object; `default` when it is missing, null, or no object came."""
        found = self.data.get(name) if isinstance(self.data, dict) else None
        return default if found is None else found


@cache
def trusted() -> ssl.SSLContext:
    """Whom we believe, read once a process: each reading takes some 50 ms of the processor."""
    return httpx2.create_ssl_context()


def call(
    method: str,
    url: str,
    *,
    auth: tuple[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    json: Any = None,
    params: Mapping[str, str] | None = None,
) -> Reply:
    """One request. Raises Unavailable when no answer came in time, or one that says the gateway is in trouble."""
    try:
        answer = httpx2.request(
            method, url, auth=auth, headers={"Accept": "application/json", **(headers or {})}, json=json,
            params=params, timeout=TIMEOUT, follow_redirects=False, verify=trusted(),
        )  # fmt: skip
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
        # The chain would carry the request, and the request its keys.
        raise Unavailable(type(error).__name__) from None
    if answer.status_code >= 500 or answer.status_code == 429:
        raise Unavailable(f"HTTP {answer.status_code}")
    return Reply(answer.status_code, _json(answer))


def _json(answer: httpx2.Response) -> Any:
    if len(answer.content) > MOST_ANSWER:
        raise Unavailable("the answer is too long")
    try:
        return answer.json()
    except ValueError:
        return {}


def whole_rupiah(value: object) -> int:
    """`147356`, `"147356.00"`, `147356.0` -> 147356. Raises Unavailable for what is no whole, positive sum."""
    found = re.fullmatch(r"(\d{1,13})(?:\.0{1,2})?", str(value).strip())
    if not found:
        raise Unavailable("a sum that cannot be read")
    return int(found[1])


def plain(text: object, most: int = 300) -> str:
    """One line without markup, at most `most` signs."""
    return " ".join(TAGS.sub("", str(text or "")).split())[:most]
