"""A state machine of everything that moves pieces of a PO: ordered, closed, amended, traded, handed over, made.

Invariant 8: ordered = produced + short + cancelled, piece by piece. Whoever adds a way in which pieces move (a merge of
batches, a shortage given to orders) writes a class of rules on top of `Walk` and adds it to the bases of `Making`.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bukapo.audit import audit
from bukapo.audit.run import CHECKS
from bukapo.campaigns.models import PieceCounter
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR, WORKSHOP_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.handover.writes import NewBuyer, accept_handover, offer_handover
from bukapo.orders.models import Handover, Order, OrderLine
from bukapo.orders.readdressing import Where
from bukapo.orders.rules import HOLDING
from bukapo.orders.writes import change, pay, place, release, send
from bukapo.orders.writes.address import change_address
from bukapo.production.models import FrozenRecap, Swap, WorkOrder, WorkOrderSize
from bukapo.production.reads.account import piece_accounts
from bukapo.production.swaps.reads import swap_desk
from bukapo.production.swaps.writes import confirm_swap, free_swap, offer_swap, take_swap
from bukapo.production.writes.addenda import bring_to_latest
from bukapo.production.writes.close import amend_recap, close_campaign
from bukapo.production.writes.produce import declare_produced
from bukapo.production.writes.stages import report_stage
from bukapo.production.writes.work_orders import accept_work_order, send_work_order
from tests.world import NOON, World, make_world

OF_PIECES = (
    *("counters", "lines", "buyer limits", "recaps", "pieces of the recap", "swaps", "stages", "sizes"),
    *("states", "charges"),
)
"""What is audited after every step; at the end of each example it is everything."""

SIZES = ("S", "M", "L")
"""All of one price, so that they can be traded."""
which = st.integers(0, 5)


class Walk(RuleBasedStateMachine):
    """One PO with a few orders; the machinery of a step. Every step takes about forty minutes."""

    def __init__(self) -> None:
        super().__init__()
        self.at = NOON
        # Each example is rolled back; a write inside must believe that it is outermost.
        self.undo: Any = transaction.atomic()
        self.undo._from_testcase = True
        self.undo.__enter__()

    def teardown(self) -> None:
        """The whole audit, then everything is undone."""
        try:
            assert [str(breach) for _name, found in audit() for breach in found] == []
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    @initialize(
        named=st.booleans(), capped=st.booleans(), stand=st.sampled_from(["open", "closed", "sewn", "sewn"])
    )
    def open_shop(self, named: bool, capped: bool, stand: str) -> None:
        """Five orders, four of them paid: two buyers hold the same piece twice, one has a name on it.

        `stand`: some steps still change what the recap will say, the PO is closed, or its work order is out.
        """
        self.world: World = make_world(at=NOON, buyer_cap=4 if capped else None)
        for number, size in enumerate(("L", "M", "M", "S", "L")):
            line = self.world.line(size, qty=1 + number % 2, name="BUDI" if named and number == 1 else "")
            self.act(lambda line=line: self._place(line))
            if number < 4:
                self.act(lambda n=number: self._pay(self.order(n)))
        if stand != "open":
            self.act(lambda: close_campaign(**self.of_campaign()))
        if stand == "sewn":
            self.act(lambda: self._send_work(2))

    def act(self, deed: Callable[[], object]) -> None:
        """A write that is refused leaves no trace."""
        self.at += timedelta(minutes=41)
        before = EventRow.objects.count()
        try:
            with clock.told(self.at):
                deed()
        except Refusal:
            assert EventRow.objects.count() == before

    def order(self, n: int) -> Order:
        """The n-th order, counted round."""
        rows = list(Order.objects.of(self.world.store).order_by("pk"))
        return rows[n % len(rows)]

    def facts(self, order: Order | None = None, **more: Any) -> dict[str, Any]:
        """Store, actor and time of a write; the order's id where there is one."""
        of = {"order_id": order.pk} if order else {}
        return {"store_id": self.world.store.pk, "actor": self.world.seller, "at": self.at, **of, **more}

    def of_campaign(self, **more: Any) -> dict[str, Any]:
        return self.facts(campaign_id=self.world.campaign.pk, **more)

    @property
    def is_open(self) -> bool:
        return hasattr(self, "world") and self.world.fresh(self.world.campaign).state == "published"

    @property
    def is_closed(self) -> bool:
        return hasattr(self, "world") and not self.is_open

    def _place(self, line: Any) -> None:
        place.place_order(
            store_id=self.world.store.pk, campaign_id=self.world.campaign.pk, wanted=self.world.want(line),
            actor=BUYER_ACTOR,
        )  # fmt: skip

    def _pay(self, order: Order) -> None:
        pay.record_payment(
            **self.facts(order),
            amount=max(0, order.outstanding),
            method="cash",
            bank_account_id=None,
            note="",
        )

    def _send_work(self, spare: int) -> None:
        send_work_order(
            **self.of_campaign(), workshop_name="Konveksi", stages=("Potong", "Jahit"), uncovered=10**9,
            deadline=(self.at + timedelta(days=9)).date(), spare={("Kaos", ("M", "Hitam")): spare},
        )  # fmt: skip

    @invariant()
    def the_audit_of_pieces_finds_nothing(self) -> None:
        if hasattr(self, "world"):
            assert [str(breach) for name in OF_PIECES for breach in CHECKS[name]()] == []

    @invariant()
    def every_piece_has_one_place(self) -> None:
        """Derived here once more, from nothing but the first recap's lines and the orders."""
        first = FrozenRecap.objects.of(self.world.store).filter(version=1).first() if self.is_closed else None
        if first is None:
            return
        (product,) = first.content["products"]
        ordered = Counter({tuple(key.split("|")): n for key, n in product["pieces"].items()})
        held: Counter[tuple[str, ...]] = Counter()
        gone: Counter[tuple[str, ...]] = Counter()
        rows = OrderLine.objects.of(self.world.store).filter(order__number__in=_numbers(product))
        for state, values, qty in rows.values_list("order__state", "values", "qty"):
            (held if state in HOLDING else gone)[tuple(values)] += qty
        assert ordered == held + gone
        accounts = piece_accounts(self.world.fresh(self.world.campaign))
        assert {one.values: (one.ordered, one.held, one.cancelled) for one in accounts} == {
            values: (n, held[values], gone[values]) for values, n in ordered.items()
        }
        assert all(one.ordered == one.made + one.short + one.cancelled + one.to_make for one in accounts)

    @invariant()
    def each_version_counts_what_is_held(self) -> None:
        """The counters are what the orders hold, and a work order of the whole recap makes at least its pieces."""
        if not self.is_closed:
            return
        taken = PieceCounter.objects.of(self.world.store).get(variant=None).taken
        latest = FrozenRecap.objects.of(self.world.store).order_by("version").last()
        assert latest.content["totals"]["pieces"] >= taken
        for order in WorkOrder.objects.of(self.world.store).select_related("recap"):
            sizes = WorkOrderSize.objects.of(self.world.store).filter(work_order=order)
            assert sum(size.ordered for size in sizes) == order.recap.content["totals"]["pieces"]


