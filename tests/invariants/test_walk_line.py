"""Random walks in and out of the line; after every step the audit finds nothing, and nobody waits for what is free."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bukapo.audit import Breach
from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.campaigns.rules import Left
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders import due
from bukapo.orders.intake.draft import WantedLine
from bukapo.orders.models import Order, WaitingEntry
from bukapo.orders.waiting.due import hold_draws
from bukapo.orders.waiting.rules import LIVE, WAITING, fitting
from bukapo.orders.waiting.wish import needs_of
from bukapo.orders.writes import change, pay, place, release, serve, wait
from bukapo.production.due import close_ended
from tests.invariants.auditor import AuditedWalk
from tests.world import NOON, World, make_world

DEEDS = (
    *("place", "place", "join", "join", "join", "again", "leave", "pay", "expire", "cancel"),
    *("change", "cap", "draw", "close"),
)
STEPS = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.integers(0, 7), st.integers(1, 3)), min_size=6, max_size=16
)


class Walk:
    """Carries out steps on one world; a refused step must change nothing."""

    def __init__(self, world: World, breaches: Callable[[], list[Breach]]) -> None:
        self.world = world
        self.breaches = breaches
        self.at = NOON
        self.facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk}

    def step(self, name: str, which: int, size: int) -> None:
        self.at += timedelta(minutes=41)
        before = EventRow.objects.count()
        try:
            with clock.told(self.at):
                self._deeds()[name](which, size)
        except Refusal:
            assert EventRow.objects.count() == before
        assert self.breaches() == []
        self._nobody_waits_for_what_is_free()

    def _deeds(self) -> dict[str, Callable[[int, int], object]]:
        return {
            "place": lambda which, size: place.place_order(
                **self.facts, wanted=self.world.want(self._line(which, size)), actor=BUYER_ACTOR
            ),
            "join": lambda which, size: wait.join_waitlist(
                **self.facts, wanted=self.world.want(self._line(which, size)), actor=BUYER_ACTOR
            ),
            "again": self._again,
            "leave": self._leave,
            "pay": self._pay,
            "expire": lambda which, size: due.expire_unpaid(self.at + timedelta(hours=25)),
            "cancel": lambda which, size: self._of(which, lambda o: release.cancel_order(**o, reason="uji")),
            "change": self._change,
            "cap": self._cap,
            "draw": lambda which, size: self._later(size, hold_draws),
            "close": lambda which, size: self._later(which * 40, close_ended),
        }

    def _line(self, which: int, size: int) -> WantedLine:
        return self.world.line("L" if which % 2 else "M", "Navy" if which % 3 else "Hitam", size)

    def _again(self, which: int, size: int) -> None:
        """The newest entry's form sent once more, as another buyer's order of the same pieces would be."""
        entry = WaitingEntry.objects.of(self.world.store).order_by("-pk").first()
        if entry is not None:
            before = EventRow.objects.count()
            wanted = self.world.want(self._line(which, size), key=entry.key)
            try:
                wait.join_waitlist(**self.facts, wanted=wanted, actor=BUYER_ACTOR)
            finally:
                assert EventRow.objects.count() == before

    def _leave(self, which: int, size: int) -> None:
        rows = list(WaitingEntry.objects.of(self.world.store).filter(state__in=LIVE).order_by("pk"))
        if rows:
            entry = rows[which % len(rows)]
            wait.leave_waitlist(
                store_id=self.world.store.pk, entry_id=entry.pk, actor=BUYER_ACTOR, at=self.at
            )

    def _of(self, which: int, act: Callable[[dict[str, object]], object]) -> None:
        orders = list(Order.objects.of(self.world.store).order_by("pk"))
        if orders:
            order = orders[which % len(orders)]
            who = {"actor": self.world.seller, "at": self.at}
            act({"store_id": self.world.store.pk, "order_id": order.pk} | who)

    def _pay(self, which: int, size: int) -> None:
        def act(facts: dict[str, object]) -> None:
            order = Order.objects.of(self.world.store).get(pk=facts["order_id"])
            amount = sum(charge.rest for charge in order.charges.filter(state="open"))
            pay.record_payment(**facts, amount=amount, method="cash", bank_account_id=None, note="")  # type: ignore[arg-type]

        self._of(which, act)

    def _change(self, which: int, size: int) -> None:
        def act(facts: dict[str, object]) -> None:
            order = Order.objects.of(self.world.store).get(pk=facts["order_id"])
            wanted = self.world.want(self._line(which, size), key=order.key, phone=order.phone)
            change.change_order(**facts, wanted=wanted)  # type: ignore[arg-type]

        self._of(which, act)

    def _cap(self, which: int, size: int) -> None:
        cap = PieceCounter.objects.of(self.world.store).get(variant=None).cap
        serve.change_running_campaign(
            store=self.world.store, campaign_id=self.world.campaign.pk, actor=self.world.seller, at=self.at,
            plan={"cap": cap + size - 1},
        )  # fmt: skip

    def _later(self, hours: int, act: Callable[[object], int]) -> None:
        self.at += timedelta(hours=hours)
        with clock.told(self.at):
            act(self.at)

    def _nobody_waits_for_what_is_free(self) -> None:
        campaign = Campaign.objects.of(self.world.store).get()
        if campaign.state != "published" or self.at >= campaign.closes_at:
            return
        rows = PieceCounter.objects.of(self.world.store)
        free = {c.variant_id: None if c.cap is None else c.cap - c.taken for c in rows}
        left = Left(free.pop(None), free)
        line = WaitingEntry.objects.of(self.world.store).filter(state=WAITING).order_by("position")
        assert fitting([(entry.code, needs_of(entry.lines)) for entry in line], left, most=9) == []


class TestAnySequenceOfWritesAroundTheLine(AuditedWalk):
    @settings(max_examples=7, suppress_health_check=[HealthCheck.too_slow])
    @given(steps=STEPS, drawn=st.booleans(), variant_cap=st.booleans())
    def test_breaks_no_invariant(
        self, steps: list[tuple[str, int, int]], drawn: bool, variant_cap: bool
    ) -> None:
        caps = {("L", "Hitam"): 2} if variant_cap else None
        draw_at = NOON + timedelta(hours=5) if drawn else None
        walk = Walk(make_world(at=NOON, cap=5, variant_caps=caps, draw_at=draw_at), self.breaches)
        for name, which, size in steps:
            walk.step(name, which, size)
