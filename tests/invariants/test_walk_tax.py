"""The same random walks in a PKP store: after every step its PPN is what its orders' money makes."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import DEPOSITS
from bukapo.orders.models import Order
from tests.invariants.auditor import AuditedWalk
from tests.invariants.test_walk import STEPS, Walk
from tests.orders.test_tax import pkp
from tests.world import NOON, make_world


class TestAnySequenceOfWritesOfAPkpStore(AuditedWalk):
    @settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
    @given(steps=STEPS, mode=st.sampled_from(["full", "deposit"]), fee=st.sampled_from([0, 10]))
    def test_breaks_no_invariant(self, steps: list[tuple[str, int, int]], mode: str, fee: int) -> None:
        world = pkp(make_world(at=NOON, pay_mode=mode, shipping_with="balance", cap=14))
        world.store.cancel_fee_percent = fee
        world.store.save(update_fields=["cancel_fee_percent"])
        walk = Walk(world, self.breaches)
        for name, which, size in steps:
            walk.step(name, which, size)
        open_orders = Order.objects.of(world.store).exclude(state__in=["shipped", "received", "cancelled"])
        if not open_orders.exists():
            assert trial_balance(store_id=world.store.pk).get(DEPOSITS, 0) == 0
