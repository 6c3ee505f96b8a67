"""What time makes due for delays. Each order is a write of its own: a killed worker repeats nothing."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bukapo.journal.alone import each_alone
from bukapo.orders.delays.answering import carry_out, end_delay, remind
from bukapo.orders.delays.rules import ASKABLE, OPEN, REMINDED_AHEAD
from bukapo.orders.models import Delay, DelayAnswer

_EVERY = "the worker serves every store"
_BATCH = 100


def remind_of_delays(at: datetime) -> int:
    """Buyers who have a day left to choose and have not."""
    rows = _open().filter(
        reminded=False, choice="", delay__answer_by__gt=at, delay__answer_by__lte=at + REMINDED_AHEAD
    )
    return _each(rows, lambda store, pk: remind(store_id=store, answer_id=pk, at=at))


def carry_out_delays(at: datetime) -> int:
    """Choices and silences whose day has come, then delays that ask nobody any more.

    While a transfer proof waits for its judge the order waits too.
    """
    due = _open().filter(delay__answer_by__lte=at).exclude(order__proofs__state="pending")
    done = _each(due, lambda store, pk: carry_out(store_id=store, answer_id=pk, at=at))
    over = Delay.objects.across_stores(_EVERY).filter(state=OPEN).exclude(pk__in=_open().values("delay"))
    return done + _each(over, lambda store, pk: end_delay(store_id=store, delay_id=pk, at=at))


def _open() -> Any:
    rows = DelayAnswer.objects.across_stores(_EVERY)
    return rows.filter(state=OPEN, delay__state=OPEN, order__state__in=ASKABLE)


def _each(rows: Any, act: Callable[[int, int], object]) -> int:
    return each_alone(rows.order_by("pk").values_list("store_id", "pk")[:_BATCH], act)
