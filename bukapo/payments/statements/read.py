"""The way in: bytes of a statement as a Statement, or a sentence that says why not."""

from datetime import date

from bukapo.payments.statements.days import Days
from bukapo.payments.statements.detect import Located, headers, locate, locate_by, match_for
from bukapo.payments.statements.head import Head, read_head
from bukapo.payments.statements.mapping import Headers, Mapping
from bukapo.payments.statements.movements import Movements, whole_rupiah
from bukapo.payments.statements.refusals import StatementDirectionUnclear, StatementEmpty, StatementTruncated
from bukapo.payments.statements.statement import Movement, Statement
from bukapo.payments.statements.table import Table, open_table


def read_statement(
    data: bytes,
    *,
    name: str,
    bank: str = "auto",
    today: date | None = None,
    mapping: Mapping | None = None,
) -> Statement:
    """Every line of the file, oldest or newest first as the file has them. Raises StatementUnreadable.

    `name` is what the person called the file. `bank` is `auto` or a key of `layouts.every.BANKS`. `today` gives the
    year where the file has none. `mapping` names the columns, then no title is asked (`headers_of` shows them).
    """
    table = open_table(data)
    located = locate_by(table, mapping, name) if mapping else locate(table, match_for(bank), name)
    head = read_head(located.head)
    reader = Movements(
        located.titles,
        located.layout.roles,
        Days(head.first, head.last, today),
        padded=table.lines is None,
    )
    reader.begin(head.rest)
    lines = list(reader.lines(located.rows))
    _refuse_cut(table, located, reader, lines)
    if lines and not (reader.proven or reader.money.directed or (mapping and mapping.only_in)):
        raise StatementDirectionUnclear(name=name)
    if not lines and not reader.totals.complete:
        raise StatementEmpty()
    return _statement(located, head, reader, lines)


def headers_of(data: bytes, *, name: str) -> Headers:
    """The titles of a file that nobody knows, and its first lines, to ask a person by. Raises StatementUnreadable."""
    return headers(open_table(data), name)


def _refuse_cut(table: Table, located: Located, reader: Movements, lines: list[Movement]) -> None:
    last = lines[-1].row if lines else 0
    if located.layout.ends and not reader.totals.complete:
        raise StatementTruncated(row=last)
    if not table.whole and not reader.totals.complete and reader.may_be_cut():
        raise StatementTruncated(row=last)


def _statement(located: Located, head: Head, reader: Movements, lines: list[Movement]) -> Statement:
    opening, closing = reader.continuity.finish(reader.totals)
    days = [line.day for line in lines if line.day] if not head.first else []
    return Statement(
        layout=located.layout.key,
        bank=located.layout.bank,
        account_number=head.account or reader.account,
        holder=head.holder,
        currency=head.currency,
        first_day=head.first or min(days, default=None),
        last_day=head.last or max(days, default=None),
        opening=whole_rupiah(opening),
        closing=whole_rupiah(closing),
        lines=lines,
    )
