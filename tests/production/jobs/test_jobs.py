"""A confirmed order is a job: exactly one, with a recap, a work order and a promise of its own."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from bukapo.audit import audit
from bukapo.campaigns.made.rules import PromisesAreTheOrders
from bukapo.campaigns.models import Promise
from bukapo.campaigns.rules import PRODUCED, SHIP_UNTIL
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.kernel.refusal import Invalid
from bukapo.messaging.models import Message
from bukapo.orders.delays.moving import move_promise
from bukapo.orders.making.reads import current_order_promises, waiting_jobs
from bukapo.orders.making.refusals import AlreadyBeingMade, AlreadyMade, NotMadeYet
from bukapo.orders.making.writes import declare_made, move_in_queue, move_order_promise
from bukapo.orders.models import Job, Order, OrderPromise
from bukapo.orders.writes.change import change_order
from bukapo.orders.writes.release import cancel_order
from bukapo.orders.writes.send import hand_over, pack_order
from bukapo.production.jobs.again import StillAtWorkshop, send_job_again
from bukapo.production.jobs.due import start_confirmed
from bukapo.production.jobs.queue import promise_now
from bukapo.production.jobs.start import start_job
from bukapo.production.models import FrozenRecap, WorkOrder
from bukapo.production.reads.business import open_business
from bukapo.production.reads.recaps import current_recap, recap_versions
from bukapo.production.refusals import MadeOneByOne
from bukapo.production.writes.close import close_campaign
from bukapo.production.writes.produce import declare_produced, finish_campaign
from bukapo.production.writes.work_orders import cancel_work_order, send_work_order
from tests.production.jobs.cast import (
    begun,
    confirmed,
    jackets,
    job_of,
    made_by_the_workshop,
    work,
    work_of,
)
from tests.till import asked, books_agree, receive
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(transaction=True)
SUNDAY_NOON = NOON
"""22 November 2026 is a Sunday: the workshop begins on Monday."""


@pytest.fixture
def world() -> Iterator[World]:
    with clock.told(NOON):
        yield jackets()


def sound() -> bool:
    return not [breach for _name, found in audit() for breach in found]


def by(world: World) -> dict[str, object]:
    return {"store_id": world.store.pk, "actor": world.seller, "at": clock.now()}


def test_a_confirmed_order_gets_recap_work_order_and_promise_of_its_own(world: World) -> None:
    waits = world.place(world.line("M"))
    order = begun(world)
    assert start_confirmed(clock.now()) == 0
    assert not Job.objects.of(world.store).filter(order=waits).exists()
    made = work_of(order)
    assert (made.state, made.workshop_name, made.pieces) == ("sent", "Penjahit Contoh", 1)
    assert [stage.name for stage in made.stages.all()] == ["Potong", "Bordir", "Jahit"]
    [line] = made.recap.content["products"][0]["lines"]
    assert (line["order"], line["texts"]) == (order.number, [["Nama punggung", "BUDI 10"]])
    now = current_order_promises(order)
    assert (now[PRODUCED].first, now[PRODUCED].day) == (date(2026, 11, 25), date(2026, 11, 27))
    assert now[SHIP_UNTIL].day == date(2026, 11, 30) == made.deadline + timedelta(days=3)
    assert not Promise.objects.of(world.store).filter(campaign=world.campaign).exists()
    assert sound()


def test_the_next_one_is_promised_behind_the_queue(world: World) -> None:
    first, second = begun(world), begun(world, world.line("XL"))
    assert current_order_promises(second)[PRODUCED].day == date(2026, 12, 3)
    told = promise_now(world.fresh(world.campaign), clock.now())
    assert told and told.ahead == 2
    made_by_the_workshop(first)
    told = promise_now(world.fresh(world.campaign), clock.now())
    assert told and (told.ahead, told.produced.last) == (1, date(2026, 12, 3))
    assert sound()


def test_starting_twice_or_out_of_order_makes_one_job(world: World) -> None:
    order = confirmed(world)
    facts = {"store_id": world.store.pk, "order_id": order.pk, "actor": SYSTEM_ACTOR, "at": clock.now()}
    assert start_job(**facts) is not None
    assert start_job(**facts) is None
    with pytest.raises(IntegrityError):
        Job.objects.create(
            store=world.store, order=order, campaign=world.campaign, workshop="X", place=1, least=1, most=1,
            begun_at=NOON,
        )  # fmt: skip
    assert FrozenRecap.objects.of(world.store).count() == WorkOrder.objects.of(world.store).count() == 1


def test_killed_in_the_middle_nothing_has_begun(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    order = confirmed(world)

    def die(*args: object, **facts: object) -> None:
        raise SystemExit

    monkeypatch.setattr("bukapo.production.jobs.start.record", die)
    with pytest.raises(SystemExit):
        start_confirmed(clock.now())
    monkeypatch.undo()
    rows = [Job, OrderPromise, FrozenRecap, WorkOrder]
    assert not any(row.objects.of(world.store).exists() for row in rows)  # type: ignore[attr-defined]
    assert start_confirmed(clock.now()) == 1
    assert job_of(order)
    assert sound()


def test_a_moved_promise_has_a_reason_a_record_and_a_message(world: World) -> None:
    order, other = begun(world), begun(world)
    work()
    moves = {PRODUCED: date(2026, 12, 1), SHIP_UNTIL: date(2026, 12, 3)}
    with pytest.raises(Invalid):
        move_order_promise(**by(world), order_id=order.pk, moves=moves, reason="")  # type: ignore[arg-type]
    assert OrderPromise.objects.of(world.store).filter(order=order).count() == 3
    move_order_promise(**by(world), order_id=order.pk, moves=moves, reason="Kulitnya datang terlambat")  # type: ignore[arg-type]
    work()
    assert current_order_promises(order)[SHIP_UNTIL].day == date(2026, 12, 3)
    letter = Message.objects.of(world.store).get(kind="order.promise_moved")
    assert letter.order == order
    assert "Kulitnya datang terlambat" in letter.body and "3 Desember 2026" in letter.body
    assert current_order_promises(other)[SHIP_UNTIL].reason == ""
    with pytest.raises(PromisesAreTheOrders):
        move_promise(
            actor=world.seller, at=NOON, store=world.store, campaign_id=world.campaign.pk,
            moves={PRODUCED: date(2027, 1, 1)}, reason="Semua terlambat",
        )  # fmt: skip
    assert sound()


def test_made_its_balance_is_asked_and_it_leaves_while_the_po_is_open(world: World) -> None:
    order, other = begun(world), begun(world)
    assert order.outstanding > 0
    made_by_the_workshop(order)
    assert job_of(order).made_at and not job_of(other).made_at
    assert [c.kind for c in order.charges.filter(state="open")] == ["balance"]
    assert not other.charges.filter(state="open").exists()
    receive(world, order, asked(order))
    receive(world, other, world.fresh(other).outstanding)
    with pytest.raises(NotMadeYet):
        pack_order(**by(world), order_id=other.pk)  # type: ignore[arg-type]
    pack_order(**by(world), order_id=order.pk)  # type: ignore[arg-type]
    hand_over(**by(world), order_id=order.pk)  # type: ignore[arg-type]
    assert world.fresh(order).state == "received"
    assert world.fresh(world.campaign).state == "published"
    books_agree(world, order)
    assert sound()


def test_what_is_being_made_is_locked_and_a_cancelled_order_stops_its_job(world: World) -> None:
    order, second = begun(world), begun(world)
    bigger = world.want(world.line("XL", name="BUDI 10"), phone=order.phone, buyer_name=order.buyer_name)
    with pytest.raises(AlreadyBeingMade):
        change_order(
            store_id=world.store.pk, order_id=order.pk, wanted=bigger, actor=BUYER_ACTOR, at=clock.now()
        )
    with pytest.raises(AlreadyBeingMade):
        cancel_order(store_id=world.store.pk, order_id=order.pk, reason="", actor=BUYER_ACTOR, at=clock.now())
    assert world.fresh(order).state == "confirmed"
    elsewhere = world.by_courier(
        world.line("L", name="BUDI 10"), phone=order.phone, buyer_name=order.buyer_name
    )
    change_order(
        store_id=world.store.pk, order_id=order.pk, wanted=elsewhere, actor=BUYER_ACTOR, at=clock.now()
    )
    assert world.fresh(order).fulfilment == "courier"
    cancel_order(**by(world), order_id=order.pk, reason="Pembeli pindah rumah")  # type: ignore[arg-type]
    work()
    assert work_of(order).state == "cancelled"
    assert list(waiting_jobs(world.store.pk, "Penjahit Contoh")) == [job_of(second)]
    assert start_confirmed(clock.now()) == 0
    assert sound()


def test_the_seller_moves_a_job_ahead_with_a_reason_and_vouches_for_goods(world: World) -> None:
    orders = [begun(world) for _ in range(3)]
    with pytest.raises(Invalid):
        move_in_queue(**by(world), order_id=orders[2].pk, ahead=3, reason="Dipakai besok")  # type: ignore[arg-type]
    move_in_queue(**by(world), order_id=orders[2].pk, ahead=0, reason="Dipakai besok")  # type: ignore[arg-type]
    move_in_queue(**by(world), order_id=orders[0].pk, ahead=2, reason="Bahannya belum ada")  # type: ignore[arg-type]
    queue = [job.order_id for job in waiting_jobs(world.store.pk, "Penjahit Contoh")]
    assert queue == [orders[2].pk, orders[1].pk, orders[0].pk]
    declare_made(**by(world), order_id=orders[1].pk)  # type: ignore[arg-type]
    with pytest.raises(AlreadyMade):
        declare_made(**by(world), order_id=orders[1].pk)  # type: ignore[arg-type]
    assert EventRow.objects.get(kind="order.made").data["by_sellers_word"] is True
    assert sound()


def test_a_job_whose_work_order_was_taken_back_goes_to_another_workshop(world: World) -> None:
    order = begun(world)
    again = {**by(world), "order_id": order.pk, "workshop": "Penjahit Lain"}
    with pytest.raises(StillAtWorkshop):
        send_job_again(**again)  # type: ignore[arg-type]
    cancel_work_order(**by(world), work_order_id=work_of(order).pk, reason="Mesin rusak")  # type: ignore[arg-type]
    send_job_again(**again)  # type: ignore[arg-type]
    assert [w.state for w in WorkOrder.objects.of(world.store).order_by("pk")] == ["cancelled", "sent"]
    assert job_of(order).workshop == "Penjahit Lain"
    assert FrozenRecap.objects.of(world.store).count() == 1
    assert sound()


def test_closing_freezes_the_whole_and_late_orders_are_still_made(world: World) -> None:
    order, late = begun(world), world.place(world.line("M"))
    with clock.told(NOON + timedelta(hours=1)):
        close_campaign(**by(world), campaign_id=world.campaign.pk)  # type: ignore[arg-type]
        receive(world, late, asked(late), at=clock.now())
        assert start_confirmed(clock.now()) == 1
        told = current_recap(world.fresh(world.campaign), clock.now())
        assert told.recap.totals.pieces == 2 and told.changes is None
        assert [row.version for row in recap_versions(world.campaign)] == [2]
        for verb, facts in (
            (declare_produced, {}),
            (
                send_work_order,
                {"workshop_name": "X", "deadline": date(2027, 1, 1), "stages": ["Jahit"]},
            ),
        ):
            with pytest.raises(MadeOneByOne):
                verb(**by(world), campaign_id=world.campaign.pk, **facts)  # type: ignore[operator]
        for one in (order, late):
            made_by_the_workshop(one)
            receive(world, one, asked(one), at=clock.now())
            hand_over(**by(world), order_id=one.pk)  # type: ignore[arg-type]
        assert not open_business(world.campaign).count
        finish_campaign(**by(world), campaign_id=world.campaign.pk)  # type: ignore[arg-type]
    assert set(Order.objects.of(world.store).values_list("state", flat=True)) == {"received"}
    assert sound()