def _numbers(product: dict[str, Any]) -> set[str]:
    return {line["order"] for line in product["lines"]}


class Buying(Walk):
    """Orders come, change, are paid and end."""

    @precondition(lambda self: self.is_open)
    @rule(size=st.sampled_from(SIZES), qty=st.integers(1, 3))
    def place(self, size: str, qty: int) -> None:
        self.act(lambda: self._place(self.world.line(size, qty=qty)))

    @precondition(lambda self: self.is_open)
    @rule(n=which)
    def pay(self, n: int) -> None:
        self.act(lambda: self._pay(self.order(n)))

    @rule(n=which)
    def cancel(self, n: int) -> None:
        self.act(lambda: release.cancel_order(**self.facts(self.order(n)), reason="uji"))

    @precondition(lambda self: self.is_open)
    @rule(n=which, size=st.sampled_from(SIZES))
    def change(self, n: int, size: str) -> None:
        order = self.order(n)
        wanted = self.world.want(self.world.line(size), key=order.key, phone=order.phone)
        self.act(lambda: change.change_order(**self.facts(order), wanted=wanted))

    @rule(n=which, courier=st.booleans())
    def move(self, n: int, courier: bool) -> None:
        order = self.order(n)
        there = Where("courier", "Jl. Baru 1", "Bandung", "40132", self.world.zone.pk)
        where = there if courier else Where("pickup")
        self.act(lambda: change_address(**self.facts(order, actor=BUYER_ACTOR), where=where))

    @rule(n=which, to=st.integers(0, 2))
    def hand_over(self, n: int, to: int) -> None:
        """To somebody new, or to a buyer who holds pieces already."""
        order, phone = self.order(n), f"08127777000{to}"
        self.act(lambda: offer_handover(**self.facts(order), name="Teman", phone=phone))
        row = Handover.objects.of(self.world.store).filter(order=order, state="offered").first()
        if row is not None:
            buyer = NewBuyer("Teman", "", Where("pickup"), agreed=True)
            facts = self.facts(actor=BUYER_ACTOR)
            self.act(lambda: accept_handover(**facts, handover_id=row.pk, buyer=buyer))


