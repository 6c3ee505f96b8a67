"""The worker goes on, whatever a deed or the database does, and stops when it is told to."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import OperationalError, connection, connections

from bukapo.faces.cli.worker import LONGEST_REST, Missing, Worker
from bukapo.journal import clock
from bukapo.journal.models import Delivery, EventRow

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
_asked: list[datetime] = []


def three(at: datetime) -> int:
    _asked.append(at)
    return 3


def nothing(at: datetime) -> int:
    _asked.append(at)
    return 0


def broken(at: datetime) -> int:
    _asked.append(at)
    raise ValueError("a mistake in a room")


def restarted(at: datetime) -> int:
    _asked.append(at)
    raise OperationalError("terminating connection due to administrator command")


def consumed(event: EventRow, at: datetime) -> None:
    _asked.append(at)


@pytest.fixture(autouse=True)
def _nobody_was_asked() -> Iterator[None]:
    _asked.clear()
    yield


def worker(*names: str, pause: float = 0.01) -> Worker:
    return Worker(due=[f"{__name__}.{name}" for name in names], pause=pause)


def row_is_done(row: Delivery) -> bool:
    return Delivery.objects.filter(pk=row.pk, state="done").exists()


def delivery() -> Delivery:
    event = EventRow.objects.create(
        store_id=1, kind="test.happened", subject="test.Thing", subject_id=1, seq=1, at=AT,
        actor_kind="system", actor_label="BukaPO", data={}, digest="",
    )  # fmt: skip
    return Delivery.objects.create(event=event, consumer=f"{__name__}.consumed", run_after=AT)


@pytest.mark.django_db
def test_a_round_runs_the_outbox_and_asks_each_room_with_the_clock() -> None:
    row = delivery()
    with clock.told(AT):
        assert worker("three", "nothing").round() == 4
    row.refresh_from_db()
    assert row.state == "done"
    assert _asked == [AT, AT, AT]


def test_a_name_that_leads_nowhere_stops_the_worker_before_it_starts() -> None:
    with pytest.raises(Missing, match="not_written_yet"):
        worker("not_written_yet")
    with pytest.raises(Missing, match="is no function"):
        worker("AT")


@pytest.mark.django_db
def test_a_room_that_fails_is_asked_ever_more_rarely_and_the_others_go_on() -> None:
    it = worker("broken", "three")
    assert it.round() == 3
    assert it.round() == 3
    failing = it.deeds[1]
    assert (failing.name.rpartition(".")[2], failing.failures) == ("broken", 1)
    for _ in range(30):
        failing.rest_until = 0
        it.round()
    assert failing.failures == 31
    assert failing.rest_until <= time.monotonic() + LONGEST_REST


@pytest.mark.django_db
def test_a_room_that_is_well_again_is_asked_as_often_as_before() -> None:
    it = worker("three")
    it.deeds[1].failures = 5
    it.round()
    assert it.deeds[1].failures == 0


@pytest.mark.django_db
def test_a_restart_of_the_database_does_not_end_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    it = worker("restarted", "three")
    assert it.round() == 3
    assert it.deeds[1].failures == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres_only
def test_a_cut_connection_is_made_anew() -> None:
    it, row = worker("three"), delivery()
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        mine = cursor.fetchone()[0]

    def cut() -> None:
        with connection.cursor() as other:
            other.execute("SELECT pg_terminate_backend(%s)", [mine])
        connections.close_all()

    thread = threading.Thread(target=cut)
    thread.start()
    thread.join()
    it.deeds[1].do = lambda at: it.stop() or 1 if row_is_done(row) else 0
    it.run()
    row.refresh_from_db()
    assert row.state == "done"


def running(it: Worker) -> threading.Thread:
    def run() -> None:
        it.run()
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.mark.django_db(transaction=True)
def test_told_to_stop_it_finishes_what_it_is_doing() -> None:
    began, may_end = threading.Event(), threading.Event()
    it = worker("nothing")

    def slow(at: datetime) -> int:
        began.set()
        may_end.wait(5)
        _asked.append(at)
        return 1

    it.deeds[1].do = slow

    thread = running(it)
    assert began.wait(5)
    it.stop()
    may_end.set()
    thread.join(5)
    assert not thread.is_alive()
    assert len(_asked) == 1


@pytest.mark.django_db(transaction=True)
def test_who_waits_for_somebody_elses_server_keeps_nobody_else_waiting() -> None:
    may_end, came = threading.Event(), threading.Event()
    names = [f"{__name__}.nothing", f"{__name__}.three"]
    it = Worker(due=names[:1], beside={"waits": names, "goes on": names[1:]}, pause=0.01)

    def waits(at: datetime) -> int:
        may_end.wait(5)
        return 0

    def goes_on(at: datetime) -> int:
        came.set()
        return 0

    it.beside[0][0].do, it.beside[1][0].do = waits, goes_on
    thread = running(it)
    try:
        assert came.wait(5)
        until = time.monotonic() + 5
        while not _asked and time.monotonic() < until:
            time.sleep(0.01)
        assert _asked  # the main round went on as well
    finally:
        it.stop()
        may_end.set()
        thread.join(5)
    assert not thread.is_alive()
