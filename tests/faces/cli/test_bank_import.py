"""`bukapo bank-import`: what it says, what it books, and that it books nothing when it refuses."""

import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.payments.models import Payment, StatementFile, StatementLine
from bukapo.stores.models import BankAccount
from tests.orders.statements.bank import TODAY as DAY
from tests.till import asked
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.told(NOON):
        yield


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


def klikbca(folder: Path, *amounts: int, account: str = "1234567890", day: date = DAY) -> str:
    """A statement of KlikBCA; below zero is money out."""
    balance, lines = 1_000_000, []
    for amount in amounts:
        balance += amount
        sign = "CR" if amount > 0 else "DB"
        lines.append(
            f"'{day:%d/%m},\"TRSF E-BANKING {sign} 2211/FTSCY/WS95051 {abs(amount)}.00 BUDI SANTOSO\",'0000,"
            f'"{abs(amount):,}.00",{sign},"{balance:,}.00"'
        )
    head = f"""Informasi Rekening - Mutasi Rekening
No. rekening : {account}
Nama : TOKO CONTOH
Periode : {day:%d/%m/%Y} - {day:%d/%m/%Y}
Kode Mata Uang : IDR

Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo"""
    into, out = sum(max(0, one) for one in amounts), sum(max(0, -one) for one in amounts)
    foot = f"""\"Saldo Awal : 1,000,000.00"
"Mutasi Kredit : {into:,}.00"
"Mutasi Debet : {out:,}.00"
"Saldo Akhir : {balance:,}.00"
"""
    path = folder / "mutasi.csv"
    path.write_text("\n".join([head, *lines, foot]))
    return str(path)


def run(world: World, file: str, *more: str) -> str:
    out = StringIO()
    call_command("bank-import", file, "--store", world.store.slug, *more, stdout=out)
    return out.getvalue()


def told(world: World, file: str, *more: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run(world, file, *more, "--json"))
    return answer


def refused(world: World, capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as stopped:
        call_command("bank-import", *args)
    assert not StatementFile.objects.of(world.store).exists() and not Payment.objects.of(world.store).exists()
    assert isinstance(stopped.value.code, int)
    return stopped.value.code, capsys.readouterr().err


def test_certain_money_is_booked_and_the_rest_told_with_its_candidates(world: World, tmp_path: Path) -> None:
    order, other = world.place(), world.place()
    amount = asked(order)
    first = told(world, klikbca(tmp_path, -5_000, amount, 95_000))
    assert (first["lines"], first["new"], first["known"], first["ignored"]) == (3, 3, 0, 1)
    assert [{k: one[k] for k in ("order", "amount")} for one in first["confirmed"]] == [
        {"order": order.number, "amount": amount}
    ]
    [doubt] = first["doubtful"]
    assert doubt["why"] == "without_code" and doubt["line"] > first["confirmed"][0]["line"]
    assert [one["order"] for one in doubt["candidates"]] == [other.number]
    assert {"score", "reasons", "orders"} <= set(doubt["candidates"][0])
    assert world.fresh(order).state == "confirmed"
    again = told(world, klikbca(tmp_path, -5_000, amount, 95_000))
    assert (again["new"], again["known"], again["confirmed"]) == (0, 3, [])


def test_a_dry_run_says_the_same_and_changes_nothing(world: World, tmp_path: Path) -> None:
    order = world.place()
    file, events = klikbca(tmp_path, asked(order), 12_345), EventRow.objects.count()
    tried = told(world, file, "--dry-run")
    assert world.fresh(order).paid == 0 and not StatementLine.objects.of(world.store).exists()
    assert EventRow.objects.count() == events
    assert told(world, file) == tried


def test_without_json_it_says_sentences(world: World, tmp_path: Path) -> None:
    order = world.place()
    said = run(world, klikbca(tmp_path, asked(order), 95_000))
    assert "1 pembayaran pasti" in said and "1 perlu diputuskan" in said


def test_a_file_of_another_account_is_refused_and_books_nothing(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = klikbca(tmp_path, asked(world.place()), account="9999999999")
    code, said = refused(world, capsys, file, "--store", world.store.slug)
    assert code == 2 and "9999999999" in said


def test_the_account_may_be_named_by_number_or_id(world: World, tmp_path: Path) -> None:
    BankAccount.objects.create(
        store_id=world.store.pk, bank="BRI", number="0000-01-000123-50-9", holder="Toko"
    )
    order = world.place()
    file = klikbca(tmp_path, asked(order))
    assert told(world, file, "--account", "1234 567 890", "--dry-run")["new"] == 1
    assert told(world, file, "--account", str(world.bank.pk))["confirmed"]


@pytest.mark.parametrize("damage", ["cut", "edited", "picture", "empty"])
def test_a_damaged_file_is_refused_and_books_nothing(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    path = Path(klikbca(tmp_path, asked(world.place()), 50_000))
    text = path.read_text()
    path.write_bytes(
        {
            "cut": text[: text.index("50,000")].encode(),
            "edited": text.replace("1,000,000", "2,000,000").encode(),
            "picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
            "empty": b"",
        }[damage]
    )
    code, said = refused(world, capsys, str(path), "--store", world.store.slug)
    assert code == 3 and said.startswith("mutasi.csv: ") and len(said) > 30


@pytest.mark.parametrize(
    ("more", "code"), [(("--store", "tidak-ada"), 2), (("--store", "toko-contoh", "--account", "123"), 2)]
)
def test_what_cannot_be_meant_is_refused(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], code: int
) -> None:
    assert refused(world, capsys, klikbca(tmp_path, asked(world.place())), *more)[0] == code


def test_a_file_that_is_not_there_is_refused(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(world, capsys, "/tidak/ada.csv", "--store", world.store.slug)[0] == 3
