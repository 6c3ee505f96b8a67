"""A ledger line before it is booked: money moves from one account to another, so it cannot be unbalanced."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """`amount` whole rupiah > 0 from account code `source` to `destination` (`receivable`, `cash:12`, …).

    `cause` names what it is for (`charge:17`, `payment:3`), so that the audit can compare both sides.
    """

    source: str
    destination: str
    amount: int
    cause: str
    order_id: int | None = None

    def __post_init__(self) -> None:
        if self.amount <= 0 or self.source == self.destination:
            raise ValueError("a line moves a positive amount between two accounts")

    def reversed(self, cause: str | None = None) -> "Line":
        """The correction of this line: the same amount back."""
        return Line(self.destination, self.source, self.amount, cause or self.cause, self.order_id)

    def as_list(self) -> list[object]:
        """For the event's payload."""
        return [self.source, self.destination, self.amount, self.cause, self.order_id]
