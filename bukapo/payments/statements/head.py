"""What a file says above its lines: whose account, which days, which currency."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from bukapo.payments.statements.columns import title
from bukapo.payments.statements.days import period
from bukapo.payments.statements.refusals import StatementForeign

_ACCOUNT = {
    "no rekening", "nomor rekening", "norek", "no rek", "rekening", "account no", "account number", "account",
}  # fmt: skip
_HOLDER = {"nama", "nama pemilik", "nama rekening", "name", "account name", "pemilik", "a n", "atas nama"}
_CURRENCY = {"kode mata uang", "mata uang", "currency", "valuta", "ccy"}
_PERIOD = {"periode", "period", "rentang tanggal", "tanggal", "periode mutasi"}
_ON_BEHALF = re.compile(r"\s+(?:a\.?n\.?|atas nama)\s+", re.IGNORECASE)
_BARE = re.compile(r"([^\W\d][^\d]*?)\s+(-?\d[\d.,]*)")  # `SALDO_AWAL_MUTASI 15000000.00`
_READ = 200  # signs of a cell that are looked at
_RUPIAH = {"", "rp", "idr", "rupiah"}


@dataclass(slots=True)
class Head:
    account: str = ""
    holder: str = ""
    currency: str = "IDR"
    first: date | None = None
    last: date | None = None
    rest: list[Sequence[str]] = field(default_factory=list)
    """Rows with something else: an opening balance stands there at times."""


def read_head(rows: Iterable[Sequence[str]]) -> Head:
    """Raises StatementForeign when the account is not in rupiah."""
    head = Head()
    for cells in rows:
        name, value = labelled(cells)
        if name in _ACCOUNT:
            account, *owner = _ON_BEHALF.split(value, maxsplit=1)
            head.account = head.account or digits(account)
            head.holder = head.holder or (owner[0].strip() if owner else "")
        elif name in _HOLDER:
            head.holder = head.holder or value
        elif name in _CURRENCY:
            head.currency = currency(value)
        elif name in _PERIOD and (days := period(value)):
            head.first, head.last = days
        elif name:
            head.rest.append(cells)
    return head


def labelled(cells: Sequence[str]) -> tuple[str, str]:
    """`Nama : X`, `Name,=,X`, `NOREK;X`, `Nama,:,X` as the label (as `columns.title` spells it) and its value."""
    filled = [cell[:_READ].strip(" '\"\xa0\r\n") for cell in cells]
    filled = [cell for cell in filled if cell]
    if not filled:
        return "", ""
    label, colon, value = filled[0].partition(":")
    if not colon:
        label, colon, value = filled[0].partition("=")
    if not colon and len(filled) == 1 and (bare := _BARE.fullmatch(label)):
        label, colon, value = bare[1], " ", bare[2]
    values = [value.strip(), *filled[1:]] if colon else filled[1:]
    return title(label), next((one.lstrip(" '=:").strip() for one in values if one.strip(" =:")), "")


def currency(code: str) -> str:
    """`IDR` for all that means rupiah. Raises StatementForeign."""
    if code.strip().rstrip(".").casefold() not in _RUPIAH:
        raise StatementForeign(currency=code.strip().upper()[:10])
    return "IDR"


def digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isascii() and sign.isdigit())
