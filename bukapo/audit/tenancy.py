"""Invariant 10: no row of one store hangs on a row of another."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import F

from bukapo.audit.breach import Breach
from bukapo.stores.scope import StoreOwned

WHY = "the audit reads every store"


@dataclass(frozen=True)
class Question:
    """One foreign key between two rows that belong to stores, and the SQL that finds rows where they differ."""

    model: str
    field: str
    target: str
    sql: str
    params: tuple[Any, ...]


def owners() -> Iterator[Breach]:
    """Every foreign key between two rows that belong to stores stays within one store."""
    with connection.cursor() as cursor:
        for asked in _questions(connection.vendor):
            cursor.execute(asked.sql, asked.params)
            for (pk,) in cursor.fetchall():
                what = f"names a {asked.target} of another store in {asked.field}"
                yield Breach("tenancy", f"{asked.model} {pk}", what)


@cache  # some two hundred of them: making the SQL takes longer than asking it
def _questions(_vendor: str) -> tuple[Question, ...]:
    found = []
    for model in [model for model in apps.get_models() if issubclass(model, StoreOwned)]:
        for field in model._meta.get_fields():
            target = field.related_model
            single = (field.many_to_one or field.one_to_one) and field.concrete
            if not single or not isinstance(target, type) or not issubclass(target, StoreOwned):
                continue
            strangers = model.objects.across_stores(WHY).exclude(**{f"{field.name}__isnull": True})
            strangers = strangers.exclude(**{f"{field.name}__store_id": F("store_id")})
            sql, params = strangers.values_list("pk")[:100].query.sql_with_params()
            found.append(Question(model._meta.label, field.name, target._meta.label, sql, tuple(params)))
    return tuple(found)
