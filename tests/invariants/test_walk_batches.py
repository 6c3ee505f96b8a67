"""Random walks of a continuous PO: after every step the audit finds nothing, and every piece is counted once."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bukapo.audit import Breach
from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.campaigns.series.due import open_next
from bukapo.campaigns.series.writes import open_next_batch, pause_series, resume_series
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders import due
from bukapo.orders.models import Order
from bukapo.orders.rules import HOLDING
from bukapo.orders.shortage.due import carry_out
from bukapo.orders.writes import pay, place, release
from bukapo.orders.writes.move_batch import move_batch
from bukapo.production.due import close_ended, close_full
from bukapo.production.writes.close import amend_recap
from bukapo.production.writes.merge_batch import merge_batch
from tests.batches import make_series, series_of
from tests.invariants.auditor import AuditedWalk
from tests.world import NOON, World

DEEDS = (
    *("place", "place", "place", "pay", "pay", "move", "move", "merge", "cancel", "week", "week"),
    *("open", "pause", "twice"),
)
STEPS = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.integers(0, 7), st.integers(1, 3)), min_size=6, max_size=14
)


class Walk:
    """Carries out steps on one series; a refused step must change nothing."""

    def __init__(self, world: World, breaches: Callable[[], list[Breach]]) -> None:
        self.world = world
        self.breaches = breaches
        self.at: datetime = NOON
        self.who = {"actor": world.seller}

    def step(self, name: str, which: int, size: int) -> None:
        self.at += timedelta(hours=3)
        before = EventRow.objects.count()
        try:
            with clock.told(self.at):
                self._deeds()[name](which, size)
        except Refusal:
            assert EventRow.objects.count() == before
        assert self.breaches() == []
        self._every_piece_is_counted_once()

    def _deeds(self) -> dict[str, Callable[[int, int], object]]:
        series = series_of(self.world)
        of = {"store_id": self.world.store.pk, "series_id": series.pk, "at": self.at, **self.who}
        return {
            "place": self._place,
            "pay": self._pay,
            "move": self._move,
            "merge": self._merge,
            "cancel": lambda which, size: self._of(which, lambda o: release.cancel_order(**o, reason="uji")),
            "week": lambda which, size: self._week(size),
            "open": lambda which, size: open_next_batch(**of),
            "pause": lambda which, size: (resume_series if series.state == "paused" else pause_series)(**of),
            "twice": lambda which, size: (open_next(self.at), open_next(self.at)),
        }

    def _batch(self, which: int) -> Campaign:
        rows = list(Campaign.objects.of(self.world.store).order_by("-batch")[:3])
        return rows[which % len(rows)]

    def _place(self, which: int, size: int) -> None:
        choice = ("refund", "next", "wait")[which % 3]
        line = self.world.line("L" if which % 2 else "M", qty=size)
        place.place_order(
            store_id=self.world.store.pk, campaign_id=self._batch(which).pk, actor=BUYER_ACTOR,
            wanted=self.world.want(line, if_short=choice),
        )  # fmt: skip

    def _of(self, which: int, act: Callable[[dict[str, object]], object]) -> None:
        orders = list(Order.objects.of(self.world.store).order_by("-pk")[:6])
        if orders:
            order = orders[which % len(orders)]
            act({"store_id": self.world.store.pk, "order_id": order.pk, "at": self.at} | self.who)

    def _pay(self, which: int, size: int) -> None:
        def act(facts: dict[str, object]) -> None:
            order = Order.objects.of(self.world.store).get(pk=facts["order_id"])
            amount = sum(charge.rest for charge in order.charges.filter(state="open"))
            pay.record_payment(**facts, amount=amount, method="cash", bank_account_id=None, note="")  # type: ignore[arg-type]

        self._of(which, act)

    def _move(self, which: int, size: int) -> None:
        def act(facts: dict[str, object]) -> None:
            order = Order.objects.of(self.world.store).get(pk=facts["order_id"])
            event = move_batch(**facts, campaign_id=self._batch(which + size).pk, reason="Kata pembeli")  # type: ignore[arg-type]
            assert world_pieces(self.world) and event.pieces == order.pieces
            source = Campaign.objects.of(self.world.store).get(pk=event.source_id)
            if source.state == "closed":
                amend_recap(
                    store_id=source.store_id, campaign_id=source.pk, reason="pindah", at=self.at, **self.who
                )

        self._of(which, act)

    def _merge(self, which: int, size: int) -> None:
        merge_batch(
            store_id=self.world.store.pk,
            campaign_id=self._batch(which).pk,
            reason="Oven rusak",
            at=self.at,
            **self.who,
        )

    def _week(self, size: int) -> None:
        self.at += timedelta(days=4 * size)
        for due_now in (due.expire_unpaid, close_ended, close_full, carry_out, open_next):
            with clock.told(self.at):
                due_now(self.at)

    def _every_piece_is_counted_once(self) -> None:
        held = world_pieces(self.world)
        counters = PieceCounter.objects.of(self.world.store).filter(variant=None)
        assert dict(held) == {row.campaign_id: row.taken for row in counters if row.taken}
        numbers = list(
            Campaign.objects.of(self.world.store).order_by("batch").values_list("batch", flat=True)
        )
        assert numbers == list(range(1, len(numbers) + 1))


def world_pieces(world: World) -> Counter[int]:
    """Campaign id -> pieces its orders hold."""
    held: Counter[int] = Counter()
    for order in Order.objects.of(world.store).filter(state__in=HOLDING):
        held[order.campaign_id] += order.pieces
    return held


class TestAnySequenceOfWritesOfASeries(AuditedWalk):
    @settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
    @given(steps=STEPS, rule=st.sampled_from(["roll", "merge", "choice"]))
    def test_breaks_no_invariant(self, steps: list[tuple[str, int, int]], rule: str) -> None:
        rhythm = {"if_short": rule, "most_rolls": 1}
        walk = Walk(
            make_series(cap=7, minimum=3, offers_next=True, extension_days=3, buyer_cap=4, rhythm=rhythm),
            self.breaches,
        )
        for name, which, size in steps:
            walk.step(name, which, size)
