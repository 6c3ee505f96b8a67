"""Several transactions at a time, each on its own connection: while one waits for the database another composes."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

from django.db import connection

HANDS = 2

T = TypeVar("T")
R = TypeVar("R")


def together(do: Callable[[T], R], items: Sequence[T], *, hands: int = HANDS) -> Iterator[R]:
    """`do` of every item, in order. When one fails (or the caller stops), no further one is begun."""

    def alone(item: T) -> R:
        try:
            return do(item)
        finally:
            connection.close()  # this thread's own

    pool = ThreadPoolExecutor(hands, thread_name_prefix="statement")
    running: list[Future[R]] = []
    try:
        waiting = iter(items)
        running += (pool.submit(alone, item) for item in islice(waiting, hands))
        while running:
            answer = running.pop(0).result()
            running += (pool.submit(alone, item) for item in islice(waiting, 1))
            yield answer
    finally:
        pool.shutdown(cancel_futures=True)
