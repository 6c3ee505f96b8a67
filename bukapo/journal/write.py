"""How anything changes: check, change, exactly one event per subject, in one durable transaction."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Case, CharField, F, Value, When
from django.utils.module_loading import import_string

from bukapo.journal.chain import link
from bukapo.journal.events import Event
from bukapo.journal.models import Delivery, EventRow
from bukapo.kernel.actor import Actor

_CHAIN_BATCH = 400
"""Subjects advanced by one UPDATE: a longer CASE is refused by SQLite."""

P = ParamSpec("P")
E = TypeVar("E", bound=Event)


def write(verb: Callable[P, E]) -> Callable[P, E]:
    """Make a verb of one event. It is called with keywords only, `actor` and `at` among them, and returns its event.

    The transaction is durable: a write inside a write raises, because the inner one could not promise anything.
    """

    @wraps(verb)
    def run(*args: P.args, **kwargs: P.kwargs) -> E:
        with writing():
            event = verb(*args, **kwargs)
            record([event], actor=kwargs["actor"], at=kwargs["at"])  # type: ignore[arg-type]
        return event

    return run


@contextmanager
def writing() -> Iterator[None]:
    """The transaction of a write. Only a verb that records several subjects' events opens it by itself."""
    with transaction.atomic(durable=True):
        yield


def record(events: Sequence[Event], *, actor: Actor, at: datetime) -> list[EventRow]:
    """Store the events with their chain, postings and deliveries. The caller's transaction must be open.

    Several events of one call must have different subjects.
    """
    if not events:
        return []
    rows = [_row(event, actor, at) for event in events]
    for label in sorted({event.subject[0] for event in events}):
        for batch in batched([row for row in rows if row.subject == label], _CHAIN_BATCH):
            _chain(label, batch)
    EventRow.objects.bulk_create(rows)
    for sink in settings.BUKAPO_SINKS:
        import_string(sink)(list(zip(rows, events, strict=True)))
    consumers = import_string(settings.BUKAPO_REACTIONS)
    Delivery.objects.bulk_create(
        Delivery(event=row, consumer=name, run_after=at) for row in rows for name in consumers(row.kind)
    )
    return rows


def batched(rows: list[EventRow], size: int) -> Iterator[list[EventRow]]:
    """Slices of at most `size` rows."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _row(event: Event, actor: Actor, at: datetime) -> EventRow:
    return EventRow(
        store_id=event.store_id,
        campaign_id=event.campaign_id,
        order_id=event.order_id,
        kind=event.kind,
        subject=event.subject[0],
        subject_id=event.subject_id,
        at=at.astimezone(UTC),
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_label=actor.label,
        data=event.data(),
    )


def _chain(label: str, rows: list[EventRow]) -> None:
    """Give each row its number and digest after its subject's last one, and advance the subjects."""
    model: Any = apps.get_model(label)
    subjects = model._base_manager.filter(pk__in=[row.subject_id for row in rows])
    last = {s.pk: s for s in subjects.select_for_update(of=("self",)).order_by("pk").only("version", "chain")}
    if len(last) != len(rows):
        raise LookupError(f"each of these events needs its own existing {label}")
    for row in rows:
        row.seq = last[row.subject_id].version + 1
        row.digest = event_digest(row, previous=last[row.subject_id].chain)
    chains = [When(pk=row.subject_id, then=Value(row.digest)) for row in rows]
    subjects.update(version=F("version") + 1, chain=Case(*chains, output_field=CharField()))


def event_digest(row: EventRow, *, previous: str) -> str:
    """The row's link in its subject's chain (`chain.link`); the audit recomputes it."""
    return link(
        previous,
        kind=row.kind,
        at=row.at,
        actor=Actor(row.actor_kind, row.actor_label, row.actor_id),
        store_id=row.store_id,
        campaign_id=row.campaign_id,
        order_id=row.order_id,
        subject=(row.subject, row.subject_id),
        seq=row.seq,
        data=row.data,
    )


def broken_links(rows: Iterable[EventRow]) -> Iterator[tuple[EventRow, str]]:
    """Rows of ONE subject in order of `seq` -> each that does not follow from the one before, with the reason."""
    previous, expected = "", 1
    for row in rows:
        if row.seq != expected:
            yield row, f"event {expected} is missing"
        elif row.digest != event_digest(row, previous=previous):
            yield row, f"event {row.seq} ({row.kind}) was altered"
        previous, expected = row.digest, row.seq + 1
