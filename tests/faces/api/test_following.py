"""GET an order, with its secret and without."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.faces.api import sent
from bukapo.faces.ui.limits import count_try
from bukapo.journal import clock
from bukapo.orders.due import expire_unpaid
from tests.faces.api.program import Program, assert_problem
from tests.till import receive


def test_it_tells_state_lines_money_dates_and_where_to_pay(program: Program) -> None:
    world = program.world
    order = world.place(world.line("XL", qty=2, name="BUDI"))
    answer = program.follow(order.number, order.secret)
    told = answer.json()
    assert answer.headers["Cache-Control"] == "private, no-store" and not answer.cookies
    assert (told["number"], told["state"], told["pieces"], told["goods"]) == (
        order.number,
        "placed",
        2,
        230_000,
    )
    assert told["pay_by"] is not None
    [line] = told["lines"]
    assert (line["qty"], line["unit_price"], line["extra"], line["total"]) == (2, 100_000, 15_000, 230_000)
    assert line["personalization"] == {"Nama punggung": "BUDI"}
    [charge] = told["money"]["charges"]
    assert (charge["kind"], charge["state"], charge["paid"]) == ("full", "open", 0)
    assert charge["total"] == told["money"]["outstanding"] == told["money"]["to_pay"] == order.charged
    assert told["bank_accounts"] == [{"bank": "BCA", "number": "1234567890", "holder": "Toko Contoh"}]
    assert [moment["kind"] for moment in told["timeline"]] == ["order.placed"]
    assert told["promises"]["ship_until"] and told["links"]["self"] == f"/api/v1/orders/{order.number}"


def test_a_paid_order_asks_for_nothing_more(program: Program) -> None:
    order = program.world.place()
    receive(program.world, order, order.charged, at=order.placed_at + timedelta(minutes=1))
    told = program.follow(order.number, order.secret).json()
    assert (told["state"], told["pay_by"], told["bank_accounts"]) == ("confirmed", None, [])
    assert told["money"]["paid"] == told["money"]["charged"] and told["money"]["to_pay"] == 0
    assert told["timeline"][-1]["kind"] == "order.payment_received"


def test_an_expired_order_names_no_account(program: Program) -> None:
    order = program.world.place()
    later = order.placed_at + timedelta(hours=25)
    with clock.told(later):
        expire_unpaid(later)
        told = program.follow(order.number, order.secret).json()
    assert (told["state"], told["bank_accounts"], told["money"]["to_pay"]) == ("expired", [], 0)


def test_the_story_is_told_in_the_language_of_the_request(program: Program) -> None:
    order = program.world.place()
    titles = [
        program.follow(order.number, order.secret, **{"Accept-Language": language}).json()["timeline"][0][
            "title"
        ]
        for language in ("id", "en")
    ]
    assert titles == ["Pesanan masuk", "Order received"]


def test_a_stranger_learns_nothing_not_even_whether_there_is_an_order(program: Program) -> None:
    mine, yours = program.world.place(), program.world.place()
    answers = [
        program.follow(mine.number, secret)
        for secret in (None, "", "x", yours.secret, mine.secret[:-1], "é" * 22)
    ]
    answers += [program.follow(number, mine.secret) for number in ("PO-00000000", "x", "é", "9" * 200)]
    told = [assert_problem(answer, 401, "unauthorized") for answer in answers]
    assert all(members == told[0] for members in told)
    assert all(answer.headers["WWW-Authenticate"].startswith("Bearer") for answer in answers)
    assert mine.secret.encode() not in b"".join(answer.content for answer in answers)


def test_other_ways_to_say_who_one_is_do_not_count(program: Program) -> None:
    order = program.world.place()
    path = f"/api/v1/orders/{order.number}"
    assert_problem(
        program.client.get(path, headers={"Authorization": f"Basic {order.secret}"}), 401, "unauthorized"
    )
    assert_problem(program.client.get(path, {"secret": order.secret}), 401, "unauthorized")
    program.client.force_login(program.world.owner)
    assert_problem(program.client.get(path), 401, "unauthorized")


def test_guessing_is_slowed_down_and_knowing_is_not(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = program.world.place()
    monkeypatch.setattr(
        sent, "count_try", lambda what, who, most, seconds: count_try(what, who, most=1, seconds=300)
    )
    with clock.told(order.placed_at):
        assert_problem(program.follow(order.number, "x"), 401, "unauthorized")
        assert_problem(program.follow(order.number, "y"), 429, "too_many_tries")
        assert program.follow(order.number, order.secret).status_code == 200


def test_the_number_of_queries_does_not_grow(program: Program, django_assert_max_num_queries: Any) -> None:
    world = program.world
    order = world.place(*[world.line(size) for size in ("S", "M", "L", "XL")])
    with django_assert_max_num_queries(8):
        assert program.follow(order.number, order.secret).status_code == 200
