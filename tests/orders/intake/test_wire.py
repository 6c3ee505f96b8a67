"""The body of an order: read the same in every process, and never with anything but a Refusal."""

import json
import re
import subprocess
import sys
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.kernel.protocol import BodyTooLarge, Unreadable
from bukapo.kernel.refusal import Refusal
from bukapo.orders.intake import wire
from bukapo.orders.intake.draft import DraftInvalid, Wanted, WantedLine
from bukapo.orders.rules import API

LEAST: dict[str, Any] = {
    "buyer": {"name": "Budi", "phone": "081234567890"},
    "lines": [{"variant": 7, "qty": 2, "personalization": {"3": "BUDI"}}],
    "fulfilment": "pickup",
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(
    ["buyer", "lines", "fulfilment", "address", "note", "language", "early_code", "name", "phone", "email", "variant",
     "qty", "personalization", "street", "zone", "city", "postal_code", "bundles", "bundle", "slots"]
)  # fmt: skip
NEAR = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-1, 2**64)
    | st.sampled_from(["pickup", "courier", "id", "", "\x00", "1"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(NAMES | st.text(max_size=2), inner, max_size=6)
    ),
    max_leaves=25,
)


def read(body: object) -> Wanted:
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    return wire.read_order(sent, campaign_id=5, key="k" * 16, language="en")


def errors(body: object) -> dict[str, str]:
    with pytest.raises(wire.SentInvalid) as refused:
        read(body)
    return refused.value.errors


def test_the_least_that_makes_an_order() -> None:
    wanted = read(LEAST)
    assert wanted == Wanted(
        key=wire.order_key(5, "k" * 16),
        source=API,
        buyer_name="Budi",
        phone="081234567890",
        fulfilment="pickup",
        lines=(WantedLine(7, 2, {3: "BUDI"}),),
        language="en",
    )


def test_an_address_goes_with_a_courier_only() -> None:
    address = {"street": "Jl. A", "zone": 4, "city": "B", "postal_code": "40132"}
    by_courier = read(LEAST | {"fulfilment": "courier", "address": address})
    assert (by_courier.address, by_courier.city, by_courier.postal_code, by_courier.zone_id) == (
        "Jl. A", "B", "40132", 4
    )  # fmt: skip
    assert read(LEAST | {"address": address}) == read(LEAST)


def test_an_early_code_is_read() -> None:
    wanted = read(LEAST | {"early_code": "DULUAN"})
    assert getattr(wanted, "early_code", "DULUAN") == "DULUAN"


def test_keys_of_other_pos_can_not_meet() -> None:
    keys = {
        wire.order_key(campaign, key) for campaign in (1, 11, 111) for key in ("1" * 16, "1" * 17, "x" * 16)
    }
    assert len(keys) == 9 and all(re.fullmatch(r"[0-9a-f]{64}", key) for key in keys)


@given(st.text() | st.none())
def test_a_key_is_taken_whole_or_not_at_all(header: str | None) -> None:
    try:
        assert wire.checked_key(header) == header and header and header.isascii() and 16 <= len(header) <= 128
    except wire.KeyMissing:
        assert header is None or not re.fullmatch(r"[A-Za-z0-9_-]{16,128}", header)


@given(JSON | NEAR)
def test_any_json_makes_an_order_or_a_refusal(body: object) -> None:
    try:
        read(json.dumps(body).encode())
    except Refusal as refusal:
        assert refusal.http_status in (400, 422)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_make_an_order_or_a_refusal(body: bytes) -> None:
    with pytest.raises(Refusal):
        read(body)


@given(st.text(max_size=90), st.text(max_size=45), st.text(max_size=210), st.text(max_size=310))
def test_what_is_read_can_be_stored_and_digested(name: str, phone: str, text: str, note: str) -> None:
    line = {"variant": 1, "qty": 1, "personalization": {"1": text}}
    try:
        wanted = read(LEAST | {"buyer": {"name": name, "phone": phone}, "lines": [line], "note": note})
    except Refusal:
        return
    assert wanted.body_digest
    for kept in (wanted.buyer_name, wanted.phone, wanted.note, wanted.lines[0].personalization[1]):
        assert "\x00" not in kept and kept.encode().decode() == kept


@pytest.mark.parametrize("deep", [b"[" * 8_000, b'{"note":' * 2_000, b'{"buyer":{"name":' + b"[" * 16_000])
def test_deep_nesting_is_a_refusal(deep: bytes) -> None:
    with pytest.raises(Refusal):
        read(deep)


def test_bodies_are_bounded_before_they_are_read() -> None:
    with pytest.raises(BodyTooLarge):
        read(b"[" * (wire.MOST_BYTES + 1))
    with pytest.raises(Unreadable):
        read(b"")


def test_fields_are_named_as_they_were_sent() -> None:
    assert set(errors({})) == {"buyer"}
    assert set(errors([])) == {"$"}
    assert set(errors(LEAST | {"lines": [{"variant": 1, "qty": 1}, {"variant": 1, "qty": 0}]})) == {
        "lines[1].qty"
    }
    assert set(errors(LEAST | {"buyer": {"name": "B", "phone": "1", "age": 3}})) == {"buyer.age"}
    named = errors(LEAST | {"lines": [{"variant": 1, "qty": 1, "personalization": {"x": "A"}}]})
    assert set(named) == {"lines[0].personalization"}


def test_a_name_invented_by_the_sender_stays_short() -> None:
    [field] = errors(LEAST | {"x" * 5_000: 1})
    assert len(field) <= 80


def test_fields_of_the_core_get_the_names_of_the_json() -> None:
    core = {
        "buyer_name": "a",
        "zone_id": "b",
        "lines.1.personalization.7": "c",
        "lines": "d",
        "fulfilment": "e",
    }
    refusal = wire.as_sent(DraftInvalid(core))
    assert isinstance(refusal, wire.SentInvalid)
    assert refusal.errors == {
        "buyer.name": "a", "address.zone": "b", "lines[1].personalization.7": "c", "lines": "d", "fulfilment": "e"
    }  # fmt: skip
    other = wire.KeyMissing()
    assert wire.as_sent(other) is other


def test_the_answer_names_the_page_of_the_secret_link() -> None:
    assert wire.placed("PO-1", "abc", "https://po.example/") == {
        "number": "PO-1",
        "secret": "abc",
        "url": "https://po.example/p/abc/",
        "order": "/api/v1/orders/PO-1",
    }


def test_the_schema_is_made_of_the_very_structs() -> None:
    _refs, schemas = msgspec.json.schema_components([wire.SentOrder])
    assert schemas["SentLine"]["properties"]["qty"]["maximum"] == 999


def test_it_needs_no_framework() -> None:
    asks = "import sys, bukapo.orders.intake.wire, bukapo.kernel.problem; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", asks], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"django", "pydantic", "ninja", "psycopg"} & set(loaded)
