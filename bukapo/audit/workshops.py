"""The directory of workshops says what its events said last."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from bukapo.audit.breach import Breach
from bukapo.journal.models import EventRow
from bukapo.production.models import Workshop

WHY = "the audit reads every store"
TOLD = ("name", "lead_days", "least", "prices")
KINDS = ("workshop.added", "workshop.described", "workshop.archived", "workshop.brought_back")


def directory() -> Iterator[Breach]:
    """Name, lead time, minimum, prices and rest of every workshop that has an event."""
    told: dict[int, dict[str, Any]] = defaultdict(lambda: {"archived": False})
    events = EventRow.objects.filter(subject="production.Workshop", kind__in=KINDS).order_by("id")
    for workshop, kind, data in events.values_list("subject_id", "kind", "data"):
        told[workshop].update({name: data[name] for name in TOLD if name in data})
        if kind in ("workshop.archived", "workshop.brought_back"):
            told[workshop]["archived"] = kind == "workshop.archived"
    for row in Workshop.objects.across_stores(WHY).filter(pk__in=told).order_by("pk"):
        said = {"lead_days": None, "least": None, "prices": []} | told[row.pk]
        wrong = [name for name in TOLD if name in said and getattr(row, name) != said[name]]
        wrong += ["archived_at"] if (row.archived_at is not None) != said["archived"] else []
        if wrong:
            yield Breach("workshop", f"workshop {row.pk}", f"is not as last written: {', '.join(wrong)}")
