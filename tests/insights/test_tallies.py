"""Orders added up by hour: right after every deed, whatever came late, and rebuilt from nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from bukapo.audit.tallies import counted_orders, forecasts, sums
from bukapo.config.reactions import DUE
from bukapo.insights.models import CountedOrder, HourTally, TallyCursor, VariantTally
from bukapo.insights.tallies import reads
from bukapo.insights.tallies.anew import recount
from bukapo.insights.tallies.count import count_next, cursor_now, write_sums
from bukapo.insights.tallies.due import count_orders
from bukapo.insights.tallies.facts import facts_counted
from bukapo.insights.tallies.rules import Facts, Part, delta, hour_of
from bukapo.journal import clock
from bukapo.orders.writes import release
from tests.invariants.altering import sql
from tests.till import asked, receive
from tests.world import NOON, World, make_world


class TestWhatAnOrderAdds:
    PAID = Facts(1, 1, 7, NOON, "form", "confirmed", 3, 300, 100, (Part(5, 2, 200), Part(6, 1, 100)))

    def test_counted_anew_the_old_is_taken_out(self) -> None:
        gone = Facts(1, 1, 7, NOON, "form", "cancelled", 3, 300, 0, self.PAID.lines)
        change = delta({1: self.PAID}, {1: gone})
        assert change.hours == {
            (1, 7, NOON, "form"): {
                "placed": 0, "held": -1, "pieces": -3, "waiting": 0, "waiting_pieces": 0, "expired": 0,
                "cancelled": 1, "charged": -300, "owed": -200, "received": -100,
            }
        }  # fmt: skip
        assert {key[2]: more["pieces"] for key, more in change.variants.items()} == {5: -2, 6: -1}

    def test_counted_twice_nothing_changes(self) -> None:
        assert not delta({1: self.PAID}, {1: self.PAID}).hours


@pytest.fixture
def world() -> World:
    """Three orders within an hour, one the hour after."""
    world = make_world(at=NOON)
    with clock.told(NOON):
        for size in ("L", "M"):
            world.place(world.line(size, qty=2))
        world.place(world.line("L", "Navy"), source="staff")
    with clock.told(NOON + timedelta(hours=1)):
        world.place(world.line("S"))
    return world


def told(world: World) -> dict[str, int]:
    fresh = reads.fresh_of(world.store.pk)
    return reads.total(reads.hours_of(world.campaign.pk, fresh))


def breaches() -> list[str]:
    return [breach.what for check in (sums, counted_orders, forecasts) for breach in check()]


@pytest.mark.django_db
class TestTheTallies:
    def test_follow_orders_payments_and_cancellations_into_their_hour(self, world: World) -> None:
        assert count_orders(NOON) > 0
        assert "bukapo.insights.tallies.due.count_orders" in DUE
        one, two, *_rest = world.campaign.orders.order_by("pk")
        with clock.told(NOON + timedelta(hours=5)):
            receive(world, one, asked(one))
            release.cancel_order(
                store_id=world.store.pk, order_id=two.pk, reason="batal", actor=world.seller, at=clock.now()
            )
        count_orders(NOON)
        early = HourTally.objects.of(world.store).get(hour=hour_of(NOON), source="form")
        assert (early.placed, early.held, early.pieces, early.waiting, early.cancelled) == (2, 1, 2, 0, 1)
        assert (early.received, early.owed) == (world.fresh(one).paid, 0)
        later = HourTally.objects.of(world.store).get(hour=hour_of(NOON) + timedelta(hours=1))
        assert (later.held, later.waiting_pieces) == (1, 1)
        staff = HourTally.objects.of(world.store).get(source="staff")
        assert (staff.held, staff.pieces) == (1, 1)
        black_l = VariantTally.objects.of(world.store).get(variant=world.variant("L", "Hitam"))
        assert (black_l.pieces, black_l.waiting_pieces) == (2, 0)
        assert breaches() == []

    def test_a_page_adds_what_the_worker_has_not_yet_counted(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert told(world)["pieces"] == 6  # nothing counted yet
        count_orders(NOON)
        with clock.told(NOON + timedelta(hours=2)):
            world.place(world.line("M"))
        assert told(world)["pieces"] == 7
        version = reads.version_of(world.store.pk)
        monkeypatch.setattr(reads, "MOST_FRESH", 0)
        assert told(world)["pieces"] == 6, "after a rush the numbers are as of the last count"
        counted_to = reads.fresh_of(world.store.pk).counted_to
        assert counted_to == NOON + timedelta(hours=2)
        monkeypatch.undo()
        count_orders(NOON)
        assert told(world)["pieces"] == 7
        assert reads.version_of(world.store.pk) == version, (
            "the page that added it itself need not be renewed"
        )

    def test_counted_anew_from_nothing_they_say_the_same(self, world: World) -> None:
        count_orders(NOON)
        before = list(
            HourTally.objects.of(world.store).order_by("hour", "source").values_list(*HourTally.SUMS)
        )
        sql("UPDATE insights_hourtally SET pieces = 99")()
        assert recount() == 4
        rows = HourTally.objects.of(world.store).order_by("hour", "source")
        assert list(rows.values_list(*HourTally.SUMS)) == before
        assert breaches() == []
        assert count_next() == 0

    def test_two_who_count_at_once_do_not_count_twice(self, world: World, monkeypatch: Any) -> None:
        stale = cursor_now()
        count_orders(NOON)
        monkeypatch.setattr("bukapo.insights.tallies.count.cursor_now", lambda: stale)
        stale.seen = 0
        assert count_next() == 0
        assert breaches() == []

    @pytest.mark.postgres_only
    def test_an_event_committed_late_is_found_when_all_older_transactions_are_over(
        self, world: World
    ) -> None:
        count_orders(NOON)
        last = cursor_now().seen
        # As if the last order's event had been invisible when the cursor went past it.
        late = world.campaign.orders.order_by("-pk").first()
        write_sums(delta(facts_counted([late.pk]), {}))
        CountedOrder.objects.of(world.store).filter(pk=late.pk).delete()
        TallyCursor.objects.update(settled=last - 1, mark=last, mark_xid=1 << 60)
        count_next()
        assert not CountedOrder.objects.of(world.store).filter(pk=late.pk).exists(), (
            "somebody may still commit"
        )
        TallyCursor.objects.update(mark_xid=1)
        count_next()
        assert breaches() == []
        assert cursor_now().settled == last

    def test_the_audit_names_what_was_altered(self, world: World) -> None:
        count_orders(NOON)
        if connection.vendor == "postgresql":
            TallyCursor.objects.update(settled=cursor_now().seen)  # the test's own transaction is still open
        assert breaches() == []
        for statement in (
            "UPDATE insights_hourtally SET received = received + 1 WHERE source = 'staff'",
            "DELETE FROM insights_hourtally WHERE source = 'staff'",
            "UPDATE insights_varianttally SET pieces = 0",
            "DELETE FROM insights_countedorder WHERE source = 'staff'",
            "UPDATE insights_countedorder SET state = 'shipped'",
        ):
            sql(statement)()
            assert breaches(), statement
            recount()
        sql("UPDATE insights_tallycursor SET settled = 1000000, seen = 1000000")()
        with clock.told(NOON + timedelta(hours=3)):
            world.place()
        assert breaches(), "an order that is never counted"
