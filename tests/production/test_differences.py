from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bukapo.production.differences import difference
from bukapo.production.recap import CampaignFacts, ConfirmedLine, Recap, build_recap

AT = datetime(2026, 11, 22, tzinfo=UTC)
FACTS = CampaignFacts("Toko", "Kaos", "Asia/Jakarta", AT)


def recap(*orders: tuple[str, str, int, str]) -> Recap:
    """Orders as (number, size, quantity, name)."""
    lines = [
        ConfirmedLine(
            number, "", place, "Kaos", ("Ukuran",), (size,), quantity, 95_000, {"Nama": name}, 0, "pickup"
        )
        for place, (number, size, quantity, name) in enumerate(orders)
    ]
    return build_recap(facts=FACTS, lines=lines, state="live", made_at=AT)


orders = st.lists(
    st.tuples(
        st.sampled_from(["PO-1", "PO-2", "PO-3", "PO-4"]),
        st.sampled_from(["S", "M", "L"]),
        st.integers(1, 5),
        st.sampled_from(["", "BUDI"]),
    ),
    max_size=8,
)


def test_names_the_orders_and_the_pieces_that_went() -> None:
    changed = difference(recap(("PO-1", "S", 2, ""), ("PO-2", "M", 1, "")), recap(("PO-2", "M", 1, "")))
    assert (changed.gone, changed.new, changed.changed) == (("PO-1",), (), ())
    assert [(one.variant, one.before, one.after, one.delta) for one in changed.pieces] == [("S", 2, 0, -2)]


def test_sees_an_order_whose_pieces_stay_but_whose_name_changed() -> None:
    changed = difference(recap(("PO-1", "S", 1, "BUDI")), recap(("PO-1", "S", 1, "")))
    assert changed.changed == ("PO-1",)
    assert changed


@given(orders, orders)
def test_pieces_before_plus_the_difference_are_the_pieces_after(
    before: list[tuple[str, str, int, str]], after: list[tuple[str, str, int, str]]
) -> None:
    old, new = recap(*before), recap(*after)
    changed = difference(old, new)
    assert old.totals.pieces + sum(one.delta for one in changed.pieces) == new.totals.pieces
    assert {one.delta for one in difference(new, old).pieces} == {-one.delta for one in changed.pieces}


@given(orders, st.randoms())
def test_the_same_orders_in_another_sequence_differ_in_nothing(
    before: list[tuple[str, str, int, str]], chance: object
) -> None:
    after = list(before)
    chance.shuffle(after)  # type: ignore[attr-defined]
    assert not difference(recap(*before), recap(*after))
