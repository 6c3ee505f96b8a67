"""What a delay asks, and what becomes of answers and of silence. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta

from bukapo.kernel.machine import machine

OPEN, ENDED = "open", "ended"
DELAY = machine("delay", OPEN, open="ended", ended="")

STAYED, LEFT, MOVED, GONE, REPLACED = "stayed", "left", "moved", "gone", "replaced"
ANSWER = machine(
    "delay answer",
    OPEN,
    open="stayed left moved gone replaced",
    stayed="",
    left="",
    moved="",
    gone="",
    replaced="",
)
"""stayed: waits for the new day; left: took the money back; moved: went to another PO of the store; gone: the order
ended or was sent otherwise; replaced: the date moved again before this was over, the newer question counts."""

WAIT, REFUND, SWAP = "wait", "refund", "swap"
CHOICES = (WAIT, REFUND, SWAP)
SILENCES = (WAIT, REFUND)
"""What the terms give (`campaigns.late_terms`)."""

BY_LINK, BY_SILENCE, BY_SELLER = "link", "silence", "seller"

ASKABLE = ("placed", "confirmed")
"""States of an order that holds pieces and has not been sent."""

LEAST_TIME, MOST_TIME, USUAL_TIME = timedelta(hours=48), timedelta(days=14), timedelta(days=3)
REMINDED_AHEAD = timedelta(hours=24)


def is_later(before: Mapping[str, date], moves: Mapping[str, date]) -> bool:
    """Whether anybody has to wait longer for anything that was promised."""
    return any(day > before[what] for what, day in moves.items())


def silence_of(*, asked_before: bool, promised: bool) -> str:
    """What it means not to answer: the first time to wait, later to leave, if the terms said so beforehand."""
    return REFUND if asked_before and promised else WAIT
