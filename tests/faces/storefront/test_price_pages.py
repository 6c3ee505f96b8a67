"""The buyer's pages of a changed price: who may answer, with what, and until when."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from bukapo.journal import clock
from bukapo.orders.models import Order, ProposalAnswer
from tests.orders.pricing.asking import answer_of, ask
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


@pytest.fixture
def order(world: World) -> Order:
    with clock.told(NOON):
        made = world.place(world.line("L", qty=2))
    ask(world)
    return made


def post(order: Order, way: str, at: Any = NOON + timedelta(hours=1), **data: str) -> Any:
    with clock.told(at):
        return Client().post(f"/p/{order.secret}/harga/{way}/kirim/", data)


def get(order: Order, rest: str = "", at: Any = NOON + timedelta(hours=1)) -> Any:
    with clock.told(at):
        return Client().get(f"/p/{order.secret}/{rest}")


def test_agreeing_to_the_words_that_were_shown_counts(world: World, order: Order) -> None:
    digest = answer_of(world, order).digest
    assert digest in get(order, "harga/setuju/").content.decode()
    answer = post(order, "setuju", kata=digest)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/p/{order.secret}/?kabar=harga-setuju")
    assert world.fresh(order).goods == 200_000
    assert "meminta tambahan" not in get(order).content.decode()


@pytest.mark.parametrize("words", ["", "x", "0" * 64, "é\x00", "a" * 5_000])
def test_agreeing_to_other_words_changes_nothing(world: World, order: Order, words: str) -> None:
    answer = post(order, "setuju", kata=words)
    assert answer.status_code == 409
    assert "Cek dulu" in answer.content.decode()
    assert (world.fresh(order).goods, answer_of(world, order).state) == (190_000, "waiting")


def test_leaving_needs_no_words(world: World, order: Order) -> None:
    assert post(order, "keluar").headers["Location"].endswith("kabar=harga-keluar")
    assert world.fresh(order).state == "cancelled"


@pytest.mark.parametrize("way", ["setuju", "keluar"])
def test_too_late_and_twice_lead_back_to_the_order(world: World, order: Order, way: str) -> None:
    row = answer_of(world, order)
    late = post(order, way, at=row.proposal.answer_by, kata=row.digest)
    assert late.headers["Location"].endswith("kabar=harga-lewat")
    assert get(order, f"harga/{way}/", at=row.proposal.answer_by).status_code == 302
    assert answer_of(world, order).state == "waiting"
    post(order, "setuju", kata=row.digest)
    again = post(order, way, kata=row.digest)
    assert again.headers["Location"].endswith("kabar=harga-lewat")
    assert (world.fresh(order).goods, world.fresh(order).state) == (200_000, "placed")


def test_other_addresses_are_not_found(order: Order) -> None:
    for rest in ("harga/mungkin/", "harga/setuju/kirim/x/"):
        assert get(order, rest).status_code == 404
    assert Client().get("/p/tidakada/harga/setuju/").status_code == 404
    assert Client().post("/p/tidakada/harga/setuju/kirim/").status_code == 404


def test_who_is_not_asked_sees_no_question(world: World) -> None:
    with clock.told(NOON):
        asked_one = world.place()
        ask(world)
        other = world.place()
    assert "meminta tambahan" in get(asked_one).content.decode()
    assert "meminta tambahan" not in get(other).content.decode()
    assert not ProposalAnswer.objects.of(world.store).filter(order=other).exists()
