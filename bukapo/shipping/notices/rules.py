"""States of a notice, and what the inbox bears. Pure."""

from datetime import timedelta

from bukapo.kernel.machine import machine

NOTICE = machine(
    "courier_notice", "new refused", new="done ignored failed", done="", ignored="", failed="", refused=""
)
"""new: not yet acted on; ignored: of no parcel of ours; failed: the service never answered our question; refused:
without the agreed secret or unreadable, kept only to be seen."""

MOST_BODY = 65_536
"""Bytes of one notice; the largest seen are 2 KB."""
REFUSED_AN_HOUR, REFUSED_IN_ALL = 20, 500
"""Rows that notices without the secret may make per account; beyond that they are only answered."""
NEW_AT_ONCE = 2_000
"""Notices of one account that may wait; who floods an unsigned address gets a 429."""
TRIES = 8
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)


def wait_after(tries: int) -> timedelta:
    """The pause after the `tries`-th time the service did not answer: 5 s, then four times as long, at most 1 h."""
    return min(LONGEST_WAIT, FIRST_WAIT * 4 ** min(max(0, tries - 1), 12))
