"""A signed record: whoever alters it by one byte is found out, and whatever is sent gets an answer."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bukapo.kernel.canonical import canonical
from bukapo.trust.record import keys as record_keys
from bukapo.trust.record import rules
from bukapo.trust.record.keys import Ring, change_key, key_id, public_of, ring
from bukapo.trust.record.rules import Facts, Key, check, document, keys_in, published
from bukapo.trust.reviews.rules import rating

AT = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
SECRET = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
"""RFC 8032, section 7.1, test 1."""
PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
KEY = Key(key_id(PUBLIC), PUBLIC, "2026-01-01T00:00:00Z")
SHAPED = '{"schema":"bukapo-record/1","key":"21fe31dfa154a261","signature":"' + "0" * 128 + '"'
FACTS = Facts(
    since=date(2025, 3, 1), campaigns=13, cancelled=1, judged=13, on_time=12, late_median=2, late_most=2,
    orders_sent=640, orders_on_time=631, orders_overdue=4, orders_paid=655, orders_refunded=8,
    rating=rating({5: 40, 4: 9, 1: 2}, 1), claims=9, claims_due=8, claims_in_time=7,
)  # fmt: skip
STORE = {
    "name": "Toko Contoh",
    "slug": "toko-contoh",
    "city": "Bandung",
    "address": "https://po.example/toko-contoh/",
}


def record(**changes: Any) -> dict[str, Any]:
    told = document(FACTS, store=STORE, issuer="https://po.example", issued_at=AT, key=KEY.id)
    return Ring(SECRET, (KEY,)).signed(told | changes)


def verdict(text: str | bytes, *keys: Key) -> str:
    return check(text, keys or (KEY,), at=AT + timedelta(days=3)).verdict


def test_the_test_vector_of_the_docs_holds() -> None:
    """docs/record.md shows this one, so that others can write a checker."""
    assert public_of(SECRET) == PUBLIC and KEY.id == "21fe31dfa154a261"
    vector = json.loads((Path(__file__).parents[1] / "data" / "record-vector.json").read_text())
    assert record() == vector
    assert verdict(json.dumps(vector, indent=3)) == rules.GENUINE


def test_a_genuine_record_says_how_old_it_is() -> None:
    found = check(canonical(record()), (KEY,), at=AT + timedelta(days=45))
    assert found.is_genuine and found.age_days == 45 and found.is_old
    assert not check(canonical(record()), (KEY,), at=AT + timedelta(days=3)).is_old
    assert found.record and found.record["numbers"]["on_time"] == 12
    assert found.record["numbers"]["rating"] == 467 and found.record["numbers"]["refunded_bp"] == 122


def test_no_byte_of_it_may_be_another_one() -> None:
    whole = canonical(record())
    assert verdict(whole) == rules.GENUINE
    for place in range(len(whole)):
        altered = bytearray(whole)
        altered[place] ^= 1
        assert verdict(bytes(altered)) != rules.GENUINE, bytes(altered[place - 20 : place + 20])


@pytest.mark.parametrize("how", ["upper", "twice", "more", "less", "other key", "fraction", "retired"])
def test_tricks_are_found_out(how: str) -> None:
    good = record()
    text, keys = json.dumps(good), (KEY,)
    if how == "upper":
        text = json.dumps(good | {"signature": good["signature"].upper()})
    elif how == "twice":  # the first reader believes 13, the last one 12
        text = text.replace('"on_time": 12', '"on_time": 13, "on_time": 12')
    elif how == "more":
        text = json.dumps(good | {"badge": "gold"})
    elif how == "less":
        del good["numbers"]["late_most"]
        text = json.dumps(good)
    elif how == "other key":
        keys = (Key(KEY.id, public_of("11" * 32)),)
    elif how == "fraction":
        text = text.replace('"on_time": 12', '"on_time": 12.0')
    else:
        keys = (Key(KEY.id, KEY.public, until="2026-11-22T04:59:59Z"),)
    assert verdict(text, *keys) in (rules.ALTERED, rules.UNREADABLE)


@pytest.mark.parametrize(
    "text",
    [
        "", "{}", "[]", "null", "\x00", b"\xff\xfe\x00", '{"schema": "bukapo-record/1"}', "[" * 60_000, "9" * 60_000,
        '{"schema":"bukapo-record/1","key":{"a":1}}', '{"schema":"bukapo-record/1","key":["21fe31dfa154a261"]}',
        SHAPED + ',"x":"\\ud800"}',
        '{"schema":"bukapo-record/1","key":"21fe31dfa154a261","signature":7}', '{"a":NaN}', "x" * 70_000,
        SHAPED + ',"n":1' + "0" * 400 + "}",
    ],
)  # fmt: skip
def test_whatever_is_sent_gets_an_answer(text: str | bytes) -> None:
    found = check(text, (KEY,), at=AT)
    assert not found.is_genuine and isinstance(found.issuer, str)
    assert keys_in(text) == ()


def test_an_unknown_key_is_no_proof_until_its_issuer_s_keys_are_brought() -> None:
    mine = Key("0" * 16, public_of("11" * 32))
    assert verdict(canonical(record()), mine) == rules.UNKNOWN_KEY
    brought = keys_in(json.dumps(published((KEY,), issuer="https://po.example")))
    assert verdict(canonical(record()), mine, *brought) == rules.GENUINE


def test_few_reviews_give_no_number_and_every_number_has_its_meaning() -> None:
    few = document(
        Facts(rating=rating({5: 2})), store=STORE, issuer="https://po.example", issued_at=AT, key=KEY.id
    )
    assert few["numbers"]["rating"] is None and few["numbers"]["reviews"] == 2
    assert set(few["definitions"]) == set(few["numbers"]) and all(few["definitions"].values())


def test_a_new_key_signs_and_the_old_one_still_checks(tmp_path: Path, settings: Any) -> None:
    settings.PRIVATE_ROOT = tmp_path / "private"
    first = ring(at=AT)
    assert ring(at=AT + timedelta(days=1)) == first
    told = document(FACTS, store=STORE, issuer="x", issued_at=AT, key=first.signing.id)
    old = canonical(first.signed(told))
    second = change_key(at=AT + timedelta(days=1))
    assert second.signing.id != first.signing.id and second.secret != first.secret
    assert [key.id for key in second.keys] == [second.signing.id, first.signing.id]
    assert check(old, second.keys, at=AT).is_genuine
    late = told | {"issued_at": "2026-12-01T00:00:00Z"}
    assert not check(canonical(first.signed(late)), second.keys, at=AT).is_genuine
    path = record_keys._path()
    assert first.secret not in path.read_text() and path.stat().st_mode & 0o777 == 0o600