class Freezing(Walk):
    """The PO closes; later versions of its recap."""

    @precondition(lambda self: self.is_open)
    @rule()
    def close(self) -> None:
        self.act(lambda: close_campaign(**self.of_campaign()))

    @precondition(lambda self: self.is_closed)
    @rule()
    def amend(self) -> None:
        self.act(lambda: amend_recap(**self.of_campaign(), reason="uji"))


class Trading(Walk):
    """Sizes are traded in the frozen PO."""

    @precondition(lambda self: self.is_closed)
    @rule(n=which, gives=which, wants=which)
    def offer(self, n: int, gives: int, wants: int) -> None:
        """What the page of this order proposes; where it proposes nothing, something it must refuse."""
        order = self.order(n)
        order.campaign = self.world.fresh(self.world.campaign)
        choices = swap_desk(order).choices
        ids = (self.world.variant("L", "Hitam"), self.world.variant("M", "Hitam"))
        if choices:
            chosen = choices[gives % len(choices)]
            ids = (chosen.gives.pk, chosen.wants[wants % len(chosen.wants)].pk)
        facts = self.facts(order, actor=BUYER_ACTOR, gives_id=ids[0], wants_id=ids[1])
        self.act(lambda: offer_swap(**facts))

    @precondition(lambda self: self.is_closed)
    @rule(n=which, gives=which, wants=which)
    def trade(self, n: int, gives: int, wants: int) -> None:
        """All three steps at once."""
        self.offer(n, gives, wants)
        if self._swaps("offered"):
            self.take(n)
        if self._swaps("taken"):
            self.answer(False)

    @precondition(lambda self: self.is_closed and self._swaps("offered"))
    @rule(n=which)
    def take(self, n: int) -> None:
        """Whoever holds the wanted piece agrees."""
        swap = self._swaps("offered")[0]
        rows = OrderLine.objects.of(self.world.store).filter(variant=swap.wants).exclude(order=swap.order)
        holders = list(rows.order_by("pk").values_list("order_id", flat=True))
        if holders:
            who = {"order_id": holders[n % len(holders)], "actor": BUYER_ACTOR}
            self.act(lambda: take_swap(**(self.facts() | who), swap_id=swap.pk))

    @precondition(lambda self: self.is_closed and self._swaps("taken"))
    @rule(steps_back=st.sampled_from([False, False, True]))
    def answer(self, steps_back: bool) -> None:
        swap = self._swaps("taken")[0]
        verb = free_swap if steps_back else confirm_swap
        facts = self.facts(actor=BUYER_ACTOR) | {"order_id": swap.order_id, "swap_id": swap.pk}
        self.act(lambda: verb(**facts))

    @precondition(lambda self: self.is_closed)
    @rule(n=st.integers(0, 1))
    def pack(self, n: int) -> None:
        """What is packed is not traded, moved or handed over any more."""
        self.act(lambda: send.pack_order(**self.facts(self.order(n))))

    def _swaps(self, state: str) -> list[Swap]:
        return list(Swap.objects.of(self.world.store).filter(state=state).order_by("pk"))


class Sewing(Walk):
    """The recap goes to a workshop, which reports; addenda reach it."""

    @precondition(lambda self: self.is_closed)
    @rule(spare=st.integers(0, 2))
    def send_work(self, spare: int) -> None:
        if WorkOrder.objects.of(self.world.store).count() < 2:
            self.act(lambda: self._send_work(spare))

    @precondition(lambda self: self.is_closed and self._work())
    @rule(n=which, stage=st.integers(0, 1), count=st.integers(0, 12))
    def report(self, n: int, stage: int, count: int) -> None:
        work = self._work()[n % len(self._work())]
        facts = self.facts(actor=WORKSHOP_ACTOR, work_order_id=work.pk)
        if work.state == "sent":
            self.act(lambda: accept_work_order(**facts))
        self.act(lambda: report_stage(**facts, position=stage, count=count))

    @precondition(lambda self: self.is_closed and self._work())
    @rule(n=which)
    def bring(self, n: int) -> None:
        work = self._work()[n % len(self._work())]
        made = work.stages.get(position=0).done
        self.act(lambda: bring_to_latest(**self.facts(work_order_id=work.pk)))
        assert self.world.fresh(work).pieces >= made  # what is begun stays somebody's or spare

    @precondition(lambda self: self.is_closed)
    @rule()
    def declare(self) -> None:
        self.act(lambda: declare_produced(**self.of_campaign(), counted_by_seller=True))

    def _work(self) -> list[WorkOrder]:
        return list(WorkOrder.objects.of(self.world.store).order_by("pk"))


class Making(Buying, Freezing, Trading, Sewing):
    """All of it. Add further classes of rules to these bases."""
