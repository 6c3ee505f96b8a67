"""The ordinary door and the thin one on the same database: one quota, one order per key, whoever asks where."""

import json
import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.servers.crowd import Crowd, agree
from tests.servers.orders import Kind, Line, Order, acknowledged, problem
from tests.servers.two_doors import TwoDoors
from tests.servers.visitor import Answer

pytestmark = pytest.mark.concurrency

ATTEMPTS = 5_000
CLOSE = """
from bukapo.campaigns.models import Campaign
from django.db.models.functions import Now
Campaign.objects.across_stores("the test closes its own PO").filter(pk={campaign}).update(closes_at=Now())
"""


def at_once(orders: Sequence[tuple[int, Order]]) -> list[Answer]:
    """Everybody has dialled before anybody sends."""
    gate = threading.Barrier(len(orders))
    answers: dict[int, Answer] = {}

    def send(place: int, port: int, order: Order) -> None:
        line = Line(port)
        line.connection.connect()
        gate.wait()
        answers[place] = line.send(order)
        line.close()

    people = [threading.Thread(target=send, args=[n, *each]) for n, each in enumerate(orders)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return [answers[place] for place in range(len(orders))]


def test_of_5000_who_come_at_two_doors_exactly_1000_get_the_1000_pieces(
    two_doors: TwoDoors,
) -> None:
    shop = two_doors.shops["dua-pintu"]
    doors = [two_doors.ordinary] * 3 + [two_doors.thin] * 5
    cap, crowd = 1_000, Crowd(shop, doors, calm=0)
    with crowd.ordering(attempts=ATTEMPTS):
        pass
    assert not crowd.mistakes and not crowd.waiting
    assert len(crowd.told) == cap and len(crowd.refused) == ATTEMPTS - cap, crowd.seen
    assert {answer.status for answer in crowd.refused} == {409}
    assert len(crowd.answered_at) == 2  # nobody had it all to themselves
    assert all("sudah habis" in answer.text for answer in crowd.refused)
    agree(two_doors.machine, crowd)


@pytest.mark.parametrize("kind", ["json", "form"])
def test_the_same_submission_from_eight_connections_is_one_order(two_doors: TwoDoors, kind: Kind) -> None:
    shop = two_doors.shops[f"delapan-{kind}"]
    crowd = Crowd(shop, [])
    for _ in range(10):
        order = Order(shop, kind)
        answers = at_once([(port, order) for port in (two_doors.ordinary, two_doors.thin) * 4])
        [secret] = {acknowledged(answer) for answer in answers}
        assert secret
        crowd.told[order.key] = secret
        if kind == "json":
            assert all(json.loads(answer.body) == json.loads(answers[0].body) for answer in answers)
            assert sorted(answer.status for answer in answers) == [200] * 7 + [201]
            assert [answer.header("Idempotent-Replayed") for answer in answers].count("true") == 7
            assert [bool(answer.header("Location")) for answer in answers].count(True) == 1
        else:
            assert len({answer.header("Location") for answer in answers}) == 1
    agree(two_doors.machine, crowd)


@pytest.mark.parametrize("kind", ["json", "form"])
def test_the_same_key_with_another_body_is_a_conflict_at_both_doors(two_doors: TwoDoors, kind: Kind) -> None:
    shop = two_doors.shops[f"beda-{kind}"]
    for first, second in [
        (two_doors.ordinary, two_doors.thin),
        (two_doors.thin, two_doors.ordinary),
    ]:
        order = Order(shop, kind)
        assert acknowledged(Line(first).send(order))
        for door in (first, second):
            answer = Line(door).send(replace(order, qty=2))
            if answer.status == 307:  # the ordinary door shows the order which this form has made
                assert answer.header("Location") == f"{shop.path}pesan/"
                changed = replace(order, qty=2)
                answer = Line(two_doors.ordinary).ask(
                    "POST", answer.header("Location"), changed.body, changed.headers
                )
            assert answer.status == 409, answer.text
            if kind == "json":
                assert problem(answer) == "key_conflict"


@pytest.mark.parametrize("kind", ["json", "form"])
def test_after_closing_only_who_has_an_order_is_told_of_it(two_doors: TwoDoors, kind: Kind) -> None:
    shop = two_doors.shops[f"tutup-{kind}"]
    doors = (two_doors.ordinary, two_doors.thin)
    order = Order(shop, kind)
    secret = acknowledged(Line(doors[0]).send(order))
    two_doors.machine.python(CLOSE.format(campaign=shop.campaign))
    for door in doors:
        assert acknowledged(Line(door).send(order)) == secret != ""
        late = Line(door).send(Order(shop, kind))
        assert late.status == 409 and "sudah ditutup" in late.text


def test_two_kinds_of_the_same_key_are_two_orders(two_doors: TwoDoors) -> None:
    shop = two_doors.shops["dua-kunci"]
    form = Order(shop, "form")
    program = replace(form, kind="json")
    secrets = [acknowledged(Line(two_doors.thin).send(one)) for one in (form, program)]
    assert all(secrets) and secrets[0] != secrets[1]


SAID_BY_THE_SERVER = {
    "date",
    "server",
    "connection",
    "content-length",
    "transfer-encoding",
    "vary",
    "x-request-id",
}


def told(answer: Answer) -> dict[str, str]:
    """Headers that say something about the answer."""
    found = {name.lower(): value for name, value in answer.headers if name.lower() not in SAID_BY_THE_SERVER}
    if "content-security-policy" in found:  # its directives stand in any order
        found["content-security-policy"] = "; ".join(sorted(found["content-security-policy"].split("; ")))
    return found


def test_sold_out_is_told_alike_at_both_doors(two_doors: TwoDoors) -> None:
    shop = two_doors.shops["habis"]
    assert acknowledged(Line(two_doors.thin).send(Order(shop, "form")))
    order = Order(shop, "form")
    ordinary, thin = (Line(port).send(order) for port in (two_doors.ordinary, two_doors.thin))
    assert ordinary.status == thin.status == 409
    assert told(thin) == told(ordinary)
    assert thin.text == ordinary.text
    assert "script-src" in thin.header("Content-Security-Policy")
    assert thin.header("Permissions-Policy").startswith("camera=()")
    for name, value in order.fields.items():
        assert f'name="{name}" value="{value}"' in thin.text
    program = Order(shop, "json")
    ordinary, thin = (Line(port).send(program) for port in (two_doors.ordinary, two_doors.thin))
    assert (ordinary.status, json.loads(ordinary.body)) == (thin.status, json.loads(thin.body))
    assert told(thin).items() <= told(ordinary).items()  # a program has no use for what protects a page
