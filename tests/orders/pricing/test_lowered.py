"""How a fallen price reaches an order's charges: pure."""

from hypothesis import given
from hypothesis import strategies as st

from bukapo.orders.pricing.rules import Part, lowered
from bukapo.payments.rules import waterfall

PRICES = st.integers(0, 500_000)


@st.composite
def charges(draw: st.DrawFn) -> tuple[list[Part], int, int]:
    """Charges as an order has them, the rupiah that fill them from the first, and a fall of at most their goods."""
    raw = draw(
        st.lists(st.tuples(PRICES, PRICES, st.integers(0, 999), st.booleans()), min_size=1, max_size=4)
    )
    raw = [(goods or 1, shipping, code if opened else 0, opened) for goods, shipping, code, opened in raw]
    totals = [goods + shipping + code for goods, shipping, code, _ in raw]
    money = draw(st.integers(0, sum(totals) + 50_000))
    paid = waterfall(totals, money)
    parts = [
        Part(
            goods, shipping, code, part, opened, "paid" if part == total else "open" if opened else "planned"
        )
        for (goods, shipping, code, opened), part, total in zip(raw, paid, totals, strict=True)
    ]
    return parts, draw(st.integers(0, sum(goods for goods, *_ in raw))), money


@given(charges())
def test_the_charges_ask_exactly_so_much_less_and_no_single_one_more(
    given_: tuple[list[Part], int, int],
) -> None:
    before, fall, money = given_
    after, rest = lowered(before, fall, money)
    assert rest == 0
    assert sum(p.goods for p in before) - sum(p.goods for p in after) == fall
    assert [p.shipping for p in after] == [p.shipping for p in before]
    assert all(new.total <= old.total for old, new in zip(before, after, strict=True))
    assert sum(p.paid for p in after) == min(money, sum(p.total for p in after))


@given(charges())
def test_what_is_paid_changes_only_when_nothing_unpaid_is_left(
    given_: tuple[list[Part], int, int],
) -> None:
    before, fall, money = given_
    after, _rest = lowered(before, fall, money)
    for place, (old, new) in enumerate(zip(before, after, strict=True)):
        if old.state == "paid" and new.goods < old.goods:
            assert all(other.goods == 0 or other.paid == other.total for other in after[place + 1 :])
            assert sum(min(p.goods, p.total - p.paid) for p in before) < fall


@given(charges())
def test_a_charge_of_nothing_is_void_and_the_others_stand_where_their_money_says(
    given_: tuple[list[Part], int, int],
) -> None:
    before, fall, money = given_
    after, _rest = lowered(before, fall, money)
    for part in after:
        if part.state == "void":
            assert (part.goods, part.shipping, part.code, part.paid) == (0, 0, 0, 0)
        else:
            assert part.goods + part.shipping > 0
            assert (part.paid == part.total) == (part.state == "paid")


def test_a_fall_beyond_all_goods_is_told_back() -> None:
    part = Part(goods=40_000, shipping=10_000, code=0, paid=0, open=False, state="planned")
    after, rest = lowered([part], 45_000, 0)
    assert (after[0].goods, after[0].shipping, rest) == (0, 10_000, 5_000)
