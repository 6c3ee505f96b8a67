"""Pieces for writes of every room. They need an open transaction and never open one."""

from typing import Any

from django.db.models import QuerySet

from bukapo.kernel.machine import Machine, WrongState


def move(rows: "QuerySet[Any]", *, pk: int, machine: Machine, to: str, **changes: Any) -> None:
    """Guarded UPDATE of one row's `state`. Raises WrongState when the row may not move there (or is not there)."""
    if rows.filter(pk=pk, state__in=machine.sources(to)).update(state=to, **changes) != 1:
        current = rows.filter(pk=pk).values_list("state", flat=True).first()
        raise WrongState(state=current or "?")
