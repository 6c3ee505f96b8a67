"""Buyers are told of a price that moved in plain words, with sums that are true, and never twice."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.messaging.consumer import tell
from bukapo.messaging.models import Message
from bukapo.orders.models import Order
from bukapo.orders.pricing import due
from bukapo.orders.pricing.propose import withdraw_proposal
from tests.orders.pricing.asking import agree, ask
from tests.orders.pricing.tiered import close, settle, tiered
from tests.till import asked, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


def place(world: World, *lines: Any, **more: Any) -> Order:
    with clock.told(NOON):
        return world.place(*lines, email="pembeli@contoh.example", **more)


def told(kind: str) -> list[Message]:
    for event in EventRow.objects.filter(kind=kind).order_by("pk"):
        tell(event, NOON)
        tell(event, NOON)
    return list(Message.objects.across_stores("a test").filter(kind=kind).order_by("pk"))


def test_a_fallen_price_names_the_tier_the_saving_and_the_new_balance() -> None:
    world = tiered(pay_mode="deposit")
    order = place(world, world.line("L", qty=4))
    receive(world, order, asked(order))
    close(world)
    settle()
    whatsapp, email = told("order.repriced")
    assert "Kaos tembus 4 pcs, harga turun jadi Rp90.000." in whatsapp.body
    assert "lebih murah Rp20.000. Total sekarang Rp360.000." in whatsapp.body
    assert "Pelunasan Anda jadi Rp170.000" in whatsapp.body
    assert "sekarang jadi" not in whatsapp.body
    assert email.subject == f"Harga PO {world.campaign.title} turun"


def test_who_paid_in_full_hears_of_the_money_too_much_in_their_language() -> None:
    world = tiered()
    order = place(world, world.line("L", qty=8), language="en")
    receive(world, order, asked(order))
    close(world)
    settle()
    assert "Rp120.000 too much" in told("order.repriced")[0].body


def test_a_question_says_reason_sums_date_and_what_silence_means() -> None:
    world = make_world(at=NOON)
    place(world, world.line("L", qty=2))
    ask(world, silence="leave")
    body = told("order.price_asked")[0].body
    for part in (
        "minta tambahan Rp10.000",
        "Harga katun naik 20% minggu ini",
        "Harga lama Rp190.000, harga baru Rp200.000",
        "Rabu, 25 November 2026 pukul 12.00 WIB",
        "Kalau tidak dijawab, pesanan dibatalkan dan seluruh uang Anda kembali.",
    ):
        assert part in body


def test_who_has_answered_is_neither_asked_nor_reminded_any_more() -> None:
    world = make_world(at=NOON)
    order = place(world)
    proposal = ask(world)
    waits = told("order.price_asked")[0]
    due.remind_unanswered(proposal.answer_by - timedelta(hours=20))
    agree(world, order, at=proposal.answer_by - timedelta(hours=2))
    assert told("order.price_reminded") == []
    assert "Tambahan Rp5.000" in told("order.price_agreed")[0].body
    waits.refresh_from_db()
    assert waits.state == "skipped"


def test_silence_and_a_change_of_mind_are_told_too() -> None:
    world = make_world(at=NOON)
    place(world)
    proposal = ask(world)
    due.carry_out_silences(proposal.answer_by)
    assert "tetap jalan dengan harga lama" in told("order.price_kept")[0].body
    again = ask(world)
    withdraw_proposal(
        store_id=world.store.pk, proposal_id=again.pk, reason="Pabrik memberi harga lama", actor=world.seller,
        at=NOON,
    )  # fmt: skip
    assert "Alasannya: Pabrik memberi harga lama" in told("order.price_withdrawn")[0].body
