"""Invariant 7: every change wrote one event, and the events give the state."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from bukapo.audit.breach import Breach
from bukapo.journal.models import Delivery, EventRow, Journaled
from bukapo.journal.write import broken_links


def journaled() -> list[type[models.Model]]:
    """Every model whose rows are subjects of events."""
    return [model for model in apps.get_models() if issubclass(model, Journaled)]


def chains() -> Iterator[Breach]:
    """Each subject's events are complete, unaltered, and end where the subject says."""
    ends: dict[tuple[str, int], tuple[int, str]] = {}
    rows = EventRow.objects.order_by("subject", "subject_id", "seq").iterator(chunk_size=2000)
    for (subject, subject_id), group in groupby(rows, key=lambda row: (row.subject, row.subject_id)):
        events = list(group)
        for row, why in broken_links(events):
            yield Breach("event", f"{subject} {subject_id}", f"{why} (event row {row.pk})")
        ends[subject, subject_id] = (events[-1].seq, events[-1].digest)
    for model in journaled():
        label = model._meta.label
        for pk, version, chain in model._base_manager.values_list("pk", "version", "chain"):
            seq, digest = ends.pop((label, pk), (0, ""))
            if version != seq:
                yield Breach("event", f"{label} {pk}", f"counts {version} events, the journal holds {seq}")
            elif chain != digest:
                yield Breach("event", f"{label} {pk}", "its last event is not the one it remembers")
            elif version == 0:
                yield Breach("event", f"{label} {pk}", "exists without an event")
    for subject, subject_id in ends:
        yield Breach("event", f"{subject} {subject_id}", "has events but does not exist")


def states() -> Iterator[Breach]:
    """Replaying the events gives each subject's state."""
    told: dict[tuple[str, int], str] = {}
    rows = EventRow.objects.order_by("subject", "subject_id", "seq")
    for subject, subject_id, data in rows.values_list("subject", "subject_id", "data").iterator(
        chunk_size=2000
    ):
        if data.get("state"):
            told[subject, subject_id] = data["state"]
    for model in journaled():
        if not _has_state(model):
            continue
        for pk, state in model._base_manager.values_list("pk", "state"):
            replayed = told.get((model._meta.label, pk))
            if replayed is not None and replayed != state:
                yield Breach("state", f"{model._meta.label} {pk}", f"is {state}, its events say {replayed}")


def outbox() -> Iterator[Breach]:
    """Every event was handed to everyone who must hear of it."""
    consumers_of: Any = import_string(settings.BUKAPO_REACTIONS)
    handed: dict[int, set[str]] = {}
    for event_id, consumer in Delivery.objects.values_list("event_id", "consumer").iterator(chunk_size=5000):
        handed.setdefault(event_id, set()).add(consumer)
    for pk, kind in EventRow.objects.order_by("pk").values_list("pk", "kind").iterator(chunk_size=5000):
        for consumer in consumers_of(kind):
            if consumer not in handed.get(pk, set()):
                yield Breach("outbox", f"event {pk} ({kind})", f"was never handed to {consumer}")
        handed.pop(pk, None)
    for event_id in handed:
        yield Breach("outbox", f"event {event_id}", "is handed over and does not exist")


def _has_state(model: type[models.Model]) -> bool:
    return any(field.name == "state" for field in model._meta.get_fields())
