"""The seller's verbs of a series, and the one that time causes: opening the next batch."""

from datetime import datetime

from bukapo.campaigns.models import Series
from bukapo.campaigns.series.events import (
    BatchOpened,
    SeriesChanged,
    SeriesPaused,
    SeriesResumed,
    SeriesStopped,
)
from bukapo.campaigns.series.opening import latest_batch, lock_series, open_within
from bukapo.campaigns.series.rules import FULL, SERIES, Rhythm
from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, gettext_noop


def open_next_batch(
    *, store_id: int, series_id: int, actor: Actor, at: datetime, after: int | None = None
) -> BatchOpened:
    """Open the batch after the last one. `after`: only if the last one has this number still (raises WrongState else).

    Raises NotFound, SeriesOver, SeriesPaused, NotReady.
    """
    with writing():
        series = lock_series(store_id=store_id, series_id=series_id)
        last = latest_batch(series)
        if after is not None and last.batch != after:
            raise WrongState(state=str(last.batch))
        _fresh, events = open_within(series, at=at, by_hand=last.state == "published")
        record(events, actor=actor, at=at)
    opened = events[-1]
    assert isinstance(opened, BatchOpened)
    return opened


@write
def change_series(
    *,
    store_id: int,
    series_id: int,
    rhythm: Rhythm,
    cap: int | None,
    minimum: int | None,
    actor: Actor,
    at: datetime,
) -> SeriesChanged:
    """For the batches to come; those that are open keep what their buyers were told. Raises Invalid, WrongState."""
    series = lock_series(store_id=store_id, series_id=series_id)
    if series.state == "stopped":
        raise WrongState(state=series.state)
    told = rhythm.checked()
    if told.mode == FULL and cap is None:
        raise Invalid(field="cap", why=gettext_noop("Gelombang yang tutup begitu penuh perlu kuota."))
    if cap is not None and cap < 1:
        raise Invalid(field="cap", why=gettext_noop("Kuota paling sedikit 1 pcs."))
    if minimum is not None and (minimum < 2 or (cap is not None and minimum > cap)):
        raise Invalid(field="minimum", why=gettext_noop("Minimum antara 2 pcs dan kuotanya."))
    Series.objects.of(store_id).filter(pk=series.pk).update(rhythm=told.as_json(), cap=cap, minimum=minimum)
    return SeriesChanged(
        store_id=store_id, series_id=series.pk, rhythm=told.as_json(), cap=cap, minimum=minimum
    )


@write
def pause_series(
    *, store_id: int, series_id: int, actor: Actor, at: datetime, reason: str = ""
) -> SeriesPaused:
    """No further batch opens by itself. Raises NotFound, WrongState."""
    _to(store_id, series_id, "paused")
    return SeriesPaused(store_id=store_id, series_id=series_id, state="paused", reason=reason[:300])


@write
def resume_series(*, store_id: int, series_id: int, actor: Actor, at: datetime) -> SeriesResumed:
    """The worker opens the next batch if none is open. Raises NotFound, WrongState."""
    _to(store_id, series_id, "running")
    return SeriesResumed(store_id=store_id, series_id=series_id, state="running")


@write
def stop_series(*, store_id: int, series_id: int, actor: Actor, at: datetime) -> SeriesStopped:
    """For good; the batch that is open is the last one. Raises NotFound, WrongState."""
    _to(store_id, series_id, "stopped")
    return SeriesStopped(store_id=store_id, series_id=series_id, state="stopped")


def _to(store_id: int, series_id: int, state: str) -> None:
    lock_series(store_id=store_id, series_id=series_id)
    move(Series.objects.of(store_id), pk=series_id, machine=SERIES, to=state)
