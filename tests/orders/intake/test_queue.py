"""Group commit: who stands with whom in a batch, who is let in, who is written at the end. Nothing here is timed."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from bukapo.campaigns.offer import Offer
from bukapo.kernel.protocol import Busy
from bukapo.orders.intake import queue as rules
from bukapo.orders.intake.batch import Answer
from bukapo.orders.intake.compose import Placed
from bukapo.orders.intake.draft import drafted
from bukapo.orders.intake.queue import Queue, Ticket, by_campaign
from tests.orders.intake.offers import OFFER, offer, want

LONG = 30.0


@dataclass
class Writer:
    """Writes a batch when it is let: `may_write` is a gate that is open unless a test shuts it."""

    batches: list[list[Ticket]] = field(default_factory=list)
    delivered: list[Ticket] = field(default_factory=list)
    may_write: threading.Event = field(default_factory=threading.Event)
    at_work: threading.Event = field(default_factory=threading.Event)

    def place(self, tickets: Sequence[Ticket]) -> Sequence[Answer]:
        self.batches.append(list(tickets))
        self.at_work.set()
        assert self.may_write.wait(LONG)
        return [Placed(id(ticket), "PO-1", "s") for ticket in tickets]

    def deliver(self, tickets: Sequence[Ticket]) -> None:
        self.delivered += tickets
        for ticket in tickets:
            ticket.waiter.release()


def ticket(of: Offer = OFFER, **more: Any) -> Ticket:
    waiter = threading.Lock()
    waiter.acquire()
    return Ticket(drafted(want(), of), of, waiter, **more)


@pytest.fixture
def writer() -> Writer:
    made = Writer()
    made.may_write.set()
    return made


@pytest.fixture
def queue(writer: Writer) -> Iterator[Queue]:
    made = Queue(writer.place, writer.deliver, max_batch=8)
    yield made
    writer.may_write.set()
    made.close()


def busy(queue: Queue, writer: Writer) -> Ticket:
    """The writer is at work on this one until it may go on."""
    first = ticket()
    writer.may_write.clear()
    queue.thread.start()
    queue.put(first)
    assert writer.at_work.wait(LONG)
    return first


def test_what_comes_while_the_writer_works_is_the_next_batch_in_order_of_arrival(
    queue: Queue, writer: Writer
) -> None:
    first = busy(queue, writer)
    waiting = [ticket() for _ in range(5)]
    for one in waiting:
        queue.put(one)
    writer.may_write.set()
    for one in (first, *waiting):
        assert one.waiter.acquire(timeout=LONG)
        assert one.answer == Placed(id(one), "PO-1", "s")
    assert writer.batches == [[first], waiting]


def test_a_batch_has_a_largest_size(queue: Queue, writer: Writer) -> None:
    first = busy(queue, writer)
    waiting = [ticket() for _ in range(19)]
    for one in waiting:
        queue.put(one)
    writer.may_write.set()
    queue.close()
    assert [len(batch) for batch in writer.batches] == [1, 8, 8, 3]
    assert writer.delivered == [first, *waiting]


def test_pos_in_the_same_batch_are_written_one_by_one_each_in_its_order(queue: Queue, writer: Writer) -> None:
    busy(queue, writer)
    tee, cup = offer(campaign_id=1), offer(campaign_id=2)
    waiting = [ticket(of) for of in (tee, cup, tee, cup, tee)]
    for one in waiting:
        queue.put(one)
    writer.may_write.set()
    queue.close()
    assert writer.batches[1:] == [waiting[0::2], waiting[1::2]] == by_campaign(waiting)


def test_nobody_is_answered_before_the_writer_is_done(queue: Queue, writer: Writer) -> None:
    first = busy(queue, writer)
    assert not first.waiter.acquire(blocking=False) and first.answer is None
    writer.may_write.set()
    assert first.waiter.acquire(timeout=LONG)


def test_who_has_stopped_waiting_is_not_written(queue: Queue, writer: Writer) -> None:
    first = busy(queue, writer)
    gone, here = ticket(patience=-1), ticket()
    for one in (gone, here):
        queue.put(one)
    writer.may_write.set()
    queue.close()
    assert writer.batches == [[first], [here]]
    assert gone.answer is None and gone not in writer.delivered


def test_closing_writes_whatever_waits_and_lets_nobody_in(queue: Queue, writer: Writer) -> None:
    busy(queue, writer)
    waiting = [ticket() for _ in range(20)]
    for one in waiting:
        queue.put(one)
    closing = threading.Thread(target=queue.close)
    closing.start()
    while not queue.closing:
        assert closing.is_alive()
    with pytest.raises(Busy):
        queue.put(ticket())
    writer.may_write.set()
    closing.join(LONG)
    assert not queue.thread.is_alive()
    assert all(isinstance(one.answer, Placed) for one in waiting)


def test_a_queue_nobody_started_closes_too(queue: Queue) -> None:
    queue.close()
    with pytest.raises(Busy):
        queue.put(ticket())


def test_the_queue_holds_what_the_writer_manages_in_a_while(queue: Queue) -> None:
    assert queue.room == rules.LEAST_ROOM  # before anything is known
    queue.pace = 1.0
    assert queue.room == rules.LEAST_ROOM
    queue.pace = 3_000.0
    assert queue.room == rules.QUEUED * 3_000
    queue.put(ticket())
    assert queue.room == rules.QUEUED * 3_000 - 1


def test_a_full_queue_turns_away_and_keeps_nothing(queue: Queue, writer: Writer) -> None:
    waiting = [ticket() for _ in range(rules.LEAST_ROOM)]
    for one in waiting:
        queue.put(one)
    refused = ticket()
    with pytest.raises(Busy):
        queue.put(refused)
    queue.thread.start()
    queue.close()
    assert writer.delivered == waiting and refused.answer is None


def test_the_pace_follows_what_the_writer_does(queue: Queue) -> None:
    for _ in range(50):
        queue._measure(100, 0.1)
    assert 900 < queue.pace <= 1_000
    for _ in range(50):
        queue._measure(10, 0.1)
    assert 100 <= queue.pace < 110
    queue._measure(0, 0.0)  # a batch of none but those who had left
