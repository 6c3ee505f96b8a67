"""The transfer-back list: across POs, ready for the bank, for the people of the store only."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from bukapo.accounts.models import User
from bukapo.journal import clock
from bukapo.orders.models import Order
from bukapo.orders.reads.refunds import refund_debt
from bukapo.orders.writes import payback, release
from bukapo.orders.writes.credit import keep_as_credit
from bukapo.orders.writes.pay import record_payment
from bukapo.payments.models import Refund
from bukapo.stores.rules import Bank
from bukapo.stores.writes import add_member
from tests.world import World, make_world

pytestmark = pytest.mark.django_db

NUMBER = "0012345678"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def seller(world: World) -> Client:
    client = Client()
    client.force_login(world.owner)
    return client


def at(world: World, name: str, *args: Any) -> str:
    return reverse(f"dashboard:{name}", args=[world.store.slug, *args])


def by(world: World, order: Order) -> dict[str, Any]:
    return {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": clock.now()}


def owed(
    world: World, name: str = "Budi Contoh", number: str = NUMBER, holder: str = "Budi Contoh"
) -> Refund:
    order = world.place(buyer_name=name)
    record_payment(
        **by(world, order), amount=50_000, method="transfer", bank_account_id=world.bank.pk, note=""
    )
    release.cancel_order(**by(world, order), reason="Batal")
    if number:
        account = Bank(bank="BCA", number=number, holder=holder)
        payback.give_refund_account(**by(world, order), account=account)
    refund: Refund = Refund.objects.of(world.store).latest("pk")
    return refund


def words(response: Any) -> str:
    assert response.status_code == 200
    return str(response.content.decode())


def test_an_empty_list_says_so(world: World, seller: Client) -> None:
    assert "Tidak ada uang yang harus dikembalikan" in words(seller.get(at(world, "refunds")))


def test_it_shows_where_each_goes_and_which_are_late(world: World, seller: Client) -> None:
    owed(world)
    late = owed(world, "Siti Contoh", number="")
    Refund.objects.of(world.store).filter(pk=late.pk).update(promised_at=clock.now() - timedelta(days=8))
    page = words(seller.get(at(world, "refunds")))
    assert NUMBER in page and "Rekening belum ditulis" in page and "lewat " in page
    debt = refund_debt(store=world.store, at=clock.now())
    assert (debt.owed, debt.count, debt.overdue, debt.overdue_count, debt.without_account) == (
        100_000, 2, 50_000, 1, 1,
    )  # fmt: skip


def test_credit_is_told_as_a_debt_too(world: World) -> None:
    order = world.place()
    record_payment(
        **by(world, order), amount=order.charged + 9_000, method="cash", bank_account_id=None, note=""
    )
    keep_as_credit(**by(world, order), amount=9_000, consent="chat")
    assert refund_debt(store=world.store, at=clock.now()).credit == 9_000


def test_rows_are_said_to_be_sent_one_by_one_or_together(world: World, seller: Client) -> None:
    first, second, third = owed(world), owed(world), owed(world)
    sent = {"bank": str(world.bank.pk)}
    url = at(world, "refunds_sent")
    assert seller.post(url, sent | {"only": str(first.pk), "refund": [str(second.pk)]}).status_code == 302
    states = [world.fresh(row).state for row in (first, second, third)]
    assert states == ["paid", "owed", "owed"]
    assert seller.post(url, sent | {"refund": [str(second.pk), str(third.pk)]}).status_code == 302
    assert [world.fresh(row).state for row in (second, third)] == ["paid", "paid"]
    assert world.fresh(second).bank_account_id == world.bank.pk


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"bank": "tunai"},
        {"bank": "999999", "only": "1"},
        {"bank": "tunai", "only": "999999"},
        {"bank": "tunai", "only": "x"},
        {"bank": "tunai", "refund": ["-1", "²"]},
    ],
)
def test_nonsense_is_refused_and_books_nothing(world: World, seller: Client, data: dict[str, Any]) -> None:
    refund = owed(world)
    assert seller.post(at(world, "refunds_sent"), data).status_code == 422
    assert world.fresh(refund).state == "owed"


def test_another_stores_refund_cannot_be_named(world: World, seller: Client) -> None:
    other = make_world(slug="toko-lain")
    refund = owed(other)
    assert NUMBER not in words(seller.get(at(world, "refunds")))
    data = {"bank": "tunai", "only": str(refund.pk)}
    assert seller.post(at(world, "refunds_sent"), data).status_code == 422
    assert world.fresh(refund).state == "owed"


def test_strangers_see_nothing_and_staff_do_their_work(world: World, seller: Client) -> None:
    owed(world)
    urls = [at(world, "refunds"), at(world, "refunds_file", "csv"), at(world, "refunds_file", "xlsx")]
    stranger = User.objects.create_user("orang-lain@example.com", "rahasia-contoh", name="Orang Lain")
    client = Client()
    assert all(client.get(url).status_code == 302 for url in urls)
    client.force_login(stranger)
    assert all(client.get(url).status_code == 404 for url in urls)
    assert client.post(at(world, "refunds_sent")).status_code == 404
    add_member(store=world.store, user=stranger, actor=world.seller, at=clock.now())
    assert all(client.get(url).status_code == 200 for url in urls)


def test_the_sheets_keep_leading_zeros_and_run_no_formula(world: World, seller: Client) -> None:
    refund = owed(world, name="=1+1", holder="@jahat")
    response = seller.get(at(world, "refunds_file", "csv"))
    assert (
        response["Cache-Control"] == "private, no-store"
        and 'filename="transfer-balik-' in response["Content-Disposition"]
    )
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:4] == ["Bank", "Nomor rekening", "Atas nama", "Jumlah"]
    assert rows[1][:6] == [
        "BCA", NUMBER, "'@jahat", "50000", f"Refund {refund.order.number}", refund.order.number,
    ]  # fmt: skip
    assert rows[1][6] == "'=1+1"
    book = CalamineWorkbook.from_filelike(io.BytesIO(seller.get(at(world, "refunds_file", "xlsx")).content))
    sheet = book.get_sheet_by_index(0).to_python()
    assert sheet[1][:4] == ["BCA", NUMBER, "@jahat", 50_000.0] and sheet[2][3] == 50_000.0
    assert seller.get(at(world, "refunds_file", "exe")).status_code == 404


def test_a_long_list_costs_a_bounded_number_of_queries(
    world: World, seller: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(6):
        owed(world)
    with django_assert_max_num_queries(9):
        words(seller.get(at(world, "refunds")))
