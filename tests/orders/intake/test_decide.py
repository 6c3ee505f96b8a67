"""Who gets the pieces, whatever comes in whatever order.

What holds of arrival order: a verdict rests on those who came before and on nobody after. An order refused for want of
pieces did not fit beside what earlier ones had been given; a smaller one behind it may still fit.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from bukapo.campaigns.rules import Closed, Left, OverBuyerCap, SoldOut
from bukapo.orders.intake.decide import KeyConflict, Repeat, Verdict, decide
from bukapo.orders.intake.draft import Draft, DraftInvalid, Priced, Unfit, WantedLine, draft
from tests.orders.intake.offers import LARGE, MUG, OFFER, SMALL, want

VARIANTS = (SMALL, LARGE, MUG)
LATE = "terlambat"
"""A note that the gate of these tests does not let through."""


@dataclass
class State:
    """What the database says before a batch, and what it would say after one."""

    campaign: int | None
    variants: dict[int, int | None]
    had: dict[str, int]
    buyer_cap: int | None
    seen: dict[str, str] = field(default_factory=dict)

    def decide(self, drafts: Sequence[Draft]) -> list[Verdict]:
        return decide(
            drafts,
            left=Left(self.campaign, self.variants),
            seen=self.seen,
            had=self.had,
            buyer_cap=self.buyer_cap,
            gate=lambda one: Closed() if one.wanted.note == LATE else None,
        )

    def after(self, drafts: Sequence[Draft], verdicts: Sequence[Verdict]) -> "State":
        won = accepted(drafts, verdicts)
        needs, bought = Counter[int](), Counter(self.had)
        for one in won:
            needs.update(one.needs)
            for buyer in one.buyers:
                bought[buyer] += one.pieces
        return State(
            None if self.campaign is None else self.campaign - sum(one.pieces for one in won),
            {one: None if free is None else free - needs[one] for one, free in self.variants.items()},
            dict(bought),
            self.buyer_cap,
            self.seen | {one.wanted.key: one.wanted.body_digest for one in won},
        )


def accepted(drafts: Sequence[Draft], verdicts: Sequence[Verdict]) -> list[Priced]:
    pairs = zip(drafts, verdicts, strict=True)
    return [one for one, verdict in pairs if verdict is None and isinstance(one, Priced)]


def told(verdicts: Sequence[Verdict]) -> list[object]:
    """Verdicts as values."""
    return [
        verdict if verdict is None or isinstance(verdict, Repeat) else (type(verdict), verdict.params)
        for verdict in verdicts
    ]


@st.composite
def one_draft(draw: st.DrawFn) -> Draft:
    """One of a few buyers under one of a few keys: repeats, conflicts and shared caps are common."""
    lines = draw(st.lists(st.tuples(st.sampled_from(VARIANTS), st.integers(1, 4)), min_size=1, max_size=3))
    one = want(
        *(WantedLine(variant, qty, {}) for variant, qty in lines),
        key=f"kunci-{draw(st.integers(1, 12))}",
        buyer_name="Pembeli",
        phone=f"0812000000{draw(st.integers(10, 14))}",
        email=draw(st.sampled_from(["", "", "a@example.com", "b@example.com"])),
        note=draw(st.sampled_from(["", "", "", "", LATE])),
    )
    return draft(one, OFFER) if draw(st.integers(0, 9)) else Unfit(one, DraftInvalid({"phone": "?"}))


PIECES = st.none() | st.integers(0, 12)
DRAFTS = st.lists(one_draft(), max_size=14)
STATES = st.builds(
    State,
    campaign=PIECES,
    variants=st.fixed_dictionaries(dict.fromkeys(VARIANTS, PIECES)),
    had=st.dictionaries(
        st.sampled_from(["7:+6281200000010", "7:+6281200000011", "7:a@example.com"]), st.integers(1, 4)
    ),
    buyer_cap=st.none() | st.integers(1, 8),
)


@given(STATES, DRAFTS)
@settings(max_examples=300)
def test_no_cap_of_po_variant_or_buyer_is_ever_exceeded(state: State, drafts: list[Draft]) -> None:
    after = state.after(drafts, state.decide(drafts))
    assert after.campaign is None or after.campaign >= 0
    assert all(free is None or free >= 0 for free in after.variants.values())
    if state.buyer_cap is not None:
        grown = {who: n for who, n in after.had.items() if n > state.had.get(who, 0)}
        assert all(pieces <= state.buyer_cap for pieces in grown.values())


@given(STATES, DRAFTS, st.data())
@settings(max_examples=300)
def test_a_batch_is_its_parts_one_after_the_other(
    state: State, drafts: list[Draft], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(drafts)))
    first = state.decide(drafts[:cut])
    second = state.after(drafts[:cut], first).decide(drafts[cut:])
    assert told(state.decide(drafts)) == told([*first, *second])


@given(STATES, DRAFTS)
def test_nobody_who_came_later_changes_a_verdict(state: State, drafts: list[Draft]) -> None:
    whole = told(state.decide(drafts))
    for length in range(len(drafts)):
        assert told(state.decide(drafts[:length])) == whole[:length]


@given(STATES, DRAFTS)
@settings(max_examples=300)
def test_whoever_was_refused_for_want_of_pieces_did_not_fit_when_their_turn_came(
    state: State, drafts: list[Draft]
) -> None:
    verdicts = state.decide(drafts)
    for number, (one, verdict) in enumerate(zip(drafts, verdicts, strict=True)):
        at_their_turn = state.after(drafts[:number], verdicts[:number])
        if not isinstance(one, Priced):
            continue
        had = max((at_their_turn.had.get(buyer, 0) for buyer in one.buyers), default=0)
        over_buyer = state.buyer_cap is not None and had + one.pieces > state.buyer_cap
        over_whole = at_their_turn.campaign is not None and one.pieces > at_their_turn.campaign
        free = at_their_turn.variants
        over_variant = any((room := free[v]) is not None and n > room for v, n in one.needs.items())
        if isinstance(verdict, SoldOut):
            assert over_whole or over_variant
        elif isinstance(verdict, OverBuyerCap):
            assert over_buyer and verdict.params == {"cap": state.buyer_cap, "had": had}
        elif verdict is None:
            assert not (over_buyer or over_whole or over_variant)


@given(STATES, DRAFTS)
@settings(max_examples=300)
def test_a_key_makes_one_order_and_only_an_order_takes_a_key(state: State, drafts: list[Draft]) -> None:
    made: dict[str, str] = {}
    for one, verdict in zip(drafts, state.decide(drafts), strict=True):
        key, body = one.wanted.key, one.wanted.body_digest
        if key not in made:
            assert not isinstance(verdict, Repeat | KeyConflict)
            if verdict is None:
                made[key] = body
        elif made[key] == body:
            assert verdict == Repeat(key)
        else:
            assert isinstance(verdict, KeyConflict)


@given(STATES, DRAFTS)
def test_who_may_not_compete_gets_nothing_unless_it_is_a_repeat(state: State, drafts: list[Draft]) -> None:
    kept = state.decide(drafts)
    for one, verdict in zip(drafts, kept, strict=True):
        if isinstance(one, Unfit):
            assert verdict is one.refusal or isinstance(verdict, Repeat | KeyConflict)
        elif one.wanted.note == LATE:
            assert isinstance(verdict, Closed | Repeat | KeyConflict)


def test_an_order_that_is_there_is_answered_when_the_po_is_closed_full_and_the_draft_unfit() -> None:
    one = want(note=LATE)
    shut = State(0, dict.fromkeys(VARIANTS, 0), {}, 1, seen={one.key: one.body_digest})
    assert shut.decide([draft(one, OFFER)]) == [Repeat(one.key)]
    assert shut.decide([Unfit(one, DraftInvalid({}))]) == [Repeat(one.key)]
    [verdict] = shut.decide([Unfit(want(key=one.key), DraftInvalid({}))])
    assert isinstance(verdict, KeyConflict)


def test_a_smaller_order_may_fit_where_a_bigger_one_before_it_did_not() -> None:
    state = State(3, dict.fromkeys(VARIANTS), {}, None)
    drafts = [draft(want(WantedLine(LARGE, n, {})), OFFER) for n in (2, 2, 1)]
    assert [verdict is None for verdict in state.decide(drafts)] == [True, False, True]


def test_a_variant_without_a_counter_is_not_on_offer() -> None:
    [verdict] = State(None, {SMALL: None}, {}, None).decide([draft(want(), OFFER)])
    assert isinstance(verdict, SoldOut) and verdict.params == {"what": "L", "left": 0}
