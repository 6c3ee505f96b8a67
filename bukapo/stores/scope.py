"""Rows that belong to a store. Forgetting the store raises; it never leaks."""

from typing import Any

from django.db import models


class UnscopedQuery(AssertionError):
    """A programming mistake: rows of a store were asked for without naming the store."""


class ScopedManager(models.Manager[Any]):
    """`Order.objects.of(store_id)` is the only everyday way in.

    `across_stores(reason)` is for the worker and the audit, and says why. Related managers (`order.lines`) are
    scoped by their owner already.
    """

    def get_queryset(self) -> "models.QuerySet[Any]":
        if getattr(self, "instance", None) is None:
            raise UnscopedQuery(f"{self.model.__name__}: say whose rows with .of(store)")
        return super().get_queryset()

    def of(self, store: "int | models.Model") -> "models.QuerySet[Any]":
        """Rows of one store (its id or the Store)."""
        store_id = store if isinstance(store, int) else store.pk
        return super().get_queryset().filter(store_id=store_id)

    def across_stores(self, reason: str) -> "models.QuerySet[Any]":
        """Rows of every store. `reason` is for the reader of the code and must not be empty."""
        if not reason:
            raise UnscopedQuery("across_stores needs a reason")
        return super().get_queryset()

    def create(self, **fields: Any) -> Any:
        """One new row; it must name its store."""
        return self.bulk_create([self.model(**fields)])[0]

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        """New rows; each must name its store."""
        rows = list(objs)
        if any(row.store_id is None for row in rows):
            raise UnscopedQuery(f"{self.model.__name__}: a new row names its store")
        return super().get_queryset().bulk_create(rows, *args, **kwargs)


class StoreOwned(models.Model):
    """Base of every row that belongs to one store."""

    store = models.ForeignKey("stores.Store", on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager()

    class Meta:
        abstract = True
