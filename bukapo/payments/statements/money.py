"""How a file's rows say what moved: one amount with a mark or a sign, or a column for each way."""

from collections.abc import Callable, Sequence

from bukapo.payments.statements.amounts import Amounts, direction
from bukapo.payments.statements.columns import Role, only


class Money:
    """`moved(cells)`: sen, positive = in, None when the row has no amount. ValueError for what cannot be read."""

    def __init__(self, roles: Sequence[Role], amounts: Amounts) -> None:
        self.amount, self._mark = only(roles, Role.AMOUNT), only(roles, Role.MARK)
        self.debit, self.credit = only(roles, Role.DEBIT), only(roles, Role.CREDIT)
        self.balance, self._before = only(roles, Role.BALANCE), only(roles, Role.BEFORE)
        self._amounts = amounts
        self.moved: Callable[[Sequence[str]], int | None] = self._two_columns
        if self.amount >= 0:
            self.moved = self._marked if self._mark >= 0 else self._signed

    @property
    def last(self) -> int:
        """The rightmost column with a number."""
        return max(self.amount, self.debit, self.credit, self.balance)

    def named(self, cells: Sequence[str]) -> bool:
        """Whether any of the row's cells for money holds something: then it is a line, whatever its day says."""
        columns = (self.amount, self.debit, self.credit, self.balance)
        return any(cells[column].strip() for column in columns if column >= 0)

    @property
    def directed(self) -> bool:
        """Whether the amounts so far showed which way they went."""
        return self.amount < 0 or self._mark >= 0 or self._amounts.signed

    def balance_of(self, cells: Sequence[str]) -> int | None:
        """Sen, with the mark some banks write behind it."""
        if self.balance < 0:
            return None
        text = cells[self.balance]
        return self._amounts.sen(text) if text[-1:].isdigit() else self._amounts.marked(text)

    def before(self, cells: Sequence[str]) -> int | None:
        """The balance before the row's own line, where a bank writes it too."""
        return self._amounts.sen(cells[self._before]) if self._before >= 0 else None

    def _signed(self, cells: Sequence[str]) -> int | None:
        return self._amounts.marked(cells[self.amount])

    def _marked(self, cells: Sequence[str]) -> int | None:
        mark = cells[self._mark]
        way = 1 if mark == "CR" else -1 if mark == "DB" else direction(mark)
        text = cells[self.amount]
        if way:
            amount = self._amounts.sen(text)
            return None if amount is None else abs(amount) * way
        if mark.strip() or (text.strip() and not text.strip()[-1].isalpha()):
            raise ValueError(mark)
        return self._amounts.marked(text)  # some put the mark into the amount's own cell

    def _two_columns(self, cells: Sequence[str]) -> int | None:
        debit = self._amounts.sen(cells[self.debit])
        credit = self._amounts.sen(cells[self.credit])
        if debit is None and credit is None:
            return None
        if debit and credit:
            raise ValueError("both ways at once")
        return (credit or 0) - abs(debit or 0)
