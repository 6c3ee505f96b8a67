"""Random walks in a PO whose price falls with its pieces and may be asked to rise: tiers, proposals, the meter."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bukapo.campaigns.models import Bundle
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.intake.packages import WantedBundle, WantedSlot
from bukapo.orders.models import Order, Proposal, ProposalAnswer
from bukapo.orders.pricing import due
from bukapo.orders.pricing.answer import accept_price, leave_over_price
from bukapo.orders.pricing.asking import Wish
from bukapo.orders.pricing.propose import make_proposal, withdraw_proposal
from bukapo.orders.writes import pay, place, release
from bukapo.payments.models import Proof, Refund
from bukapo.production.capital.reads import owed_if_cancelled
from bukapo.production.writes.close import close_campaign
from tests.invariants.auditor import AuditedWalk
from tests.invariants.test_walk import Walk
from tests.orders.pricing.tiered import tiered

BEFORE = ("place", "place", "pay", "short", "over", "prove", "confirm", "cancel", "change", "forgive")
AFTER = (
    "pay",
    "over",
    "settle",
    "ask",
    "ask",
    "agree",
    "agree",
    "leave",
    "silence",
    "take_back",
    "cancel",
    "expire",
)
LATE = (
    "balance",
    "refund",
    "pay_refund",
    "hand",
    "ship",
    "reject",
    "confirm",
    "pay",
    "settle",
    "agree",
    "remind",
)


def steps(*names: str) -> st.SearchStrategy[list[tuple[str, int, int]]]:
    step = st.tuples(st.sampled_from(names), st.integers(0, 7), st.integers(1, 4))
    return st.lists(step, min_size=3, max_size=9)


class PriceWalk(Walk):
    """Also closes, settles, proposes, answers."""

    def _act(self, name: str, which: int, size: int) -> None:
        facts = {"store_id": self.world.store.pk, "actor": self.world.seller, "at": self.at}
        own: dict[str, Callable[[], object]] = {
            "close": lambda: close_campaign(**facts, campaign_id=self.world.campaign.pk),
            "settle": lambda: due.settle_prices(self.at),
            "ask": lambda: self._ask(size),
            "silence": self._silence,
            "take_back": lambda: withdraw_proposal(**facts, proposal_id=self._open().pk, reason="Tidak jadi"),
        }
        if name in own:
            if name != "take_back" or self._any_open():
                own[name]()
            return
        if name == "place" and which % 2:
            self._place_package(which, size)
            return
        if name in ("agree", "leave"):
            self._answer(name, which)
            return
        super()._act(name, which, size)

    def _place_package(self, which: int, size: int) -> None:
        """Two tees as a package, often beside a tee of its own."""
        bundle = Bundle.objects.of(self.world.store).get()
        tees = [self._line(which + n, size) for n in range(2)]
        slots = tuple(WantedSlot(tee.variant_id, tee.personalization) for tee in tees)
        lines = [self._line(which, 1)] if size % 2 else []
        place.place_order(
            store_id=self.world.store.pk,
            campaign_id=self.world.campaign.pk,
            wanted=self.world.want(
                bundles=(WantedBundle(bundle.pk, 1 + size // 3, slots),), lines=tuple(lines)
            ),
            actor=BUYER_ACTOR,
        )

    def _ask(self, size: int) -> None:
        wish = Wish(
            "Harga katun naik minggu ini.", self.at + timedelta(hours=48), "leave" if size % 2 else "keep",
            per_piece=1_000 * (size % 3), per_order=2_000 * (size % 2),
        )  # fmt: skip
        facts = {"store_id": self.world.store.pk, "actor": self.world.seller, "at": self.at}
        make_proposal(**facts, campaign_id=self.world.campaign.pk, wish=wish)

    def _any_open(self) -> bool:
        return Proposal.objects.of(self.world.store).filter(state="open").exists()

    def _open(self) -> Proposal:
        found: Proposal = Proposal.objects.of(self.world.store).get(state="open")
        return found

    def _answer(self, name: str, which: int) -> None:
        rows = list(ProposalAnswer.objects.of(self.world.store).filter(proposal__state="open").order_by("pk"))
        if not rows:
            return
        row = rows[which % len(rows)]
        facts = {
            "store_id": self.world.store.pk, "order_id": row.order_id, "proposal_id": row.proposal_id,
            "actor": BUYER_ACTOR, "at": self.at,
        }  # fmt: skip
        if name == "agree":
            accept_price(**facts, digest=row.digest)
        else:
            leave_over_price(**facts)

    def _silence(self) -> None:
        self.at += timedelta(hours=48)
        with clock.told(self.at):
            due.carry_out_silences(self.at)

    def cancel_everything(self) -> None:
        """What the seller would do to call the PO off."""
        facts = {"store_id": self.world.store.pk, "actor": self.world.seller, "at": self.at}
        for proof in Proof.objects.of(self.world.store).filter(state="pending"):
            pay.reject_proof(**facts, proof_id=proof.pk, reason="PO dibatalkan")
        ends = Order.objects.of(self.world.store).filter(state__in=["placed", "confirmed", "expired"])
        for pk in ends.values_list("pk", flat=True):
            with clock.told(self.at):
                release.cancel_order(**facts, order_id=pk, reason="PO dibatalkan")


class TestAnySequenceOfMovingPrices(AuditedWalk):
    @settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
    @given(
        before=steps(*BEFORE),
        after=steps(*AFTER),
        late=steps(*LATE),
        mode=st.sampled_from(["full", "deposit"]),
        shipping=st.sampled_from(["order", "balance"]),
    )
    def test_breaks_no_invariant_and_the_meter_says_what_cancelling_costs(
        self,
        before: list[tuple[str, int, int]],
        after: list[tuple[str, int, int]],
        late: list[tuple[str, int, int]],
        mode: str,
        shipping: str,
    ) -> None:
        walk = PriceWalk(tiered(pay_mode=mode, shipping_with=shipping, cap=14, package=True), self.breaches)
        for name, which, size in [*before, ("close", 0, 1), *after, ("settle", 0, 1), *late]:
            walk.step(name, which, size)
        said = owed_if_cancelled(walk.world.campaign)
        walk.cancel_everything()
        assert self.breaches() == []
        owed = (
            Refund.objects.of(walk.world.store).filter(state="owed").aggregate(all=Sum("amount"))["all"] or 0
        )
        after_all = owed_if_cancelled(walk.world.campaign)
        assert owed == after_all.promised == said.promised + said.orders
        assert (after_all.orders, after_all.stray) == (0, said.stray)
        assert after_all.owed == said.owed
        assert after_all.in_hand == said.in_hand
