"""When a message may go out, by where its reader lives."""

from collections.abc import Iterable
from datetime import datetime

from bukapo.messaging.quiet.rows import QuietHours
from bukapo.messaging.quiet.rules import Quiet, not_before, zone_of
from bukapo.messaging.rules import FACTS
from bukapo.messaging.teaser.kinds import AT_ONCE
from bukapo.stores.models import Store

REMINDERS = frozenset({
    "order.payment_reminded", "order.payment_overdue", "order.payment_overdue_again", "order.payment_overdue_last",
    "order.price_reminded", "order.delay_reminded", "campaign.lock_announced.way", "campaign.lock_announced.address",
    "claim.reminded.seller",
})  # fmt: skip
"""Facts that nobody waits for: they can be read in the morning as well."""


def quiet_of(stores: Iterable[int]) -> dict[int, Quiet]:
    """The quiet hours of these stores (ids); the usual ones where a store said nothing. One query."""
    wanted = set(stores)
    rows = QuietHours.objects.across_stores("each row is given to its own store").filter(store_id__in=wanted)
    found = {row.store_id: Quiet(row.quiet_from, row.quiet_until, row.active) for row in rows}
    return {store: found.get(store, Quiet()) for store in wanted}


def waits(kind: str, purpose: str) -> bool:
    """Whether such a message may be put off until the morning: never what answers to something a person just did."""
    return kind not in AT_ONCE and (purpose != FACTS or kind in REMINDERS)


def when_to_send(
    *, kind: str, purpose: str, store: Store, quiet: Quiet, postal_code: str, key: str, at: datetime
) -> datetime:
    """`at`, or the morning after the quiet hours. `key`: who it is for, so that a crowd is spread over the morning."""
    if not waits(kind, purpose):
        return at
    return not_before(at, quiet=quiet, zone=zone_of(postal_code, store.zone), key=key)
