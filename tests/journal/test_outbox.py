"""What must follow an event follows, whatever dies in between."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection, connections
from django.test.utils import CaptureQueriesContext

from bukapo.journal import outbox
from bukapo.journal.models import Delivery, EventRow

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
_seen: list[tuple[int, datetime]] = []
GUARD = threading.Lock()


def see(event: EventRow, at: datetime) -> None:
    with GUARD:
        _seen.append((event.pk, at))


def fail(event: EventRow, at: datetime) -> None:
    _seen.append((event.pk, at))
    raise ValueError("the consumer's own mistake \x00")


def die(event: EventRow, at: datetime) -> None:
    _seen.append((event.pk, at))
    raise SystemExit(9)  # no `except Exception` sees it: what kill -9 leaves behind


@pytest.fixture(autouse=True)
def _nobody_has_seen_anything() -> Iterator[None]:
    _seen.clear()
    yield
    _seen.clear()


@pytest.fixture
def deliver() -> Callable[..., Delivery]:
    """One event, `seq`-th of its subject, and its delivery to a function of this module."""

    def make(consumer: str = "see", *, subject_id: int = 1, seq: int = 1, at: datetime = AT) -> Delivery:
        event = EventRow.objects.create(
            store_id=1,
            kind="test.happened",
            subject="test.Thing",
            subject_id=subject_id,
            seq=seq,
            at=at,
            actor_kind="system",
            actor_label="BukaPO",
            data={},
            digest="",
        )
        return Delivery.objects.create(event=event, consumer=f"{__name__}.{consumer}", run_after=at)

    return make


def seen() -> list[int]:
    return [pk for pk, _ in _seen]


@pytest.mark.django_db
def test_a_due_delivery_is_run_once_and_marked_done(deliver: Callable[..., Delivery]) -> None:
    delivery = deliver()
    assert outbox.run_due(at=AT) == 1
    assert outbox.run_due(at=AT + timedelta(days=1)) == 0
    assert _seen == [(delivery.event_id, AT)]
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.error) == ("done", 1, "")


@pytest.mark.django_db
def test_a_delivery_is_not_run_before_its_time(deliver: Callable[..., Delivery]) -> None:
    delivery = deliver(at=AT + timedelta(seconds=1))
    assert outbox.run_due(at=AT) == 0
    delivery.refresh_from_db()
    assert (_seen, delivery.state, delivery.attempts) == ([], "queued", 0)


@pytest.mark.django_db
def test_a_worker_killed_in_the_middle_leaves_the_delivery_to_the_next_one(
    deliver: Callable[..., Delivery],
) -> None:
    delivery = deliver("die")
    with pytest.raises(SystemExit):
        outbox.run_due(at=AT)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("queued", 1)
    assert outbox.run_due(at=AT + outbox.LEASE - timedelta(seconds=1)) == 0
    Delivery.objects.update(consumer=f"{__name__}.see")
    assert outbox.run_due(at=AT + outbox.LEASE) == 1
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("done", 2)


@pytest.mark.django_db
def test_a_delivery_that_kills_every_worker_is_given_up(deliver: Callable[..., Delivery]) -> None:
    delivery, at = deliver("die"), AT
    for _ in range(outbox.ATTEMPTS):
        with pytest.raises(SystemExit):
            outbox.run_due(at=at)
        at += outbox.LEASE
    assert outbox.run_due(at=at) == 1
    delivery.refresh_from_db()
    assert delivery.state == "failed"
    assert "died" in delivery.error
    assert len(_seen) == outbox.ATTEMPTS


@pytest.mark.django_db
def test_a_poisonous_delivery_is_tried_eight_times_ever_later_and_keeps_its_error(
    deliver: Callable[..., Delivery],
) -> None:
    delivery, at, waits = deliver("fail"), AT, []
    for _ in range(outbox.ATTEMPTS):
        assert outbox.run_due(at=at) == 1
        assert outbox.run_due(at=at) == 0
        delivery.refresh_from_db()
        waits.append((delivery.run_after - at).total_seconds())
        at = delivery.run_after
    assert (delivery.state, delivery.attempts) == ("failed", outbox.ATTEMPTS)
    assert "the consumer's own mistake" in delivery.error
    assert outbox.run_due(at=at + timedelta(days=30)) == 0
    for attempt, wait in enumerate(waits):
        assert 0.8 * 4 * 3**attempt <= wait <= 1.2 * 4 * 3**attempt


@pytest.mark.django_db
def test_a_delivery_to_nobody_fails_like_any_other(deliver: Callable[..., Delivery]) -> None:
    delivery = deliver("not_written_yet")
    assert outbox.run_due(at=AT) == 1
    delivery.refresh_from_db()
    assert delivery.state == "queued"
    assert "ImportError" in delivery.error


@pytest.mark.django_db
def test_one_poisonous_delivery_does_not_hold_up_the_others(deliver: Callable[..., Delivery]) -> None:
    deliver("fail", subject_id=1)
    healthy = deliver("see", subject_id=2)
    assert outbox.run_due(at=AT) == 2
    assert healthy.event_id in seen()


@pytest.mark.django_db
def test_events_of_one_subject_arrive_in_order_even_when_the_first_is_late(
    deliver: Callable[..., Delivery],
) -> None:
    second = deliver(seq=2)
    first = deliver(seq=1, at=AT + timedelta(seconds=10))
    other = deliver(subject_id=2, seq=7)
    assert outbox.run_due(at=AT) == 1
    assert seen() == [other.event_id]
    assert outbox.run_due(at=AT + timedelta(seconds=10)) == 1
    assert outbox.run_due(at=AT + timedelta(seconds=10)) == 1
    assert seen() == [other.event_id, first.event_id, second.event_id]


@pytest.mark.django_db
def test_a_delivery_given_up_does_not_block_the_next_event(deliver: Callable[..., Delivery]) -> None:
    Delivery.objects.filter(pk=deliver("fail", seq=1).pk).update(state="failed")
    later = deliver("fail", seq=2)
    assert outbox.run_due(at=AT) == 1
    assert seen() == [later.event_id]


@pytest.mark.django_db
def test_a_worker_asked_to_stop_begins_nothing_more(deliver: Callable[..., Delivery]) -> None:
    for subject_id in range(3):
        deliver(subject_id=subject_id)
    assert outbox.run_due(at=AT, stopping=lambda: len(_seen) >= 1) == 1
    assert Delivery.objects.filter(state="queued", attempts=0).count() == 2


@pytest.mark.django_db
def test_a_round_takes_no_more_than_its_limit(deliver: Callable[..., Delivery]) -> None:
    for subject_id in range(5):
        deliver(subject_id=subject_id)
    assert outbox.run_due(at=AT, limit=2) == 2
    assert len(_seen) == 2


@pytest.mark.django_db
def test_a_database_that_is_gone_is_raised_and_the_lease_brings_the_delivery_back(
    deliver: Callable[..., Delivery], monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = deliver()

    def gone(event: EventRow, at: datetime) -> None:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(outbox, "import_string", lambda name: gone)
    monkeypatch.setattr(connections["default"], "is_usable", lambda: False)
    with pytest.raises(OperationalError):
        outbox.run_due(at=AT)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.error) == ("queued", 1, "")


@pytest.mark.django_db
def test_an_idle_round_asks_one_question_and_writes_nothing(deliver: Callable[..., Delivery]) -> None:
    deliver(at=AT + timedelta(hours=1))
    with CaptureQueriesContext(connection) as asked:
        assert outbox.run_due(at=AT) == 0
    assert len(asked) == 1
    assert asked[0]["sql"].startswith("SELECT")


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_run_every_delivery_exactly_once(deliver: Callable[..., Delivery]) -> None:
    wanted = [deliver(subject_id=subject_id).event_id for subject_id in range(60)]
    start, errors = threading.Barrier(2), list[Any]()

    def work() -> None:
        start.wait()
        try:
            while outbox.run_due(at=AT, limit=7):
                pass
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    # One of them may have stopped early because the other had claimed the whole of its round.
    while outbox.run_due(at=AT):
        pass
    assert errors == []
    assert sorted(seen()) == sorted(wanted)
    assert not Delivery.objects.exclude(state="done", attempts=1).exists()
