"""When no titles say it: a person names the columns of a file once, and files of that shape can be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from bukapo.kernel.refusal import gettext_noop
from bukapo.payments.statements.columns import Role
from bukapo.payments.statements.refusals import StatementMappingWrong


@dataclass(frozen=True, slots=True)
class Mapping:
    """Columns counted from 0. Money is either `amount` (signed, or with `mark`) or `debit` and `credit`.

    `only_in`: amounts without sign or mark are all money in; else such a file is refused, for an outgoing transfer
    would look like a payment.
    """

    day: int
    description: tuple[int, ...]
    amount: int | None = None
    debit: int | None = None
    credit: int | None = None
    mark: int | None = None
    balance: int | None = None
    reference: int | None = None
    only_in: bool = False

    def roles(self, width: int) -> list[Role]:
        """What each of `width` columns holds. Raises StatementMappingWrong when it cannot be."""
        roles = [Role.SKIP] * width
        for role, column in self._columns():
            if not 0 <= column < width:
                raise StatementMappingWrong(why=_NO_COLUMN)
            if roles[column]:
                raise StatementMappingWrong(why=_TWICE)
            roles[column] = role
        if not (Role.AMOUNT in roles) ^ (Role.DEBIT in roles and Role.CREDIT in roles):
            raise StatementMappingWrong(why=_NO_MONEY)
        if Role.TEXT not in roles:
            raise StatementMappingWrong(why=_NO_TEXT)
        return roles

    def _columns(self) -> Sequence[tuple[Role, int]]:
        named = [
            (Role.DAY, self.day),
            *((Role.TEXT, column) for column in self.description),
            (Role.AMOUNT, self.amount),
            (Role.DEBIT, self.debit),
            (Role.CREDIT, self.credit),
            (Role.MARK, self.mark),
            (Role.BALANCE, self.balance),
            (Role.REFERENCE, self.reference),
        ]
        return [(role, column) for role, column in named if column is not None]


_NO_COLUMN = gettext_noop("kolom yang dipilih tidak ada di file ini")
_TWICE = gettext_noop("satu kolom dipilih untuk dua isi")
_NO_MONEY = gettext_noop("pilih satu kolom jumlah, atau kolom debet dan kredit")
_NO_TEXT = gettext_noop("pilih kolom keterangan")


@dataclass(frozen=True, slots=True)
class Headers:
    """What a form shows to ask: the titles of the file's columns and its first lines below them.

    `row` is where the titles stand. `roles` is what each title suggests, to be offered first.
    """

    row: int
    titles: tuple[str, ...]
    roles: tuple[Role, ...]
    samples: tuple[tuple[str, ...], ...]
