"""A write that is only tried: what it would do is seen, and nothing of it stays."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def rehearsal() -> Iterator[None]:
    """A transaction that is undone at its end, whatever happened in it. What a write takes locks for, this does too."""
    with transaction.atomic(durable=True):
        yield
        transaction.set_rollback(True)
