"""What the unsent part of an order is worth: with what was sent it is the whole price, to a rupiah of rounding."""

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bukapo.orders.packing.rules import Slot
from bukapo.orders.parts.money import worth_of_slots
from bukapo.orders.parts.rules import in_part, without

LINES = st.lists(st.tuples(st.integers(1, 9), st.integers(1_000, 200_000)), min_size=1, max_size=5)


@given(LINES, st.data())
def test_rest_and_part_are_the_whole_and_the_part_keeps_its_price(
    wanted: list[tuple[int, int]], data: Any
) -> None:
    slots = [Slot(n, n, 100 + n, qty, "Kaos", "L") for n, (qty, _each) in enumerate(wanted)]
    lines: Any = {
        n: SimpleNamespace(total=qty * each, qty=qty, variant_id=100 + n)
        for n, (qty, each) in enumerate(wanted)
    }
    goods = sum(line.total for line in lines.values())
    order: Any = SimpleNamespace(goods=goods, discount=data.draw(st.integers(0, goods - 1)))
    part = [(n, 100 + n, data.draw(st.integers(0, qty))) for n, (qty, _each) in enumerate(wanted)]
    rest = worth_of_slots(order, without(slots, part), lines, {})
    sent = worth_of_slots(order, in_part(slots, part), lines, {})
    net = goods - order.discount
    assert 0 <= rest <= net + 1 and net <= rest + sent <= net + 1
    assert net - rest >= sent - 1, "what was sent is not paid back"
