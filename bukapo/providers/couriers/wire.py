"""How adapters speak to courier services: a time-out of 20 seconds at most, no retries, errors that tell no secret."""

from collections.abc import Mapping
from typing import Any

import httpx2

from bukapo.providers.payments.wire import MOST_ANSWER, Reply, plain, trusted
from bukapo.shipping.port import Unavailable

__all__ = ["Reply", "call", "plain", "rupiah_of"]

LONGEST = 20.0
"""Seconds, connecting included; nobody waits longer for a courier."""


def call(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    wait: float = 0,
    json: Any = None,
    form: Mapping[str, str] | None = None,
    params: Mapping[str, str] | None = None,
) -> Reply:
    """One request of at most `wait` seconds (0: LONGEST). Raises Unavailable for no answer, 429 and 5xx."""
    limit = httpx2.Timeout(wait or LONGEST - 4, connect=min(wait or 4.0, 4.0))
    try:
        answer = httpx2.request(
            method, url, headers={"Accept": "application/json", **headers}, json=json, data=form, params=params,
            timeout=limit, follow_redirects=False, verify=trusted(),
        )  # fmt: skip
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
        # The chain would carry the request, and the request its keys.
        raise Unavailable(type(error).__name__) from None
    if answer.status_code == 429:
        later = answer.headers.get("Retry-After", "")
        raise Unavailable("HTTP 429", wait=int(later) if later.isdigit() and len(later) < 6 else 60)
    if answer.status_code >= 500:
        raise Unavailable(f"HTTP {answer.status_code}")
    if len(answer.content) > MOST_ANSWER:
        raise Unavailable("the answer is too long")
    try:
        return Reply(answer.status_code, answer.json())
    except ValueError:
        return Reply(answer.status_code, {})


def rupiah_of(value: object) -> int:
    """`18000`, `"18000.00"`, 18000.4 -> whole rupiah, rounded up: no fee is told smaller than it is. 0 for none."""
    try:
        amount = float(str(value or 0))
    except ValueError:
        return 0
    return int(-(-amount // 1)) if 0 < amount < 1e9 else 0
