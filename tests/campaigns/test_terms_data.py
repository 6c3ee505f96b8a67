"""Terms as data: stable keys, typed values, one hash over words and values, and what differs between two POs."""

import json
from dataclasses import replace
from datetime import date

import pytest

from bukapo.campaigns.guarantees.rules import CREDIT, SHIPPING, Declared, Rung
from bukapo.campaigns.linting.texts import lint
from bukapo.campaigns.terms import document, render, seal, sealed_bytes, text_of
from bukapo.campaigns.terms.differences import differences, rules_changed
from bukapo.campaigns.terms.document import PARTS, clauses_in
from bukapo.campaigns.weighed import WEIGHED
from bukapo.kernel.canonical import digest
from bukapo.stores.rules import Policies
from tests.campaigns.test_terms import FACTS

TOGETHER = replace(FACTS, groups=True, group_least=5)
PO = document(FACTS)


def changes(**changed: object) -> list[tuple[str, str, str]]:
    found = differences(PO, document(replace(FACTS, **changed)))
    return [(one.key, one.how, one.favours) for one in found]


def test_words_and_data_are_one_document_that_survives_being_stored():
    stored = json.loads(json.dumps(PO))
    assert text_of(stored) == render(FACTS) == text_of(PO)
    assert seal(stored, text_of(stored)) == seal(PO, text_of(PO))
    data = {clause["key"]: clause["data"] for _part, clause in clauses_in(stored)}
    assert data["late.limit"] == {"days": 14, "day": "2027-01-11"} and data["late.refund"] == {"days": 7}
    assert data["goods.price"] == {"price": 95_000, "normal": 120_000}
    assert data["cancelling.before"] == {"allowed": True, "fee_percent": 10, "until": "closing"}


def test_every_clause_has_a_name_of_its_own_and_a_reading_aid_but_for_the_sellers_own_words():
    names = [(clause["key"], clause["about"]) for _part, clause in clauses_in(PO)]
    assert len(names) == len(set(names))
    without = {clause["key"] for _part, clause in clauses_in(PO) if not clause["english"]}
    assert without == {"extra.line"}
    parts = [part["key"] for part in document(TOGETHER)["parts"]]
    assert parts == [part.key for part in PARTS] and "groups" not in [part["key"] for part in PO["parts"]]


def test_a_po_that_takes_groups_says_who_pays_who_receives_and_what_holds_for_one_who_leaves():
    text = render(TOGETHER)
    for words in (
        "paling sedikit 5 anggota",
        "menerima barang, dan menerima uang yang kembali",
        "tanpa ongkir di pesanan",
    ):
        assert words in text
    keys = {
        key for key in (clause["key"] for _part, clause in clauses_in(document(TOGETHER))) if "groups" in key
    }
    assert {"groups.one", "groups.each", "groups.parcel", "groups.leaving", "groups.seen"} <= keys
    assert "Ongkir paket itu" not in render(replace(TOGETHER, courier=False, pickup=True))
    assert lint(text) == []
    assert all(one.of_this_po for one in differences(PO, document(TOGETHER)) if one.key != "window.times")


@pytest.mark.parametrize("what", ["data", "english", "version", "before", "text"])
def test_the_hash_covers_words_values_and_the_reading_aid(what):
    other = json.loads(json.dumps(PO))
    text = text_of(PO)
    clause = other["parts"][5]["clauses"][0]
    if what in ("data", "english"):
        clause[what] = {"days": 99} if what == "data" else "Other words"
    elif what == "text":
        text = text.replace("7 hari", "9 hari")
    else:
        other[what] = {"version": 2, "before": "0" * 64}[what]
    assert seal(other, text) != seal(PO, text_of(PO))


def test_a_part_ahead_is_a_clause_that_terms_frozen_before_it_do_without():
    data = {clause["key"]: clause["data"] for _part, clause in clauses_in(PO)}
    assert data["delivery.parts"] == {"parcels": 2, "consent": "asked", "second_fee": "seller"}
    assert WEIGHED in text_of(PO) and ("delivery.parts", "removed", "stricter") in changes(courier=False)
    old = json.loads(json.dumps(PO))
    delivery = next(part for part in old["parts"] if part["key"] == "delivery")
    delivery["clauses"] = [clause for clause in delivery["clauses"] if clause["key"] != "delivery.parts"]
    assert "dikirim lebih dulu" not in text_of(old)
    added = [(one.key, one.how, one.favours) for one in differences(old, PO)]
    assert added == [("delivery.parts", "added", "softer")]
    assert seal(old, text_of(old)) == digest({"document": old, "text": text_of(old)})


