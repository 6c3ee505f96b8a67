"""What somebody wants becomes a priced order: sums by hand, one digest per body."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.kernel.refusal import Refusal
from bukapo.orders.intake.draft import DraftInvalid, Priced, Unfit, Wanted, WantedLine, draft, drafted
from tests.orders.intake.offers import (
    FAR_ZONE,
    LARGE,
    MUG,
    NAME,
    NAME_PRICE,
    NOW,
    OFFER,
    PRICES,
    SMALL,
    WEIGHTS,
    ZONE,
    offer,
    want,
)

TEXT = st.text(st.characters(codec="utf-8"), max_size=3)
LINES = st.lists(
    st.builds(
        WantedLine,
        st.sampled_from([SMALL, LARGE, MUG]),
        st.integers(1, 999),
        st.sampled_from([{}, {NAME: ""}, {NAME: "BUDI 10"}]),
    ),
    min_size=1,
    max_size=8,
).map(tuple)
NO_PART_OF_THE_BODY = {"key", "source", "early_code", "begun_at"}
"""Which submission it is, which way it came, and what was proved about it."""
BODIES: st.SearchStrategy[Wanted] = st.builds(
    Wanted,
    key=st.just("k" * 16),
    source=st.just("form"),
    buyer_name=TEXT,
    phone=TEXT,
    fulfilment=st.sampled_from(["pickup", "courier"]),
    lines=st.lists(
        st.builds(WantedLine, st.integers(1, 3), st.integers(1, 3), st.dictionaries(st.integers(1, 3), TEXT)),
        max_size=2,
    ).map(tuple),
    email=TEXT,
    address=TEXT,
    city=TEXT,
    postal_code=TEXT,
    zone_id=st.none() | st.integers(1, 3),
    note=TEXT,
    language=st.sampled_from(["id", "en"]),
    sent_before=st.booleans(),
)


@given(LINES, st.sampled_from([None, ZONE, FAR_ZONE]))
def test_an_order_costs_weighs_and_needs_what_its_lines_say(
    lines: tuple[WantedLine, ...], zone: int | None
) -> None:
    courier = {"fulfilment": "courier", "address": "Jl. Contoh 1", "zone_id": zone} if zone else {}
    priced = draft(want(*lines, **courier), OFFER)
    goods = weight = 0
    needs = dict.fromkeys((line.variant_id for line in lines), 0)
    for line in lines:
        printed = NAME_PRICE if line.variant_id != MUG and line.personalization.get(NAME) else 0
        goods += line.qty * (PRICES[line.variant_id] + printed)
        weight += line.qty * WEIGHTS[line.variant_id]
        needs[line.variant_id] += line.qty
    kilograms = -(-weight // 1000)
    first, further = {None: (0, 0), ZONE: (18_000, 12_000), FAR_ZONE: (90_000, 80_000)}[zone]
    assert (priced.goods, priced.weight, priced.needs) == (goods, weight, needs)
    assert priced.pieces == sum(needs.values()) and len(priced.lines) == len(lines)
    assert priced.shipping_fee == (first + (kilograms - 1) * further if zone else 0)


def test_a_buyer_is_known_by_phone_and_mail_however_they_are_written() -> None:
    one = draft(want(phone="0812 3456 7890", email="Rina@Example.com"), OFFER)
    other = draft(want(phone="+62-812-3456-7890", email="rina@example.com"), OFFER)
    assert one.buyers == other.buyers == ("7:+6281234567890", "7:rina@example.com")
    assert draft(want(phone="0812 3456 7890"), OFFER).buyers == ("7:+6281234567890",)
    elsewhere = draft(want(phone="0812 3456 7890"), offer(campaign_id=8))
    assert not set(elsewhere.buyers) & set(one.buyers)


def test_an_early_code_counts_only_where_it_is_the_pos_own() -> None:
    assert draft(want(early_code="DULUAN"), OFFER).early
    assert not draft(want(early_code="duluan"), OFFER).early
    assert not draft(want(early_code="\ud800"), OFFER).early
    assert not draft(want(early_code=""), offer(early_code="")).early


@given(BODIES, BODIES)
def test_bodies_have_the_same_digest_exactly_when_they_are_the_same(one: Wanted, other: Wanted) -> None:
    assert (one.body_digest == other.body_digest) == (one == other)
    assert replace(one, key="x" * 16).body_digest == one.body_digest


@given(BODIES, st.data())
def test_any_changed_field_changes_the_digest(one: Wanted, data: st.DataObject) -> None:
    names = sorted(field.name for field in fields(Wanted) if field.name not in NO_PART_OF_THE_BODY)
    name = data.draw(st.sampled_from(names))
    other = data.draw(BODIES.filter(lambda other: getattr(other, name) != getattr(one, name)))
    assert replace(one, **{name: getattr(other, name)}).body_digest != one.body_digest


def test_how_it_was_sent_is_no_part_of_the_body() -> None:
    one = want()
    proved = {"early_code": "DULUAN", "begun_at": NOW - timedelta(hours=1)}
    changed: dict[str, Any] = {"key": "other", "source": "waitlist"} | proved
    assert set(changed) == NO_PART_OF_THE_BODY
    assert replace(one, **changed).body_digest == one.body_digest


def test_the_order_of_printed_texts_is_no_part_of_the_body() -> None:
    lines = [WantedLine(SMALL, 1, {1: "a", 2: "b"}), WantedLine(SMALL, 1, {2: "b", 1: "a"})]
    one, other = (replace(want(key="k", phone="1", buyer_name="a"), lines=(line,)) for line in lines)
    assert one.body_digest == other.body_digest


@pytest.mark.parametrize("field", ["buyer_name", "phone", "email", "note", "address"])
def test_what_can_not_be_stored_is_unfit_and_keeps_its_key(field: str) -> None:
    for text in ("a\x00b", "\ud800", "x" * 20_000):
        one = want(**{"fulfilment": "courier", "address": "Jl. A", "zone_id": ZONE} | {field: text})
        unfit = drafted(one, OFFER)
        assert isinstance(unfit, Unfit) and unfit.wanted is one
        assert isinstance(unfit.refusal, DraftInvalid) and field in unfit.refusal.errors


@given(
    st.builds(
        want,
        st.builds(
            WantedLine, st.integers(-1, 50), st.integers(-1, 2000), st.dictionaries(st.integers(40, 42), st.text())
        ),
        phone=st.text() | st.just("081234567890"),
        email=st.text() | st.just(""),
        fulfilment=st.sampled_from(["pickup", "courier", "", "\x00"]),
        address=st.text(),
        postal_code=st.text(max_size=6),
        zone_id=st.none() | st.integers(30, 33),
        note=st.text(),
    )
)  # fmt: skip
def test_whatever_is_wanted_is_priced_or_refused_with_a_sentence(one: Wanted) -> None:
    made = drafted(one, OFFER)
    if isinstance(made, Priced):
        assert made.goods > 0 and made.pieces > 0 and one.body_digest
    else:
        assert isinstance(made.refusal, Refusal) and made.refusal.http_status == 422
