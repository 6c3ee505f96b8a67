"""States of a notice, and what the inbox bears. Pure."""

from datetime import timedelta

from bukapo.kernel.machine import machine

NOTICE = machine(
    "notice",
    "new refused",
    new="done ignored doubtful failed",
    doubtful="done ignored",
    failed="done ignored",
    done="",
    ignored="",
    refused="",
)
"""new: verified, not yet acted on; doubtful: the seller decides; failed: the gateway never answered our question;
refused: not signed with the store's key, kept only to be seen."""

MOST_BODY = 65_536
"""Bytes of one notice; the largest seen are a few KB."""
REFUSED_AN_HOUR, REFUSED_IN_ALL = 20, 500
"""Rows that unsigned notices may make per account; beyond that they are only answered."""
TRIES = 12
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)


def wait_after(tries: int) -> timedelta:
    """The pause after the `tries`-th time the gateway did not answer: 5 s, doubled each time, at most an hour."""
    return min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(max(0, tries - 1), 20))
