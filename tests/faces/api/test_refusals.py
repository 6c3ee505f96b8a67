"""Every no that an order can meet: its status, its code, what it tells, and that nothing changed."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError

from bukapo.faces.api import orders
from bukapo.journal import clock
from bukapo.kernel.pace import Pace
from bukapo.orders.intake.door import DOOR
from bukapo.orders.intake.wire import MOST_BYTES
from tests.faces.api.program import Program, assert_problem, everything
from tests.world import make_world


@pytest.fixture
def scarce(db: None) -> Program:
    return Program(make_world(cap=5, variant_caps={("L", "Hitam"): 2}, buyer_cap=3))


def refused(program: Program, status: int, code: str, *args: Any, **kwargs: Any) -> dict[str, Any]:
    before = everything()
    members = assert_problem(program.send(*args, **kwargs), status, code)
    assert everything() == before
    return members


def test_sold_out_names_what_and_how_many_are_left(scarce: Program) -> None:
    line = {"variant": scarce.world.variant("L", "Hitam"), "qty": 3}
    told = refused(scarce, 409, "sold_out", scarce.body(lines=[line]))
    assert (told["what"], told["left"]) == ("L / Hitam", 2)
    assert told["detail"] == "L / Hitam tinggal 2. Kurangi jumlahnya atau pilih yang lain."


def test_the_whole_quota_is_named_in_the_language_of_the_request(scarce: Program) -> None:
    scarce.world.place(scarce.world.line("M", qty=3))
    lines = [{"variant": scarce.world.variant("S", "Hitam"), "qty": 3}]
    english = refused(scarce, 409, "sold_out", scarce.body(lines=lines), **{"Accept-Language": "en"})
    assert english["left"] == 2 and english["what"] in english["detail"]
    assert "tinggal" not in english["detail"] and english["title"] == "Not enough left"


def test_the_buyer_limit_tells_the_cap_and_what_the_buyer_has(scarce: Program) -> None:
    buyer = {"name": "Budi", "phone": "081234567890"}
    lines = [{"variant": scarce.world.variant("M", "Hitam"), "qty": 2}]
    assert scarce.send(scarce.body(buyer=buyer, lines=lines)).status_code == 201
    told = refused(scarce, 409, "buyer_limit", scarce.body(buyer=buyer, lines=lines))
    assert (told["cap"], told["had"]) == (3, 2)


def test_nothing_is_taken_before_opening_or_from_the_closing_instant_on(program: Program) -> None:
    campaign = program.world.campaign
    with clock.told(campaign.opens_at - timedelta(microseconds=1)):
        refused(program, 409, "not_open_yet")
    with clock.told(campaign.closes_at):
        refused(program, 409, "closed")
    with clock.told(campaign.closes_at - timedelta(microseconds=1)):
        assert program.send().status_code == 201


@pytest.mark.parametrize(
    "body",
    [
        b"nul",
        b"{",
        b"\xff",
        b'{"note":"\xed\xa0\x80"}',
        b'{"note":"\\ud800"}',
        b'{"note" 1}',
        "é".encode("utf-16"),
    ],
)
def test_what_is_no_json_is_unreadable(program: Program, body: bytes) -> None:
    refused(program, 400, "unreadable", body)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"buyer": {"name": "", "phone": "081234567890"}}, "buyer.name"),
    ({"buyer": {"name": "   ", "phone": "081234567890"}}, "buyer.name"),
    ({"buyer": {"name": "B", "phone": "12"}}, "buyer.phone"),
    ({"buyer": {"name": "B", "phone": "081234567890", "email": "x"}}, "buyer.email"),
    ({"buyer": {"name": "B\x00", "phone": "081234567890"}}, "buyer.name"),
    ({"buyer": {"name": "B"}}, "buyer.phone"),
    ({"buyer": []}, "buyer"),
    ({"lines": []}, "lines"),
    ({"lines": [{"variant": 1, "qty": 1}] * 41}, "lines"),
    ({"lines": [{"variant": 2**63 - 1, "qty": 1}]}, "lines[0].variant"),
    ({"lines": [{"variant": 2**63, "qty": 1}]}, "lines[0].variant"),
    ({"lines": [{"variant": 1, "qty": 0}]}, "lines[0].qty"),
    ({"lines": [{"variant": 1, "qty": 1.0}]}, "lines[0].qty"),
    ({"lines": [{"variant": 1, "qty": 1, "warna": "x"}]}, "lines[0].warna"),
    ({"fulfilment": "drone"}, "fulfilment"),
    ({"fulfilment": "courier"}, "address.street"),
    ({"fulfilment": "courier", "address": {"street": "Jl. A", "zone": 2**40}}, "address.zone"),
    ({"fulfilment": "courier", "address": {"street": "Jl. A", "zone": 1, "postal_code": "1"}}, "address.postal_code"),
    ({"note": "x" * 301}, "note"),
    ({"language": "fr"}, "language"),
    ({"coupon": "GRATIS"}, "coupon"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "field"), WRONG)
def test_invalid_input_is_named_as_it_was_sent(program: Program, wrong: dict[str, Any], field: str) -> None:
    told = refused(program, 422, "invalid", program.body(**wrong))
    assert field in {error["field"] for error in told["errors"]}
    assert all(error["detail"] for error in told["errors"])


def test_a_text_that_can_not_be_printed_is_named_by_its_field(program: Program) -> None:
    field = program.world.name_field.pk
    line = {"variant": program.world.variant("L", "Hitam"), "qty": 1, "personalization": {str(field): "B♥"}}
    good = {"variant": program.world.variant("M", "Hitam"), "qty": 1}
    told = refused(program, 422, "invalid", program.body(lines=[good, line]), **{"Accept-Language": "en"})
    assert [error["field"] for error in told["errors"]] == [f"lines[1].personalization.{field}"]
    assert told["errors"][0]["detail"] == "Only letters, digits and spaces can be printed here."


def test_a_body_may_be_16_kib_and_not_a_byte_more(program: Program) -> None:
    sent = json.dumps(program.body()).encode()
    refused(program, 413, "body_too_large", sent.ljust(MOST_BYTES + 1))
    assert program.send(sent.ljust(MOST_BYTES)).status_code == 201


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/json", ""],
)
def test_only_json_is_read(program: Program, kind: str) -> None:
    refused(program, 415, "unsupported_media_type", None, Content_Type=kind)


def test_the_charset_may_be_named(program: Program) -> None:
    assert program.send(None, Content_Type="application/json; charset=utf-8").status_code == 201


def test_too_many_tries_are_counted_per_address(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orders, "ORDERING", Pace(wrong=1, seconds=300))
    with clock.told(program.world.campaign.opens_at):
        assert program.send().status_code == 201
        refused(program, 429, "too_many_tries")


@pytest.mark.parametrize(
    "error", [OperationalError("database is locked"), InterfaceError("connection closed")]
)
def test_a_database_that_does_not_answer_is_unavailable(
    program: Program, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def down(*_: Any) -> None:
        raise error

    monkeypatch.setattr(DOOR, "place", down)
    before = everything()
    answer = program.send()
    told = assert_problem(answer, 503, "unavailable")
    assert int(answer.headers["Retry-After"]) > 0
    assert "locked" not in told["detail"] and everything() == before


def test_a_mistake_of_ours_says_nothing_of_itself(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("internals")

    monkeypatch.setattr(DOOR, "place", broken)
    answer = program.send()
    assert_problem(answer, 500, "internal_error")
    assert b"internals" not in answer.content