def test_terms_of_the_time_before_there_were_data_keep_their_hash():
    assert seal({}, "Lama.") == digest("Lama.") and sealed_bytes({}, "Lama.") == b'"Lama."'


@pytest.mark.parametrize(
    ("policies", "key", "favours"),
    [
        ({"cancel_fee_percent": 0}, "cancelling.before", "softer"),
        ({"cancel_fee_percent": 25}, "cancelling.before", "stricter"),
        ({"cancel_before_close": False}, "cancelling.before", "stricter"),
        ({"late_refund_days": 3}, "late.limit", "softer"),
        ({"exchange_days": 3}, "defects.report", "stricter"),
        ({"size_tolerance_cm": 3}, "defects.size", "stricter"),
        ({"complaint_hours": 24}, "complaints.answer", "softer"),
    ],
)
def test_a_changed_policy_is_softer_or_stricter_for_the_buyer(policies, key, favours):
    assert (key, "changed", favours) in changes(policies=replace(FACTS.policies, **policies))


LADDER = Declared((Rung(3, CREDIT, 10_000), Rung(7, SHIPPING)), 14, 7)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (
            replace(LADDER, rungs=(Rung(5, CREDIT, 10_000), Rung(7, SHIPPING))),
            ("late.rung", "changed", "stricter"),
        ),
        (
            replace(LADDER, rungs=(Rung(2, CREDIT, 10_000), Rung(7, SHIPPING))),
            ("late.rung", "changed", "softer"),
        ),
        (
            replace(LADDER, rungs=(Rung(3, CREDIT, 15_000), Rung(7, SHIPPING))),
            ("late.rung", "changed", "softer"),
        ),
        (
            replace(LADDER, rungs=(Rung(5, CREDIT, 15_000), Rung(7, SHIPPING))),
            ("late.rung", "changed", "other"),
        ),
        (
            replace(LADDER, rungs=(Rung(3, CREDIT, bp=500), Rung(7, SHIPPING))),
            ("late.rung", "changed", "other"),
        ),
        (replace(LADDER, rungs=(Rung(3, CREDIT, 10_000),)), ("late.rung", "removed", "stricter")),
        (replace(LADDER, refund_after=7), ("late.limit", "changed", "softer")),
        (replace(LADDER, fit_days=3), ("defects.fit", "changed", "stricter")),
        (replace(LADDER, fit_days=0), ("defects.fit", "removed", "stricter")),
    ],
)
def test_a_changed_guarantee_is_told_rung_by_rung(now, expected):
    found = differences(document(replace(FACTS, guarantee=LADDER)), document(replace(FACTS, guarantee=now)))
    assert [(one.key, one.how, one.favours) for one in rules_changed(found)] == [expected]


def test_another_po_with_the_same_rules_changes_no_rule():
    other = document(
        replace(
            FACTS,
            title="Lain",
            produced=date(2027, 2, 1),
            ship_from=date(2027, 2, 2),
            ship_until=date(2027, 2, 9),
        )
    )
    found = differences(PO, other)
    assert {one.key for one in found} == {"delivery.produced", "delivery.sent"} and rules_changed(found) == []


def test_rules_that_come_and_go_are_told_in_the_order_of_the_terms():
    found = differences(PO, document(replace(FACTS, grace_minutes=10, extra_terms="Warna bisa beda.")))
    assert [(one.key, one.how, one.favours) for one in found] == [
        ("window.grace", "added", "softer"), ("extra.line", "added", "other"),
        ("extra.line", "removed", "other"), ("extra.line", "removed", "other"),
    ]  # fmt: skip
    assert changes(policies=Policies(cancel_fee_percent=10)) == []
    assert differences({}, PO) == differences(PO, {}) == []
