"""POST an order: accepted, repeated, in conflict."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bukapo.campaigns.models import PieceCounter
from bukapo.orders.models import Order
from bukapo.orders.rules import API
from tests.faces.api.program import Program, assert_problem, everything
from tests.world import make_world


def order_of(answer: Any) -> Order:
    return Order.objects.across_stores("a test").get(number=answer.json()["number"])


def test_an_order_is_placed_and_its_secret_handed_over_once(program: Program) -> None:
    world = program.world
    line = {
        "variant": world.variant("XL", "Navy"), "qty": 2, "personalization": {str(world.name_field.pk): "BUDI"}
    }  # fmt: skip
    address = {"street": "Jl. Contoh 12", "city": "Bandung", "postal_code": "40132", "zone": world.zone.pk}
    buyer = {"name": "Budi Santoso", "phone": "0812 3456 7890", "email": "Budi@Example.com"}
    body = program.body(
        buyer=buyer, lines=[line], fulfilment="courier", address=address, note="Kado", language="en"
    )
    answer = program.send(body)
    assert answer.status_code == 201
    order = order_of(answer)
    assert answer.json() == {
        "number": order.number,
        "secret": order.secret,
        "url": f"{settings.BASE_URL}/p/{order.secret}/",
        "order": f"/api/v1/orders/{order.number}",
    }
    assert answer.headers["Location"] == answer.json()["order"]
    assert answer.headers["Cache-Control"] == "no-store" and not answer.cookies
    assert (order.source, order.language, order.phone, order.email) == (
        API, "en", "+6281234567890", "budi@example.com"
    )  # fmt: skip
    assert (order.address, order.city, order.postal_code, order.zone_id) == (
        "Jl. Contoh 12", "Bandung", "40132", world.zone.pk
    )  # fmt: skip
    assert (order.goods, order.shipping_fee, order.note) == (2 * (100_000 + 15_000), 18_000, "Kado")
    assert order.lines.get().personalization == {"Nama punggung": "BUDI"}


def test_an_address_of_a_pickup_is_not_kept(program: Program) -> None:
    address = {"street": "Jl. Contoh 12", "zone": program.world.zone.pk}
    order = order_of(program.send(program.body(address=address)))
    assert (order.address, order.zone_id) == ("", None)


def test_messages_speak_the_language_of_the_request_unless_told(program: Program) -> None:
    assert order_of(program.send()).language == "id"
    assert order_of(program.send(None, **{"Accept-Language": "en-GB,en;q=0.9"})).language == "en"
    assert order_of(program.send(program.body(language="id"), **{"Accept-Language": "en"})).language == "id"


def test_the_same_again_gives_the_same_answer_and_changes_nothing(program: Program) -> None:
    body, key = program.body(), program.key()
    first = program.send(body, key)
    before = everything()
    again = program.send(body, key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert again.headers["Idempotent-Replayed"] == "true" and "Idempotent-Replayed" not in first.headers
    assert everything() == before


def test_the_same_again_is_answered_after_the_pieces_are_gone(program: Program) -> None:
    body, key = program.body(), program.key()
    first = program.send(body, key)
    PieceCounter.objects.of(program.world.store).filter(variant=None).update(cap=1)
    assert program.send(body, key).json() == first.json()
    assert_problem(program.send(), 409, "sold_out")


def test_the_same_key_with_another_body_is_a_conflict(program: Program) -> None:
    key = program.key()
    program.send(program.body(), key)
    before = everything()
    assert_problem(program.send(program.body(note="lain"), key), 409, "key_conflict")
    assert everything() == before


def test_a_key_belongs_to_one_po(program: Program) -> None:
    other = Program(make_world(slug="toko-kedua"))
    key = program.key()
    first, second = program.send(program.body(), key), other.send(other.body(), key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["number"] != second.json()["number"]


@pytest.mark.parametrize(
    "key", [None, "short", "k" * 15, "k" * 129, "spaces are not ok", "é" * 20, "k" * 15 + "\t"]
)
def test_without_a_key_nothing_is_placed(program: Program, key: str | None) -> None:
    before = everything()
    assert_problem(program.send(key=key), 400, "idempotency_key_missing")
    assert everything() == before


@pytest.mark.parametrize("length", [16, 128])
def test_keys_may_be_short_or_long(program: Program, length: int) -> None:
    assert program.send(key="Az09-_" + "k" * (length - 6)).status_code == 201


def test_the_number_of_queries_does_not_grow_with_the_order(program: Program) -> None:
    every = [{"variant": variant, "qty": 1} for variant in program.world.variants.values()]
    program.send()
    counts = []
    for lines in (every[:1], every):
        with CaptureQueriesContext(connection) as asked:
            assert program.send(program.body(lines=lines)).status_code == 201
        counts.append(len(asked))
    # One more guarded UPDATE of a counter for each variant; nothing else.
    assert counts[1] - counts[0] <= len(every) - 1
    assert counts[0] <= 34
