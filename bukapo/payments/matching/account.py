"""Which account of a store a statement is of. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from bukapo.kernel.refusal import Refusal, gettext_noop

LEAST_DIGITS = 4
"""Of a number that a bank shows only the end of."""


class Owned(NamedTuple):
    """An account of the store: its id, bank and number as the store wrote them."""

    id: int
    bank: str
    number: str


class AccountMissing(Refusal):
    code = "account_missing"
    sentence = gettext_noop("Toko ini belum punya rekening. Tambahkan dulu di pengaturan.")
    http_status = 422


class AccountUnclear(Refusal):
    """The file names no account and the store has several."""

    code = "account_unclear"
    sentence = gettext_noop("File ini tidak menyebut nomor rekening. Pilih dulu rekening yang mana.")
    http_status = 422


class AccountUnknown(Refusal):
    """`number` is what was asked for, or what the file says."""

    code = "account_unknown"
    sentence = gettext_noop("Rekening {number} bukan rekening toko ini.")
    http_status = 422


class AccountDiffers(Refusal):
    """The file is of another account than the one chosen."""

    code = "account_differs"
    sentence = gettext_noop("File ini mutasi rekening {found}, bukan {chosen}. Periksa lagi filenya.")
    http_status = 422


def choose_account(accounts: Sequence[Owned], *, said: str, wanted: str = "") -> Owned:
    """`said`: the number in the file, "" for none. `wanted`: a person's choice, by number or by id.

    Raises AccountMissing, AccountUnclear, AccountUnknown, AccountDiffers.
    """
    if not accounts:
        raise AccountMissing()
    found = _digits(said)
    named = [one for one in accounts if found and _same(_digits(one.number), found)]
    if wanted:
        chosen = _wanted(accounts, wanted)
        if found and chosen not in named:
            raise AccountDiffers(found=said, chosen=f"{chosen.bank} {chosen.number}")
        return chosen
    if len(named) == 1:
        return named[0]
    if found and not named:
        raise AccountUnknown(number=said)
    if len(accounts) == 1:
        return accounts[0]
    raise AccountUnclear()


def _wanted(accounts: Sequence[Owned], wanted: str) -> Owned:
    number = _digits(wanted)
    chosen = [one for one in accounts if number and _digits(one.number) == number]
    chosen = chosen or [one for one in accounts if wanted.strip() == str(one.id)]
    if len(chosen) != 1:
        raise AccountUnknown(number=wanted[:40])
    return chosen[0]


def _same(own: str, found: str) -> bool:
    """The same number, or one of which a bank shows the end only."""
    return own == found or (LEAST_DIGITS <= len(found) < len(own) and own.endswith(found))


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal() and sign.isascii())
