"""Invariant 10: no row of one store hangs on a row of another."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import F

from bukapo.audit.breach import Breach
from bukapo.stores.scope import StoreOwned

WHY = "the audit reads every store"


def owners() -> Iterator[Breach]:
    """Every foreign key between two rows that belong to stores stays within one store."""
    for model in apps.get_models():
        if not issubclass(model, StoreOwned):
            continue
        for field in model._meta.get_fields():
            target = field.related_model
            if (
                not (field.many_to_one or field.one_to_one)
                or not field.concrete
                or not isinstance(target, type)
            ):
                continue
            if not issubclass(target, StoreOwned):
                continue
            strangers = model.objects.across_stores(WHY).exclude(**{f"{field.name}__isnull": True})
            strangers = strangers.exclude(**{f"{field.name}__store_id": F("store_id")})
            for pk in strangers.values_list("pk", flat=True)[:100]:
                what = f"names a {target._meta.label} of another store in {field.name}"
                yield Breach("tenancy", f"{model._meta.label} {pk}", what)
