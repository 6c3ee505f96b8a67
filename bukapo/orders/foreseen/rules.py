"""The sums that a buyer is shown and says yes to. Pure; rupiah, without unique codes."""

from dataclasses import dataclass
from datetime import datetime

from bukapo.kernel.refusal import Refusal, gettext_noop


class SumsMoved(Refusal):
    """Something changed since the sums were shown (a payment came, a price moved): they are shown anew."""

    code = "sums_moved"
    sentence = gettext_noop("Jumlahnya baru saja berubah. Cek lagi, lalu tekan sekali lagi kalau masih mau.")


@dataclass(frozen=True)
class ChangeSums:
    """What an order costs `before` and `after` a change; `held` of it is paid.

    `now` is asked at once (until `until`), `later` by the plan; `over` is then the buyer's, to keep as credit or to
    get back.
    """

    before: int
    after: int
    held: int
    now: int
    later: int
    over: int
    until: datetime | None = None

    @property
    def more(self) -> int:
        """Rupiah that it costs more; below zero: less."""
        return self.after - self.before

    @property
    def token(self) -> str:
        """What is sent along with the yes. The day is no part of it: it moves with the minute in the buyer's favour."""
        return ".".join(map(str, (self.before, self.after, self.held, self.now, self.later, self.over)))


@dataclass(frozen=True)
class CancelSums:
    """Of `held` rupiah `fee` stays with the store (`percent`, by the rules of the PO) and `refund` goes back; `gift` of
    the store's rewards are a reward again.

    `account`: where it goes to, as far as that is known, with most of its digits hidden.
    """

    fee: int
    refund: int
    percent: int = 0
    account: str = ""
    gift: int = 0

    @property
    def held(self) -> int:
        return self.fee + self.refund + self.gift

    @property
    def token(self) -> str:
        return f"{self.fee}.{self.refund}"


def check_sums(shown: str | None, sums: ChangeSums | CancelSums) -> None:
    """Raise SumsMoved unless these are the sums that were shown (None: nobody had to be shown any)."""
    if shown is not None and shown != sums.token:
        raise SumsMoved()
