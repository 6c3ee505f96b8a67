"""Sending a statement and deciding what was doubtful, on the pages."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from bukapo.faces.dashboard.money import statements
from bukapo.journal import clock
from bukapo.payments.models import Payment, StatementFile, StatementLine
from bukapo.stores.models import BankAccount
from tests.faces.cli.test_bank_import import klikbca
from tests.orders.statements.bank import WIB
from tests.till import asked, receive
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


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


def send(world: World, seller: Client, folder: Path, *amounts: int, **more: Any) -> Any:
    day = clock.now().astimezone(WIB).date()
    content = Path(klikbca(folder, *amounts, day=day)).read_bytes()
    file = SimpleUploadedFile("mutasi nov.csv", content, content_type="text/csv")
    return seller.post(at(world, "statements"), {"file": file} | more, follow=True)


def waiting(world: World) -> StatementLine:
    line: StatementLine = StatementLine.objects.of(world.store).get(state="doubtful")
    return line


def test_a_file_that_is_sent_is_booked_and_told_line_by_line(
    world: World, seller: Client, tmp_path: Path
) -> None:
    order = world.place(buyer_name="Budi Pasti")
    response = send(world, seller, tmp_path, -5_000, asked(order), 12_345)
    page = response.content.decode()
    assert response.status_code == 200 and "mutasi nov.csv" in page and "Budi Pasti" in page
    assert "Tidak ada tagihan yang cocok." in page and world.fresh(order).state == "confirmed"
    doubtful = seller.get(response.request["PATH_INFO"] + "?tampil=doubtful").content.decode()
    assert "Budi Pasti" not in doubtful and "12.345" in doubtful


def test_the_same_file_again_changes_nothing_and_says_so(
    world: World, seller: Client, tmp_path: Path
) -> None:
    amount = asked(world.place())
    send(world, seller, tmp_path, amount)
    page = send(world, seller, tmp_path, amount).content.decode()
    assert "sudah pernah masuk" in page
    assert StatementFile.objects.of(world.store).count() == Payment.objects.of(world.store).count() == 1


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(99), b"satu,dua\n1,2\n"])
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    world: World, seller: Client, content: bytes
) -> None:
    response = seller.post(at(world, "statements"), {"file": SimpleUploadedFile("x.csv", content)})
    assert response.status_code == 422 and "notice-stop" in response.content.decode()
    assert not StatementFile.objects.of(world.store).exists()
    assert seller.post(at(world, "statements")).status_code == 422


def test_a_file_too_long_for_a_page_says_what_to_do(
    world: World, seller: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "MOST_LINES", 1)
    response = send(world, seller, tmp_path, asked(world.place()), 12_345)
    assert response.status_code == 422 and "bank-import" in response.content.decode()
    assert not StatementFile.objects.of(world.store).exists()


def test_what_was_chosen_is_kept_when_the_file_is_refused(world: World, seller: Client) -> None:
    other = BankAccount.objects.create(store_id=world.store.pk, bank="BRI", number="555", holder="Toko")
    page = seller.post(at(world, "statements"), {"account": str(other.pk)}).content.decode()
    assert f'<option value="{other.pk}" selected>' in page


class TestTheQueue:
    def test_decides_with_one_tap(self, world: World, seller: Client, tmp_path: Path) -> None:
        order = world.place(buyer_name="Siti Rahma")
        send(world, seller, tmp_path, 95_000)
        page = seller.get(at(world, "statement_queue")).content.decode()
        assert "Siti Rahma" in page and "kode uniknya tidak ikut" in page
        line = waiting(world)
        answer = seller.post(
            at(world, "statement_match", line.pk), {"order": order.number, "amount": "95000"}, follow=True
        )
        assert "dipasangkan ke pesanan Siti Rahma" in answer.content.decode()
        assert "Semua uang masuk sudah diputuskan" in answer.content.decode()
        assert world.fresh(order).paid == 95_000

    def test_a_second_tap_pays_nothing_and_says_so(
        self, world: World, seller: Client, tmp_path: Path
    ) -> None:
        order = world.place()
        send(world, seller, tmp_path, 95_000)
        data = {"order": order.number, "amount": "95.000"}
        where = at(world, "statement_match", waiting(world).pk)
        seller.post(where, data)
        answer = seller.post(where, data, follow=True)
        assert answer.status_code == 200 and world.fresh(order).paid == 95_000
        assert "sudah tidak bisa dilakukan" in answer.content.decode()

    def test_splits_over_orders_found_by_a_search(self, world: World, seller: Client, tmp_path: Path) -> None:
        one, other = world.place(buyer_name="Ani"), world.place(buyer_name="Ina")
        total = one.charged + other.charged
        send(world, seller, tmp_path, total)
        line = waiting(world)
        page = at(world, "statement_line", line.pk)
        assert other.number in seller.get(page, {"cari": "ina"}).content.decode()
        assert one.number in seller.get(page, {"cari": str(asked(one))}).content.decode()
        chosen = seller.get(page, {"pesanan": [one.number, other.number]}).content.decode()
        assert f'value="{one.charged:,}"'.replace(",", ".") in chosen
        wrong = seller.post(
            at(world, "statement_match", line.pk),
            {"order": [one.number, other.number], "amount": ["1.000", "abc"]},
        )
        text = wrong.content.decode()
        assert (
            wrong.status_code == 422
            and 'value="1.000"' in text
            and 'value="abc"' in text
            and "harus pas" in text
        )
        seller.post(
            at(world, "statement_match", line.pk),
            {"order": [one.number, other.number], "amount": [str(one.charged), str(other.charged)]},
        )
        assert world.fresh(one).outstanding == world.fresh(other).outstanding == 0

    def test_pairs_what_was_written_down(self, world: World, seller: Client, tmp_path: Path) -> None:
        order = world.place()
        receive(world, order, 95_000, at=clock.now())
        send(world, seller, tmp_path, 95_000)
        line, payment = waiting(world), Payment.objects.of(world.store).get()
        assert (
            f'name="payment" value="{payment.pk}"'
            in seller.get(at(world, "statement_queue")).content.decode()
        )
        seller.post(at(world, "statement_link", line.pk), {"payment": str(payment.pk)})
        assert world.fresh(payment).statement_line_id == line.pk and world.fresh(order).paid == 95_000

    def test_puts_aside_and_takes_back(self, world: World, seller: Client, tmp_path: Path) -> None:
        send(world, seller, tmp_path, 95_000)
        line = waiting(world)
        seller.post(at(world, "statement_ignore", line.pk))
        assert world.fresh(line).state == "ignored"
        seller.post(at(world, "statement_reopen", line.pk))
        assert world.fresh(line).state == "doubtful"

    @pytest.mark.parametrize(
        "data", [{}, {"order": "PO-TIDAKADA", "amount": "1"}, {"order": "", "amount": ""}]
    )
    def test_nonsense_is_refused_and_changes_nothing(
        self, world: World, seller: Client, tmp_path: Path, data: dict[str, str]
    ) -> None:
        send(world, seller, tmp_path, 95_000)
        line = waiting(world)
        assert seller.post(at(world, "statement_match", line.pk), data).status_code in (404, 422)
        assert seller.post(at(world, "statement_link", line.pk), {"payment": "²"}).status_code == 404
        assert world.fresh(line).state == "doubtful"

    def test_asks_the_database_as_often_for_ten_lines_as_for_one(
        self,
        world: World,
        seller: Client,
        tmp_path: Path,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for _ in range(5):
            world.place()
        send(world, seller, tmp_path, *range(95_000, 95_010))
        with django_assert_max_num_queries(25):
            seller.get(at(world, "statement_queue"))


def test_a_stranger_finds_nothing(world: World, seller: Client, tmp_path: Path) -> None:
    send(world, seller, tmp_path, 95_000)
    line, other = waiting(world), make_world(slug="toko-lain")
    stranger = Client()
    stranger.force_login(other.owner)
    for name, args in (("statements", ()), ("statement", (line.file_id,)), ("statement_queue", ())):
        assert stranger.get(at(world, name, *args)).status_code == 404
    for name in ("statement_match", "statement_link", "statement_ignore", "statement_reopen"):
        assert stranger.post(at(world, name, line.pk)).status_code == 404
        foreign = reverse(f"dashboard:{name}", args=[other.store.slug, line.pk])
        assert stranger.post(foreign, {"payment": "1"}).status_code in (404, 422)
    assert world.fresh(line).state == "doubtful"
