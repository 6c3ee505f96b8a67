"""What a bank says in tests: lines, statements, and importing them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bukapo.orders.statements.importing import Imported, import_statement
from bukapo.payments.models import StatementLine
from bukapo.payments.statements.statement import Movement, Statement
from tests.world import NOON, World

WIB = ZoneInfo("Asia/Jakarta")
TODAY = NOON.astimezone(WIB).date()


def line(
    amount: int, *, row: int = 1, day: date = TODAY, said: str = "TRSF E-BANKING CR", **more: Any
) -> Movement:
    """Money in, today, unless told otherwise."""
    return Movement(row, day, amount, said, **more)


def statement(*lines: Movement) -> Statement:
    """The lines numbered from 1, as a file of the shop's account would say them."""
    numbered = [one._replace(row=number) for number, one in enumerate(lines, start=1)]
    days = [one.day for one in numbered if one.day]
    return Statement(
        layout="test", bank="bca", account_number="1234567890", holder="Toko Contoh", currency="IDR",
        first_day=min(days, default=None), last_day=max(days, default=None), opening=None, closing=None, lines=numbered,
    )  # fmt: skip


def bring(world: World, lines: Sequence[Movement], *, at: datetime = NOON, **more: Any) -> Imported:
    """Import these lines as a file of the shop's only account."""
    facts: dict[str, Any] = {"bank_account_id": world.bank.pk, "name": "mutasi.csv", "digest": "f" * 64}
    facts |= more
    return import_statement(
        store_id=world.store.pk, statement=statement(*lines), actor=world.seller, at=at, **facts
    )


def kept(world: World) -> list[StatementLine]:
    """The lines of the shop as the database has them, in the order of the file."""
    return list(StatementLine.objects.of(world.store).order_by("file_id", "row"))


YESTERDAY = TODAY - timedelta(days=1)
