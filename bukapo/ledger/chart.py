"""The ledger's accounts as an accountant numbers them. Pure.

1 assets, 2 obligations, 4 income, 6 costs. Accounts that come into being by use (banks, gateways) are numbered in the
order of their rows, so that a number never changes its account.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bukapo.ledger import rules

_FIXED = {
    rules.CASH_IN_HAND: "1-1100",
    rules.CASH_AT_COURIER: "1-1150",
    rules.RECEIVABLE: "1-1400",
    rules.DEPOSITS: "2-1100",
    rules.REFUNDS_PAYABLE: "2-1200",
    rules.CREDITS: "2-1300",
    rules.PPN_OUT: "2-1400",
    rules.REVENUE: "4-1100",
    rules.SHIPPING_INCOME: "4-1200",
    rules.UNIQUE_CODE: "4-1300",
    rules.DISCOUNT: "4-1900",
    rules.FORGIVEN: "6-1100",
    rules.FEES: "6-1200",
    rules.COMMISSION: "6-1300",
    rules.GUARANTEE: "6-1400",
}
_GATEWAYS = ("midtrans", "xendit", "tripay")
BANKS_FROM, GATEWAYS_FROM = 1200, 1300


@dataclass(frozen=True, order=True)
class Heading:
    """`number` sorts; `name` is a text of the catalogue unless it is a bank's or gateway's own."""

    number: str
    code: str
    name: str


def chart(codes: Sequence[str], banks: Mapping[int, str]) -> dict[str, Heading]:
    """Number and name of every account in `codes`; `banks` are all bank accounts of the store, by id."""
    places = {bank: place for place, bank in enumerate(sorted(banks), start=1)}
    others = sorted(c.partition(":")[2] for c in codes if c.startswith("gateway:"))
    gateways = [*_GATEWAYS, *(name for name in others if name not in _GATEWAYS)]
    return {code: _heading(code, places, banks, gateways) for code in codes}


def _heading(
    code: str, places: Mapping[int, int], banks: Mapping[int, str], gateways: Sequence[str]
) -> Heading:
    if code in _FIXED:
        return Heading(_FIXED[code], code, rules.CODES[code])
    kind, _colon, name = code.partition(":")
    if kind == "cash" and name.isdigit() and int(name) in places:
        return Heading(f"1-{BANKS_FROM + places[int(name)]}", code, banks[int(name)])
    if kind == "gateway":
        return Heading(f"1-{GATEWAYS_FROM + 1 + gateways.index(name)}", code, name.capitalize())
    return Heading("9-9999", code, rules.CODES.get(code, code))
