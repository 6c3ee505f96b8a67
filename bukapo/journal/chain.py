"""The chain of a subject's events: what the digest of one covers. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bukapo.kernel.actor import Actor
from bukapo.kernel.canonical import digest


def link(
    previous: str,
    *,
    kind: str,
    at: datetime,
    actor: Actor,
    store_id: int,
    campaign_id: int | None,
    order_id: int | None,
    subject: tuple[str, int],
    seq: int,
    data: Mapping[str, Any],
) -> str:
    """SHA-256 over everything the event says and the digest before it (`previous`, "" for the first)."""
    who = [actor.kind, actor.id, actor.label]
    where = [store_id, campaign_id, order_id, *subject, seq]
    return digest([previous, kind, at.astimezone(UTC).isoformat(), who, where, data])
